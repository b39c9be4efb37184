/**
 * Signs that word processors and web pages put in the place of those that a shell knows: long dashes before options,
 * curved quotes, blanks that do not part words.
 */
import type { Typeset } from './piece.types.ts';

interface Slip {
  readonly pattern: RegExp;
  readonly by: string;
  readonly what: string;
}

const slips: readonly Slip[] = [
  {
    // Before an option; a long dash between words is none of our business.
    pattern: /(?<=^|\s)(?:[\u2010-\u2015\u2212]{2}|[\u2014\u2015])(?=[A-Za-z]{2})/g,
    by: '--',
    what: 'A long dash stands where "--" is meant: the program takes the word for a value.',
  },
  {
    pattern: /(?<=^|\s)[\u2010-\u2015\u2212](?=[A-Za-z0-9])/g,
    by: '-',
    what: 'A dash that is no plain "-" stands before an option: the program takes the word for a value.',
  },
  {
    pattern: /[\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb]/g,
    by: '"',
    what: 'Curved quotes are letters to a shell: they become part of the word. Plain " or \' is meant.',
  },
  {
    pattern: /[\u2018\u2019\u201a\u201b\u2032]/g,
    by: "'",
    what: 'Curved quotes are letters to a shell: they become part of the word. Plain " or \' is meant.',
  },
  {
    pattern: /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g,
    by: ' ',
    what: 'A blank that is no plain one (U+00A0 or the like) does not part words in a shell.',
  },
  {
    pattern: /[\u200b-\u200d\u2060\ufeff]/g,
    by: '',
    what: 'A sign that is not seen stands in the line; a shell takes it for a letter.',
  },
];

const quoted = /"[^"]*"|'[^']*'/g;

/** The slips of a line, or undefined where there are none. What stands in plain quotes is nobody's slip. */
export const readTypeset = (line: string): Typeset | undefined => {
  if (/^[ -~\t]*$/.test(line)) return undefined;
  const what = new Set<string>();
  const mend = (text: string): string => {
    let right = text;
    for (const slip of slips) {
      const next = right.replace(slip.pattern, slip.by);
      if (next !== right) what.add(slip.what);
      right = next;
    }
    return right;
  };
  let right = '';
  let at = 0;
  for (const match of line.matchAll(quoted)) {
    right += mend(line.slice(at, match.index)) + match[0];
    at = match.index + match[0].length;
  }
  right += mend(line.slice(at));
  return what.size === 0 ? undefined : { what: [...what], right };
};
