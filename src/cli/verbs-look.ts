/** Verbs that look at changes: history, explain, boot. */
import { explainText } from '../core/explain/explain.ts';
import { quote } from '../core/ipvsadm/print.ts';
import { personText } from '../core/journal/person.ts';
import { allFixes, bootFindings } from '../core/machine/boot.ts';
import { success } from '../core/model/failure.ts';
import { configured } from '../core/plan/configured.ts';
import { portNames } from '../core/saved/read.ts';
import { count } from '../core/words/numbers.ts';
import { changeOptions, refusePlan, runIntent } from './change.ts';
import { historyJson } from './json-plan.ts';
import { plain } from './out.ts';
import { lineOf, type RunVerb, textOf, write } from './verb-tools.ts';
import { exits } from './verbs.ts';
import { printJson } from './world.ts';

const explain: RunVerb = async (world, { words }) => {
  const [first = '-'] = words;
  const isFile = words.length === 1 && (first === '-' || /^[./~]|\.(sh|rules|txt|md)$/.test(first));
  const text = isFile
    ? await textOf(world, first)
    : success({ name: '', text: words.length === 1 ? first : lineOf(words) });
  if (!text.ok) return refusePlan(world, text.failure);
  const network = await world.around?.network();
  const read = await world.director.read({ visible: [], intervalMs: 1000 });
  const explained = explainText(text.value.text, {
    names: portNames,
    ...(network?.ok === true ? { network: network.value } : {}),
    ...(read.ok
      ? {
          services: read.value.snapshot.services.flatMap(
            seen => configured(seen, () => ({ upper: 0, lower: 0 })) ?? [],
          ),
        }
      : {}),
  });
  for (const line of explained.lines) {
    if (line.words.length === 0 && line.problems.length === 0) continue;
    write(world, `${String(line.number).padStart(3)}  ${line.text}`);
    for (const sentence of line.words) write(world, `       ${sentence}`);
    for (const { level, text: said, fix } of line.problems) {
      write(world, `     ${level === 'wrong' ? '!' : level === 'danger' ? '!' : '·'} ${level}: ${said}`);
      if (fix !== undefined) write(world, `       instead: ${fix}`);
    }
  }
  return exits.ok;
};

const history: RunVerb = async (world, { options }) => {
  if (world.changer === undefined)
    return refusePlan(world, { kind: 'nothing', what: 'a saved text has no history' });
  const read = await world.changer.history();
  if (!read.ok) return refusePlan(world, read.failure);
  const { entries, stack, broken, path } = read.value;
  const limit = typeof options.limit === 'string' ? Number(options.limit) : 50;
  const shown = entries.slice(-Math.max(1, Number.isFinite(limit) ? limit : 50));
  if ('json' in options) {
    printJson(world.out, historyJson(shown));
    return exits.ok;
  }
  for (const entry of [...shown].reverse()) {
    const mark = entry.id === stack.undo?.id ? '  <- undo' : entry.id === stack.redo?.id ? '  <- redo' : '';
    write(
      world,
      `${entry.id}  ${entry.startedAt.replace('T', ' ').replace(/\..*$/, '')}  ${personText(entry.by)}  ${entry.title}  [${entry.outcome}${entry.outcome === 'done' ? '' : `, ${entry.applied} of ${entry.steps.length}`}]${mark}`,
    );
    for (const { do: action, state } of entry.steps.slice(0, 20))
      write(
        world,
        `    ${state === 'done' ? ' ' : state === 'failed' ? '!' : '?'} ${'run' in action ? action.run.map(quote).join(' ') : `write ${action.file}`}`,
      );
    if (entry.steps.length > 20) write(world, `      and ${entry.steps.length - 20} more`);
    for (const sentence of entry.differs) write(world, `    ! found otherwise: ${sentence}`);
  }
  if (entries.length === 0) write(world, `nothing was changed yet (${path})`);
  if (broken > 0) world.out.warn(`lvsh: ${count(broken, 'line')} of ${plain(path)} could not be read\n`);
  return entries.length === 0 ? exits.nothing : exits.ok;
};

const boot: RunVerb = async (world, { options }) => {
  const { around, changer } = world;
  if (around === undefined || changer === undefined || world.director.kind === 'practice')
    return refusePlan(world, { kind: 'nothing', what: 'nothing of this director is loaded at boot' });
  const setup = await changer.setup({
    services: 'all',
    timeouts: false,
    daemons: true,
    sysctls: [],
    files: [],
  });
  const facts = await around.boot({
    owners: await around.owners(),
    ...(setup.ok ? { running: setup.value.services } : {}),
    ...(setup.ok && setup.value.daemons !== undefined ? { daemons: setup.value.daemons } : {}),
  });
  const findings = bootFindings(facts);
  for (const { level, title, why, fix } of findings) {
    write(world, `${level === 'ok' ? 'ok  ' : level === 'warn' ? '·   ' : '!   '}${title}`);
    if (level !== 'ok') write(world, `      ${why}`);
    if (fix !== undefined) write(world, `      fix: ${fix.title}. ${fix.how}`);
  }
  const bad = findings.some(({ level }) => level === 'bad');
  if (!('fix' in options)) return bad ? exits.nothing : exits.ok;
  const actions = allFixes(facts);
  if (actions.length === 0)
    return refusePlan(world, { kind: 'nothing', what: 'there is nothing that lvsh can mend by itself' });
  return runIntent(
    world,
    { kind: 'actions', title: 'Make the table come back at boot', actions },
    changeOptions(options),
  );
};

/** They by name. */
export const lookVerbs: Readonly<Record<string, RunVerb>> = { history, explain, boot };
