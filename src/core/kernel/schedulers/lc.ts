/** Least connection (ip_vs_lc.c). */
import type { Algorithm, SchedulerServer } from '../scheduler.ts';
import { overhead, usable } from './load.ts';

/** Least connection: the least loaded usable server, whatever its weight; of equals the first in the list. */
export const lc: Algorithm<undefined> = {
  name: 'lc',
  start: () => undefined,
  changed: () => undefined,
  pick(_, view) {
    let least: SchedulerServer | undefined;
    for (const server of view.servers) {
      if (usable(server) && (least === undefined || overhead(server) < overhead(least))) least = server;
    }
    return { uid: least?.uid, state: undefined };
  },
};
