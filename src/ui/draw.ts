/** From meanings to spans. */
import { cells, clean, cutTo } from '../app/cells.ts';
import type { Meaning, Piece, Rich } from '../app/rich.ts';
import type { Block, Line, Span, Style } from './block.ts';
import { type Look, toAscii } from './look.ts';

/** The look of a meaning; plain text has the terminal's own. */
const styleOf = (look: Look, meaning: Meaning | undefined): Style => look.styles[meaning ?? 'text'];

/** A span; text from outside is made harmless here, at the one place that everything passes. */
const span = (look: Look, { text, meaning }: Piece): Span => {
  const safe = clean(text);
  return { text: look.ascii ? toAscii(safe) : safe, style: styleOf(look, meaning) };
};

/** A line in its looks. */
export const draw = (look: Look, line: Rich): Line =>
  line.filter(({ text }) => text !== '').map(piece => span(look, piece));

/** The cells of a line. */
export const lineCells = (line: Rich): number => line.reduce((sum, { text }) => sum + cells(text), 0);

/** A line cut to a width. */
export const cutLine = (line: Rich, width: number): Rich => {
  const kept: Piece[] = [];
  let used = 0;
  for (const piece of line) {
    const wide = cells(piece.text);
    if (used + wide <= width) kept.push(piece);
    else {
      kept.push({ ...piece, text: cutTo(piece.text, width - used) });
      break;
    }
    used += wide;
  }
  return kept;
};

/** A line with `end` at the right edge; what is too long on the left is cut. */
export const between = (start: Rich, end: Rich, width: number): Rich => {
  const room = Math.max(0, width - lineCells(end));
  const fitting = cutLine(start, room);
  return [...fitting, { text: ' '.repeat(Math.max(0, room - lineCells(fitting))) }, ...end];
};

/**
 * A line in one look over the looks of its pieces, to the full width: the selection. What stands in `here` (the
 * column cursor's cell) is underlined.
 */
export const overlaid = (
  look: Look,
  line: Rich,
  meaning: Meaning,
  width: number,
  here?: { readonly x: number; readonly width: number },
): Line => {
  const over = styleOf(look, meaning);
  const fill = Math.max(0, width - lineCells(line));
  const full = fill > 0 ? [...line, { text: ' '.repeat(fill) }] : line;
  let x = 0;
  return draw(look, full).map(({ text, style }) => {
    const { fg: _fg, bg: _bg, ...under } = style ?? {};
    const inside = here !== undefined && x >= here.x && x < here.x + here.width && text.trim() !== '';
    x += cells(text);
    return { text, style: { ...under, ...over, ...(inside ? { underline: true } : {}) } };
  });
};

/** A block of lines at a place. */
export const block = (
  name: string,
  look: Look,
  place: { readonly x?: number; readonly y: number; readonly width: number; readonly height: number },
  lines: readonly (Rich | Line)[],
): Block => ({
  name,
  x: place.x ?? 0,
  y: place.y,
  width: place.width,
  height: place.height,
  lines: lines
    .slice(0, place.height)
    .map(line => (isDrawn(line) ? line : draw(look, cutLine(line, place.width)))),
});

const isDrawn = (line: Rich | Line): line is Line => line.some(part => 'style' in part);
