/** What the guest of the killed test does, and what it tells. */

/**
 * Where a plan is cut off: at its n-th operation of a kind. `step`: at the n-th change of the table. How: `before` it; with
 * `half` of it written; while ipvsadm is `under way`, whose end is not seen.
 */
export interface Death {
  readonly at: 'mkdir' | 'write' | 'unlink' | 'step';
  readonly n: number;
  readonly how: 'before' | 'half' | 'under way';
  /** A process is killed there (SIGKILL); else what happens there just never goes on. */
  readonly killed?: boolean;
}

/** The journal as the next process finds it: of the plan that was cut off, the states of its steps. */
export interface Found {
  readonly entries: number;
  readonly outcome?: string;
  readonly states: readonly string[];
  readonly broken: number;
  readonly unfinished: boolean;
  /** Something is offered to be undone. */
  readonly undo: boolean;
}

/** What was done about it, and what was there then. Pictures are all that a table is (inside/lines.ts). */
export interface Ending {
  readonly kind: string;
  readonly differs: readonly string[];
  readonly picture: string;
  readonly found: Found;
  /** The table after undo, where that was tried. */
  readonly undone?: string;
}

/** What came of one death. Without a death the plan came to its end. */
export interface After {
  readonly death?: Death;
  readonly signal: string | null;
  readonly stderr: string;
  readonly picture: string;
  readonly found: Found;
  readonly finish?: Ending;
  readonly rollBack?: Ending;
  /** The table after undo of a plan that was not cut off. */
  readonly undone?: string;
}

/** All of it; `pictures`: of the table before the plan, and after each of its steps. */
export interface Told {
  readonly pictures: readonly string[];
  readonly after: readonly After[];
}
