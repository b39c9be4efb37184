/** The menu of a row: what can be done, each with its key; what cannot, with the reason. */
import { cells, left } from '../app/cells.ts';
import { commands } from '../app/commands.ts';
import { keyLabel } from '../app/key-label.ts';
import { menuItems } from '../app/menu.ts';
import { piece, type Rich } from '../app/rich.ts';
import { selection } from '../app/select.ts';
import type { State, View } from '../app/state.ts';
import { serviceLabel } from '../core/words/labels.ts';
import { count } from '../core/words/numbers.ts';
import type { Line } from './block.ts';
import { cutLine, overlaid } from './draw.ts';
import type { Look } from './look.ts';

const about = (state: State): string => {
  const { servers, services, marked } = selection({ ...state, views: state.views.slice(0, -1) });
  if (marked)
    return [
      ...(servers.length === 0 ? [] : [count(servers.length, 'marked server')]),
      ...(services.length === 0 ? [] : [count(services.length, 'marked service')]),
    ].join(' and ');
  const [server] = servers;
  if (server !== undefined) return `${server.seen.key} in ${serviceLabel(server.of.key)}`;
  const [service] = services;
  return service === undefined ? 'nothing is selected' : serviceLabel(service.seen.key);
};

/** The lines of the menu that is on top. */
export const menuLines = (
  state: State,
  look: Look,
  view: Extract<View, { readonly type: 'menu' }>,
  height: number,
): readonly (Rich | Line)[] => {
  const items = menuItems(state, commands);
  const titles = Math.min(34, 2 + Math.max(...items.map(({ command }) => cells(command.title))));
  const room = Math.max(1, height - 2);
  const from = Math.max(0, Math.min(view.row - Math.floor(room / 2), items.length - room));
  const lines = items.slice(from, from + room).map(({ command, key, not }, index) => {
    const here = from + index === view.row;
    const line: Rich = cutLine(
      [
        piece(here ? ' > ' : '   '),
        piece(left(keyLabel(key), 7), not === undefined ? 'key' : 'muted'),
        piece(left(command.title, titles), not === undefined ? undefined : 'muted'),
        piece(not === undefined ? command.summary : `not now: ${not}`, 'muted'),
      ],
      state.columns,
    );
    return here ? overlaid(look, line, 'select', state.columns) : line;
  });
  const here = items[view.row];
  const summary: Rich = here === undefined ? [] : [piece(`   ${here.command.summary}`, 'muted')];
  return [[piece(` ${about(state)}`, 'title')], cutLine(summary, state.columns), ...lines];
};
