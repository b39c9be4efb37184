/**
 * What a view draws: lines of styled spans in blocks. Ink decides where a block stands; the terminal layer paints
 * its cells. (Why not <Text> per row: see src/terminal/README.md, "cells".)
 */

/** A colour: one of the 16 ANSI colours (0..15), or true colour `#rrggbb`. Absent: the terminal's own. */
export type Colour = number | `#${string}`;

/** How a span looks. */
export interface Style {
  readonly fg?: Colour;
  readonly bg?: Colour;
  readonly bold?: boolean;
  readonly dim?: boolean;
  readonly inverse?: boolean;
  readonly underline?: boolean;
}

/** A piece of text in one style; printable characters only (no escapes, no control characters). */
export interface Span {
  readonly text: string;
  readonly style?: Style;
}

/** One line of the screen; what is longer than its block is cut by the painter, what is shorter is blank. */
export type Line = readonly Span[];

/** A rectangle of the screen. Later blocks of a frame lie over earlier ones. */
export interface Block {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly Line[];
}

/** First of the private-use characters by which a block's place stands in Ink's output (block 0, 1, 2, ...). */
export const firstMarker = 0xe000;
