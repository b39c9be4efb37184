/** What pages of text are put together from. Texts from outside are cleaned here, so that their widths are right. */
import type { Failure } from '../../core/model/failure.ts';
import { cells, clean } from '../cells.ts';
import { type Meaning, type Piece, piece, type Rich, wrap } from '../rich.ts';

/** The last cell of a line stays free. */
export const roomOf = (columns: number): number => columns - 1;

/** A page's first line: what it is, and of what. */
export const pageTitle = (title: string, note: string, columns: number): readonly Rich[] =>
  wrap([piece(` ${title}`, 'title'), piece(`  ${clean(note)}`, 'muted')], roomOf(columns), 3);

/** A heading inside a page, with a blank line before it. */
export const heading = (title: string, note = ''): readonly Rich[] => [
  [],
  [piece(` ${clean(title)}`, 'heading'), ...(note === '' ? [] : [piece(`  ${clean(note)}`, 'muted')])],
];

/** A sentence behind a mark (`' ! '`, `'   '`); what does not fit goes on under its beginning. */
export const sentence = (mark: string, text: string, columns: number, meaning?: Meaning): readonly Rich[] =>
  wrap([piece(mark, meaning), piece(clean(text), meaning)], roomOf(columns), cells(mark));

/** A sentence in which keys stand: text and keys in turn, beginning with text. */
export const keyed = (mark: string, parts: readonly string[], columns: number): readonly Rich[] =>
  wrap(
    [piece(mark), ...parts.map((part, index) => piece(clean(part), index % 2 === 1 ? 'key' : 'muted'))],
    roomOf(columns),
    cells(mark),
  );

/** A command line behind a mark, broken between its options rather than inside them. */
export const commandLines = (
  mark: Piece,
  command: string,
  columns: number,
  meaning?: Meaning,
): readonly Rich[] => {
  const indent = cells(mark.text);
  const lines: string[] = [];
  for (const option of clean(command).split(/ (?=-)/)) {
    const last = lines.at(-1);
    const room = roomOf(columns) - indent - (lines.length > 1 ? 4 : 0);
    if (last !== undefined && cells(last) + 1 + cells(option) <= room)
      lines[lines.length - 1] = `${last} ${option}`;
    else lines.push(option);
  }
  return lines.flatMap((line, index) =>
    wrap(
      [index === 0 ? mark : piece(' '.repeat(indent + 4)), piece(line, meaning)],
      roomOf(columns),
      indent + 4,
    ),
  );
};

/** Several lines of output, each cut off from what could move the cursor. */
const outputLines = (output: string, columns: number): readonly Rich[] =>
  output
    .trim()
    .split('\n')
    .slice(0, 20)
    .flatMap(line => sentence('     ', line, columns, 'muted'));

/** A failure: what, why, what to try, what the program said. */
export const failureLines = ({ what, why, advice, output }: Failure, columns: number): readonly Rich[] => [
  ...sentence(' ! ', what, columns, 'bad'),
  ...(why === undefined ? [] : sentence('   ', why, columns)),
  ...(advice === undefined
    ? []
    : wrap([piece('   Try: ', 'muted'), piece(clean(advice))], roomOf(columns), 8)),
  ...(output === undefined || output.trim() === '' ? [] : outputLines(output, columns)),
];

/** Something that is being asked for, or that failed, or is not there: what stands in its place. */
export const waiting = (
  asked: { readonly pending: boolean; readonly failure?: Failure } | undefined,
  columns: number,
): readonly Rich[] =>
  asked?.failure === undefined ? [[piece('   reading …', 'muted')]] : failureLines(asked.failure, columns);
