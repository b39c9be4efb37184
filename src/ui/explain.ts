/** The panel that explains the column and the number under the cursor. */
import { columnOf } from '../app/columns.ts';
import { cursorRow } from '../app/cursor.ts';
import { rowId } from '../app/labels.ts';
import { piece, type Rich, wrap } from '../app/rich.ts';
import type { State } from '../app/state.ts';
import { valueWords } from '../app/words/explain.ts';
import { serviceLabel } from '../core/words/labels.ts';

/** Its lines: a rule with the names, what the column means, what the value means. */
export const explainLines = (state: State, height: number): readonly Rich[] => {
  const column = columnOf(state.table.column);
  const row = cursorRow(state);
  const title = column.title;
  const lines: Rich[] = [];
  const name = row === undefined ? '' : (row.server?.key ?? serviceLabel(row.service.key));
  const head = ` ${title}${name === '' ? '' : ` of ${name}`} `;
  lines.push([
    piece('──', 'border'),
    piece(head, 'accent'),
    piece('─'.repeat(Math.max(0, state.columns - head.length - 2)), 'border'),
  ]);
  const text: Rich[] = [];
  if (row !== undefined) {
    const { service, server } = row;
    const former =
      server === undefined ? undefined : state.changes.former.get(rowId(service.key, server.key));
    text.push(
      ...wrap([piece(` ${valueWords[column.id]({ service, server, former })}`)], state.columns - 1, 1),
    );
  }
  const about = wrap([piece(` ${column.explain}`, 'muted')], state.columns - 1, 1);
  const foot: Rich = [
    piece(' arrows', 'key'),
    piece(' go on to the next number   ', 'muted'),
    piece('?', 'key'),
    piece(' all keys   ', 'muted'),
    piece('esc', 'key'),
    piece(' close', 'muted'),
  ];
  const room = height - 2;
  lines.push(...[...text, ...about].slice(0, room));
  while (lines.length < height - 1) lines.push([]);
  lines.push(foot);
  return lines;
};
