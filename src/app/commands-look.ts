import type { Command } from './command.ts';
import { only } from './command-parts.ts';
import { cursorRow, cursorToKey, settleCursor } from './cursor.ts';
import { noFilter } from './filter.ts';
import { topDetail } from './moves.ts';
import { back, nextTab, openLine, openMenu, openPalette, openRow, showTab, withFilter } from './open.ts';
import { type State, type Step, topView } from './state.ts';
import { surveyOf } from './survey-of.ts';

const toProblem = (state: State): State => {
  const rows = (surveyOf(state)?.problems ?? []).flatMap(({ row }) => (row === undefined ? [] : [row]));
  const { cursor } = state.table;
  const at = rows.findIndex(row => row.service === cursor?.service && row.server === cursor.server);
  const next = rows[(at + 1) % Math.max(1, rows.length)];
  return next === undefined ? state : cursorToKey(withFilter({ ...state, views: [] }, noFilter), next);
};

const explain = (state: State): Step =>
  state.explain ? showTab(state, 'help') : [settleCursor({ ...state, explain: true }), []];

/** All of them, in the order of the help. */
export const lookCommands: readonly Command[] = [
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
];
