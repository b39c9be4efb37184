/** Round robin (ip_vs_rr.c): a pointer walks the list; whoever can take connections gets the next one. */
import type { Algorithm } from '../scheduler.ts';
import { usable } from './load.ts';

/** The uid of the server that was picked last; undefined before the first one in the list. */
type Last = number | undefined;

/** Round robin. Weights count only as 0 or not 0. */
export const rr: Algorithm<Last> = {
  name: 'rr',
  start: () => undefined,
  changed: (last, view, change) =>
    change.kind === 'delete' && change.uid === last ? view.servers[change.index - 1]?.uid : last,
  pick(last, view) {
    const { servers } = view;
    const at = last === undefined ? -1 : servers.findIndex(server => server.uid === last);
    for (let step = 1; step <= servers.length; step++) {
      const server = servers[(at + step) % servers.length];
      if (server !== undefined && usable(server)) return { uid: server.uid, state: server.uid };
    }
    return { uid: undefined, state: last };
  },
};
