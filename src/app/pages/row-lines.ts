/** The rows of what does not agree, as many as a person may want to read. */

import { whole } from '../../core/words/numbers.ts';
import { piece, type Rich } from '../rich.ts';
import { type Beside, besideRows } from './beside.ts';
import { besideLines } from './beside-lines.ts';

/** More rows than this are counted. */
const mostRows = 400;

/** The lines, with a blank one before them; none where all agrees. `titles`: the places that are compared. */
export const rowLines = (beside: Beside, titles: readonly string[], columns: number): readonly Rich[] => {
  const { groups, total } = besideRows(beside, mostRows);
  if (total === 0) return [];
  return [
    [],
    ...besideLines(groups, titles, columns),
    ...(total > mostRows ? [[piece(`   and ${whole(total - mostRows)} more`, 'muted')]] : []),
  ];
};
