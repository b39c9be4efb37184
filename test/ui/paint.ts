/** Paints blocks into text for tests, and measures what they would cover. */
import { readFileSync } from 'node:fs';
import { cells } from '../../src/app/cells.ts';
import type { State } from '../../src/app/state.ts';
import type { Block, Span } from '../../src/ui/block.ts';
import { type Look, lookOf } from '../../src/ui/look.ts';
import { screen } from '../../src/ui/screen.ts';
import { readTheme, type Theme } from '../../src/ui/theme.ts';

/** A theme of the themes folder. */
export const themeOf = (name: string): Theme => {
  const file = new URL(`../../themes/${name}.json`, import.meta.url);
  const { theme, problems } = readTheme(JSON.parse(readFileSync(file, 'utf8')), `${name}.json`);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return theme;
};

/** The look of most tests. */
export const plain: Look = lookOf(themeOf('mono'), 'none', false);

/** The screen's lines as text, trailing blanks cut. `selected` gets brackets of its own: nothing here but text. */
export const paintText = (blocks: readonly Block[], columns: number, rows: number): readonly string[] => {
  const grid = Array.from({ length: rows }, () => Array.from({ length: columns }, () => ' '));
  for (const { x, y, width, height, lines } of blocks) {
    for (let row = 0; row < height; row++) {
      const target = grid[y + row];
      if (target === undefined) continue;
      target.fill(' ', x, x + width);
      let column = x;
      for (const { text } of lines[row] ?? []) {
        for (const { segment } of new Intl.Segmenter().segment(text)) {
          const wide = cells(segment);
          target[column] = segment;
          for (let more = 1; more < wide; more++) target[column + more] = '';
          column += wide;
        }
      }
    }
  }
  return grid.map(row => row.join('').trimEnd());
};

/** A state as text. */
export const textOf = (state: State, look: Look = plain): string =>
  paintText(screen(state, look), state.columns, state.rows).join('\n');

/** What is wrong with the geometry of blocks: outside of the screen, lines too wide or too many. */
export const misfits = (blocks: readonly Block[], columns: number, rows: number): readonly string[] =>
  blocks.flatMap(({ name, x, y, width, height, lines }) => {
    const wrong: string[] = [];
    if (x < 0 || y < 0 || x + width > columns || y + height > rows) wrong.push(`${name} lies outside`);
    if (lines.length > height) wrong.push(`${name} has ${lines.length} lines for ${height}`);
    for (const [index, line] of lines.entries()) {
      const wide = line.reduce((sum: number, { text }: Span) => sum + cells(text), 0);
      if (wide > width) wrong.push(`${name} line ${index} is ${wide} wide, not ${width}`);
    }
    return wrong;
  });
