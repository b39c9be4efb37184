/** What a command is: one row of the table that drives keys, footer, help, palette and documents. */
import type { State, Step } from './state.ts';

/** Where keys mean something; a context also has the keys of `any`. */
export const contexts = [
  'any',
  'table',
  'detail',
  'connections',
  'page',
  'broken',
  'weights',
  'change',
  'menu',
  'drains',
  'wizards',
  'wizard',
  'review',
  'handout',
  'path',
] as const;

/** One of the contexts. `page` is a page of text; `broken` the screen of a director that cannot be read; `weights` the
 * table while F4 to F8 gather (it has the table's keys, too); `change` a plan that is shown; `menu` the list of
 * what can be done; `drains` the servers that are being drained; `wizards` the list of what can be built, `wizard` one
 * that is filled in, `review` what it comes to, `handout` a script of it, `path` the drawing of a packet’s way. */
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
  readonly group: 'move' | 'look' | 'change' | 'build' | 'table' | 'time' | 'program';
  /** Keys by context, each a key or a sequence with blanks (`g g`). */
  readonly keys: Partial<Readonly<Record<Context, readonly string[]>>>;
  /** Why it is not possible now; undefined when it is. */
  readonly not?: (state: State) => string | undefined;
  readonly run: (state: State) => Step;
  /** `change`: it leads to a change of the director; where nothing may be changed, it is not there. */
  readonly danger: 'none' | 'change';
  /** The verb of the command line that answers the same question. */
  readonly verb?: string;
}
