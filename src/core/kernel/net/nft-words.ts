/** The words of a command of nft, and the way from one to the next. */

/** A word, a sign or the end of a line, and where in the text it begins. */
export interface NftWord {
  readonly text: string;
  readonly at: number;
}

/** Why a text was not taken: in nft's words with the place, or because the practice machine lacks it. */
export type NftTrouble =
  | { readonly says: string; readonly at: number; readonly length: number; readonly unfinished?: boolean }
  | { readonly lacks: string };

/** Splits at blanks; braces, commas, semicolons and ends of lines stand for themselves, quotes are taken off. */
const split = (text: string): readonly NftWord[] =>
  [...text.matchAll(/\n|[{};,]|"[^"\n]*"|!=|[^\s{};,"!]+|!/g)].map(match => ({
    text: match[0],
    at: match.index,
  }));

/**
 * Goes through the words; every reader takes what it understands. At the first trouble the text is over: what readers give
 * after that is thrown away with it.
 */
export class NftWords {
  readonly #words: readonly NftWord[];
  readonly #end: number;
  #at = 0;
  #trouble: NftTrouble | undefined;

  constructor(text: string) {
    this.#words = split(text);
    this.#end = text.length;
  }

  /** What was wrong, if anything was. */
  get trouble(): NftTrouble | undefined {
    return this.#trouble;
  }

  /** The next word, without taking it; empty at the end. */
  get next(): string {
    return this.#trouble === undefined ? (this.#words[this.#at]?.text ?? '') : '';
  }

  /** Takes the next word. */
  take(): string {
    const { next } = this;
    if (next !== '') this.#at++;
    return next;
  }

  /** Takes the next word if it is one of these. */
  skip(...texts: readonly string[]): boolean {
    if (this.next === '' || !texts.includes(this.next)) return false;
    this.#at++;
    return true;
  }

  /** Takes ends of lines, and semicolons. */
  skipEnds(): void {
    while (this.skip('\n', ';')) {
      // Any number of them.
    }
  }

  /** The next word must end a statement. */
  end(): void {
    if (this.skip('\n', ';')) return;
    if (this.next === '}') this.refuse("syntax error, unexpected '}', expecting newline or semicolon", true);
    else this.lack();
  }

  /** The next word must be this sign. */
  expect(sign: '{' | '}'): void {
    if (!this.skip(sign)) this.lack();
  }

  /** Nothing may follow. */
  over(): void {
    if (this.next !== '') this.lack();
  }

  /** nft refuses the next word; `unfinished`: and misses the rest of the block as well. Gives an empty text. */
  refuse(says: string, unfinished = false): '' {
    const { text = '', at = this.#end } = this.#words[this.#at] ?? {};
    const length = Math.max(1, text.length);
    this.#trouble ??= { says, at, length, ...(unfinished ? { unfinished } : {}) };
    return '';
  }

  /** The practice machine does not know what stands here, or `what`. Gives an empty text. */
  lack(what?: string): '' {
    const text = (this.#words[this.#at]?.text ?? '').trim();
    this.#trouble ??= { lacks: what ?? (text === '' ? 'lines that end here' : `"${text}" in this place`) };
    return '';
  }
}
