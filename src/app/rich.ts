/** Text with meanings instead of colours: what the app writes, a theme colours. */
import { cells, cutTo } from './cells.ts';

/** What a piece of the screen means; a theme gives each a look. */
export const meanings = [
  'text',
  'muted',
  'title',
  'heading',
  'key',
  'accent',
  'service',
  'server',
  'zero',
  'good',
  'warn',
  'bad',
  'live',
  'practice',
  'frozen',
  'select',
  'match',
  'flash',
  'bar',
  'trend',
  'border',
  'total',
] as const;

/** One of the meanings. */
export type Meaning = (typeof meanings)[number];

/** A piece of a line. */
export interface Piece {
  readonly text: string;
  readonly meaning?: Meaning;
}

/** A line. */
export type Rich = readonly Piece[];

/** A piece of text; plain text where no meaning is given. */
export const piece = (text: string, meaning?: Meaning): Piece =>
  meaning === undefined ? { text } : { text, meaning };

/** Breaks a line at blanks so that no line is wider than `width`; following lines are indented. */
export const wrap = (line: Rich, width: number, indent = 0): readonly Rich[] => {
  const room = Math.max(8, width);
  const lines: Piece[][] = [[]];
  let used = 0;
  const push = (text: string, meaning: Meaning | undefined): void => {
    lines.at(-1)?.push(piece(text, meaning));
    used += cells(text);
  };
  const fresh = (): void => {
    lines.push([]);
    used = 0;
    if (indent > 0) push(' '.repeat(indent), undefined);
  };
  for (const { text, meaning } of line) {
    for (const word of text.split(/(?<= )(?! )/)) {
      let rest = word;
      if (used + cells(rest.trimEnd()) > room && used > indent) fresh();
      while (cells(rest.trimEnd()) > room - used) {
        const head = cutTo(rest, room - used, '');
        if (head === '') break;
        push(head, meaning);
        rest = rest.slice(head.length);
        fresh();
      }
      push(used + cells(rest) > room ? rest.trimEnd() : rest, meaning);
    }
  }
  return lines;
};

/** Several lines, each wrapped. */
export const wrapAll = (lines: readonly Rich[], width: number, indent = 0): readonly Rich[] =>
  lines.flatMap(line => wrap(line, width, indent));
