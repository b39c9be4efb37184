/** Carries a plan out step by step, each written down before and after it. */
import type { Failure, Result } from '../core/model/failure.ts';
import type { Scope, Setup } from '../core/model/setup.ts';
import type { Plan, Step } from '../core/plan/plan.types.ts';
import { scopeOf } from '../core/plan/scope.ts';
import { isApplied } from '../core/plan/takeback.ts';
import type { RunOptions } from './changer.types.ts';
import type { PlanEvent, PlanLog } from './journal.ts';
import { batchLine, type Hands, runAction, runBatch, type StepResult } from './steps.ts';

/** Where steps are written down. */
export type Log = PlanLog;

/** Writes nothing: for a plan that a person wants to run where no journal can be written. */
export const unrecorded: Log = { id: '', note: async () => ({ ok: true, value: undefined }) };

/** How far a plan went. Steps by number from 0. */
export interface Ran {
  readonly applied: readonly number[];
  readonly step?: number;
  readonly failure?: Failure;
}

/** Plans longer than this are run in batches. */
const longPlan = 40;
const batchSteps = 200;

const stopped: Failure = { kind: 'other', what: 'Stopped by you' };

const lost = (failure: Failure): Failure => ({
  ...failure,
  what: `The journal could not be written any more: ${failure.what}`,
});

const eventOf = (index: number, result: StepResult): PlanEvent =>
  result.ok
    ? { kind: 'done', step: index + 1, result: result.said }
    : { kind: 'failed', step: index + 1, result: result.refused.said };

/** One by one. The end of a step and the beginning of the next are one line break apart, and one fsync. */
const oneByOne = async (
  steps: readonly Step[],
  log: Log,
  hands: Hands,
  options: RunOptions,
): Promise<Ran> => {
  const applied: number[] = [];
  for (const [index, { action }] of steps.entries()) {
    const result = await runAction(hands, action);
    const last = index === steps.length - 1;
    const stop = options.signal?.aborted === true && !last;
    const next: readonly PlanEvent[] =
      result.ok && !last && !stop ? [{ kind: 'begin', step: index + 2 }] : [];
    const noted = await log.note(eventOf(index, result), ...next);
    if (!result.ok) return { applied, step: index, failure: result.refused.failure };
    applied.push(index);
    options.told?.({ done: applied.length, of: steps.length });
    if (!noted.ok && !last) return { applied, failure: lost(noted.failure) };
    if (stop) return { applied, failure: stopped };
  }
  return { applied };
};

/** Runs of steps that can go through one `ipvsadm -R`, and single ones. */
const batches = (steps: readonly Step[]): readonly (readonly number[])[] => {
  const runs: number[][] = [];
  let lines = false;
  for (const [index, { action }] of steps.entries()) {
    const line = batchLine(action) !== undefined;
    const run = runs.at(-1);
    if (run !== undefined && line && lines && run.length < batchSteps) run.push(index);
    else runs.push([index]);
    lines = line;
  }
  return runs;
};

type Look = (scope: Scope) => Promise<Result<Setup>>;

/** Which of these steps stand, as the director itself shows. */
const lookWhich = async (
  steps: readonly Step[],
  run: readonly number[],
  look: Look,
): Promise<Result<readonly number[]>> => {
  const actions = run.flatMap(index => steps[index]?.action ?? []);
  const now = await look(scopeOf(actions));
  if (!now.ok) return now;
  return {
    ok: true,
    value: run.filter(index => {
      const action = steps[index]?.action;
      return action !== undefined && isApplied(action, now.value);
    }),
  };
};

const inBatches = async (
  steps: readonly Step[],
  log: Log,
  hands: Hands,
  options: RunOptions,
  look: Look,
): Promise<Ran> => {
  const applied: number[] = [];
  const runs = batches(steps);
  for (const [number, run] of runs.entries()) {
    // The first step of the plan was written down with the plan itself.
    const begun = run
      .filter(index => index > 0)
      .map((index): PlanEvent => ({ kind: 'begin', step: index + 1 }));
    const noted = begun.length === 0 ? undefined : await log.note(...begun);
    if (noted?.ok === false) return { applied, failure: lost(noted.failure) };
    const [first = 0] = run;
    const step = steps[first];
    if (run.length === 1 && step !== undefined) {
      const result = await runAction(hands, step.action);
      await log.note(eventOf(first, result));
      if (!result.ok) return { applied, step: first, failure: result.refused.failure };
      applied.push(first);
    } else {
      const lines = run.flatMap(index => {
        const action = steps[index]?.action;
        return action === undefined ? [] : (batchLine(action) ?? []);
      });
      const ran = await runBatch(hands, lines);
      const standing = ran.ok ? { ok: true as const, value: run } : await lookWhich(steps, run, look);
      // What cannot be seen is left as begun: the next look into the journal asks again.
      if (!standing.ok) return { applied, failure: standing.failure };
      const stands = new Set(standing.value);
      const output = ran.ok ? '' : (ran.failure.output ?? ran.failure.what);
      await log.note(
        ...run.map(
          (index): PlanEvent =>
            stands.has(index)
              ? { kind: 'done', step: index + 1, result: { exit: 0, output: '' } }
              : { kind: 'failed', step: index + 1, result: { exit: 255, output } },
        ),
      );
      applied.push(...standing.value);
      const missing = run.find(index => !stands.has(index));
      if (!ran.ok)
        return { applied, ...(missing === undefined ? {} : { step: missing }), failure: ran.failure };
    }
    options.told?.({ done: applied.length, of: steps.length });
    if (options.signal?.aborted === true && number < runs.length - 1) return { applied, failure: stopped };
  }
  return { applied };
};

/** Carries out the steps of a plan until the end, the first failure, or the person's stop. `look` reads the director. */
export const carryOut = (
  { steps }: Plan,
  log: Log,
  hands: Hands,
  options: RunOptions,
  look: Look,
): Promise<Ran> =>
  steps.length > longPlan && hands.tool.access() === 'direct'
    ? inBatches(steps, log, hands, options, look)
    : oneByOne(steps, log, hands, options);
