/** What an intent comes to once the setup is known. */
import type { Action } from '../action.ts';
import type { Danger } from '../plan.types.ts';

/** The actions of an intent, in order, and what they are called. */
export interface Resolved {
  readonly title: string;
  readonly actions: readonly Action[];
  /** Sentences that a person should read besides. */
  readonly cautions: readonly string[];
  /** At least so dangerous, whatever the actions are by themselves. */
  readonly danger?: Danger;
  /** What is typed to confirm it; the director's name when absent. */
  readonly name?: string;
}
