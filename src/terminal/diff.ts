/**
 * The bytes that turn one screen into another. Nothing is assumed of the terminal beyond what the Linux console,
 * xterm, tmux and screen share: CUP, CUF, CUB, EL, SGR. Where the cursor is after a glyph on whose width terminals
 * disagree, or after the last column, is not assumed either: the next position is then named in full.
 */
import type { Cells } from './cells.ts';
import { doubtOf, glyphText, isWide, space } from './glyphs.ts';
import { type ColourDepth, transitions } from './sgr.ts';
import { plain } from './styles.ts';

/** The terminal's cursor and style as the last bytes left them; x = -1: not known. */
export interface Pen {
  x: number;
  y: number;
  style: number;
}

/** How to write for one terminal. */
export interface Encoder {
  /**
   * The bytes from `shown` to `wanted` (same size). `undefined`: nothing is known of the screen, it is cleared. Moves the pen.
   */
  difference(shown: Cells | undefined, wanted: Cells, pen: Pen): string;
}

const times = (count: number, one: string, letter: string): string =>
  count === 0 ? '' : count === 1 ? one : `\u001b[${count}${letter}`;
const sideways = (from: number, to: number): string => {
  if (to >= from) return times(to - from, '\u001b[C', 'C');
  return from - to < 4 ? '\b'.repeat(from - to) : `\u001b[${from - to}D`;
};

/** The shortest way there: by name, or from where the cursor is. No line feeds: they scroll where a screen has shrunk. */
const move = (pen: Pen, x: number, y: number): string => {
  if (pen.x === x && pen.y === y) return '';
  const row = y === 0 ? '' : `${y + 1}`;
  const named = `\u001b[${row}${x === 0 ? '' : `;${x + 1}`}H`;
  if (pen.x < 0) return named;
  const down = times(Math.abs(y - pen.y), y > pen.y ? '\u001b[B' : '\u001b[A', y > pen.y ? 'B' : 'A');
  const straight = down + sideways(pen.x, x);
  const fromEdge = `${down}\r${sideways(0, x)}`;
  const near = straight.length <= fromEdge.length ? straight : fromEdge;
  return near.length < named.length ? near : named;
};

/** From which column on a row is blank in the terminal's own colours. */
const blankFrom = (cells: Cells, row: number): number => {
  let x = cells.width;
  while (x > 0 && cells.glyphs[row + x - 1] === space && cells.styles[row + x - 1] === plain) x--;
  return x;
};

/**
 * Whether a row holds a glyph of doubtful width. Such a row is written whole when it changes: only then is it known
 * what the terminal made of the glyph's neighbours.
 */
const hasDoubt = (cells: Cells, row: number): boolean => {
  for (let x = 0; x < cells.width; x++) {
    const glyph = cells.glyphs[row + x] ?? space;
    if (glyph >= 0x300 && doubtOf(glyph) > 0) return true;
  }
  return false;
};

/** The longest stretch of unchanged cells that is worth writing again instead of jumping over. */
const shortJump = 4;
/** From how many changed blanks on EL is shorter than the blanks. */
const worthErasing = 4;

/** A piece of a row that is written at one go; `next` is where the cursor then is, -1 where that is not known. */
interface Piece {
  readonly x: number;
  readonly y: number;
  readonly style: number;
  readonly text: string;
  readonly next: number;
  /** The style after it, where it changes inside. */
  readonly after?: number;
}

/** An encoder for a terminal with so many colours; `ascii`: every other character is written as `?`. */
export const encoder = (depth: ColourDepth, ascii: boolean): Encoder => {
  const sgr = transitions(depth);
  const textOf = (glyph: number): string => {
    if (glyph < 0x7f) return String.fromCharCode(glyph);
    if (!ascii) return glyphText(glyph);
    return isWide(glyph) ? '??' : '?';
  };

  /** A row that holds doubtful glyphs, from its first column to its last. */
  const doubtfulRow = (wanted: Cells, y: number): Piece => {
    const { width, glyphs, styles } = wanted;
    const row = y * width;
    const first = styles[row] ?? plain;
    let text = '';
    let style = first;
    for (let x = 0; x < width; ) {
      const glyph = glyphs[row + x] ?? space;
      const own = styles[row + x] ?? plain;
      const cells = isWide(glyph) ? 2 : 1;
      const doubt = doubtOf(glyph);
      text += sgr(style, own);
      style = own;
      if (doubt === 0) text += textOf(glyph);
      else if (x + doubt > width) text += '?'.repeat(cells);
      else {
        // Where the terminal takes it for narrower, the rest of its place is blank; what follows is put in its own place.
        const place = (column: number): string => `\u001b[${y + 1};${column + 1}H`;
        text += ' '.repeat(cells) + place(x) + textOf(glyph) + (x + cells < width ? place(x + cells) : '');
      }
      x += cells;
    }
    return { x: 0, y, style: first, text, next: -1, after: style };
  };

  const rowPieces = (shown: Cells | undefined, wanted: Cells, y: number, pieces: Piece[]): void => {
    const { width, glyphs, styles } = wanted;
    const row = y * width;
    const unchanged = (x: number): boolean =>
      shown === undefined
        ? glyphs[row + x] === space && styles[row + x] === plain
        : glyphs[row + x] === shown.glyphs[row + x] && styles[row + x] === shown.styles[row + x];
    let first = 0;
    while (first < width && unchanged(first)) first++;
    if (first === width) return;
    if (!ascii && (hasDoubt(wanted, row) || (shown !== undefined && hasDoubt(shown, row)))) {
      pieces.push(doubtfulRow(wanted, y));
      return;
    }
    let last = width - 1;
    while (unchanged(last)) last--;
    const tail = Math.max(blankFrom(wanted, row), first);
    const erases = last - tail + 1 >= worthErasing;
    const end = erases ? tail : last + 1;
    for (let x = first; x < end; ) {
      if (unchanged(x)) {
        x++;
        continue;
      }
      const from = x;
      const style = styles[row + x] ?? plain;
      let text = '';
      let until = x;
      let kept = 0;
      // Like cells follow, perhaps after a few unchanged ones that are shorter than a jump.
      while (x < end && styles[row + x] === style && x - until < shortJump) {
        const glyph = glyphs[row + x] ?? space;
        text += textOf(glyph);
        const isChanged = !unchanged(x);
        x += isWide(glyph) ? 2 : 1;
        if (isChanged) {
          until = x;
          kept = text.length;
        }
      }
      x = until;
      pieces.push({ x: from, y, style, text: text.slice(0, kept), next: until < width ? until : -1 });
    }
    if (erases) pieces.push({ x: tail, y, style: plain, text: '\u001b[K', next: tail });
  };

  const written = (pieces: readonly Piece[], pen: Pen): string => {
    let out = '';
    for (const { x, y, style, text, next, after } of pieces) {
      out += move(pen, x, y) + sgr(pen.style, style) + text;
      pen.x = next;
      pen.y = y;
      pen.style = after ?? style;
    }
    return out;
  };

  return {
    difference(shown, wanted, pen) {
      let clear = '';
      if (shown === undefined) {
        clear = '\u001b[m\u001b[H\u001b[2J';
        pen.x = 0;
        pen.y = 0;
        pen.style = plain;
      }
      const pieces: Piece[] = [];
      for (let y = 0; y < wanted.height; y++) rowPieces(shown, wanted, y, pieces);
      // Row by row, or style by style (fewer changes of colour, more moves): whichever is shorter.
      const byRow: Pen = { ...pen };
      const rows = written(pieces, byRow);
      const byStyle: Pen = { ...pen };
      const rank = (piece: Piece): number => (piece.style === pen.style ? -1 : piece.style);
      const styles = written(
        [...pieces].sort((a, b) => rank(a) - rank(b) || a.y - b.y || a.x - b.x),
        byStyle,
      );
      const isShorter = styles.length < rows.length;
      Object.assign(pen, isShorter ? byStyle : byRow);
      return clear + (isShorter ? styles : rows);
    },
  };
};
