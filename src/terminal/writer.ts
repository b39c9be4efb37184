/**
 * Shows screens on a link that may be slow. There is never more than one frame under way: while bytes wait in the
 * stream, frames are dropped, and when they are gone the newest one is written, as a difference to what was written last.
 */
import type { Cells } from './cells.ts';
import type { Encoder, Pen } from './diff.ts';

/** What a writer needs of a stream (a tty.WriteStream has it). */
export interface Link {
  readonly writableLength: number;
  write(text: string, done: (error?: Error | null) => void): unknown;
}

/** What a writer did so far. */
export interface WriterStatistics {
  readonly bytes: number;
  readonly frames: number;
  /** Frames that were never written, because a newer one came while the link was full. */
  readonly dropped: number;
}

/** Keeps what the terminal shows and brings it up to date. */
export class ScreenWriter {
  readonly #link: Link;
  readonly #encoder: Encoder;
  #shown: Cells | undefined;
  #waiting: Cells | undefined;
  #underWay = false;
  #open = true;
  readonly #pen: Pen = { x: -1, y: 0, style: 0 };
  #bytes = 0;
  #frames = 0;
  #dropped = 0;

  constructor(link: Link, encoder: Encoder) {
    this.#link = link;
    this.#encoder = encoder;
  }

  get statistics(): WriterStatistics {
    return { bytes: this.#bytes, frames: this.#frames, dropped: this.#dropped };
  }

  /** Shows a screen as soon as the link takes it. The cells belong to the writer from now on. */
  show(cells: Cells): void {
    if (!this.#open) return;
    if (this.#underWay || this.#link.writableLength > 0) {
      if (this.#waiting !== undefined) this.#dropped += 1;
      this.#waiting = cells;
      // Somebody else's bytes fill the link: an empty write ends when they are gone.
      if (!this.#underWay) this.#send('');
      return;
    }
    this.#paint(cells);
  }

  /** Nothing is known of the terminal any more (resized, resumed, painted over): the next screen is written whole. */
  forget(): void {
    this.#shown = undefined;
    this.#pen.x = -1;
  }

  /** No more writing; for good, or until `resume`. */
  pause(): void {
    this.#open = false;
    this.#waiting = undefined;
  }

  /** Writes again, from nothing. */
  resume(): void {
    this.#open = true;
    this.forget();
  }

  #paint(cells: Cells): void {
    const shown = this.#shown;
    const fits = shown !== undefined && shown.width === cells.width && shown.height === cells.height;
    const text = this.#encoder.difference(fits ? shown : undefined, cells, this.#pen);
    this.#shown = cells;
    this.#frames += 1;
    if (text !== '') this.#send(text);
  }

  #send(text: string): void {
    this.#bytes += Buffer.byteLength(text);
    this.#underWay = true;
    this.#link.write(text, () => {
      this.#underWay = false;
      const next = this.#waiting;
      this.#waiting = undefined;
      if (next !== undefined && this.#open) this.show(next);
    });
  }
}
