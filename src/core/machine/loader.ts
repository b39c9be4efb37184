/** What loads the table at boot, read from the unit and the scripts of this machine: not from its name. */
import type { DaemonSettings, Loader, LoaderFacts, TextFile } from './loader.types.ts';
import { type Assignments, actionText, assignmentsOf, commandLines, substitute } from './shell-text.ts';
import { readUnit, type Unit } from './unit.ts';

const restores = /\bipvsadm-restore\b|\bipvsadm["']?\s+(?:-R|--restore)\b/;
const saves = /(?:\bipvsadm-save\b|\bipvsadm["']?\s+(?:-S|--save))[^\n]*>/;
const clears = /\bipvsadm["']?\s+(?:-C|--clear)\b/;

/**
 * The file that a line feeds to the restore: `< FILE`, or what a pipe begins with (`grep -v "^#" FILE | ipvsadm -R`).
 * Variables must have been replaced; one that has no value gives undefined.
 */
export const fedFile = (line: string): string | undefined => {
  const redirected = /<\s*["']?(\/[^\s"'<>|;&)$\u0000-\u001f\u007f]+)/.exec(line)?.[1];
  if (redirected !== undefined) return redirected;
  const piped = line
    .slice(0, Math.max(0, line.search(restores)))
    .split('|')
    .slice(0, -1)
    .at(-1);
  return [...(piped ?? '').matchAll(/\s["']?(\/[^\s"'<>|;&)$\u0000-\u001f\u007f]+)/g)].at(-1)?.[1];
};

/** The values of a variable: settings are read after the script has set its own. */
const valuesOf = (name: string, settings: readonly Assignments[], own: Assignments): readonly string[] => {
  const set = settings.flatMap(one => one.get(name) ?? []).at(-1);
  return set === undefined ? (own.get(name) ?? []) : [set];
};

/**
 * The rules files that some lines load. A script that tries one place after the other sets a variable several times:
 * each of its values is tried.
 */
const filesLoaded = (
  lines: readonly string[],
  settings: readonly Assignments[],
  own: Assignments,
): readonly string[] => {
  const longest = Math.max(1, ...[...own.values()].map(values => values.length));
  const found = new Set<string>();
  for (let turn = 0; turn < Math.min(longest, 8); turn++) {
    const lookUp = (name: string): string | undefined => {
      const values = valuesOf(name, settings, own);
      return values[Math.min(turn, values.length - 1)];
    };
    for (const line of lines) {
      const text = substitute(line, lookUp);
      const file = restores.test(text) ? fedFile(text) : undefined;
      if (file === undefined) continue;
      // What is tried last stands last, also where it was tried before.
      found.delete(file);
      found.add(file);
    }
  }
  return [...found];
};

/** Of several the first that is there, else the last: where scripts put what they make. */
const chosen = (files: readonly string[], present: readonly string[]): string | undefined =>
  files.find(file => present.includes(file)) ?? files.at(-1);

/** A switch of a script's settings, and the word that turns it on. */
const switchOf = (
  name: string,
  on: string,
  facts: LoaderFacts,
  scripts: readonly TextFile[],
): { readonly path: string; readonly value: string; readonly on: boolean } | undefined => {
  const used = scripts.find(({ text }) => new RegExp(`\\$\\{?${name}\\b`).test(text));
  if (used === undefined) return undefined;
  const where = facts.settings.findLast(({ text }) => assignmentsOf(text).has(name));
  const value =
    assignmentsOf((where ?? used).text)
      .get(name)
      ?.at(-1) ?? '';
  return { path: (where ?? facts.settings[0] ?? used).path, value, on: value === on };
};

/** What happens at the stop, as the commands of these texts say it and the script's switches allow. */
const stopOf = (
  texts: readonly string[],
  settings: readonly Assignments[],
  own: Assignments,
): Loader['stop'] => {
  const lines = texts
    .flatMap(commandLines)
    .map(line => substitute(line, name => valuesOf(name, settings, own).at(-1)));
  return { saves: lines.some(line => saves.test(line)), clears: lines.some(line => clears.test(line)) };
};

const daemonsOf = (facts: LoaderFacts, scripts: readonly TextFile[]): DaemonSettings | undefined => {
  const daemon = switchOf('DAEMON', '', facts, scripts);
  if (daemon === undefined || !scripts.some(({ text }) => text.includes('--start-daemon'))) return undefined;
  const { path, value } = daemon;
  return {
    path,
    roles: value === 'both' ? ['master', 'backup'] : value === 'master' || value === 'backup' ? [value] : [],
    interface: switchOf('IFACE', '', facts, scripts)?.value ?? '',
    syncId: Number(switchOf('SYNCID', '', facts, scripts)?.value ?? 0) || 0,
  };
};

/** The commands of a unit as a script, which they are but for the file that they stand in. */
const unitSource = (path: string, unit: Unit): TextFile => ({
  path,
  text: [...unit.start, ...unit.stop].join('\n'),
});

const make = (
  facts: LoaderFacts,
  about: Pick<Loader, 'kind' | 'unit'> & { readonly unitText?: Unit },
): Loader => {
  const { scripts } = facts;
  const unit = about.unitText;
  const settings = facts.settings.map(({ text }) => assignmentsOf(text));
  const own = assignmentsOf(scripts.map(({ text }) => text).join('\n'));
  const direct = filesLoaded(unit?.start ?? [], settings, own);
  const fed = unit?.input === undefined ? direct : [...direct, unit.input];
  const inScripts = filesLoaded(
    scripts.flatMap(({ text }) => commandLines(text)),
    settings,
    own,
  );
  const file = chosen(fed.length > 0 ? fed : inScripts, facts.present);
  const stopScripts = scripts.filter(
    ({ path }) => unit === undefined || unit.stop.some(line => line.includes(path)),
  );
  const stop = stopOf(
    [
      ...(unit?.stop ?? []),
      // A script that knows no `stop` does all of what it says.
      ...stopScripts.map(({ text }) => actionText(text, 'stop') ?? (/\bcase\b/.test(text) ? '' : text)),
    ],
    settings,
    own,
  );
  const sources = unit === undefined ? scripts : [...scripts, unitSource(about.unit, unit)];
  const auto = switchOf('AUTO', 'true', facts, sources);
  // Red Hat's old init script saves at its stop only where its settings say so.
  const onStop = switchOf('IPVS_SAVE_ON_STOP', 'yes', facts, sources);
  const daemons = daemonsOf(facts, sources);
  return {
    kind: about.kind,
    unit: about.unit,
    says: fed.length > 0 || scripts[0] === undefined ? about.unit : scripts[0].path,
    stop: { saves: stop.saves && onStop?.on !== false, clears: stop.clears && auto?.on !== false },
    ...(file === undefined ? {} : { file }),
    ...(auto === undefined ? {} : { auto }),
    ...(daemons === undefined ? {} : { daemons }),
    ...(unit?.user === undefined ? {} : { user: unit.user }),
  };
};

/** What loads the table at boot; undefined where nothing is installed that could. Never throws. */
export const loaderOf = (facts: LoaderFacts): Loader | undefined => {
  const script = facts.scripts[0];
  if (facts.unit !== undefined)
    return make(facts, { kind: 'unit', unit: 'ipvsadm.service', unitText: readUnit(facts.unit.text) });
  if (script === undefined) return undefined;
  const openrc = /^#!.*\b(?:openrc-run|runscript)\b/.test(script.text);
  return make(facts, { kind: openrc ? 'openrc' : 'script', unit: script.path });
};
