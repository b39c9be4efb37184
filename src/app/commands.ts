/** THE table of commands. Keys, footer, help, palette and documents are made from it; nothing else binds a key. */

import { askPage } from './ask-page.ts';
import * as choose from './choose.ts';
import type { Command, Context } from './command.ts';
import { changeCommands } from './commands-change.ts';
import { drainCommands } from './commands-drain.ts';
import { pageCommands } from './commands-pages.ts';
import { cursorRow, cursorToKey, moveColumn, settleCursor } from './cursor.ts';
import { noFilter, parseFilter } from './filter.ts';
import { canStep, stepFrozen, toggleFreeze } from './freeze.ts';
import { chooseInMenu } from './menu.ts';
import { detailServers, move, pageLength, topDetail, withTopView } from './moves.ts';
import {
  back,
  nextTab,
  openFilter,
  openLine,
  openMenu,
  openPalette,
  openRow,
  showTab,
  withFilter,
} from './open.ts';
import { askConnections, askRead, askSettings } from './reading.ts';
import { type Metric, type State, type Step, shown, topView } from './state.ts';
import { surveyOf } from './survey-of.ts';

const only =
  (change: (state: State) => State) =>
  (state: State): Step => [change(state), []];

const moving = ['table', 'detail', 'connections', 'page', 'drains'] as const;

const inAll = (contexts: readonly Context[], keys: readonly string[]): Command['keys'] =>
  Object.fromEntries(contexts.map(context => [context, keys]));

/** The server that the cursor or the detail is about. */
const serverHere = (state: State): string | undefined => {
  const view = topDetail(state);
  if (view === undefined) return cursorRow(state)?.server?.key;
  return view.server ?? (view.page === 'overview' ? detailServers(state)[view.row]?.key : undefined);
};

const addressOf = (server: string): string => server.replace(/:[^:\]]*$/, '').replace(/^\[|\]$/g, '');

const acrossServices = (state: State): State => {
  const server = serverHere(state);
  if (server === undefined) return state;
  const filter = parseFilter(`rip:${addressOf(server)}`);
  const service = topDetail(state)?.service ?? state.table.cursor?.service ?? '';
  const open = { ...state, views: [], table: { ...state.table, open: true, except: new Set<string>() } };
  return cursorToKey(withFilter(open, filter), { service, server });
};

const copied = (state: State): string => {
  const view = topDetail(state);
  const service = view?.service ?? state.table.cursor?.service ?? '';
  const server = serverHere(state) ?? (view === undefined ? state.table.cursor?.server : undefined);
  return server ?? service.slice(service.indexOf(':') + 1);
};

const toProblem = (state: State): State => {
  const rows = (surveyOf(state)?.problems ?? []).flatMap(({ row }) => (row === undefined ? [] : [row]));
  const { cursor } = state.table;
  const at = rows.findIndex(row => row.service === cursor?.service && row.server === cursor.server);
  const next = rows[(at + 1) % Math.max(1, rows.length)];
  return next === undefined ? state : cursorToKey(withFilter({ ...state, views: [] }, noFilter), next);
};

const metrics: readonly Metric[] = ['in', 'out', 'cps', 'active'];

const nextMetric = (state: State): State => {
  const view = topDetail(state);
  if (view === undefined) return state;
  return withTopView(state, {
    ...view,
    metric: metrics[(metrics.indexOf(view.metric) + 1) % metrics.length] ?? 'in',
  });
};

const refresh = (state: State): Step => {
  const view = topView(state);
  if (view?.type === 'settings') return askSettings(state);
  if (view?.type === 'detail' && view.page === 'connections')
    return askConnections(state, view.service, view.server);
  return askPage(state) ?? askRead(state);
};

const explain = (state: State): Step =>
  state.explain ? showTab(state, 'help') : [settleCursor({ ...state, explain: true }), []];

/** All commands, in the order of the help. */
export const commands: readonly Command[] = [
  {
    id: 'down',
    title: 'Down',
    summary: 'One row down.',
    group: 'move',
    keys: inAll(moving, ['j', 'down']),
    run: only(state => move(state, 1)),
    danger: 'none',
  },
  {
    id: 'up',
    title: 'Up',
    summary: 'One row up.',
    group: 'move',
    keys: inAll(moving, ['k', 'up']),
    run: only(state => move(state, -1)),
    danger: 'none',
  },
  {
    id: 'page-down',
    title: 'Page down',
    summary: 'One screen down.',
    group: 'move',
    keys: inAll(moving, ['pgdn', 'ctrl-f', 'ctrl-d']),
    run: only(state => move(state, pageLength(state))),
    danger: 'none',
  },
  {
    id: 'page-up',
    title: 'Page up',
    summary: 'One screen up.',
    group: 'move',
    keys: inAll(moving, ['pgup', 'ctrl-b', 'ctrl-u']),
    run: only(state => move(state, -pageLength(state))),
    danger: 'none',
  },
  {
    id: 'first',
    title: 'First row',
    summary: 'To the first row.',
    group: 'move',
    keys: inAll(moving, ['g g', 'home']),
    run: only(state => move(state, Number.NEGATIVE_INFINITY)),
    danger: 'none',
  },
  {
    id: 'last',
    title: 'Last row',
    summary: 'To the last row.',
    group: 'move',
    keys: inAll(moving, ['G', 'end']),
    run: only(state => move(state, Number.POSITIVE_INFINITY)),
    danger: 'none',
  },
  {
    id: 'column-left',
    title: 'Column to the left',
    summary: 'The column cursor one to the left.',
    group: 'move',
    keys: { table: ['h', 'left'] },
    run: only(state => moveColumn(state, -1)),
    danger: 'none',
  },
  {
    id: 'column-right',
    title: 'Column to the right',
    summary: 'The column cursor one to the right.',
    group: 'move',
    keys: { table: ['l', 'right'] },
    run: only(state => moveColumn(state, 1)),
    danger: 'none',
  },
  {
    id: 'open',
    title: 'Open',
    summary:
      'Opens the service or the real server under the cursor: its settings in words, a chart, its connections.',
    hint: 'open',
    group: 'look',
    keys: { table: ['enter'], detail: ['enter'] },
    not: state => {
      const view = topDetail(state);
      if (view === undefined) return cursorRow(state) === undefined ? 'nothing is selected' : undefined;
      return view.server === undefined ? undefined : 'a server has nothing under it';
    },
    run: only(openRow),
    danger: 'none',
    verb: 'show',
  },
  {
    id: 'back',
    title: 'Back',
    summary: 'Leaves what is open; in the table ends the explanation, then the filter.',
    hint: 'back',
    group: 'move',
    keys: { any: ['esc'] },
    run: only(back),
    danger: 'none',
  },
  {
    id: 'next-view',
    title: 'Next view',
    summary: 'Table, what happened, settings; in a detail: overview, connections.',
    hint: 'next view',
    group: 'look',
    keys: { any: ['tab'] },
    run: state => nextTab(state, 1),
    danger: 'none',
  },
  {
    id: 'previous-view',
    title: 'Previous view',
    summary: 'The same, the other way round.',
    group: 'look',
    keys: { any: ['shift-tab'] },
    run: state => nextTab(state, -1),
    danger: 'none',
  },
  {
    id: 'table',
    title: 'Show the table',
    summary: 'All services and their real servers.',
    group: 'look',
    keys: { any: ['1'] },
    run: state => showTab(state, 'table'),
    danger: 'none',
    verb: 'ls',
  },
  {
    id: 'events',
    title: 'Show what happened',
    summary:
      'Every change that was seen since the start: weights, servers, services, servers that fell silent.',
    group: 'look',
    keys: { any: ['2'] },
    run: state => showTab(state, 'events'),
    danger: 'none',
  },
  {
    id: 'settings',
    title: 'Show the settings',
    summary: 'Timeouts, sync daemons, sysctls, schedulers, and how this director is read, each explained.',
    group: 'look',
    keys: { any: ['3'] },
    run: state => showTab(state, 'settings'),
    danger: 'none',
    verb: 'settings',
  },
  {
    id: 'connections',
    title: 'Show connections',
    summary: 'The connections of the service or server under the cursor: states, top clients, persistence.',
    hint: 'connections',
    group: 'look',
    keys: { table: ['c'], detail: ['c'] },
    not: state =>
      topDetail(state) === undefined && cursorRow(state) === undefined ? 'nothing is selected' : undefined,
    run: state => nextTab(topDetail(state) === undefined ? openRow(state) : state, 1),
    danger: 'none',
    verb: 'conns',
  },
  {
    id: 'explain',
    title: 'Explain this',
    summary:
      'Explains the column and the number under the cursor, and goes on as the cursor moves. Twice: this help.',
    hint: 'explain',
    group: 'look',
    keys: { table: ['?'] },
    run: explain,
    danger: 'none',
  },
  {
    id: 'help',
    title: 'Help',
    summary: 'All keys and the filter language.',
    hint: 'help',
    group: 'look',
    keys: { any: ['f1'], detail: ['?'], connections: ['?'], broken: ['?'], page: ['?'], drains: ['?'] },
    run: state => (topView(state)?.type === 'help' ? [back(state), []] : showTab(state, 'help')),
    danger: 'none',
  },
  {
    id: 'line',
    title: 'Command line',
    summary:
      'Takes ipvsadm’s own syntax, plain verbs (weight 10.0.0.7 5) and every command by name; completed and checked while typed.',
    hint: 'command',
    group: 'look',
    keys: { any: [':'] },
    run: only(state => openLine(state)),
    danger: 'none',
  },
  {
    id: 'menu',
    title: 'What can be done here',
    summary: 'The menu of the row under the cursor, with the reason where something is not possible.',
    hint: 'actions',
    group: 'look',
    keys: { table: ['.'], detail: ['.'] },
    run: only(openMenu),
    danger: 'none',
  },
  {
    id: 'choose',
    title: 'Do this',
    summary: 'In the menu: does what the cursor is on; the key of any line does it as well.',
    hint: 'do it',
    group: 'look',
    keys: { menu: ['enter'] },
    not: state => (topView(state)?.type === 'menu' ? undefined : 'no menu is open'),
    run: state => chooseInMenu(state, commands) ?? [state, []],
    danger: 'none',
  },
  {
    id: 'palette',
    title: 'Commands',
    summary: 'Finds any command, service or real server by a few letters of its name.',
    hint: 'find',
    group: 'look',
    keys: { any: ['ctrl-p'] },
    run: only(openPalette),
    danger: 'none',
  },
  {
    id: 'problem',
    title: 'Go to the problem',
    summary: 'To the next row that the problem line is about.',
    hint: 'problem',
    group: 'look',
    keys: { any: ['!'] },
    not: state =>
      (surveyOf(state)?.problemCount ?? 0) === 0 ? 'there is none that lvsh knows of' : undefined,
    run: only(toProblem),
    danger: 'none',
  },
  ...changeCommands,
  ...drainCommands,
  ...pageCommands,
  {
    id: 'fold',
    title: 'Fold or unfold',
    summary: 'Folds the servers of this service away, or shows them.',
    hint: 'fold',
    group: 'table',
    keys: { table: ['o'] },
    run: only(choose.foldRow),
    danger: 'none',
  },
  {
    id: 'fold-all',
    title: 'Fold or unfold all',
    summary: 'The same for all services.',
    group: 'table',
    keys: { table: ['O'] },
    run: choose.foldAll,
    danger: 'none',
  },
  {
    id: 'filter',
    title: 'Filter',
    summary:
      'Shows only rows that fit: words, rip: vip: port: proto: state: method: sched:, /regex/, ! turns round.',
    hint: 'filter',
    group: 'table',
    keys: { table: ['/'] },
    run: only(openFilter),
    danger: 'none',
    verb: 'ls',
  },
  {
    id: 'across',
    title: 'This server in all services',
    summary: 'Shows the real server under the cursor in every service it stands in (filter rip:).',
    group: 'table',
    keys: { table: ['*'], detail: ['*'] },
    not: state => (serverHere(state) === undefined ? 'the cursor is not on a real server' : undefined),
    run: only(acrossServices),
    danger: 'none',
  },
  {
    id: 'sort-right',
    title: 'Sort by the next column',
    summary: 'Sorts by the column to the right of the sorted one.',
    group: 'table',
    keys: { table: ['>'] },
    run: state => choose.sortStep(state, 1),
    danger: 'none',
  },
  {
    id: 'sort-left',
    title: 'Sort by the previous column',
    summary: 'Sorts by the column to the left; before the first is the order of ipvsadm.',
    group: 'table',
    keys: { table: ['<'] },
    run: state => choose.sortStep(state, -1),
    danger: 'none',
  },
  {
    id: 'sort-here',
    title: 'Sort by this column',
    summary: 'Sorts by the column under the column cursor; again: the other way round.',
    hint: 'sort',
    group: 'table',
    keys: { table: ['S'] },
    run: state => choose.sortBy(state, state.table.column),
    danger: 'none',
  },
  {
    id: 'invert',
    title: 'Invert the order',
    summary: 'Sorts the other way round.',
    group: 'table',
    keys: { table: ['I'] },
    not: state => (state.preferences.sort.column === 'none' ? 'nothing is sorted, > sorts' : undefined),
    run: choose.invertSort,
    danger: 'none',
  },
  {
    id: 'hide-column',
    title: 'Hide this column',
    summary: 'Hides the column under the column cursor.',
    group: 'table',
    keys: { table: ['H'] },
    not: state => (state.table.column === 'name' ? 'the first column stays' : undefined),
    run: choose.hideColumn,
    danger: 'none',
  },
  {
    id: 'show-columns',
    title: 'Show all columns',
    summary: 'Brings hidden columns back, as far as the screen has room.',
    group: 'table',
    keys: {},
    not: state => (state.preferences.hiddenColumns.length === 0 ? 'none is hidden' : undefined),
    run: choose.showColumns,
    danger: 'none',
  },
  {
    id: 'freeze',
    title: 'Freeze',
    summary: 'Holds the picture; reading goes on behind it. Again: live.',
    hint: 'freeze',
    group: 'time',
    keys: { table: ['z'], detail: ['z'] },
    not: state => (shown(state) === undefined ? 'nothing was read yet' : undefined),
    run: only(toggleFreeze),
    danger: 'none',
  },
  {
    id: 'step-back',
    title: 'Step back',
    summary: 'The table as it was one read earlier.',
    hint: 'earlier',
    group: 'time',
    keys: { table: ['['], detail: ['['] },
    not: state => (canStep(state, -1) ? undefined : 'nothing earlier is kept'),
    run: only(state => stepFrozen(state, -1)),
    danger: 'none',
  },
  {
    id: 'step-forward',
    title: 'Step forward',
    summary: 'One read later.',
    hint: 'later',
    group: 'time',
    keys: { table: [']'], detail: [']'] },
    not: state => (canStep(state, 1) ? undefined : 'this is the newest; z goes on live'),
    run: only(state => stepFrozen(state, 1)),
    danger: 'none',
  },
  {
    id: 'metric',
    title: 'Chart something else',
    summary: 'The chart shows bytes in, bytes out, connections per second, active connections in turn.',
    hint: 'chart',
    group: 'time',
    keys: { detail: ['m'] },
    not: state => (topDetail(state) === undefined ? 'there is a chart in a detail only' : undefined),
    run: only(nextMetric),
    danger: 'none',
  },
  {
    id: 'slower',
    title: 'Read less often',
    summary: 'A longer interval between two reads.',
    group: 'time',
    keys: { any: ['-'] },
    run: state => choose.changeInterval(state, 1),
    danger: 'none',
  },
  {
    id: 'faster',
    title: 'Read more often',
    summary: 'A shorter interval between two reads.',
    group: 'time',
    keys: { any: ['+', '='] },
    run: state => choose.changeInterval(state, -1),
    danger: 'none',
  },
  {
    id: 'refresh',
    title: 'Read now',
    summary: 'Reads the director, the connections or the settings again at once.',
    hint: 'read again',
    group: 'time',
    keys: { any: ['ctrl-r'] },
    run: refresh,
    danger: 'none',
  },
  {
    id: 'copy',
    title: 'Copy the name',
    summary: 'Copies the address and port under the cursor to the clipboard, also over ssh (OSC 52).',
    group: 'program',
    keys: { table: ['y'], detail: ['y'] },
    not: state => (copied(state) === '' ? 'nothing is selected' : undefined),
    run: state => [state, [{ type: 'copy', text: copied(state) }]],
    danger: 'none',
  },
  {
    id: 'theme',
    title: 'Next theme',
    summary: 'Colours: dark, light, high contrast, mono, 16 colours, and your own.',
    group: 'program',
    keys: { any: ['T'] },
    not: state => (state.themes.length < 2 ? 'there is one theme only' : undefined),
    run: choose.nextTheme,
    danger: 'none',
  },
  {
    id: 'load-module',
    title: 'Load the kernel module',
    summary: 'Runs modprobe ip_vs.',
    hint: 'load the module',
    group: 'program',
    keys: { broken: ['l'] },
    not: state =>
      state.source.kind === 'local' && state.reading.failure?.kind === 'no-module'
        ? undefined
        : 'the module is not what is missing',
    run: state => [state, [{ type: 'load-module' }]],
    danger: 'none',
  },
  {
    id: 'practice',
    title: 'Open the practice director',
    summary: 'A simulated director in this program; nothing real is touched.',
    hint: 'practice',
    group: 'program',
    keys: { broken: ['p'] },
    not: state => (state.source.kind === 'practice' ? 'this is it' : undefined),
    run: state => [state, [{ type: 'open-practice' }]],
    danger: 'none',
    verb: 'practice',
  },
  {
    id: 'redraw',
    title: 'Paint the screen again',
    summary: 'For when something else wrote on the terminal.',
    group: 'program',
    keys: { any: ['ctrl-l'] },
    run: state => [state, [{ type: 'redraw' }]],
    danger: 'none',
  },
  {
    id: 'suspend',
    title: 'Suspend',
    summary: 'To the shell; fg comes back.',
    group: 'program',
    keys: { any: ['ctrl-z'] },
    run: state => [state, [{ type: 'suspend' }]],
    danger: 'none',
  },
  {
    id: 'quit',
    title: 'Quit',
    summary: 'Leaves lvsh. The director goes on as it is.',
    hint: 'quit',
    group: 'program',
    keys: { any: ['q', 'ctrl-c'] },
    run: state => [state, [{ type: 'quit', code: 0 }]],
    danger: 'none',
  },
];

/** The commands that the footer names, most useful first. */
export const footers: Readonly<Record<Exclude<Context, 'any'>, readonly string[]>> = {
  table: [
    'filter',
    'open',
    'menu',
    'line',
    'problem',
    'save',
    'undo',
    'drain',
    'drains',
    'edit',
    'explain',
    'mark',
    'freeze',
    'next-view',
    'quit',
  ],
  detail: ['back', 'menu', 'connections', 'metric', 'open', 'freeze', 'help', 'quit'],
  connections: ['back', 'refresh', 'next-view', 'help', 'quit'],
  page: [
    'back',
    'finish-entry',
    'rollback-entry',
    'page-go',
    'restore-this',
    'undo',
    'save',
    'next-view',
    'refresh',
    'backups',
    'boot',
    'help',
    'quit',
  ],
  menu: ['choose', 'back'],
  drains: [
    'back',
    'drains-remove',
    'drains-resume',
    'drains-connections',
    'drains-count',
    'drains-let-go',
    'help',
    'quit',
  ],
  weights: ['weights-preview', 'weights-drop', 'weight-minus-1', 'weight-plus-1', 'quit'],
  change: [
    'run-plan',
    'run-plan-yes',
    'settle-entry',
    'roll-back',
    'stop-plan',
    'edit-plan',
    'copy-plan',
    'leave-plan',
  ],
  broken: ['refresh', 'load-module', 'practice', 'help', 'quit'],
};
