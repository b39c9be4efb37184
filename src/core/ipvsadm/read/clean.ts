/** Makes a text fit to be read by lines and words, and says what it had to take out. */

/** A text with only what listings are made of, and what was done to it. */
export interface Cleaned {
  readonly text: string;
  /** What was taken out or replaced, in words; empty for a clean text. */
  readonly changes: readonly string[];
}

// Terminal control sequences (ECMA-48: CSI, OSC ended by BEL or ST, two-character escapes).
const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b\n]*(?:\u0007|\u001b\\)?|[ -/]*[0-~])/g;
const controls =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u0080-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069]/g;
// Blanks of web pages; U+FFFD is what such blanks become when a page in Latin-1 is read as UTF-8.
const blanks = /[\u00a0\u2000-\u200a\u202f\u205f\u3000\ufffd]/g;

/**
 * Takes out byte order marks, NULs, escape sequences and other control characters, turns exotic blanks into
 * plain ones, lone carriage returns into line ends, and parts listings whose lines were joined by `|` (the parts
 * are separated by `\v`, which the scanner takes as the end of a line that shares its number with the next).
 */
export const clean = (text: string): Cleaned => {
  const changes: string[] = [];
  // Nearly every text passes this one test (printable ASCII but for `|`) and is then used as it is.
  if (!/[^\n -{}~]/.test(text)) return { text, changes };
  let result = text;
  const replace = (pattern: RegExp, by: string, words: string): void => {
    const next = result.replace(pattern, by);
    if (next !== result && words !== '') changes.push(words);
    result = next;
  };
  replace(/\ufeff/g, '', '');
  replace(escapes, '', 'terminal escape sequences were taken out');
  replace(controls, '', 'control characters were taken out');
  replace(blanks, ' ', '');
  replace(/\u2028|\u2029|\u0085/g, '\n', '');
  replace(/\r+\n/g, '\n', '');
  replace(/\r/g, '\n', '');
  if (joined.test(result)) {
    result = result.replace(/[^\n]+/g, line => (joined.test(line) ? line.replace(/\|/g, '\v') : line));
    changes.push('lines joined by | were parted');
  }
  return { text: result, changes };
};

const joined = /\|\s*(?:->|Prot |TCP |UDP |SCTP |FWM )[^\n]*\|/;
