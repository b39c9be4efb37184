/** A director that can be changed: what the screen and the command line ask of it. */
import type { Entry } from '../core/journal/entry.ts';
import type { History } from '../core/journal/history.types.ts';
import type { Person } from '../core/journal/line.types.ts';
import type { Result } from '../core/model/failure.ts';
import type { Scope, Setup } from '../core/model/setup.ts';
import type { Outcome, Progress } from '../core/plan/outcome.types.ts';
import type { Plan } from '../core/plan/plan.types.ts';

/** How a plan is run. */
export interface RunOptions {
  readonly told?: (progress: Progress) => void;
  /** Stops after the step under way. */
  readonly signal?: AbortSignal;
  /** Without a journal: it cannot be taken back, and nobody will know. Only where a person asked for it. */
  readonly unrecorded?: boolean;
}

/** Changes one director. Methods never reject. */
export interface Changer {
  /** Who changes it here. */
  person(): Promise<Person>;
  /** Reads a part of the director exactly, now. */
  setup(scope: Scope): Promise<Result<Setup>>;
  /**
   * Runs a plan: under the lock that keeps two of us apart, if the director is still as the plan found it, step by step,
   * each written into the journal before and after, and read back at the end.
   */
  run(plan: Plan, options?: RunOptions): Promise<Outcome>;
  history(): Promise<Result<History>>;
  /** Closes an entry that was cut off: `applied` steps of it were found to stand. */
  settle(entry: Entry, applied: number): Promise<Result<void>>;
}
