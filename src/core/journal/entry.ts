/** The journal's lines gathered: one entry for each plan that was run, or was begun. */
import type { EndLine, JournalLine, Person, PlanLine, StepLine, WrittenAction } from './line.types.ts';

/**
 * A step of an entry. `waiting`: never begun. `begun`: it was under way when everything ended; whether it happened
 * only the director can tell.
 */
export interface EntryStep {
  readonly do: WrittenAction;
  readonly undo: readonly WrittenAction[];
  readonly state: 'waiting' | 'begun' | 'done' | 'failed';
  /** What the program said, once it ended. */
  readonly result?: NonNullable<StepLine['result']>;
}

/** One plan, as far as it went. */
export interface Entry {
  readonly id: string;
  readonly title: string;
  readonly by: Person;
  readonly host: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** Absent while it is unfinished. */
  readonly endedAt?: string;
  readonly steps: readonly EntryStep[];
  readonly of?: NonNullable<PlanLine['of']>;
  /** `unfinished`: it is under way, or was cut off. */
  readonly outcome: EndLine['outcome'] | 'unfinished';
  /** How many steps stand: as the end says, or while unfinished those that are done. */
  readonly applied: number;
  readonly differs: readonly string[];
}

/** What is gathered of one plan. */
interface Gathered {
  readonly first: JournalLine;
  plan: PlanLine | undefined;
  readonly steps: Map<number, StepLine>;
  end: EndLine | undefined;
}

/** A step only goes forward: a line that says less than one before (a file that was read twice) changes nothing. */
const rank = { begin: 1, done: 2, failed: 2 } as const;

const gather = (into: Gathered, line: JournalLine): void => {
  if (line.kind === 'plan') into.plan ??= line;
  else if (line.kind === 'end') into.end = line;
  else {
    const known = into.steps.get(line.step);
    if (known === undefined || rank[known.kind] < rank[line.kind]) into.steps.set(line.step, line);
  }
};

const states = { begin: 'begun', done: 'done', failed: 'failed' } as const;

const stepOf = (
  planned: PlanLine['steps'][number] | undefined,
  line: StepLine | undefined,
): EntryStep | undefined => {
  // Each line holds its action, so a plan whose first line was lost can still be taken back.
  const step = planned ?? line;
  if (step === undefined) return undefined;
  const { do: action, undo } = step;
  if (line === undefined) return { do: action, undo, state: 'waiting' };
  return {
    do: action,
    undo,
    state: states[line.kind],
    ...(line.result === undefined ? {} : { result: line.result }),
  };
};

const entryOf = (id: string, { first, plan, steps: lines, end }: Gathered): Entry | undefined => {
  const numbers =
    plan === undefined ? [...lines.keys()].sort((a, b) => a - b) : plan.steps.map((_, i) => i + 1);
  const steps = numbers.flatMap(number => stepOf(plan?.steps[number - 1], lines.get(number)) ?? []);
  // An end alone belongs to a plan in a file that was not read.
  if (plan === undefined && steps.length === 0) return undefined;
  // Looked into later, all of it was found to stand: also the step that was under way.
  const allStand = end?.outcome === 'settled' && end.applied === steps.length;
  return {
    id,
    title: plan?.title ?? 'A plan whose first line was lost',
    by: first.by,
    host: first.host,
    startedAt: first.at,
    ...(end === undefined ? {} : { endedAt: end.at }),
    steps: allStand ? steps.map((step): EntryStep => ({ ...step, state: 'done' })) : steps,
    ...(plan?.of === undefined ? {} : { of: plan.of }),
    outcome: end?.outcome ?? 'unfinished',
    applied: end?.applied ?? steps.filter(({ state }) => state === 'done').length,
    differs: end?.differs ?? [],
  };
};

/** The entries that these lines (the oldest first) tell of, in the order in which they began. */
export const entriesOf = (lines: readonly JournalLine[]): readonly Entry[] => {
  const plans = new Map<string, Gathered>();
  for (const line of lines) {
    const known = plans.get(line.plan);
    const into = known ?? { first: line, plan: undefined, steps: new Map(), end: undefined };
    if (known === undefined) plans.set(line.plan, into);
    gather(into, line);
  }
  return [...plans].flatMap(([id, gathered]) => entryOf(id, gathered) ?? []);
};
