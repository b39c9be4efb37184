/** One line of a keepalived.conf: comments, words, and what of it may go to a screen. */

/** A line without its comment. */
export interface BareLine {
  /** Without white space around it and without the backslash that continues it. */
  readonly text: string;
  /** It ends in a backslash: in a definition, the next line belongs to it. */
  readonly continues: boolean;
}

const isBlank = (character: string): boolean => /[ \t\v\f\r]/.test(character);

/** A text without white space around it. What other white space there is in Unicode belongs to words. */
export const trimBlanks = (text: string): string => {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charAt(start))) start++;
  while (end > start && isBlank(text.charAt(end - 1))) end--;
  return text.slice(start, end);
};

/**
 * Takes off the comment: from `#` or `!` on, wherever it stands, but not between double quotes. A backslash before the
 * sign does not help (seen with 2.2.7): it vanishes and the comment begins.
 */
export const bareLine = (line: string): BareLine => {
  let quoted = false;
  let end = line.length;
  for (let index = 0; index < end; index++) {
    const character = line.charAt(index);
    if (character === '"') quoted = !quoted;
    else if (character === '\\' && (quoted || !/[#!]/.test(line.charAt(index + 1)))) index++;
    else if (character === '\\' || (!quoted && /[#!]/.test(character))) end = index;
  }
  const continues = /\\[ \t\v\f\r]*$/.test(line.slice(-1_000));
  const kept = end === line.length && continues ? line.slice(0, line.lastIndexOf('\\')) : line.slice(0, end);
  return { text: trimBlanks(kept), continues };
};

/** The words of a line; `unmatched` when a double quote is not closed, and the words before it. */
export const splitWords = (
  text: string,
): { readonly words: readonly string[]; readonly unmatched: boolean } => {
  const words: string[] = [];
  for (let index = 0; index < text.length; ) {
    const character = text.charAt(index);
    if (isBlank(character)) {
      index++;
    } else if (character === '"') {
      const close = text.indexOf('"', index + 1);
      if (close < 0) return { words, unmatched: true };
      words.push(text.slice(index + 1, close));
      index = close + 1;
    } else {
      const start = index;
      while (index < text.length && text.charAt(index) !== '"' && !isBlank(text.charAt(index))) index++;
      words.push(text.slice(start, index));
    }
  }
  return { words, unmatched: false };
};

/** The place of the first brace outside double quotes, or -1. A line that begins with one needs no look at quotes. */
export const firstBrace = (text: string): number => {
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === '{' || character === '}') return index;
    if (character === '"') {
      const close = text.indexOf('"', index + 1);
      if (close < 0) return -1;
      index = close;
    }
  }
  return -1;
};

/** At most 200 characters without control characters: it comes from anywhere, and it goes to a screen. */
export const printable = (text: string): string =>
  text.slice(0, 200).replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
