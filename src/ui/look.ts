/** How the screen is drawn here: a theme brought down to the colours and characters that the terminal has. */
import { type Meaning, meanings } from '../app/rich.ts';
import type { Colour, Style } from './block.ts';
import { plainStyles, type Theme } from './theme.ts';

/** Colours of the terminal: 24 bits, the 16 of ANSI, or none (NO_COLOR: bold, inverse and underline stay). */
export type Depth = 'true' | '16' | 'none';

/** A ready look. */
export interface Look {
  readonly styles: Readonly<Record<Meaning, Style>>;
  /** Only characters of ASCII. */
  readonly ascii: boolean;
}

/** The 16 colours as xterm has them, for finding the nearest. */
const ansi: readonly (readonly [number, number, number])[] = [
  [0, 0, 0],
  [205, 0, 0],
  [0, 205, 0],
  [205, 205, 0],
  [0, 0, 238],
  [205, 0, 205],
  [0, 205, 205],
  [229, 229, 229],
  [127, 127, 127],
  [255, 0, 0],
  [0, 255, 0],
  [255, 255, 0],
  [92, 92, 255],
  [255, 0, 255],
  [0, 255, 255],
  [255, 255, 255],
];

/** The nearest of the 16 colours. */
export const toAnsi = (colour: Colour): number => {
  if (typeof colour === 'number') return colour;
  const [red, green, blue] = [1, 3, 5].map(at => Number.parseInt(colour.slice(at, at + 2), 16)) as [
    number,
    number,
    number,
  ];
  let best = 7;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, [r, g, b]] of ansi.entries()) {
    const distance = 2 * (r - red) ** 2 + 4 * (g - green) ** 2 + 3 * (b - blue) ** 2;
    if (distance < least) {
      least = distance;
      best = index;
    }
  }
  return best;
};

const reduced = (style: Style, depth: Depth): Style => {
  const { fg, bg, ...rest } = style;
  if (depth === 'true') return style;
  if (depth === 'none') return rest;
  return {
    ...rest,
    ...(fg === undefined ? {} : { fg: toAnsi(fg) }),
    ...(bg === undefined ? {} : { bg: toAnsi(bg) }),
  };
};

/** Without colours these must still stand out: what was a background becomes inverse. */
const withoutColour = (meaning: Meaning, style: Style): Style => {
  const plain = plainStyles[meaning];
  const { dim: _, ...rest } = style;
  return plain.inverse === true ? { ...rest, inverse: true } : { ...plain, ...rest };
};

/** A theme's look on this terminal. */
export const lookOf = (theme: Theme, depth: Depth, ascii: boolean): Look => {
  const styles = { ...theme.styles };
  for (const meaning of meanings) {
    const style = reduced(theme.styles[meaning], depth);
    styles[meaning] = depth === 'none' ? withoutColour(meaning, style) : style;
  }
  return { styles, ascii };
};

const asciiFor: Readonly<Record<string, string>> = {
  '–': '-',
  '·': '.',
  '…': '~',
  '→': '>',
  '←': '<',
  '↑': '^',
  '↓': 'v',
  '▸': '+',
  '▾': '-',
  '▲': '^',
  '▼': 'v',
  '×': 'x',
  '’': "'",
  '“': '"',
  '”': '"',
  '✓': '*',
  '✗': 'x',
  '│': '|',
  '─': '-',
  '┤': '+',
  '┼': '+',
  '└': '`',
  '├': '+',
  '╌': '.',
  '▁': '_',
  '▂': '.',
  '▃': '.',
  '▄': ':',
  '▅': ':',
  '▆': '|',
  '▇': '|',
  '█': '#',
  '━': '=',
  '╸': '-',
};

/** A text in ASCII, cell by cell: our own marks have their likeness, anything else is a question mark. */
export const toAscii = (text: string): string =>
  text.replace(/[^\x20-\x7e]/gu, character => asciiFor[character] ?? '?');
