/**
 * Styles as numbers, so that a cell is two integers and two cells are compared without touching an object.
 * A style number is a colour pair's number times 32 plus five attribute bits. The table only grows by colours that
 * a theme names, never by text.
 */
import type { Colour, Style } from '../ui/block.ts';

/** Attribute bits of a style number. */
export const bold = 1;
export const dim = 2;
export const inverse = 4;
export const underline = 8;
/** The terminal's own colours, no attribute. */
export const plain = 0;

/** Colours as numbers: 0 the terminal's own, 1..16 the ANSI colours, 17..272 the 256 palette, then true colour. */
const palette = 17;
const trueColour = palette + 256;

const pairOf = new Map<number, number>([[0, 0]]);
const pairs: { readonly fg: number; readonly bg: number }[] = [{ fg: 0, bg: 0 }];

const colourNumber = (colour: Colour | undefined): number => {
  if (colour === undefined) return 0;
  if (typeof colour === 'number') return colour >= 0 && colour < 16 ? 1 + colour : 0;
  const rgb = /^#[0-9a-fA-F]{6}$/.test(colour) ? Number.parseInt(colour.slice(1), 16) : Number.NaN;
  return Number.isNaN(rgb) ? 0 : trueColour + rgb;
};

const hexNumbers = new Map<string, number>();
const colourOf = (colour: Colour | undefined): number => {
  if (typeof colour !== 'string') return colourNumber(colour);
  let number = hexNumbers.get(colour);
  if (number === undefined) {
    number = colourNumber(colour);
    hexNumbers.set(colour, number);
  }
  return number;
};

/** The style number of two colour numbers and attribute bits. */
export const styleNumber = (fg: number, bg: number, attributes: number): number => {
  const key = fg * 0x2000000 + bg;
  let pair = pairOf.get(key);
  if (pair === undefined) {
    pair = pairs.length;
    pairs.push({ fg, bg });
    pairOf.set(key, pair);
  }
  return pair * 32 + attributes;
};

/** The style number of a style; a colour that is none is the terminal's own. */
export const styleOf = (style: Style | undefined): number => {
  if (style === undefined) return plain;
  const attributes =
    (style.bold === true ? bold : 0) |
    (style.dim === true ? dim : 0) |
    (style.inverse === true ? inverse : 0) |
    (style.underline === true ? underline : 0);
  return styleNumber(colourOf(style.fg), colourOf(style.bg), attributes);
};

/** The two colour numbers of a style number. */
export const coloursOf = (style: number): { readonly fg: number; readonly bg: number } =>
  pairs[style >>> 5] ?? { fg: 0, bg: 0 };

/** The attribute bits of a style number. */
export const attributesOf = (style: number): number => style & 31;

const blanks = new Map<number, number>();
/** The style number that a space in this style is drawn with: what cannot be seen on a space is dropped. */
export const blankStyle = (style: number): number => {
  if (style === plain || (style & (inverse | underline)) !== 0) return style;
  let blank = blanks.get(style);
  if (blank === undefined) {
    blank = styleNumber(0, coloursOf(style).bg, 0);
    blanks.set(style, blank);
  }
  return blank;
};

/** A colour number of the 256 palette (0..255); its first 16 are the ANSI colours. */
export const paletteColour = (index: number): number => (index < 16 ? 1 + index : palette + index);
/** A colour number of red, green and blue (0..255 each). */
export const rgbColour = (r: number, g: number, b: number): number => trueColour + (r << 16) + (g << 8) + b;

/** What a colour number stands for. */
export type ColourMeaning =
  | { readonly kind: 'own' }
  | { readonly kind: 'ansi'; readonly index: number }
  | { readonly kind: 'palette'; readonly index: number }
  | { readonly kind: 'rgb'; readonly r: number; readonly g: number; readonly b: number };

/** Reads a colour number. */
export const meaningOf = (colour: number): ColourMeaning => {
  if (colour === 0) return { kind: 'own' };
  if (colour < palette) return { kind: 'ansi', index: colour - 1 };
  if (colour < trueColour) return { kind: 'palette', index: colour - palette };
  const rgb = colour - trueColour;
  return { kind: 'rgb', r: rgb >> 16, g: (rgb >> 8) & 255, b: rgb & 255 };
};
