/** What the processes of the test of two do, and what they tell. */

/** What a peer is told. `preview`: plan the first of these changes (lines of ipvsadm) that is possible; `run`: run that plan. */
export type Order =
  | { readonly what: 'preview'; readonly changes: readonly (readonly string[])[] }
  | { readonly what: 'run' }
  | { readonly what: 'end' };

/** A plan: what of the table it read, and what it means to change there (services by the words that name them). */
export interface Previewed {
  readonly touches: readonly string[];
  readonly alters: readonly string[];
}

/** How a run ended. */
export interface Ran {
  readonly kind: string;
  /** Differences that it refused with, or that it read back. */
  readonly differs: readonly string[];
  readonly entry?: string;
}

/** How the two took turns: only one of them ran, one after the other, or both at once. */
export type Turn = 'one' | 'after each other' | 'at once';

/** One round. Tables are numbers of texts in Told. */
export interface Round {
  readonly turn: Turn;
  /** In the order of their runs, where there was one. */
  readonly plans: readonly Previewed[];
  readonly ran: readonly Ran[];
  /** The table before the runs and after each of them; at once: before and after. */
  readonly tables: readonly string[];
}

/** All of it. */
export interface Told {
  readonly rounds: readonly Round[];
  /** The entries of the journal, the oldest first. */
  readonly entries: readonly { readonly id: string; readonly outcome: string }[];
  /** The table when the steps of the journal are done again upon the first table. */
  readonly replayed: string;
  /** All that the table is at the end and after that replay (inside/lines.ts). */
  readonly pictures: readonly [end: string, replayed: string];
}
