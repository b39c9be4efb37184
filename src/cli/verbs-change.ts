/** Verbs that change what runs: weight, resume, run, undo, redo, and what brings a cut-off plan to an end. */
import type { Intent } from '../core/intent/intent.types.ts';
import type { Entry } from '../core/journal/entry.ts';
import { failed, type Result, success } from '../core/model/failure.ts';
import { readWish } from '../core/verbs/read.ts';
import type { Wish } from '../core/verbs/wish.types.ts';
import { changeOptions, changerOf, refusePlan, runIntent } from './change.ts';
import { plain } from './out.ts';
import { groundOf, lineOf, type RunVerb } from './verb-tools.ts';
import { exits } from './verbs.ts';
import { usage, type World } from './world.ts';

const wishOf = async (world: World, line: string): Promise<Result<Wish>> =>
  readWish(line, await groundOf(world));

/** A verb whose words are those of the `:` line. */
const typed =
  (name: string): RunVerb =>
  async (world, { words, options }) => {
    const wish = await wishOf(world, lineOf([...name.split(' '), ...words]));
    if (!wish.ok) return usage(world.out, plain(wish.failure.what));
    if (wish.value.kind !== 'intent') throw new Error(`${name} came to ${wish.value.kind}`);
    return runIntent(world, wish.value.intent, changeOptions(options));
  };

/** `lvsh run -- ARGS…`: a command line of ipvsadm. */
const run: RunVerb = async (world, { words, options }) => {
  const line = lineOf('literal' in options ? ['literal', 'ipvsadm', ...words] : ['ipvsadm', ...words]);
  const wish = await wishOf(world, line);
  if (!wish.ok) {
    const { what, advice } = wish.failure;
    return usage(world.out, plain(advice === undefined ? what : `${what}: ${advice}`));
  }
  if (wish.value.kind !== 'intent') return usage(world.out, 'this is no command of ipvsadm');
  return runIntent(world, wish.value.intent, changeOptions(options));
};

const findEntry = (
  { entries, undo, redo }: { entries: readonly Entry[]; undo: Entry | undefined; redo: Entry | undefined },
  id: string | undefined,
  how: 'undo' | 'redo',
): Result<Entry> => {
  const next = how === 'undo' ? undo : redo;
  if (id !== undefined) {
    // A plan that was cut off and finished later is one change: the stack has it as that.
    const known = new Map(
      [...entries, ...(next === undefined ? [] : [next])].map(entry => [entry.id, entry]),
    );
    const found = [...known.values()].filter(entry => entry.id.startsWith(id));
    const [only] = found;
    if (found.length === 1 && only !== undefined) return success(only);
    return failed({
      kind: 'not-found',
      what: found.length === 0 ? `there is no entry ${id}` : `${id} begins several entries`,
      advice: 'lvsh history lists them',
    });
  }
  return next === undefined ? failed({ kind: 'nothing', what: `there is nothing to ${how}` }) : success(next);
};

const takeback =
  (how: 'undo' | 'redo'): RunVerb =>
  async (world, { words, options }) => {
    const changer = changerOf(world);
    if (!changer.ok) return refusePlan(world, changer.failure);
    const history = await changer.value.history();
    if (!history.ok) return refusePlan(world, history.failure);
    const { entries, stack } = history.value;
    if (stack.unfinished !== undefined && words[0] === undefined)
      return refusePlan(world, {
        kind: 'other',
        what: `a plan was cut off: “${stack.unfinished.title}” (${stack.unfinished.id})`,
        advice: `lvsh finish, or lvsh roll-back, brings it to an end`,
      });
    const entry = findEntry({ entries, undo: stack.undo, redo: stack.redo }, words[0], how);
    if (!entry.ok) return refusePlan(world, entry.failure);
    return runIntent(world, { kind: 'takeback', entry: entry.value, how }, changeOptions(options));
  };

/** Brings a plan that was cut off to an end. */
const ending =
  (how: 'finish' | 'roll-back'): RunVerb =>
  async (world, { options }) => {
    const changer = changerOf(world);
    if (!changer.ok) return refusePlan(world, changer.failure);
    const history = await changer.value.history();
    if (!history.ok) return refusePlan(world, history.failure);
    const { unfinished } = history.value.stack;
    if (unfinished === undefined) return refusePlan(world, { kind: 'nothing', what: 'no plan was cut off' });
    if (history.value.busy !== undefined)
      return refusePlan(world, { kind: 'other', what: `it is under way: ${history.value.busy}` });
    const intent: Intent = { kind: 'takeback', entry: unfinished, how };
    const code = await runIntent(world, intent, changeOptions(options));
    // Nothing is left to do: the director is as it should be, and only the journal does not know.
    if (code !== exits.nothing || 'dry-run' in options) return code;
    const settled = await changer.value.settle(unfinished, how === 'finish' ? unfinished.steps.length : 0);
    return settled.ok ? exits.ok : refusePlan(world, settled.failure);
  };

/** They by name. */
export const changeVerbs: Readonly<Record<string, RunVerb>> = {
  weight: typed('weight'),
  resume: typed('resume'),
  run,
  undo: takeback('undo'),
  redo: takeback('redo'),
  finish: ending('finish'),
  'roll-back': ending('roll-back'),
};
