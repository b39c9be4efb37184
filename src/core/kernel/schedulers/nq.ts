/** Never queue (ip_vs_nq.c): an idle server first, however slow; else as sed. */
import type { Algorithm } from '../scheduler.ts';
import { leastPerWeight, usable } from './load.ts';
import { expected } from './sed.ts';

/** Never queue. */
export const nq: Algorithm<undefined> = {
  name: 'nq',
  start: () => undefined,
  changed: () => undefined,
  pick(_, view) {
    const idle = view.servers.find(server => usable(server) && server.active === 0);
    return { uid: (idle ?? leastPerWeight(view.servers, expected))?.uid, state: undefined };
  },
};
