/** `$NAME=value` and what stands for it later: `$NAME` before white space or the end of a line, `${NAME}` anywhere. */

/** keepalived's lines have room for so many characters (measured: one of 1,024 is cut). */
export const longestLine = 1_023;

/** More replacements in one line are a definition that contains itself: keepalived 2.2.7 never comes back from it. */
const mostInLine = 500;

/** More replacements than this are not made in all. */
const mostReplacements = 2_000_000;

/** A line with its definitions put in. */
export interface Expansion {
  readonly text: string;
  /** Further lines that come before the next one of the file: a definition of several lines ended the text. */
  readonly more: readonly string[];
  readonly remark?: string;
}

interface Definition {
  readonly lines: readonly string[];
  readonly many: boolean;
  readonly remark?: string;
}

interface Reference {
  readonly name: string;
  /** What stands behind the name inside the braces. */
  readonly rest: string;
  readonly end: number;
}

/** The name that a dollar sign at `at` begins, and the place behind it. Only `_RANDOM` may have numbers after its name. */
const referenceAt = (text: string, at: number): Reference | undefined => {
  const match = /^\$(?:\{(_RANDOM(?=[ \d]*\})|[A-Za-z_]\w*(?=\}))([ \d]*)\}|([A-Za-z_]\w*)(?=[ \t]|$))/.exec(
    text.slice(at, at + longestLine),
  );
  const name = match?.[1] ?? match?.[3];
  if (match === null || name === undefined) return undefined;
  return { name, rest: match[2] ?? '', end: at + match[0].length };
};

/** `${_RANDOM [MIN [MAX]]}`: the least number that it can be, with a remark where it can be another. */
const randomValue = ({ name, rest }: Reference): Definition | undefined => {
  if (name !== '_RANDOM') return undefined;
  const [least = '0', most = '32767'] = rest.match(/\d+/g) ?? [];
  const remark = 'a random number is another one each time: the least one is taken';
  return { lines: [least], many: false, ...(Number(least) === Number(most) ? {} : { remark }) };
};

/** The definitions of a configuration while it is read: a use is replaced by what the name means at that moment. */
export class Definitions {
  readonly #values = new Map<string, Definition>();
  /** The lines of a definition that is not finished. */
  #open: string[] | undefined;
  #replacements = 0;

  /** `configId` is what `${_INSTANCE}` stands for. */
  constructor(configId: string | undefined) {
    // Given by keepalived, and replaced like any other when the file defines them itself.
    this.#values.set('_HASH', { lines: ['#'], many: false });
    this.#values.set('_BANG', { lines: ['!'], many: false });
    if (configId !== undefined) this.#values.set('_INSTANCE', { lines: [configId], many: false });
  }

  /** Goes to another file: its folder is `${_PWD}` now, and a definition that the end of the last file cut off is finished. */
  enter(folder: string): void {
    this.#open = undefined;
    this.#values.set('_PWD', { lines: [folder], many: false });
  }

  /** Whether a definition of several lines is not finished. */
  get isOpen(): boolean {
    return this.#open !== undefined;
  }

  /** Takes a line that is a definition; false: it is none. No white space may stand before the `=`. */
  define(text: string, continues: boolean): boolean {
    const match = /^\$([A-Za-z_][A-Za-z0-9_]*)=[ \t]*(.*)$/.exec(text);
    const [, name, value] = match ?? [];
    if (name === undefined || value === undefined) return false;
    // A definition whose lines all turn out to be empty has a text of one line, the empty one.
    const lines = continues && value === '' ? [] : [value];
    this.#values.set(name, { lines, many: continues });
    this.#open = continues ? lines : undefined;
    return true;
  }

  /** Takes the next line of an open definition; the first one that does not continue ends it. Empty ones are left out. */
  extend(text: string, continues: boolean): void {
    if (text !== '') this.#open?.push(text);
    if (!continues) this.#open = undefined;
  }

  /**
   * Puts in every definition that a text uses, and those that these use. One of several lines only counts at the end
   * of the text: its first line goes there, the others follow.
   */
  expand(given: string): Expansion {
    let text = given;
    let more: readonly string[] = [];
    let remark: string | undefined;
    let replaced = 0;
    for (let at = text.indexOf('$'); at >= 0; at = text.indexOf('$', at)) {
      const reference = referenceAt(text, at);
      const value =
        reference === undefined ? undefined : (this.#values.get(reference.name) ?? randomValue(reference));
      if (reference === undefined || value === undefined || (value.many && reference.end < text.length)) {
        at++;
        continue;
      }
      const [first = '', ...others] = value.lines;
      const longer = `${text.slice(0, at)}${first}${text.slice(reference.end)}`;
      const limit = this.#limit(longer, ++replaced, reference.name);
      if (limit !== undefined) return { text, more, remark: limit };
      remark ??= value.remark;
      text = longer;
      if (others.length > 0) more = [...others, ...more];
    }
    return { text, more, ...(remark === undefined ? {} : { remark }) };
  }

  /** Why a text cannot have one more replacement. */
  #limit(longer: string, inLine: number, name: string): string | undefined {
    if (longer.length > longestLine) return 'with its definitions the line is too long';
    if (inLine > mostInLine) return `the definition of ${name} contains itself`;
    return ++this.#replacements > mostReplacements
      ? 'too many definitions are used: this one is not put in'
      : undefined;
  }
}
