/** Blocks of a configuration: what stands between `{` and `}`. */
import type { Piece, Report } from './pieces.ts';

/** The pieces of a configuration, one at a time, with a look at the next one. */
export class Pieces {
  readonly #source: Iterator<Piece>;
  readonly report: Report;
  #next: Piece | undefined;

  constructor(source: Iterator<Piece>, report: Report) {
    this.#source = source;
    this.report = report;
  }

  /** The next piece, which stays the next one; undefined at the end. */
  peek(): Piece | undefined {
    if (this.#next === undefined) {
      const step = this.#source.next();
      if (step.done !== true) this.#next = step.value;
    }
    return this.#next;
  }

  /** Takes the next piece. */
  take(): Piece | undefined {
    const piece = this.peek();
    this.#next = undefined;
    return piece;
  }
}

/**
 * Reads the block that `opener` begins, and gives its lines one by one; a line that begins a block of its own reads it
 * from the pieces at once. Braces are taken as keepalived takes them: a `{` after a keyword that has no block is passed
 * over, and the `}` meant for it ends this block.
 */
export const readBlock = (pieces: Pieces, opener: Piece, onLine: (piece: Piece) => void): void => {
  if (pieces.peek()?.kind === 'open') pieces.take();
  else
    pieces.report(opener.where, opener.text, 'no { begins this block: keepalived reads on up to the next }');
  for (let piece = pieces.take(); piece?.kind !== 'close'; piece = pieces.take()) {
    if (piece === undefined) {
      pieces.report(opener.where, opener.text, 'no } ends this block');
      return;
    }
    if (piece.kind === 'words') onLine(piece);
    else
      pieces.report(piece.where, piece.text, 'this { begins no block: the next } ends the block around it');
  }
};

/** Passes over the block that may follow, with all blocks in it; shows each line of it. */
export const skipBlock = (pieces: Pieces, onLine: (piece: Piece) => void = () => {}): void => {
  if (pieces.peek()?.kind !== 'open') return;
  let depth = 0;
  for (let piece = pieces.take(); piece !== undefined; piece = pieces.take()) {
    if (piece.kind === 'words') onLine(piece);
    else if (piece.kind === 'open') depth++;
    else if (--depth === 0) return;
  }
};
