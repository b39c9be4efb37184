/** A screen that is too small for a table says so, and still tells what matters most. */
import { leastColumns, leastRows } from '../app/frame.ts';
import { piece, type Rich } from '../app/rich.ts';
import type { State } from '../app/state.ts';
import { surveyOf } from '../app/survey-of.ts';
import { count, short } from '../core/words/numbers.ts';
import type { Block } from './block.ts';
import { block } from './draw.ts';
import type { Look } from './look.ts';

/** The one block of such a screen. */
export const smallBlocks = (state: State, look: Look): readonly Block[] => {
  const sums = surveyOf(state);
  const { columns: width, rows: height, source } = state;
  const lines: Rich[] = [
    source.kind === 'practice' ? [piece('PRACTICE', 'practice')] : [piece(source.name, 'title')],
    [piece(`${width}x${height} is too small`, 'warn')],
    [piece(`lvsh needs ${leastColumns}x${leastRows}`)],
  ];
  if (sums !== undefined) {
    if (sums.problemCount > 0) lines.push([piece(count(sums.problemCount, 'likely problem'), 'bad')]);
    lines.push([piece(`${sums.active === undefined ? '?' : short(sums.active)} active`)]);
  }
  lines.push([piece('q', 'key'), piece(' quit', 'muted')]);
  return [block('small', look, { y: 0, width, height }, lines)];
};
