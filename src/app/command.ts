/** What a command is: one row of the table that drives keys, footer, help, palette and documents. */
import type { State, Step } from './state.ts';

/** Where keys mean something; a context also has the keys of `any`. */
export const contexts = ['any', 'table', 'detail', 'connections', 'page', 'broken'] as const;

/** One of the contexts. `page` is a page of text; `broken` the screen of a director that cannot be read. */
export type Context = (typeof contexts)[number];

/** One command. */
export interface Command {
  readonly id: string;
  /** As the palette lists it. */
  readonly title: string;
  /** One sentence for the help. */
  readonly summary: string;
  /** A word for the footer. */
  readonly hint?: string;
  readonly group: 'move' | 'look' | 'table' | 'time' | 'program';
  /** Keys by context, each a key or a sequence with blanks (`g g`). */
  readonly keys: Partial<Readonly<Record<Context, readonly string[]>>>;
  /** Why it is not possible now; undefined when it is. */
  readonly not?: (state: State) => string | undefined;
  readonly run: (state: State) => Step;
  /** What it may do to a director: in this table nothing does anything. */
  readonly danger: 'none';
  /** The verb of the command line that answers the same question. */
  readonly verb?: string;
}
