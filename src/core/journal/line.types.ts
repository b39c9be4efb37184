/**
 * The journal's own words: one JSON object a line, appended and never changed. A plan begins with a line `plan`, which
 * holds all of it; each step has a line before (`begin`) and one after (`done` or `failed`); `end` closes it. A plan
 * without `end` was cut off: the machine, or lvsh, died in the middle.
 */

/** Who did it, as far as the machine tells. */
export interface Person {
  /** The login that began (before sudo), or the user that runs lvsh. */
  readonly user: string;
  /** The user whose rights were used, where it is another. */
  readonly as?: string;
  /** Address that the ssh session comes from; absent at a console. */
  readonly from?: string;
  readonly tty?: string;
}

/**
 * A step as the journal writes it: argv, or a file with the text that it gets (`null`: it is removed). The text stands
 * in the line of the plan only: a rules file may have megabytes.
 */
export type WrittenAction =
  | { readonly run: readonly string[] }
  | { readonly file: string; readonly text?: string | null };

/** What every line has. */
interface Line {
  /** The version of these shapes. */
  readonly lvsh: 1;
  /** ISO 8601, UTC, with milliseconds. */
  readonly at: string;
  /** The plan's own id, the same in all its lines. */
  readonly plan: string;
  readonly by: Person;
  /** The director's name. */
  readonly host: string;
}

/** The first line of a plan. */
export interface PlanLine extends Line {
  readonly kind: 'plan';
  readonly title: string;
  readonly steps: readonly { readonly do: WrittenAction; readonly undo: readonly WrittenAction[] }[];
  /** The entry that this one takes back, does again, finishes or rolls back. */
  readonly of?: { readonly entry: string; readonly how: 'undo' | 'redo' | 'finish' | 'roll-back' };
}

/** A line before or after a step (counted from 1). */
export interface StepLine extends Line {
  readonly kind: 'begin' | 'done' | 'failed';
  readonly step: number;
  readonly do: WrittenAction;
  readonly undo: readonly WrittenAction[];
  /** In `done` and `failed`: what the program said. */
  readonly result?: { readonly exit: number; readonly output: string };
}

/** The last line of a plan. */
export interface EndLine extends Line {
  readonly kind: 'end';
  /** `stopped`: a step failed, those before it stand. `settled`: a plan that was cut off was looked into. */
  readonly outcome: 'done' | 'stopped' | 'settled';
  /** How many steps stand. */
  readonly applied: number;
  /** What was read back otherwise than expected, sentences. */
  readonly differs: readonly string[];
}

/** Any line. */
export type JournalLine = PlanLine | StepLine | EndLine;
