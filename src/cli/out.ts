/** Where the text form goes, and the few things that make it readable. */
import { textWidth } from '../app/width.ts';

/** Standard output and standard error of one run. */
export interface Out {
  readonly write: (text: string) => void;
  readonly warn: (text: string) => void;
  /** Colours and bold may be used. */
  readonly colour: boolean;
  /** Only ASCII. */
  readonly ascii: boolean;
  /** How wide the terminal is that sentences are wrapped for; absent where it goes anywhere else. */
  readonly columns?: number;
}

/** Text from outside without anything that could steer a terminal (control and bidirectional characters). */
export const plain = (text: string): string =>
  text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, '?');

const asciiFor: Readonly<Record<string, string>> = {
  '→': '->',
  '←': '<-',
  '─': '-',
  '└': '+',
  '┘': '+',
  '–': '-',
  '·': '*',
  '’': "'",
  '…': '...',
  '×': 'x',
};

/** Our own words for a terminal without other characters. */
export const spelled = (text: string, ascii: boolean): string =>
  ascii ? text.replace(/[^\x20-\x7e\n]/g, letter => asciiFor[letter] ?? '?') : text;

/** Bold, where the output can show it. */
export const strong = (text: string, out: Out): string => (out.colour ? `\u001b[1m${text}\u001b[22m` : text);

/** A column of a text table. */
export interface TextColumn {
  readonly title: string;
  readonly right?: boolean;
}

const pad = (text: string, width: number, right: boolean): string => {
  const blanks = ' '.repeat(Math.max(0, width - textWidth(text)));
  return right ? blanks + text : text + blanks;
};

/** A table with its titles: every column as wide as its widest cell, two blanks between, no blanks at line ends. */
export const textTable = (
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
): readonly string[] => {
  const widths = columns.map(({ title }) => title.length);
  for (const row of rows) {
    for (let index = 0; index < row.length; index++) {
      const width = textWidth(row[index] ?? '');
      if (width > (widths[index] ?? 0)) widths[index] = width;
    }
  }
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => pad(cell, widths[index] ?? 0, columns[index]?.right === true))
      .join('  ')
      .trimEnd();
  return [line(columns.map(({ title }) => title)), ...rows.map(line)];
};
