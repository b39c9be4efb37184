/** What the guest of the undo test is given, and what it tells. */

/** A table and what is changed on it, as words of ipvsadm. */
export interface Trial {
  readonly table: readonly (readonly string[])[];
  readonly changes: readonly (readonly string[])[];
}

/** How a run ended, in words, with what was read back otherwise than expected. */
export interface Ran {
  readonly kind: string;
  readonly differs: readonly string[];
}

/** One trial carried out. Pictures are all that a table is, in ipvsadm's own words (inside/lines.ts). */
export interface Tried {
  /** The commands of the plan, in their order. */
  readonly commands: readonly string[];
  readonly before: string;
  readonly ran: Ran;
  readonly changed: string;
  readonly undo: Ran;
  readonly undone: string;
  readonly redo: Ran;
  readonly again: string;
}
