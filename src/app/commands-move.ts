/** Commands that move: rows, pages, the column cursor. */
import type { Command } from './command.ts';
import { inAll, moving, only } from './command-parts.ts';
import { moveColumn } from './cursor.ts';
import { move, pageLength } from './moves.ts';

/** All of them, in the order of the help. */
export const moveCommands: readonly Command[] = [
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
];
