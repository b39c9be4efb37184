/** Marked rows: what is changed together. */
import { cursorRow } from './cursor.ts';
import { rowId } from './labels.ts';
import { move } from './moves.ts';
import type { State } from './state.ts';

/** Marks the row under the cursor, or takes its mark away, and goes one row on. */
export const toggleMark = (state: State): State => {
  const row = cursorRow(state);
  if (row === undefined) return state;
  const id = rowId(row.service.key, row.server?.key);
  const marks = new Set(state.marks);
  if (!marks.delete(id)) marks.add(id);
  return move({ ...state, marks }, 1);
};

/** Takes all marks away. */
export const unmark = (state: State): State => ({ ...state, marks: new Set() });
