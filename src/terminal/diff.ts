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

const move = (pen: Pen, x: number, y: number): string => {
  if (pen.x === x && pen.y === y) return '';
  let best = x === 0 ? (y === 0 ? '\u001b[H' : `\u001b[${y + 1}H`) : `\u001b[${y + 1};${x + 1}H`;
  if (pen.x >= 0) {
    const consider = (text: string): void => {
      if (text.length < best.length) best = text;
    };
    const right = (count: number): string => (count === 0 ? '' : count === 1 ? '\u001b[C' : `\u001b[${count}C`);
    if (pen.y === y) {
      if (x > pen.x) consider(right(x - pen.x));
      else {
        const count = pen.x - x;
        consider(count < 4 ? '\b'.repeat(count) : `\u001b[${count}D`);
        consider(`\r${right(x)}`);
      }
    } else if (y > pen.y && y - pen.y < 4) {
      consider(`\r${'\n'.repeat(y - pen.y)}${right(x)}`);
    }
  }
  return best;
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

/** An encoder for a terminal with so many colours; `ascii`: every other character is written as `?`. */
export const encoder = (depth: ColourDepth, ascii: boolean): Encoder => {
  const sgr = transitions(depth);
  const textOf = (glyph: number): string => {
    if (glyph < 0x7f) return String.fromCharCode(glyph);
    if (!ascii) return glyphText(glyph);
    return isWide(glyph) ? '??' : '?';
  };

  const writeRow = (shown: Cells | undefined, wanted: Cells, y: number, pen: Pen): string => {
    const { width, glyphs, styles } = wanted;
    const row = y * width;
    const unchanged = (x: number): boolean =>
      shown === undefined
        ? glyphs[row + x] === space && styles[row + x] === plain
        : glyphs[row + x] === shown.glyphs[row + x] && styles[row + x] === shown.styles[row + x];
    let first = 0;
    while (first < width && unchanged(first)) first++;
    if (first === width) return '';
    let last = width - 1;
    while (unchanged(last)) last--;
    const whole = !ascii && (hasDoubt(wanted, row) || (shown !== undefined && hasDoubt(shown, row)));
    if (whole) {
      first = 0;
      last = width - 1;
    }
    const tail = Math.max(blankFrom(wanted, row), first);
    const erases = last - tail + 1 >= worthErasing;
    const end = erases ? tail : last + 1;
    let out = '';
    for (let x = first; x < end; ) {
      if (!whole && unchanged(x)) {
        let next = x + 1;
        while (next < end && unchanged(next)) next++;
        if (next >= end) break;
        let rewrite = next - x <= shortJump && pen.x === x && pen.y === y;
        for (let at = x; rewrite && at < next; at++) {
          const glyph = glyphs[row + at] ?? space;
          rewrite = styles[row + at] === pen.style && glyph >= space && glyph < 0x7f;
        }
        if (!rewrite) {
          x = next;
          continue;
        }
      }
      const glyph = glyphs[row + x] ?? space;
      const style = styles[row + x] ?? plain;
      const cells = isWide(glyph) ? 2 : 1;
      const doubt = ascii ? 0 : doubtOf(glyph);
      out += move(pen, x, y) + sgr(pen.style, style);
      pen.style = style;
      pen.y = y;
      pen.x = x + cells;
      if (doubt === 0) out += textOf(glyph);
      else if (x + doubt > width) out += '?'.repeat(cells);
      else {
        // Where the terminal takes it for narrower, the rest of its place is blank; what follows is written after it.
        out += `${' '.repeat(cells)}\u001b[${y + 1};${x + 1}H${textOf(glyph)}`;
        pen.x = -1;
      }
      x += cells;
      if (x >= width) pen.x = -1;
    }
    if (erases) {
      out += move(pen, tail, y) + sgr(pen.style, plain);
      out += '\u001b[K';
      pen.x = tail;
      pen.y = y;
      pen.style = plain;
    }
    return out;
  };

  return {
    difference(shown, wanted, pen) {
      let out = '';
      if (shown === undefined) {
        out = '\u001b[m\u001b[H\u001b[2J';
        pen.x = 0;
        pen.y = 0;
        pen.style = plain;
      }
      for (let y = 0; y < wanted.height; y++) out += writeRow(shown, wanted, y, pen);
      return out;
    },
  };
};

