/** A screen as cells: two typed arrays, one of glyphs, one of styles. Painting never writes past a block's edge. */
import type { Block, Line } from '../ui/block.ts';
import { glyphsOf, isSimple, isWide, rightHalf, space } from './glyphs.ts';
import { blankStyle, plain, styleOf } from './styles.ts';

/** A screen of width x height cells, row by row. A wide glyph is followed by a right half. */
export interface Cells {
  readonly width: number;
  readonly height: number;
  readonly glyphs: Uint32Array;
  readonly styles: Uint32Array;
}

/** A blank screen; sizes below 1 become 1. */
export const newCells = (width: number, height: number): Cells => {
  const columns = Math.max(1, Math.floor(width));
  const rows = Math.max(1, Math.floor(height));
  return {
    width: columns,
    height: rows,
    glyphs: new Uint32Array(columns * rows).fill(space),
    styles: new Uint32Array(columns * rows),
  };
};

/** What would be half a glyph after cells [from, to) of a row are overwritten becomes a space. */
const cutHalves = (cells: Cells, row: number, from: number, to: number): void => {
  const { glyphs, styles, width } = cells;
  if (from > 0 && from < width && glyphs[row + from] === rightHalf) {
    glyphs[row + from - 1] = space;
    styles[row + from - 1] = blankStyle(styles[row + from - 1] ?? plain);
  }
  if (to < width && glyphs[row + to] === rightHalf) {
    glyphs[row + to] = space;
    styles[row + to] = blankStyle(styles[row + to] ?? plain);
  }
};

/** Paints a text from x up to (not including) `edge`; gives the next free column. A wide glyph that does not fit is a space. */
const paintText = (
  cells: Cells,
  row: number,
  start: number,
  edge: number,
  text: string,
  style: number,
): number => {
  const { glyphs, styles } = cells;
  const blank = blankStyle(style);
  let x = start;
  if (isSimple(text)) {
    const length = Math.min(text.length, edge - x);
    for (let index = 0; index < length; index++, x++) {
      const unit = text.charCodeAt(index);
      glyphs[row + x] = unit;
      styles[row + x] = unit === space ? blank : style;
    }
    return x;
  }
  for (const glyph of glyphsOf(text)) {
    if (x >= edge) break;
    const wide = isWide(glyph);
    const fits = !wide || x + 1 < edge;
    glyphs[row + x] = fits ? glyph : space;
    styles[row + x] = fits && glyph !== space ? style : blank;
    x++;
    if (wide && fits) {
      glyphs[row + x] = rightHalf;
      styles[row + x] = style;
      x++;
    }
  }
  return x;
};

/** Paints one line at (x, y), cut and padded with blanks to `width` columns; what lies outside the screen is left out. */
export const paintLine = (cells: Cells, x: number, y: number, width: number, line: Line): void => {
  const edge = Math.min(cells.width, x + width);
  if (y < 0 || y >= cells.height || x < 0 || x >= edge) return;
  const row = y * cells.width;
  cutHalves(cells, row, x, edge);
  let at = x;
  for (const span of line) {
    if (at >= edge) break;
    at = paintText(cells, row, at, edge, span.text, styleOf(span.style));
  }
  cells.glyphs.fill(space, row + at, row + edge);
  cells.styles.fill(plain, row + at, row + edge);
};

/** Paints a block with its upper left corner at (x, y). */
export const paintBlock = (cells: Cells, block: Block, x: number, y: number): void => {
  for (let index = 0; index < block.height; index++) {
    paintLine(cells, x, y + index, block.width, block.lines[index] ?? []);
  }
};

/** Paints one text in one style at (x, y), without padding (plain text of Ink's frame). Gives the next free column. */
export const paintWords = (cells: Cells, x: number, y: number, text: string, style: number): number => {
  if (y < 0 || y >= cells.height || x < 0 || x >= cells.width || text === '') return x;
  const row = y * cells.width;
  cutHalves(cells, row, x, x);
  const end = paintText(cells, row, x, cells.width, text, style);
  if (end < cells.width && cells.glyphs[row + end] === rightHalf) {
    cells.glyphs[row + end] = space;
    cells.styles[row + end] = plain;
  }
  return end;
};
