/** `lvsh drain`: weight 0, then, where it is asked for, waiting until nothing is left, then removing. */

import { leftWords } from '../core/drain/words.ts';
import { scopeOfIntent } from '../core/intent/intent.ts';
import type { Intent, Target } from '../core/intent/intent.types.ts';
import { noScope, type Setup, widerScope } from '../core/model/setup.ts';
import { readWish } from '../core/verbs/read.ts';
import { readDuration } from '../core/words/durations.ts';
import { duration } from '../core/words/numbers.ts';
import type { Changer } from '../host/changer.types.ts';
import { type Invocation, numberOption } from './arguments.ts';
import { changeOptions, changerOf, confirmed, exitOf, planOf, quiet, refusePlan } from './change.ts';
import { jsonProgress, type Progress, textProgress, type Waiting, type WaitState } from './drain-progress.ts';
import { watchDrains } from './drain-watch.ts';
import { planJson } from './json-plan.ts';
import { plain } from './out.ts';
import { printOutcome, printPlan } from './plan-text.ts';
import { groundOf, lineOf, write } from './verb-tools.ts';
import { exits } from './verbs.ts';
import { failureLines, printJson, usage, type World } from './world.ts';

/** What is wanted beyond weight 0. */
interface Wanted {
  readonly wait: boolean;
  readonly remove: boolean;
  /** Waited for at most so long. */
  readonly timeoutMs: number;
  readonly intervalMs: number;
}

/** Milliseconds after which a director is read again that told nothing new. */
const againMs = 500;
/** Milliseconds between two looks: a person sees seconds, a log does not need them. */
const usualMs = { terminal: 1000, pipe: 5000 } as const;

const wantedOf = (world: World, invocation: Invocation): Wanted | string => {
  const { options } = invocation;
  const remove = 'remove' in options;
  const wait = remove || 'wait' in options;
  const seconds = numberOption(invocation, 'interval', 0.5, 60);
  if (typeof seconds === 'string') return seconds;
  const { timeout } = options;
  const most = typeof timeout === 'string' ? readDuration(timeout) : Number.POSITIVE_INFINITY;
  if (most === undefined)
    return `--timeout takes a time such as 90s, 10m or 1h30m, not ${plain(String(timeout))}`;
  if (!wait && timeout !== undefined) return '--timeout is for --wait and --remove';
  return {
    wait,
    remove,
    timeoutMs: most * 1000,
    intervalMs:
      seconds === undefined ? usualMs[world.columns === undefined ? 'pipe' : 'terminal'] : seconds * 1000,
  };
};

/** The end of a wait. */
interface Waited {
  readonly state: Exclude<WaitState, 'waiting'>;
  readonly waiting: Waiting | undefined;
  /** For a person, where it did not end as was hoped. */
  readonly why?: string;
}

const waitFor = async (
  world: World,
  targets: readonly Target[],
  setup: Setup,
  { timeoutMs, intervalMs }: Wanted,
  progress: Progress,
): Promise<Waited> => {
  const { look } = watchDrains(world, targets, setup);
  const until = world.now() + timeoutMs;
  let waiting: Waiting | undefined;
  for (;;) {
    const seen = await look();
    if (seen.kind === 'gone') return { state: 'gone', waiting };
    if (seen.kind === 'resumed')
      return { state: 'resumed', waiting, why: `${seen.what} has weight ${seen.weight} again` };
    if (seen.kind === 'left') {
      waiting = seen;
      if (seen.estimate.kind === 'drained') return { state: 'drained', waiting };
      progress.tell(seen);
    } else if (seen.failure !== undefined) progress.unread(seen.failure);
    const rest = until - world.now();
    if (rest <= 0) return { state: 'late', waiting, why: `not drained after ${duration(timeoutMs / 1000)}` };
    // The first picture may be older than the change: the next one comes soon.
    const pause = seen.kind === 'nothing' ? Math.min(againMs, intervalMs) : intervalMs;
    if (!(await world.pause(Math.min(pause, rest)))) return { state: 'interrupted', waiting };
  }
};

const leftText = (waiting: Waiting | undefined): string =>
  waiting === undefined ? 'what is left is not known' : leftWords(waiting.drains);

/** Says how a wait ended that did not come to its end, and what can be done now. */
const tellUnfinished = (world: World, { state, waiting, why }: Waited, words: string): void => {
  const { out } = world;
  if (state === 'resumed') {
    out.warn(`lvsh: ${plain(why ?? '')}: somebody else wants it back; nothing was removed\n`);
    return;
  }
  const head = why ?? 'no longer waited for';
  out.warn(
    `lvsh: ${head}: ${leftText(waiting)}; it stays drained (weight 0), nothing was removed\n` +
      `  lvsh resume ${plain(words)} gives it its weight back, lvsh drain ${plain(words)} --wait goes on waiting\n`,
  );
};

/** Removes what was drained. What was confirmed with the drain is not asked for again, unless it would cost connections now. */
const removeDrained = async (
  world: World,
  changer: Changer,
  targets: readonly Target[],
  options: ReturnType<typeof changeOptions>,
): Promise<number> => {
  const { out } = world;
  const made = await planOf(world, changer, { kind: 'remove', targets, services: [] });
  if (!made.ok) {
    if (made.failure.kind === 'not-found') {
      if (!options.json) write(world, 'removed by somebody else meanwhile');
      return exits.ok;
    }
    refusePlan(world, made.failure);
    return exits.partly;
  }
  const plan = made.value;
  if (!options.json) printPlan(out, plan);
  const harmless = plan.danger === 'none' || plan.danger === 'undoable';
  if (!harmless && !options.yes && !(await confirmed(world, plan))) return exits.partly;
  const outcome = await changer.run(plan, { unrecorded: options.unrecorded });
  if (options.json) printJson(out, planJson(plan, outcome), true);
  else printOutcome(out, plan, outcome);
  return exitOf(outcome) === exits.ok ? exits.ok : exits.partly;
};

const targetsOf = async (world: World, words: readonly string[]): Promise<readonly Target[] | number> => {
  const { out, director } = world;
  const read = await director.read({ visible: [], intervalMs: 1000 });
  if (!read.ok) {
    out.warn(failureLines(read.failure));
    return exits.unread;
  }
  const wish = readWish(lineOf(['drain', ...words]), await groundOf(world));
  if (!wish.ok) {
    const { what, advice } = wish.failure;
    return usage(out, plain(advice === undefined ? what : `${what}: ${advice}`));
  }
  const intent = wish.value.kind === 'intent' ? wish.value.intent : undefined;
  return intent?.kind === 'drain' ? intent.targets : usage(out, 'drain takes a real server');
};

/** Weight 0; undefined when all of it was done, or was so already and is only to be waited for. */
const drainNow = async (
  world: World,
  changer: Changer,
  intent: Intent,
  { wait }: Wanted,
  options: ReturnType<typeof changeOptions>,
): Promise<number | undefined> => {
  const { out } = world;
  const made = await planOf(world, changer, intent);
  if (!made.ok) {
    if (made.failure.kind !== 'nothing' || !wait || options.dryRun)
      return refusePlan(options.json ? quiet(world) : world, made.failure);
    if (!options.json) write(world, `${made.failure.what}: it is waited for`);
    return undefined;
  }
  const plan = made.value;
  if (!options.json) printPlan(out, plan);
  if (options.dryRun) {
    if (options.json) printJson(out, planJson(plan));
    return exits.ok;
  }
  if (!options.yes && !(await confirmed(world, plan))) return exits.refused;
  const outcome = await changer.run(plan, { unrecorded: options.unrecorded });
  if (options.json) printJson(out, planJson(plan, outcome), wait);
  else printOutcome(out, plan, outcome);
  const code = exitOf(outcome);
  return code === exits.ok && wait ? undefined : code;
};

/** Runs the verb; gives the exit code. */
export const drain = async (world: World, invocation: Invocation): Promise<number> => {
  const { words } = invocation;
  const options = changeOptions(invocation.options);
  const wanted = wantedOf(world, invocation);
  if (typeof wanted === 'string') return usage(world.out, wanted);
  const changer = changerOf(world);
  if (!changer.ok) return refusePlan(world, changer.failure);
  const targets = await targetsOf(world, words);
  if (typeof targets === 'number') return targets;
  const intent: Intent = { kind: 'drain', targets, quiescent: 'let-go' in invocation.options };
  const code = await drainNow(world, changer.value, intent, wanted, options);
  if (code !== undefined) return code;
  const setup = await changer.value.setup(widerScope(scopeOfIntent(intent), { ...noScope, timeouts: true }));
  if (!setup.ok) {
    refusePlan(world, setup.failure);
    return exits.partly;
  }
  const progress = options.json ? jsonProgress(world) : textProgress(world, lineOf(words), world.columns);
  const waited = await waitFor(world, targets, setup.value, wanted, progress);
  progress.end(waited.state, waited.waiting);
  if (waited.state === 'gone') {
    if (!options.json) write(world, `${lineOf(words)} was removed by somebody else meanwhile`);
    return exits.ok;
  }
  if (waited.state !== 'drained') {
    tellUnfinished(world, waited, lineOf(words));
    return exits.partly;
  }
  if (!options.json) write(world, `${lineOf(words)} is drained: nothing is left`);
  return wanted.remove ? removeDrained(world, changer.value, targets, options) : exits.ok;
};
