/** The lines that were entered: walking through them and finding one. Pure; whoever keeps them writes the text. */
import fuzzysort from 'fuzzysort';

/** Lines that were entered, the oldest first. */
export type LineHistory = readonly string[];

/** More lines than this are not kept. */
export const mostLines = 500;

/** A longer line was pasted and is nobody's habit. */
const longestLine = 2000;

const tidy = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();

/** The history with one more line: without blanks around it, none twice in a row, the oldest given up. */
export const remember = (history: LineHistory, text: string): LineHistory => {
  const line = tidy(text);
  if (line === '' || line.length > longestLine || history.at(-1) === line) return history;
  return [...history, line].slice(-mostLines);
};

/** The history as a text, one line each. */
export const historyText = (history: LineHistory): string => history.map(line => `${line}\n`).join('');

/** Reads such a text; what is no line of a history (blank, too long, control characters) is left out or cleaned. */
export const readHistory = (text: string): LineHistory => {
  let history: LineHistory = [];
  // Each line is copied once more for each that follows: only the last ones can stay anyway.
  for (const line of text.split('\n').slice(-2 * mostLines)) history = remember(history, line);
  return history;
};

/**
 * The next older line that begins as `typed` does, from index `at` on (absent: from the newest): what the up key shows.
 * Undefined where there is none. Lines equal to the one at `at` are passed over.
 */
export const olderLine = (history: LineHistory, typed: string, at = history.length): number | undefined => {
  const now = history[at] ?? typed;
  for (let index = Math.min(at, history.length) - 1; index >= 0; index--) {
    const line = history[index];
    if (line !== undefined && line !== now && line.startsWith(typed)) return index;
  }
  return undefined;
};

/** The next newer line that begins as `typed` does: what the down key shows. Undefined: back to what was typed. */
export const newerLine = (history: LineHistory, typed: string, at: number): number | undefined => {
  const now = history[at];
  for (let index = Math.max(-1, at) + 1; index < history.length; index++) {
    const line = history[index];
    if (line !== undefined && line !== now && line.startsWith(typed)) return index;
  }
  return undefined;
};

/** A line that was found. */
export interface FoundLine {
  readonly line: string;
  /** Indexes of the characters that were looked for. */
  readonly marks: readonly number[];
}

/**
 * Lines that hold the letters, the newest first, then those that have them in this order, best first; each line once.
 * Without letters: all, the newest first. Upper and lower case count as equal.
 */
export const searchHistory = (history: LineHistory, letters: string): readonly FoundLine[] => {
  const lines = [...new Set([...history].reverse())];
  if (letters === '') return lines.map(line => ({ line, marks: [] }));
  const lower = letters.toLowerCase();
  const holding: FoundLine[] = [];
  const others: string[] = [];
  for (const line of lines) {
    const at = line.toLowerCase().indexOf(lower);
    if (at < 0) others.push(line);
    else {
      const marks = Array.from({ length: letters.length }, (_, index) => at + index);
      // Lower case may be longer than what it stands for.
      holding.push({ line, marks: marks.filter(mark => mark < line.length) });
    }
  }
  const near = fuzzysort
    .go(letters, others, { limit: mostLines, threshold: 0.3 })
    .map(({ target, indexes }) => ({ line: target, marks: [...indexes] }));
  return [...holding, ...near];
};
