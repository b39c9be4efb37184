/** What an intent comes to once the setup is known. */
import type { Action } from '../plan/action.ts';
import type { Danger, Plan } from '../plan/plan.types.ts';

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
  /** What it means, where the table's own meaning does not tell: of a file. */
  readonly means?: readonly string[];
  readonly of?: Plan['of'];
}
