/** A terminal in memory: what the bytes of a screen come to. */
import xterm from '@xterm/headless';
import type { Cells } from '../../src/terminal/cells.ts';
import { glyphText, rightHalf } from '../../src/terminal/glyphs.ts';
import {
  attributesOf,
  bold,
  coloursOf,
  dim,
  inverse,
  meaningOf,
  underline,
} from '../../src/terminal/styles.ts';

export type Emulator = InstanceType<typeof xterm.Terminal>;

export const newEmulator = (cols: number, rows: number): Emulator =>
  new xterm.Terminal({ cols, rows, allowProposedApi: true, scrollback: 0 });

/** Resolves when the bytes are on the screen. */
export const feed = (terminal: Emulator, bytes: string): Promise<void> =>
  new Promise(done => terminal.write(bytes, done));

/** One cell of either side as text: characters, colours, attributes; a space without what cannot be seen on it. */
const describeCell = (chars: string, fg: string, bg: string, flags: readonly string[]): string => {
  const seen = flags.includes('inverse') || flags.includes('underline');
  if (chars === ' ' && !seen) return `' ' on ${bg}`;
  return `'${chars}' ${fg} on ${bg} ${flags.join(',')}`;
};

const wantedColour = (colour: number): string => {
  const meaning = meaningOf(colour);
  if (meaning.kind === 'own') return 'own';
  if (meaning.kind === 'rgb') return `rgb ${(meaning.r << 16) | (meaning.g << 8) | meaning.b}`;
  return `palette ${meaning.index}`;
};

/** The rows of a screen, cell by cell, as the emulator shows them. */
export const shownRows = (terminal: Emulator): string[][] => {
  const rows: string[][] = [];
  const buffer = terminal.buffer.active;
  for (let y = 0; y < terminal.rows; y++) {
    const row: string[] = [];
    const line = buffer.getLine(buffer.baseY + y);
    for (let x = 0; x < terminal.cols; x++) {
      const cell = line?.getCell(x);
      if (cell === undefined) throw new Error(`no cell ${x},${y}`);
      if (cell.getWidth() === 0) {
        row.push('half');
        continue;
      }
      const colour = (isDefault: boolean, isRgb: boolean, value: number): string =>
        isDefault ? 'own' : `${isRgb ? 'rgb' : 'palette'} ${value}`;
      row.push(
        describeCell(
          cell.getChars() === '' ? ' ' : cell.getChars(),
          colour(cell.isFgDefault(), cell.isFgRGB(), cell.getFgColor()),
          colour(cell.isBgDefault(), cell.isBgRGB(), cell.getBgColor()),
          [
            ...(cell.isBold() ? ['bold'] : []),
            ...(cell.isDim() ? ['dim'] : []),
            ...(cell.isInverse() ? ['inverse'] : []),
            ...(cell.isUnderline() ? ['underline'] : []),
          ],
        ),
      );
    }
    rows.push(row);
  }
  return rows;
};

/** The rows that cells stand for, in the same words. */
export const wantedRows = (cells: Cells): string[][] => {
  const rows: string[][] = [];
  for (let y = 0; y < cells.height; y++) {
    const row: string[] = [];
    for (let x = 0; x < cells.width; x++) {
      const glyph = cells.glyphs[y * cells.width + x] ?? 0;
      const style = cells.styles[y * cells.width + x] ?? 0;
      if (glyph === rightHalf) {
        row.push('half');
        continue;
      }
      const { fg, bg } = coloursOf(style);
      const bits = attributesOf(style);
      row.push(
        describeCell(glyphText(glyph), wantedColour(fg), wantedColour(bg), [
          ...((bits & bold) !== 0 ? ['bold'] : []),
          ...((bits & dim) !== 0 ? ['dim'] : []),
          ...((bits & inverse) !== 0 ? ['inverse'] : []),
          ...((bits & underline) !== 0 ? ['underline'] : []),
        ]),
      );
    }
    rows.push(row);
  }
  return rows;
};

/** The rows as plain text, wide glyphs once. */
export const rowTexts = (cells: Cells): string[] => {
  const rows: string[] = [];
  for (let y = 0; y < cells.height; y++) {
    let text = '';
    for (let x = 0; x < cells.width; x++) text += glyphText(cells.glyphs[y * cells.width + x] ?? 0);
    rows.push(text.trimEnd());
  }
  return rows;
};
