/** How the running of a plan ended. */
import type { Failure } from '../model/failure.ts';
import type { Setup } from '../model/setup.ts';
import type { Difference } from './difference.ts';

/** What is told while a plan is run. */
export interface Progress {
  /** Steps that were carried out. */
  readonly done: number;
  readonly of: number;
}

/** The end of a run. */
export type Outcome =
  /** All steps were carried out. `differs`: read back otherwise than expected (`from` expected, `to` found). */
  | {
      readonly kind: 'done';
      readonly entry: string;
      readonly differs: readonly Difference[];
      /** It could not be read back, and why. */
      readonly unread?: Failure;
    }
  /** A step failed, or the person stopped it: the steps in `applied` stand, by number from 0. */
  | {
      readonly kind: 'stopped';
      readonly entry: string;
      readonly applied: readonly number[];
      /** The step that failed; absent when it was stopped by the person. */
      readonly step?: number;
      readonly failure: Failure;
      readonly differs: readonly Difference[];
    }
  /** The director is not as the preview showed it: nothing was run. `from` as previewed, `to` as it is. */
  | { readonly kind: 'changed'; readonly since: readonly Difference[]; readonly now: Setup }
  /** Nothing was run. */
  | { readonly kind: 'refused'; readonly failure: Failure };
