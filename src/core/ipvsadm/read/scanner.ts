/**
 * Walks a text line by line and word by word without cutting it up: a line's words are offsets. One pass over the
 * characters is what makes 100,000 lines cost milliseconds; strings are made only for what is kept.
 */

/** Words of a line beyond this many are taken as one last word (no known line has more than 20). */
const wordLimit = 64;

/** A line as offsets into the text. Blank is every character up to U+0020; `\v` parts lines that share a number. */
export class Scanner {
  readonly text: string;
  /** Where the current line starts and ends (without its line end), and where the next one starts. */
  start = 0;
  end = 0;
  next = 0;
  /** Number of the current line, from 1. */
  line = 0;
  /** How many words the line has, and where each starts and ends. */
  count = 0;
  readonly from = new Int32Array(wordLimit);
  readonly to = new Int32Array(wordLimit);
  /** The line had a line end; false only for a last line without one. */
  complete = true;
  #joined = false;

  constructor(text: string) {
    this.text = text;
  }

  /** Goes to the next line; false at the end of the text. */
  nextLine(): boolean {
    const { text, from, to } = this;
    const length = text.length;
    let at = this.next;
    if (at >= length) return false;
    this.start = at;
    if (this.#joined) this.#joined = false;
    else this.line++;
    let count = 0;
    let code = text.charCodeAt(at);
    for (;;) {
      while (code <= 32 && code !== 10 && code !== 11) {
        if (++at >= length) break;
        code = text.charCodeAt(at);
      }
      if (at >= length || code <= 32) break;
      if (count < wordLimit) from[count++] = at;
      while (code > 32) {
        if (++at >= length) break;
        code = text.charCodeAt(at);
      }
      to[count - 1] = at;
      if (at >= length) break;
    }
    this.count = count;
    this.end = at;
    this.complete = at < length;
    if (this.complete && code === 11) this.#joined = true;
    this.next = at + 1;
    return true;
  }

  /** Continues at an offset that starts a line, after `lines` lines that were known without being scanned. */
  skip(offset: number, lines: number): void {
    this.next = offset;
    this.line += lines;
  }

  /** The words of a line that was looked at ahead are gone after this: back to the line that starts at `offset`. */
  rewind(offset: number, line: number): void {
    this.next = offset;
    this.line = line - 1;
    this.#joined = false;
    this.nextLine();
  }

  /** The line's text. */
  lineText(): string {
    return this.text.slice(this.start, this.end);
  }

  /** A word as a string that holds on to nothing but itself. */
  word(index: number): string {
    return detached(this.text.slice(this.from[index], this.to[index]));
  }

  /** The first character code of a word; -1 where there is no such word. */
  first(index: number): number {
    return index < this.count ? this.text.charCodeAt(this.from[index] ?? 0) : -1;
  }

  /** Whether a word is exactly this. */
  is(index: number, expected: string): boolean {
    if (index >= this.count) return false;
    const from = this.from[index] ?? 0;
    return (this.to[index] ?? 0) - from === expected.length && this.text.startsWith(expected, from);
  }

  /** A word of decimal digits as a number; -1 for anything else, or more than 15 digits' worth. */
  natural(index: number): number {
    if (index >= this.count) return -1;
    return naturalAt(this.text, this.from[index] ?? 0, this.to[index] ?? 0);
  }

  /** A word of hexadecimal digits as a number (above 2^53 the last digits are lost); -1 for anything else. */
  hex(index: number): number {
    if (index >= this.count) return -1;
    return hexAt(this.text, this.from[index] ?? 0, this.to[index] ?? 0);
  }

  /** The words from `index` on. */
  words(index: number): readonly string[] {
    const words: string[] = [];
    for (let i = index; i < this.count; i++) words.push(this.word(i));
    return words;
  }
}

/** Decimal digits in [from, to) as a number; -1 for anything else, an empty range, or above 2^53. */
export const naturalAt = (text: string, from: number, to: number): number => {
  if (to <= from || to - from > 16) return -1;
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value <= Number.MAX_SAFE_INTEGER ? value : -1;
};

/** Hexadecimal digits in [from, to), at most 16, as a number; -1 for anything else. */
export const hexAt = (text: string, from: number, to: number): number => {
  if (to <= from || to - from > 16) return -1;
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = hexDigit(text.charCodeAt(at));
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
};

const hexDigit = (code: number): number => {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
};

/**
 * The same characters in a string of their own. V8 makes a slice of 13 characters or more a window onto the whole
 * text: one name kept would keep the megabytes it was found in.
 */
export const detached = (slice: string): string => (slice.length < 13 ? slice : slice.split('').join(''));
