/** Commands of the table: folding, the filter, sorting, columns. */
import * as choose from './choose.ts';
import type { Command } from './command.ts';
import { only, serverHere } from './command-parts.ts';
import { cursorToKey } from './cursor.ts';
import { parseFilter } from './filter.ts';
import { topDetail } from './moves.ts';
import { openFilter, withFilter } from './open.ts';
import type { State } from './state.ts';

const addressOf = (server: string): string => server.replace(/:[^:\]]*$/, '').replace(/^\[|\]$/g, '');

const acrossServices = (state: State): State => {
  const server = serverHere(state);
  if (server === undefined) return state;
  const filter = parseFilter(`rip:${addressOf(server)}`);
  const service = topDetail(state)?.service ?? state.table.cursor?.service ?? '';
  const open = { ...state, views: [], table: { ...state.table, open: true, except: new Set<string>() } };
  return cursorToKey(withFilter(open, filter), { service, server });
};

/** All of them, in the order of the help. */
export const tableCommands: readonly Command[] = [
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
];
