/** The table: titles, the rows on screen, the totals. */
import { cannotChange } from '../app/access.ts';
import { left } from '../app/cells.ts';
import { tableColumns } from '../app/cursor.ts';
import type { PlacedColumn } from '../app/fit.ts';
import { nameIndent } from '../app/fit.ts';
import { tableFrame } from '../app/frame.ts';
import { rowId } from '../app/labels.ts';
import { formerWeight } from '../app/nudge.ts';
import { type Piece, piece, type Rich } from '../app/rich.ts';
import { type Row, tableRows } from '../app/rows.ts';
import { type State, shown } from '../app/state.ts';
import { surveyOf } from '../app/survey-of.ts';
import { count } from '../core/words/numbers.ts';
import type { Line } from './block.ts';
import { cellOf, fitted, number, totalOf } from './columns.ts';
import { draw, lineCells, overlaid } from './draw.ts';
import type { Look } from './look.ts';
import { trend, trendSpan } from './trend.ts';

/** For how many milliseconds a changed cell stands out. */
const flashMs = 4000;

/** The titles, the sorted one with an arrow, the one under the column cursor as if selected. */
export const titles = (state: State, placed: readonly PlacedColumn[], name = 'SERVICE / server'): Rich => {
  const { sort } = state.preferences;
  const arrow = sort.descending ? '▼' : '▲';
  const line: Piece[] = [];
  let used = 0;
  for (const { column, x, width } of placed) {
    const isName = column.id === 'name';
    const sorted = sort.column === column.id;
    const title = isName
      ? name
      : column.id === 'trend' && width >= 10
        ? `TREND ${trendSpan(state.history, width)}`
        : column.title;
    const here = state.table.column === column.id && (state.explain || !isName) && state.views.length === 0;
    const meaning = here ? 'select' : sorted ? 'accent' : 'heading';
    const start = isName ? nameIndent : x;
    const room = isName ? width - nameIndent : width;
    if (start > used) line.push(piece(' '.repeat(start - used), 'heading'));
    used = start + room;
    // The arrow stands inside the column, in place of the last letter where there is no room: nobody takes it for
    // the neighbour's.
    const word = sorted ? title.slice(0, room - 1) : title;
    const blank = piece(' '.repeat(Math.max(0, room - word.length - (sorted ? 1 : 0))), 'heading');
    if (column.align === 'left')
      line.push(piece(sorted ? `${word}${arrow}` : left(word, Math.min(room, word.length)), meaning), blank);
    else line.push(blank, piece(`${sorted ? arrow : ''}${word}`, meaning));
  }
  return line;
};

const flashOf = (state: State, row: Row): ReadonlySet<string> | undefined => {
  const change = state.changes.recent.get(rowId(row.service.key, row.server?.key));
  if (change === undefined || state.now - change.at > flashMs) return undefined;
  return new Set(change.field === 'row' ? ['name'] : [change.field]);
};

/** One row's pieces. `mark` stands before it. */
export const tableRow = (
  state: State,
  row: Row,
  placed: readonly PlacedColumn[],
  mark: string,
  problem: boolean,
): Rich => {
  const snapshot = shown(state);
  const { service, server } = row;
  const flash = flashOf(state, row);
  const hasFlags = placed.some(({ column }) => column.id === 'flags');
  const key = server === undefined ? { service: service.key } : { service: service.key, server: server.key };
  const field = service.rates === undefined ? 'active' : 'in';
  const base = {
    service,
    ...(server === undefined ? {} : { server }),
    open: row.open,
    fitting: row.fitting,
    former: server === undefined ? undefined : formerWeight(state, rowId(service.key, server.key)),
    asked: server === undefined ? undefined : state.nudges.get(rowId(service.key, server.key))?.to,
    trend: (width: number) => trend(state.history, key, field, width, snapshot?.at ?? 0),
    problem,
  };
  const line: Piece[] = [];
  let used = 0;
  for (const [index, { column, x, width }] of placed.entries()) {
    const isName = column.id === 'name';
    // A cell of a service may stand over the next column.
    if (!isName && x < used) continue;
    if (x > used) line.push(piece(' '.repeat(x - used)));
    const next = placed[index + 1];
    const spill =
      column.id === 'method' && server === undefined && !hasFlags && next?.column.id === 'weight'
        ? next.x + next.width - x - width
        : 0;
    const cell = cellOf[column.id]({ ...base, width: width + spill, spill });
    if (isName) {
      const fold = server !== undefined ? ' ' : service.servers.length === 0 ? ' ' : row.open ? '▾' : '▸';
      line.push(piece(mark, problem ? 'bad' : undefined), piece(`${fold} `, 'muted'));
    }
    const room = width + spill - (isName ? nameIndent : 0);
    const shownCell =
      flash?.has(column.id) === true ? cell.map(one => ({ ...one, meaning: 'flash' as const })) : cell;
    line.push(...fitted(shownCell, room, column.align));
    used = x + width + spill;
  }
  return line;
};

/** The rows of the table on screen. */
export const tableLines = (state: State, look: Look): readonly (Rich | Line)[] => {
  const rows = tableRows(state);
  const placed = tableColumns(state);
  const { rows: height } = tableFrame(state);
  const troubled = new Set(
    surveyOf(state)?.problems.map(({ row }) => rowId(row?.service ?? '', row?.server)),
  );
  const lines: (Rich | Line)[] = [];
  for (let at = state.table.top; at < Math.min(rows.count, state.table.top + height); at++) {
    const row = rows.at(at);
    if (row === undefined) break;
    const selected = at === state.table.row;
    const problem = troubled.has(rowId(row.service.key, row.server?.key));
    const marked = state.marks.has(rowId(row.service.key, row.server?.key));
    const sign = problem ? '!' : ' ';
    const line = tableRow(state, row, placed, marked ? '*' : selected ? '>' : sign, problem);
    const here =
      state.explain || state.table.column !== 'name'
        ? placed.find(({ column }) => column.id === state.table.column)
        : undefined;
    lines.push(selected ? overlaid(look, line, 'select', state.columns, here) : draw(look, line));
  }
  if (lines.length === 0) lines.push([piece(`   ${emptyWords(state)}`, 'muted')], ...emptyKeys(state));
  return lines;
};

const emptyWords = (state: State): string =>
  state.table.filter.terms.length > 0
    ? 'nothing fits the filter; esc ends it'
    : 'the table is empty: no virtual service is configured.';

/** What can be done about an empty table. */
const emptyKeys = (state: State): readonly Rich[] =>
  state.table.filter.terms.length > 0 || cannotChange(state) !== undefined
    ? []
    : [
        [],
        [
          piece('   '),
          piece('n', 'key'),
          piece(' builds one by asking, with the scripts for the other machines', 'muted'),
        ],
        [piece('   '), piece('A', 'key'), piece(' adds a virtual service by a form', 'muted')],
        [piece('   '), piece('r', 'key'), piece(' restores what the rules file says', 'muted')],
        [piece('   '), piece(':', 'key'), piece(' takes lines of ipvsadm, or a whole script', 'muted')],
      ];

/** The totals, each under its column, with what the filter leaves. */
export const totals = (state: State): Rich => {
  const sums = surveyOf(state);
  if (sums === undefined) return [];
  const rows = tableRows(state);
  const { filter } = state.table;
  const what =
    filter.terms.length > 0
      ? `${rows.services} of ${sums.services} fit ${filter.text}`
      : `${count(sums.services, 'service')}, ${count(sums.servers, 'server')}`;
  const placed = tableColumns(state);
  const line: Piece[] = [];
  let used = 0;
  for (const { column, x, width } of placed) {
    const total = totalOf[column.id];
    if (column.id !== 'name' && total === undefined) continue;
    if (column.id === 'name') {
      const first = placed.find(one => totalOf[one.column.id] !== undefined)?.x ?? width;
      line.push(...fitted([piece('   '), piece(what, 'total')], first - 1, 'left'));
      used = first - 1;
      continue;
    }
    if (x > used) line.push(piece(' '.repeat(x - used)));
    const cell = number(total?.(sums)).map(one => ({ ...one, meaning: 'total' as const }));
    line.push(...fitted(cell, width, column.align));
    used = x + width;
  }
  return lineCells(line) > state.columns ? line.slice(0, 1) : line;
};
