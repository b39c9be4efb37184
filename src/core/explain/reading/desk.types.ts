/** What is shared while the commands of a script are read. */
import type { Blocks } from './blocks.ts';
import type { Piece, Typeset } from './piece.types.ts';
import type { Variables } from './variables.ts';

/** A line of shell with what it was in the text. */
export interface ShellSource {
  readonly number: number;
  /** What is read. */
  readonly code: string;
  /** The line as it stands in the text. */
  readonly raw: string;
  readonly typeset?: Typeset | undefined;
}

/** What the readers of keywords and of commands may touch. */
export interface Desk {
  /** All that was read so far. */
  readonly pieces: Piece[];
  readonly blocks: Blocks;
  readonly variables: Variables;
  /** The patterns of a branch that are not followed by their `)` yet. */
  readonly patterns: string[];
  /** The line that is being read. */
  readonly line: ShellSource;
  /** Tells what a piece of the line is. */
  readonly tell: (words: string | readonly string[], text: string) => void;
  /** Whether a word is a function that the script defines. */
  readonly isFunction: (word: string) => boolean;
  /** Reads what a shell of its own is given to run: `sh -c '...'`. */
  readonly inner: (code: string) => void;
  /** What follows depends on what stands here. */
  readonly depend: (on: string) => void;
}
