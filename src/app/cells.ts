/** How wide text stands in a terminal, and cutting and padding by that. */
import { clustersOf, textWidth } from './width.ts';

/** Printable ASCII and the marks that we draw with ourselves are one cell each: no need to look further. */
const simple = /^[\x20-\x7e\u2500-\u259f\u2800-\u28ff–·…→←↑↓▸▾▲▼×’✓✗]*$/;

/** Whether each character of the text is one cell wide. */
const isSimple = (text: string): boolean => simple.test(text);

/** The cells that a text takes; combining marks take none, wide characters two. */
export const cells = (text: string): number => (isSimple(text) ? text.length : textWidth(text));

/** The text cut to at most `width` cells, with a mark at its end where something is missing. */
export const cutTo = (text: string, width: number, mark = '…'): string => {
  if (width <= 0) return '';
  if (cells(text) <= width) return text;
  const room = width - cells(mark);
  if (isSimple(text)) return text.slice(0, Math.max(0, room)) + (room < 0 ? '' : mark);
  let result = '';
  let used = 0;
  for (const { segment } of clustersOf(text)) {
    const wide = cells(segment);
    if (used + wide > room) break;
    result += segment;
    used += wide;
  }
  return room < 0 ? '' : result + mark;
};

/** The text in exactly `width` cells: cut, or padded on the right. */
export const left = (text: string, width: number): string => {
  const fitting = cutTo(text, width);
  return fitting + ' '.repeat(Math.max(0, width - cells(fitting)));
};

/** The text in exactly `width` cells: cut, or padded on the left. */
export const right = (text: string, width: number): string => {
  const fitting = cutTo(text, width);
  return ' '.repeat(Math.max(0, width - cells(fitting))) + fitting;
};

/**
 * Text from outside without what could move the cursor or turn the line round: control characters, bidirectional
 * marks, line separators and the private-use characters that mark blocks.
 */
export const clean = (text: string): string =>
  isSimple(text)
    ? text
    : text.replace(
        /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ue000-\uf8ff\ufeff]/g,
        '?',
      );
