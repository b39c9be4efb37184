/**
 * keepalived's language, written: blocks of lines, and the one printer that quotes. What stands in quotes begins no
 * comment and opens no brace (seen with 2.2.7); what would end the quotes, or mean something in them, is refused.
 */

import { failed, type Result, success } from '../model/failure.ts';
import { comment } from './comment.ts';

/** A line of a configuration, with the block that it opens. */
export interface ConfLine {
  /** The keyword, and its values. */
  readonly words: readonly string[];
  /** Absent: it opens none. */
  readonly block?: readonly ConfLine[];
}

/** A line: a keyword and its values. */
export const line = (...words: readonly (string | number)[]): ConfLine => ({ words: words.map(String) });

/** A line that opens a block. */
export const block = (words: readonly (string | number)[], inside: readonly ConfLine[]): ConfLine => ({
  words: words.map(String),
  block: inside,
});

/** A word as keepalived reads it back; undefined: it cannot be written. */
const quoted = (word: string): string | undefined => {
  if (/^[A-Za-z0-9_.:,%+=/-]+$/.test(word)) return word;
  // A dollar sign is a definition's also between quotes, a backslash takes the next sign, and an apostrophe quotes as well.
  return /^[ !#&()*;<>?@A-Za-z0-9_.:,%+=/|^`~[\]{}-]+$/.test(word) ? `"${word}"` : undefined;
};

const lines = (list: readonly ConfLine[], indent: string): Result<string> => {
  let text = '';
  for (const { words, block: inside } of list) {
    const written: string[] = [];
    for (const word of words) {
      const one = quoted(word);
      if (one === undefined)
        return failed({
          kind: 'value',
          what: `${JSON.stringify(word)} cannot stand in a keepalived.conf`,
          why: 'it has signs that mean something there, also between quotes',
        });
      written.push(one);
    }
    text += `${indent}${written.join(' ')}`;
    if (inside === undefined) {
      text += '\n';
      continue;
    }
    const within = lines(inside, `${indent}    `);
    if (!within.ok) return within;
    text += ` {\n${within.value}${indent}}\n`;
  }
  return success(text);
};

/** The text of a configuration, its comments first. Fails (`value`) with a word that cannot be written. */
export const printConf = (comments: readonly string[], list: readonly ConfLine[]): Result<string> => {
  const parts: string[] = [comments.map(text => `${comment(text)}\n`).join('')];
  for (const one of list) {
    const text = lines([one], '');
    if (!text.ok) return text;
    parts.push(text.value);
  }
  return success(parts.filter(part => part !== '').join('\n'));
};
