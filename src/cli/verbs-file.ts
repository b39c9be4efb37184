/** Verbs about rules files: save, restore, diff, apply, backups. */
import { explainText } from '../core/explain/explain.ts';
import { explainSummary } from '../core/explain/summary.ts';
import { failed, type Result, success } from '../core/model/failure.ts';
import { isChange } from '../core/plan/action.ts';
import { drift } from '../core/saved/compare.ts';
import { portNames, readRulesFile } from '../core/saved/read.ts';
import { count } from '../core/words/numbers.ts';
import { changeOptions, refusePlan, runIntent } from './change.ts';
import { plain } from './out.ts';
import { printDifferences } from './plan-text.ts';
import { type RunVerb, textOf, write } from './verb-tools.ts';
import { exits } from './verbs.ts';
import { printJson, type World } from './world.ts';

/** The rules file that is meant: the one named, or that of this system. */
const rulesPath = async (world: World, file: string | undefined): Promise<Result<string>> => {
  if (file !== undefined) return success(file.startsWith('/') ? file : `${world.folder}/${file}`);
  const place = (await world.around?.saved())?.place;
  return place === undefined
    ? failed({
        kind: 'not-found',
        what: 'this system has no rules file that lvsh knows of',
        advice: 'name one: lvsh save FILE',
      })
    : success(place.path);
};

const save: RunVerb = async (world, { words, options }) => {
  const path = await rulesPath(world, words[0]);
  if (!path.ok) return refusePlan(world, path.failure);
  return runIntent(world, { kind: 'save', path: path.value }, changeOptions(options));
};

const restore: RunVerb = async (world, { words, options }) => {
  const ignore = 'ignore-bad-lines' in options;
  const backup = options.backup;
  if (typeof backup === 'string') {
    const path = await rulesPath(world, words[0]);
    if (!path.ok) return refusePlan(world, path.failure);
    const text = await backupText(world, path.value, backup);
    if (!text.ok) return refusePlan(world, text.failure);
    return runIntent(world, { kind: 'text', ...text.value, ignore }, changeOptions(options));
  }
  if (words[0] === '-') {
    const text = await textOf(world, '-');
    if (!text.ok) return refusePlan(world, text.failure);
    return runIntent(world, { kind: 'text', ...text.value, ignore }, changeOptions(options));
  }
  const path = await rulesPath(world, words[0]);
  if (!path.ok) return refusePlan(world, path.failure);
  return runIntent(world, { kind: 'restore', path: path.value, ignore }, changeOptions(options));
};

/** A backup by its number in the list (1 is the newest) or the beginning of its time. */
const backupText = async (
  world: World,
  path: string,
  which: string,
): Promise<Result<{ readonly name: string; readonly text: string }>> => {
  const list = await world.around?.backups(path);
  if (list === undefined) return failed({ kind: 'not-found', what: 'there are no backups here' });
  if (!list.ok) return list;
  const found = /^\d{1,2}$/.test(which)
    ? list.value[Number(which) - 1]
    : list.value.find(({ at }) => at.startsWith(which));
  if (found === undefined)
    return failed({
      kind: 'not-found',
      what: `there is no backup ${which} of ${path}`,
      advice: 'lvsh backups lists them',
    });
  const text = await world.around?.backup(path, found.name);
  if (text?.ok !== true) return text ?? failed({ kind: 'not-found', what: 'it is no longer there' });
  return success({ name: `${path} of ${found.at}`, text: text.value });
};

const backups: RunVerb = async (world, { words, options }) => {
  const path = await rulesPath(world, words[0]);
  if (!path.ok) return refusePlan(world, path.failure);
  const list = await world.around?.backups(path.value);
  if (list === undefined || !list.ok)
    return refusePlan(world, list?.failure ?? { kind: 'not-found', what: 'there are no backups here' });
  if ('json' in options)
    printJson(world.out, { lvsh: 1, kind: 'backups', path: path.value, backups: list.value });
  else if (list.value.length === 0) write(world, `no backups of ${path.value}`);
  else
    for (const [index, { at, user, size }] of list.value.entries())
      write(world, `${String(index + 1).padStart(3)}  ${at}  ${user}  ${size} bytes`);
  return list.value.length === 0 ? exits.nothing : exits.ok;
};

const diff: RunVerb = async (world, { words, options }) => {
  const { out, changer } = world;
  if (changer === undefined)
    return refusePlan(world, { kind: 'other', what: 'there is nothing to compare with here' });
  const path = words[0] === '-' ? success('-') : await rulesPath(world, words[0]);
  if (!path.ok) return refusePlan(world, path.failure);
  const text =
    typeof options.backup === 'string'
      ? await backupText(world, path.value, options.backup)
      : await textOf(world, path.value);
  if (!text.ok) return refusePlan(world, text.failure);
  const setup = await changer.setup({
    services: 'all',
    timeouts: true,
    daemons: true,
    sysctls: [],
    files: [],
  });
  if (!setup.ok) return refusePlan(world, setup.failure);
  const file = readRulesFile(text.value.text);
  for (const { line, reason, text: bad } of file.problems)
    out.warn(`${plain(`${text.value.name}:${line}: not read: ${reason}: ${bad}`)}\n`);
  if (file.restore !== undefined) out.warn(`${plain(file.restore)}\n`);
  const found = drift(setup.value, file);
  if (found.length === 0) {
    write(world, `what runs is what ${text.value.name} says`);
    return file.problems.length === 0 ? exits.ok : exits.nothing;
  }
  printDifferences(out, `${count(found.length, 'difference')} (running → ${text.value.name}):`, found);
  return exits.nothing;
};

const apply: RunVerb = async (world, { words, options }) => {
  const text = await textOf(world, words[0] ?? '-');
  if (!text.ok) return refusePlan(world, text.failure);
  const explained = explainText(text.value.text, { names: portNames });
  const { commands, kinds } = explainSummary(explained);
  const unread = explained.lines.filter(
    line => line.kind === 'ipvsadm' && line.read === undefined && line.words.length > 0,
  );
  for (const line of unread) {
    const why = line.problems.map(problem => problem.text).join(' ');
    world.out.warn(`${plain(`${text.value.name}:${line.number}: ${why}: ${line.text}`)}\n`);
  }
  if (unread.length > 0 && !('ignore-bad-lines' in options))
    return refusePlan(world, {
      kind: 'parse',
      what: `${count(unread.length, 'line')} of ${text.value.name} cannot be read`,
      advice: 'correct them, or say --ignore-bad-lines',
    });
  if (kinds.other > 0)
    world.out.warn(
      `lvsh: ${count(kinds.other, 'line')} of other programs are not run from here (lvsh explain tells what they do)\n`,
    );
  const lines = commands.filter(({ command }) => isChange(command));
  if (lines.length === 0)
    return refusePlan(world, {
      kind: 'nothing',
      what: `${text.value.name} holds no command that changes anything`,
    });
  const title = `Run the lines of ${text.value.name}`;
  return runIntent(world, { kind: 'lines', lines, keep: true, title }, changeOptions(options));
};

/** They by name. */
export const fileVerbs: Readonly<Record<string, RunVerb>> = { save, restore, diff, apply, backups };
