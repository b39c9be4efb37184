/** The table's cursor: it holds on to a row by name, whatever the sorting does around it. */
import type { ColumnId } from './columns.ts';
import { fitColumns, nameIndent, type PlacedColumn } from './fit.ts';
import { tableFrame } from './frame.ts';
import type { RowKey } from './labels.ts';
import { memoLast } from './memo.ts';
import { type Row, tableRows } from './rows.ts';
import type { State } from './state.ts';
import { surveyOf } from './survey-of.ts';

const keyOf = (row: Row): RowKey =>
  row.server === undefined
    ? { service: row.service.key }
    : { service: row.service.key, server: row.server.key };

/** The cursor on a row number (brought into range), the window moved as little as shows it. */
export const cursorTo = (state: State, row: number): State => {
  const rows = tableRows(state);
  const height = tableFrame(state).rows;
  const at = Math.max(0, Math.min(row, rows.count - 1));
  const found = rows.at(at);
  let top = Math.min(state.table.top, Math.max(0, rows.count - height));
  if (at < top) top = at;
  if (at >= top + height) top = at - height + 1;
  const { cursor: _, ...table } = state.table;
  const cursor = found === undefined ? {} : { cursor: keyOf(found) };
  return { ...state, table: { ...table, ...cursor, row: at, top: Math.max(0, top) } };
};

/**
 * After the rows changed under it: the cursor stays on its row by name, and on the same line of the screen. Where it
 * never left the first row, it stays there: who watches the top of a sorted table wants to go on watching it.
 */
export const settleCursor = (state: State): State => {
  const { cursor, row, top } = state.table;
  if (cursor === undefined || row === 0) return cursorTo(state, row);
  const rows = tableRows(state);
  const found = rows.find(cursor) ?? rows.find({ service: cursor.service });
  if (found === undefined) return cursorTo(state, row);
  const moved = top + (found - row);
  return cursorTo({ ...state, table: { ...state.table, top: Math.max(0, moved) } }, found);
};

/** The cursor on a named row, unfolding what hides it; unchanged when it is not there. */
export const cursorToKey = (state: State, key: RowKey): State => {
  const { table } = state;
  let next = state;
  if (key.server !== undefined && table.open === table.except.has(key.service)) {
    next = toggleFold(state, key.service);
  }
  const found = tableRows(next).find(key);
  return found === undefined ? state : cursorTo(next, found);
};

/** One service folded or unfolded. */
export const toggleFold = (state: State, service: string): State => {
  const except = new Set(state.table.except);
  if (!except.delete(service)) except.add(service);
  return { ...state, table: { ...state.table, except } };
};

/** The row under the cursor. */
export const cursorRow = (state: State): Row | undefined => tableRows(state).at(state.table.row);

const placed = memoLast((width: number, name: number, hidden: readonly ColumnId[]) =>
  fitColumns(width, name, hidden),
);

/** The columns of the table as they stand now. */
export const tableColumns = (state: State): readonly PlacedColumn[] => {
  const size = surveyOf(state);
  const name = nameIndent + Math.max(size?.serviceWidth ?? 0, 2 + (size?.serverWidth ?? 0));
  return placed(state.columns, name, state.preferences.hiddenColumns);
};

/** The column cursor on the next shown column to the left (-1) or right (+1). */
export const moveColumn = (state: State, step: -1 | 1): State => {
  const ids = tableColumns(state).map(({ column }) => column.id);
  const at = Math.max(0, ids.indexOf(state.table.column));
  const id: ColumnId = ids[Math.max(0, Math.min(ids.length - 1, at + step))] ?? 'name';
  return { ...state, table: { ...state.table, column: id } };
};

/** The services on screen, the selected one first: what the reader reads most often. */
export const visibleServices = (state: State): readonly string[] => {
  const rows = tableRows(state);
  const height = tableFrame(state).rows;
  const keys = new Set<string>();
  for (const view of state.views) if (view.type === 'detail') keys.add(view.service);
  if (state.table.cursor !== undefined) keys.add(state.table.cursor.service);
  for (let row = state.table.top; row < state.table.top + height; row++) {
    const found = rows.at(row);
    if (found !== undefined) keys.add(found.service.key);
  }
  return [...keys];
};
