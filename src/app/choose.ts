/** Choosing how things look: sorting, folding, columns, interval, theme. Choices are kept. */

import { duration } from '../core/words/numbers.ts';
import { columnOf } from './columns.ts';
import { cursorRow, cursorTo, settleCursor, tableColumns, toggleFold } from './cursor.ts';
import type { Effect } from './effect.ts';
import { intervals, type Preferences, type Sort } from './preferences.ts';
import { tableRows } from './rows.ts';
import { say } from './say.ts';
import type { State, Step } from './state.ts';

/** Chooses, and keeps it. */
export const prefer = (state: State, change: Partial<Preferences>): Step => {
  const preferences = { ...state.preferences, ...change };
  const effects: readonly Effect[] = [{ type: 'save-preferences', preferences }];
  return [settleCursor({ ...state, preferences }), effects];
};

/** Text sorts from A, numbers from the largest. */
const startsDescending = (column: Sort['column']): boolean =>
  column !== 'name' && column !== 'method' && column !== 'none';

/** Sorts by a column; by the one it is sorted by already: the other way round. */
export const sortBy = (state: State, column: Sort['column']): Step => {
  const { sort } = state.preferences;
  const descending = sort.column === column ? !sort.descending : startsDescending(column);
  return prefer(state, { sort: { column, descending } });
};

/** `<` and `>`: the shown column to the left or right; before the first is the director's own order. */
export const sortStep = (state: State, step: 1 | -1): Step => {
  const ids: readonly Sort['column'][] = ['none', ...tableColumns(state).map(({ column }) => column.id)];
  const at = Math.max(0, ids.indexOf(state.preferences.sort.column));
  const column = ids[(at + step + ids.length) % ids.length] ?? 'none';
  return prefer(state, { sort: { column, descending: startsDescending(column) } });
};

/** The other way round. */
export const invertSort = (state: State): Step =>
  prefer(state, { sort: { ...state.preferences.sort, descending: !state.preferences.sort.descending } });

/** Folds or unfolds the service under the cursor. */
export const foldRow = (state: State): State => {
  const row = cursorRow(state);
  if (row === undefined) return state;
  const service = row.service.key;
  // The cursor goes to the service, for its server may be folded away under it.
  const at = tableRows(state).find({ service }) ?? state.table.row;
  return cursorTo(toggleFold(state, service), at);
};

/** Folds all services, or unfolds all. */
export const foldAll = (state: State): Step => {
  const open = !state.table.open;
  const next = { ...state, table: { ...state.table, open, except: new Set<string>() } };
  return prefer(next, { fold: open ? 'open' : 'closed' });
};

/** Reads more (-1) or less (+1) often. */
export const changeInterval = (state: State, step: 1 | -1): Step => {
  const { intervalMs } = state.preferences;
  const at = intervals.findLastIndex(interval => interval <= intervalMs);
  const next = intervals[Math.max(0, Math.min(intervals.length - 1, at + step))] ?? intervalMs;
  const text = next < 1000 ? `${next} ms` : duration(next / 1000);
  const [chosen, effects] = prefer(state, { intervalMs: next });
  return [say(chosen, `reads every ${text}, or less often where that costs too much`), effects];
};

/** Hides the column under the column cursor. */
export const hideColumn = (state: State): Step => {
  const { column } = state.table;
  const shown = tableColumns(state).map(one => one.column.id);
  const at = shown.indexOf(column);
  const next = { ...state, table: { ...state.table, column: shown[at - 1] ?? ('name' as const) } };
  const [hidden, effects] = prefer(next, { hiddenColumns: [...state.preferences.hiddenColumns, column] });
  return [say(hidden, `${columnOf(column).title} is hidden; “show all columns” brings it back`), effects];
};

/** Shows every column that the screen has room for. */
export const showColumns = (state: State): Step => prefer(state, { hiddenColumns: [] });

/** Another theme by name. */
export const chooseTheme = (state: State, theme: string): Step => {
  const [next, effects] = prefer(state, { theme });
  return [say(next, `theme ${theme}`), effects];
};

/** The next theme. */
export const nextTheme = (state: State): Step => {
  const { themes, preferences } = state;
  const at = themes.indexOf(preferences.theme);
  return chooseTheme(state, themes[(at + 1) % Math.max(1, themes.length)] ?? preferences.theme);
};
