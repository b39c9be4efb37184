/** Under the table: what just happened, and what is likely wrong. */

import { eventLine } from '../app/pages/events.ts';
import { problemCount } from '../app/problems.ts';
import { piece, type Rich } from '../app/rich.ts';
import type { State } from '../app/state.ts';
import { surveyOf } from '../app/survey-of.ts';
import { serviceLabel } from '../core/words/labels.ts';

/** The newest lines of the log, the newest on top. */
export const logLines = (state: State, height: number): readonly Rich[] => {
  // A past picture has the lines of its time.
  const until = state.freeze?.snapshot.at ?? state.now;
  const found = state.events.findIndex(({ at }) => at <= until);
  const first = found < 0 ? state.events.length : found;
  const lines = state.events.slice(first, first + height).map(event => eventLine(event, state.offsetMinutes));
  if (lines.length > 0) return lines;
  const nothing =
    state.source.kind === 'file' ? 'a file stands still' : 'nothing has changed since lvsh was started';
  return [[piece(`   ${nothing}`, 'muted')]];
};

/** The problem line; undefined when there is none. */
export const problemLine = (state: State): Rich | undefined => {
  const failure = state.reading.failure ?? state.reading.report?.failure;
  if (failure !== undefined) {
    const why = [failure.what, failure.why].filter(Boolean).join(': ');
    return [
      piece(' ! not read: ', 'bad'),
      piece(why, 'bad'),
      piece('   the last good picture stands', 'muted'),
    ];
  }
  const sums = surveyOf(state);
  const first = sums?.problems[0];
  if (sums === undefined || first === undefined) return undefined;
  const found = sums.problemCount;
  const { row } = first;
  const name = row === undefined ? '' : `${row.server ?? serviceLabel(row.service)} `;
  return [piece(` ! ${problemCount(found)}: `, 'bad'), piece(name, 'service'), piece(first.text)];
};
