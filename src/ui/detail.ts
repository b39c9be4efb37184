/** A service or a server opened: what it is set to in words, a chart, its servers; or its connections. */
import { fitColumns, nameIndent } from '../app/fit.ts';
import { viewRows } from '../app/frame.ts';
import { rowId } from '../app/labels.ts';
import { detailConnections, detailServer, detailServers, detailService } from '../app/moves.ts';
import { piece, type Rich, wrapAll } from '../app/rich.ts';
import { type State, shown, type View } from '../app/state.ts';
import { surveyOf } from '../app/survey-of.ts';
import { counterWords, detailTitle, pathDrawing, serverWords, serviceWords } from '../app/words/detail.ts';
import type { Line } from './block.ts';
import { chart } from './chart.ts';
import { connectionLines } from './connections.ts';
import { between, cutLine, lineCells, overlaid } from './draw.ts';
import type { Look } from './look.ts';
import { tableRow, titles } from './table.ts';

/** A detail view. */
export type Detail = Extract<View, { type: 'detail' }>;

const tabs = (view: Detail): Rich => {
  const tab = (page: Detail['page']): Rich => [piece(` ${page} `, view.page === page ? 'select' : 'muted')];
  return [piece('tab ', 'key'), ...tab('overview'), ...tab('connections'), piece(' ')];
};

const gone = (state: State, view: Detail): readonly Rich[] => [
  [piece(` ${view.server ?? view.service}`, 'title')],
  [],
  [piece('   is no longer in the table', 'warn')],
  [
    piece(
      `   ${state.freeze === undefined ? 'it was removed; what happened (2) says when' : 'it was not there at this moment'}; esc goes back`,
      'muted',
    ),
  ],
];

/** Lines left and right of each other; the left ones in `width` cells. */
const beside = (start: readonly Rich[], end: readonly Rich[], width: number): readonly Rich[] =>
  Array.from({ length: Math.max(start.length, end.length) }, (_, index) => {
    const line = cutLine(start[index] ?? [], width);
    return [...line, piece(' '.repeat(Math.max(0, width - lineCells(line)))), ...(end[index] ?? [])];
  });

const serverList = (state: State, look: Look, view: Detail, height: number): readonly (Rich | Line)[] => {
  const service = detailService(state);
  if (service === undefined || height < 2) return [];
  const servers = detailServers(state);
  if (servers.length === 0) return [[piece('   no real server: every connection is refused', 'bad')]];
  const room = height - 1;
  const row = Math.min(view.row, servers.length - 1);
  const from = Math.max(0, Math.min(row - Math.floor(room / 2), servers.length - room));
  const name =
    nameIndent + 2 + Math.max(14, ...servers.slice(from, from + room).map(({ key }) => key.length));
  const placed = fitColumns(state.columns, name, state.preferences.hiddenColumns);
  const troubled = new Set(
    surveyOf(state)?.problems.map(problem => rowId(problem.row?.service ?? '', problem.row?.server)),
  );
  const lines: (Rich | Line)[] = [titles(state, placed, 'REAL SERVER')];
  for (let at = from; at < Math.min(servers.length, from + room); at++) {
    const server = servers[at];
    if (server === undefined) break;
    const problem = troubled.has(rowId(service.key, server.key));
    const mark = at === row ? '>' : problem ? '!' : ' ';
    const line = tableRow(
      state,
      { service, server, open: true, fitting: servers.length },
      placed,
      mark,
      problem,
    );
    lines.push(at === row ? overlaid(look, line, 'select', state.columns) : line);
  }
  return lines;
};

const overview = (state: State, look: Look, view: Detail): readonly (Rich | Line)[] => {
  const service = detailService(state);
  const server = detailServer(state);
  if (service === undefined || (view.server !== undefined && server === undefined)) return gone(state, view);
  const height = viewRows(state) - 2;
  const wide = state.columns >= 130;
  const left = wide ? Math.floor(state.columns * 0.5) : state.columns;
  const words = server === undefined ? serviceWords(service) : serverWords(service, server);
  const drawing = server === undefined ? [] : [...pathDrawing(service, server), []];
  const text = [...drawing, ...wrapAll([...words, ...counterWords(service, server)], left - 2, 11)];
  const listed =
    server === undefined ? Math.min(service.servers.length + 1, Math.max(5, Math.floor(height / 3))) : 0;
  const until = shown(state)?.at ?? state.now;
  const key = server === undefined ? { service: service.key } : { service: service.key, server: server.key };
  const chartOf = (width: number, rows: number): readonly Rich[] =>
    rows < 4
      ? []
      : chart(state.history, key, view.metric, {
          width,
          height: rows,
          until,
          offsetMinutes: state.offsetMinutes,
        });
  const head = between(detailTitle(service, server), tabs(view), state.columns);
  if (wide) {
    const rows = Math.min(16, Math.max(8, text.length, height - Math.max(listed, 6) - 1));
    const top = beside(text, chartOf(state.columns - left, rows), left);
    return [head, [], ...top, [], ...serverList(state, look, view, height - top.length - 1)];
  }
  // On a small screen the servers keep four lines; the words give way, the last first.
  const least = listed > 0 ? Math.min(listed, 4) + 1 : 0;
  const said = text.slice(0, Math.max(2, height - least));
  const rows = Math.min(12, height - said.length - listed - (listed > 0 ? 2 : 1));
  const drawn = chartOf(state.columns, rows);
  const used = said.length + drawn.length + (drawn.length > 0 ? 1 : 0);
  return [
    head,
    [],
    ...said,
    ...(drawn.length > 0 ? [[]] : []),
    ...drawn,
    ...(listed > 0 ? [[], ...serverList(state, look, view, height - used - 1)] : []),
  ];
};

const connections = (state: State, look: Look, view: Detail): readonly (Rich | Line)[] => {
  const service = detailService(state);
  const server = detailServer(state);
  if (service === undefined) return gone(state, view);
  const head = between(detailTitle(service, server), tabs(view), state.columns);
  const asked = state.connections;
  if (asked === undefined || asked.service !== view.service || asked.server !== view.server) return [head];
  const rest = connectionLines(state, look, asked, detailConnections(state), view.row, viewRows(state) - 1);
  return [head, ...rest];
};

/** The lines of a detail view. */
export const detailLines = (state: State, look: Look, view: Detail): readonly (Rich | Line)[] =>
  view.page === 'connections' ? connections(state, look, view) : overview(state, look, view);
