/** The help, made from the table of commands and the table of filter fields. */

import { cells, left } from '../cells.ts';
import type { Command } from '../command.ts';
import { commands } from '../commands.ts';
import { filterFields } from '../filter.ts';
import { keyLabel } from '../key-label.ts';
import { piece, type Rich, wrap } from '../rich.ts';

const groups: readonly (readonly [Command['group'], string])[] = [
  ['look', 'Look'],
  ['change', 'Change'],
  ['build', 'Build'],
  ['table', 'The table'],
  ['time', 'Time'],
  ['move', 'Move'],
  ['program', 'Program'],
];

/** A command's keys for a person, each once: `j down`. */
const keysText = (command: Command): string =>
  [...new Set(Object.values(command.keys).flat())].map(keyLabel).join(' ');

const entry = (head: string, text: string, columns: number): readonly Rich[] => {
  const width = 16;
  const first: Rich = [piece('  '), piece(left(head, Math.max(width, cells(head) + 1)), 'key'), piece(text)];
  return wrap(first, columns - 1, width + 2);
};

/** Everything that keys do. */
export const helpPage = (columns: number): readonly Rich[] => {
  const lines: Rich[] = [
    [piece(' Help', 'title'), piece('  j k moves, esc leaves', 'muted')],
    [],
    ...wrap(
      [
        piece(' In the table '),
        piece('?', 'key'),
        piece(' explains the column and number under the cursor: move it with '),
        piece('h j k l', 'key'),
        piece(' or the arrows. '),
        piece(':', 'key'),
        piece(' finds every command by its name.'),
      ],
      columns - 1,
      1,
    ),
  ];
  for (const [group, title] of groups) {
    lines.push([], [piece(` ${title}`, 'heading')]);
    for (const command of commands) {
      const keys = keysText(command);
      if (command.group === group)
        lines.push(...entry(keys === '' ? `:${command.id}` : keys, command.summary, columns));
    }
  }
  lines.push(
    [],
    [piece(' The filter', 'heading'), piece('  all words must fit; ! before a word turns it round', 'muted')],
  );
  lines.push(...entry('word', 'anywhere in an address, a port or a scheduler', columns));
  for (const { example, about } of filterFields) lines.push(...entry(example, about, columns));
  lines.push(...entry('/regex/', 'a regular expression over the names', columns));
  return lines;
};
