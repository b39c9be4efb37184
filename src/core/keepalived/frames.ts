/** The files of a configuration, one inside the other, as a row of texts. */
import type { Where } from './reading.types.ts';
import { bareLine } from './text.ts';

/** The next text to be read. */
export interface NextText {
  readonly text: string;
  readonly where: Where;
  /** A line of the file, not what was put back. */
  readonly fresh: boolean;
  /** A line of a file that ends in a backslash, which is not in the text. */
  readonly continues: boolean;
  /** The text before came from another file. */
  readonly entered: boolean;
  /** The line was too long: its end is not in the text. */
  readonly cut: boolean;
}

interface Frame {
  readonly file: string;
  readonly lines: readonly string[];
  /** How many lines were taken. */
  taken: number;
  /** Texts that come before the next line; the first to be read stands last. */
  readonly pending: string[];
}

/** Includes and definitions may make a configuration longer, but no more than so many times and so many characters. */
const growth = 5;
const leastRoom = 2_000_000;

/** What a line takes besides its characters. */
const lineCost = 10;

/** Reads texts from the innermost file; files and texts can be put before what is left. */
export class Frames {
  readonly #files: ReadonlyMap<string, string>;
  readonly #longest: number;
  readonly #frames: Frame[] = [];
  #last: Frame | undefined;
  #room = leastRoom;

  /** Lines are cut at `longest` characters. */
  constructor(files: ReadonlyMap<string, string>, longest: number) {
    this.#files = files;
    this.#longest = longest;
    for (const text of files.values()) {
      this.#room += growth * (text.length + lineCost * text.split('\n').length);
    }
  }

  /** Whether a file is open. */
  has(file: string): boolean {
    return this.#frames.some(frame => frame.file === file);
  }

  /** Whether reading stopped because there was no end to it. */
  get isExhausted(): boolean {
    return this.#room < 0;
  }

  /** Opens a file: it is read before what is left of the others. */
  open(file: string): void {
    const lines = (this.#files.get(file) ?? '').split('\n');
    this.#frames.push({ file, lines, taken: 0, pending: [] });
  }

  /** Puts texts before what is left of the innermost file, in the order given. */
  putBack(texts: readonly string[]): void {
    const pending = this.#frames.at(-1)?.pending;
    for (let index = texts.length - 1; index >= 0; index--) pending?.push(texts[index] ?? '');
  }

  /** The next text; undefined at the end. */
  next(): NextText | undefined {
    for (let frame = this.#frames.at(-1); frame !== undefined; frame = this.#frames.at(-1)) {
      const entered = frame !== this.#last;
      this.#last = frame;
      const pending = frame.pending.pop();
      const line = pending ?? frame.lines[frame.taken];
      if (line === undefined) {
        this.#frames.pop();
        continue;
      }
      this.#room -= line.length + lineCost;
      if (this.#room < 0) return undefined;
      const place = { file: frame.file, line: pending === undefined ? ++frame.taken : frame.taken };
      if (pending !== undefined)
        return { text: pending, where: place, fresh: false, continues: false, entered, cut: false };
      const { text, continues } = bareLine(line.slice(0, this.#longest));
      return { text, where: place, fresh: true, continues, entered, cut: line.length > this.#longest };
    }
    return undefined;
  }
}
