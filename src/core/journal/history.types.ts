/** The journal as it is shown and acted upon. */
import type { Entry } from './entry.ts';
import type { UndoStack } from './undo.ts';

/** What was done here, and what of it can be taken back. */
export interface History {
  /** The newest last. */
  readonly entries: readonly Entry[];
  readonly stack: UndoStack;
  /** Former weights of servers without weight, by service key, newline, server key. */
  readonly weights: ReadonlyMap<string, number>;
  /** Lines of the journal that could not be read. */
  readonly broken: number;
  /** Where it is kept. */
  readonly path: string;
  /** Who is changing this director at the moment, if another one is. */
  readonly busy?: string;
}
