/** A script of a wizard, and the way of a packet. */

import { serverKey } from '../../core/model/service.ts';
import { clean } from '../cells.ts';
import { memoLast } from '../memo.ts';
import { piece, type Rich, wrap } from '../rich.ts';
import type { State } from '../state.ts';
import { workshopOf } from '../wizard/await.ts';
import { builtOf, handoutHere, pathServers } from '../wizard/built.ts';
import { sentenceOf } from '../wizard/words.ts';
import { pageTitle, roomOf, sentence } from './parts.ts';

const textLines = memoLast((text: string, columns: number): readonly Rich[] =>
  text
    .replace(/\n$/, '')
    .split('\n')
    .flatMap(line =>
      wrap(
        [piece(` ${clean(line.replace(/\t/g, '  '))}`, /^\s*#/.test(line) ? 'muted' : undefined)],
        roomOf(columns),
        5,
      ),
    ),
);

/** A script as it is, with a head that tells for whom it is. */
export const handoutPage = (state: State): readonly Rich[] => {
  const handout = handoutHere(state);
  const { columns } = state;
  if (handout === undefined)
    return sentence('   ', 'The answers no longer come to this script.', columns, 'muted');
  return [
    ...pageTitle(handout.file, `for ${handout.for}`, columns),
    ...sentence('   ', sentenceOf(handout.about), columns, 'muted'),
    [],
    ...textLines(handout.text, columns),
  ];
};

/** The drawing of a packet's way to one of the real servers and back. */
export const pathPage = (state: State): readonly Rich[] => {
  const { columns } = state;
  const view = state.views.at(-1);
  const built = builtOf(state);
  const servers = pathServers(state);
  const server = view?.type === 'path' ? servers[view.server] : undefined;
  if (built?.ok !== true || server === undefined)
    return sentence('   ', 'There is no real server to draw it for.', columns, 'muted');
  const { drawPath, hopsOf } = workshopOf(state);
  const many = servers.length > 1 ? `, ${servers.indexOf(server) + 1} of ${servers.length} servers` : '';
  return [
    ...pageTitle('The path of a packet', `to ${serverKey(server.id)}${many}`, columns),
    [],
    ...drawPath(hopsOf(built.value.cluster, server), roomOf(columns)).map(line =>
      line.map(({ text, changed }) => piece(text, changed ? 'flash' : undefined)),
    ),
  ];
};
