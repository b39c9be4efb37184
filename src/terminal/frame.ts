/** Ink's frame text: plain lines with colours (SGR), and one marker character where each block begins. */
import { type Block, firstMarker } from '../ui/block.ts';
import { type Cells, paintBlock, paintWords } from './cells.ts';
import * as s from './styles.ts';

/** A marker range wide enough for every block of a frame; other private-use characters are text. */
const mostBlocks = 256;
const token =
  /\u001b\[([\d;:]*)m|\u001b\[[\d;:?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\n|[^\u001b\n]+|\u001b/g;

interface Pen {
  fg: number;
  bg: number;
  attributes: number;
}

const extended = (numbers: readonly number[], at: number): { colour: number; used: number } => {
  if (numbers[at + 1] === 5) return { colour: s.paletteColour((numbers[at + 2] ?? 0) & 255), used: 2 };
  if (numbers[at + 1] !== 2) return { colour: 0, used: 0 };
  const [r = 0, g = 0, b = 0] = numbers.slice(at + 2, at + 5).map(value => value & 255);
  return { colour: s.rgbColour(r, g, b), used: 4 };
};

const attributeOn: Readonly<Record<number, number>> = { 1: s.bold, 2: s.dim, 4: s.underline, 7: s.inverse };
const attributeOff: Readonly<Record<number, number>> = { 22: s.bold | s.dim, 24: s.underline, 27: s.inverse };

const applySgr = (pen: Pen, parameters: string): void => {
  const numbers = parameters.split(/[;:]/).map(Number);
  for (let at = 0; at < numbers.length; at++) {
    const code = numbers[at] ?? 0;
    if (code === 0) Object.assign(pen, { fg: 0, bg: 0, attributes: 0 });
    else if (attributeOn[code] !== undefined) pen.attributes |= attributeOn[code];
    else if (attributeOff[code] !== undefined) pen.attributes &= ~attributeOff[code];
    else if (code >= 30 && code <= 37) pen.fg = code - 29;
    else if (code >= 40 && code <= 47) pen.bg = code - 39;
    else if (code >= 90 && code <= 97) pen.fg = code - 81;
    else if (code >= 100 && code <= 107) pen.bg = code - 91;
    else if (code === 39) pen.fg = 0;
    else if (code === 49) pen.bg = 0;
    else if (code === 38 || code === 48) {
      const { colour, used } = extended(numbers, at);
      if (code === 38) pen.fg = colour;
      else pen.bg = colour;
      at += used;
    }
  }
};

/** Paints Ink's frame: its own text first, then the blocks at their markers, in the order of the blocks. */
export const paintFrame = (cells: Cells, frame: string, blocks: readonly Block[]): void => {
  const places: ({ readonly x: number; readonly y: number } | undefined)[] = [];
  const pen: Pen = { fg: 0, bg: 0, attributes: 0 };
  let x = 0;
  let y = 0;
  for (const match of frame.matchAll(token)) {
    const text = match[0];
    if (match[1] !== undefined) applySgr(pen, match[1]);
    else if (text === '\n') {
      x = 0;
      y += 1;
    } else if (text.charCodeAt(0) !== 0x1b) {
      const style = s.styleNumber(pen.fg, pen.bg, pen.attributes);
      let from = 0;
      for (let at = 0; at < text.length; at++) {
        const index = text.charCodeAt(at) - firstMarker;
        if (index < 0 || index >= mostBlocks || index >= blocks.length) continue;
        x = paintWords(cells, x, y, text.slice(from, at), style);
        places[index] = { x, y };
        x += 1;
        from = at + 1;
      }
      x = paintWords(cells, x, y, text.slice(from), style);
    }
  }
  for (const [index, block] of blocks.entries()) {
    // Two blocks with one corner leave one marker: the other is painted where it says it stands.
    const place = places[index] ?? block;
    paintBlock(cells, block, place.x, place.y);
  }
};
