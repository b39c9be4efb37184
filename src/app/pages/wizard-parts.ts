/** What the pages of wizards are put together from. */
import type { Remark } from '../../core/wizard/wizard.types.ts';
import { cells, clean, cutTo } from '../cells.ts';
import { type Meaning, type Piece, piece, type Rich, wrap } from '../rich.ts';
import { roomOf } from './parts.ts';

/** How a level looks: its mark, and its meaning. */
export const levelLooks: Readonly<
  Record<Remark['level'], { readonly mark: string; readonly meaning: Meaning }>
> = {
  error: { mark: '✗', meaning: 'bad' },
  warn: { mark: '!', meaning: 'warn' },
  ok: { mark: '✓', meaning: 'good' },
};

/** A line with something at its right end; what is too long on the left is cut. */
export const edged = (start: Rich, end: Rich, columns: number): Rich => {
  const room = roomOf(columns) - end.reduce((sum, { text }) => sum + cells(text), 0);
  let used = 0;
  const fitting: Piece[] = [];
  for (const one of start) {
    const text = cutTo(one.text, Math.max(0, room - 1 - used));
    used += cells(text);
    fitting.push({ ...one, text });
  }
  return [...fitting, piece(' '.repeat(Math.max(0, room - used))), ...end];
};

/** A line between two parts of a page, with the name of what follows, and a note at its end. */
export const rule = (name: string, note: string, columns: number): Rich => {
  const head = name === '' ? '' : ` ${name} `;
  const tail = note === '' ? '' : ` ${note} `;
  return [
    piece('──', 'border'),
    piece(head, 'muted'),
    piece('─'.repeat(Math.max(0, columns - cells(head) - cells(tail) - 4)), 'border'),
    piece(tail, 'warn'),
    piece('──', 'border'),
  ];
};

/** A row under the cursor, to the full width. */
export const selected = (text: string, columns: number): Rich => [
  piece(cutTo(text, columns) + ' '.repeat(Math.max(0, columns - cells(text))), 'select'),
];

/** Where the lines of a text begin that is broken at blanks, or in a word that is wider than a line. */
const lineStarts = (characters: readonly string[], width: number): readonly number[] => {
  const starts = [0];
  let used = 0;
  let blank = -1;
  for (const [index, character] of characters.entries()) {
    const wide = cells(character);
    if (used + wide > width) {
      const start = blank >= (starts.at(-1) ?? 0) ? blank + 1 : index;
      starts.push(start);
      used = cells(characters.slice(start, index).join(''));
    }
    used += wide;
    if (character === ' ') blank = index;
  }
  return starts;
};

/** A text that is typed, over as many lines as it takes, with its cursor; of many lines those around the cursor. */
export const typedLines = (
  text: string,
  caret: number,
  ghost: string,
  columns: number,
  most: number,
): readonly Rich[] => {
  // The caret counts UTF-16 units, the screen characters.
  const at = Array.from(clean(text.slice(0, caret))).length;
  // Behind the last character stands the cursor.
  const characters = [...Array.from(clean(text === '' ? ghost : text)), ' '];
  const meaning: Meaning = text === '' ? 'muted' : 'accent';
  const starts = lineStarts(characters, Math.max(10, columns - 4));
  const here = starts.findLastIndex(start => start <= at);
  const from = Math.max(0, Math.min(here - most + 1, starts.length - most));
  return starts.slice(from, from + most).map((start, index): Rich => {
    const end = starts[from + index + 1] ?? characters.length;
    const row = (first: number, last: number): string => characters.slice(first, last).join('');
    const lead = piece(from + index === 0 ? ' > ' : '   ', 'key');
    return at < start || at >= end
      ? [lead, piece(row(start, end), meaning)]
      : [
          lead,
          piece(row(start, at), meaning),
          piece(characters[at] ?? ' ', 'select'),
          piece(row(at + 1, end), meaning),
        ];
  });
};

/** A sentence behind a mark, at most so many lines of it. */
export const marked = (
  indent: number,
  mark: string,
  meaning: Meaning | undefined,
  text: Rich,
  columns: number,
  most = 4,
): readonly Rich[] => {
  const lines = wrap(
    [piece(' '.repeat(indent)), piece(`${mark} `, meaning), ...text],
    roomOf(columns),
    indent + cells(mark) + 1,
  );
  if (lines.length <= most) return lines;
  const last = lines[most - 1] ?? [];
  return [...lines.slice(0, most - 1), [...last, piece(' …', 'muted')]];
};
