/** Saving into a rules file, and restoring from one. */
import { failed, type Result, success } from '../model/failure.ts';
import type { Setup } from '../model/setup.ts';
import { differenceLine } from '../plan/difference-words.ts';
import { actionsTowards } from '../plan/towards.ts';
import { drift, targetOf } from '../saved/compare.ts';
import { type RulesFile, readRulesFile } from '../saved/read.ts';
import { rulesText } from '../saved/write.ts';
import { count } from '../words/numbers.ts';
import type { Intent } from './intent.types.ts';
import type { Resolved } from './resolved.types.ts';

type Of<K extends Intent['kind']> = Extract<Intent, { readonly kind: K }>;

/** So many differences are named, then they are counted. */
const mostNamed = 6;

const some = (lines: readonly string[], what: string): readonly string[] =>
  lines.length <= mostNamed
    ? lines
    : [...lines.slice(0, mostNamed - 1), `and ${count(lines.length - mostNamed + 1, `more ${what}`)}`];

const problemLines = ({ problems }: RulesFile): readonly string[] =>
  some(
    problems.map(({ line, reason, text }) => `Line ${line}: ${reason}: ${text}`),
    'line',
  );

/** The running setup into a file: all that there is, in ipvsadm's own language. */
export const resolveSave = ({ path }: Of<'save'>, setup: Setup): Result<Resolved> => {
  const before = setup.files?.[path];
  const text = rulesText(setup);
  if (before === text) return failed({ kind: 'nothing', what: `${path} is up to date` });
  const file = before === undefined ? undefined : readRulesFile(before);
  const changes = file === undefined ? [] : drift({ ...setup }, file);
  const unread = file?.problems.length ?? 0;
  return success({
    title: `Save to ${path}`,
    actions: [{ kind: 'file', path, text }],
    cautions: [
      ...(unread === 0
        ? []
        : [
            `${count(unread, 'line')} of the file cannot be read and will be gone; the former file is kept as a backup.`,
          ]),
    ],
    means: [
      ...(before === undefined ? [`${path} is made new.`] : []),
      ...(file !== undefined && changes.length === 0
        ? ['What runs is what the file says already; it is written in the complete form.']
        : []),
      // In a drift, `from` is what runs and `to` what the file says: the file goes the other way.
      ...some(
        changes.map(change =>
          differenceLine({ ...change, from: change.to, to: change.from } as typeof change),
        ),
        'change',
      ),
    ],
  });
};

const restoring = (
  file: RulesFile,
  { name, ignore }: { readonly name: string; readonly ignore: boolean },
  setup: Setup,
): Result<Resolved> => {
  if (file.problems.length > 0 && !ignore)
    return failed({
      kind: 'parse',
      what: `${count(new Set(file.problems.map(({ line }) => line)).size, 'line')} of ${name} cannot be read`,
      ...(file.restore === undefined ? {} : { why: file.restore }),
      advice: 'correct them, or go on without them: what they name is removed if it runs',
      output: problemLines(file).join('\n'),
    });
  if (file.lines === 0)
    return failed({
      kind: 'value',
      what: `${name} holds no command lines`,
      why: 'Restoring it would remove every service',
      advice: 'to clear the table, say clear',
    });
  const target = targetOf(file, setup);
  const actions = actionsTowards(setup, target);
  if (actions.length === 0) return failed({ kind: 'nothing', what: `What runs is what ${name} says` });
  const removes = actions.some(
    action =>
      action.kind === 'ipvsadm' &&
      (action.change.name === 'delete-server' || action.change.name === 'delete-service'),
  );
  return success({
    title: `Restore ${name}`,
    actions,
    cautions: [
      ...(file.problems.length === 0 ? [] : ['These lines are left out:', ...problemLines(file)]),
      ...(file.thresholds
        ? []
        : ['The file says nothing of thresholds (ipvsadm-save never writes them): those that run are kept.']),
    ],
    ...(removes || file.problems.length > 0 ? { danger: 'destructive' as const } : {}),
  });
};

/** What runs becomes what a file says, by the smallest set of steps. */
export const resolveRestore = (intent: Of<'restore'>, setup: Setup): Result<Resolved> => {
  const { path, ignore } = intent;
  const text = setup.files?.[path];
  if (text === undefined)
    return failed({
      kind: 'not-found',
      what: `${path} does not exist`,
      advice: 'save makes it, or name another file',
    });
  return restoring(readRulesFile(text), { name: path, ignore }, setup);
};

/** The same from a text: standard input, a backup. */
export const resolveText = ({ text, name, ignore }: Of<'text'>, setup: Setup): Result<Resolved> =>
  restoring(readRulesFile(text), { name, ignore }, setup);
