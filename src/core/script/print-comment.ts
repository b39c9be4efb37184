/** Comments of a script: whatever they are made from, they end where their line ends. */

/** Columns of a comment, the indentation included. */
const columns = 78;

/**
 * The text without what could end a line, move the cursor or turn the reading direction: C0 and C1 controls,
 * line and paragraph separators, marks of direction. Each becomes a blank.
 */
export const clean = (text: string): string =>
  text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, ' ');

/** A comment that begins so is an order to shellcheck; texts give none. */
const disarmed = (word: string): string => (word.startsWith('shellcheck') ? `"${word}` : word);

/** A text as comment lines of at most 78 columns (a longer word stays whole), each after `indent`. */
export const comment = (text: string, indent = ''): readonly string[] => {
  const lines: string[] = [];
  const empty = `${indent}#`;
  let line = empty;
  for (const word of clean(text)
    .split(' ')
    .filter(part => part !== '')) {
    if (line !== empty && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = empty;
    }
    line += ` ${line === empty ? disarmed(word) : word}`;
  }
  return [...lines, line];
};
