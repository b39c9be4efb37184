/** Weighted failover (ip_vs_fo.c). */
import type { Algorithm, SchedulerServer } from '../scheduler.ts';
import { usable } from './load.ts';

/** The usable server of the highest weight that `admits`; of equals the first in the list. */
export const heaviest = (
  servers: readonly SchedulerServer[],
  admits: (server: SchedulerServer) => boolean,
): SchedulerServer | undefined => {
  let best: SchedulerServer | undefined;
  for (const server of servers) {
    if (usable(server) && admits(server) && (best === undefined || server.weight > best.weight))
      best = server;
  }
  return best;
};

/** Weighted failover: everything to the usable server of the highest weight. */
export const fo: Algorithm<undefined> = {
  name: 'fo',
  start: () => undefined,
  changed: () => undefined,
  pick: (_, view) => ({ uid: heaviest(view.servers, () => true)?.uid, state: undefined }),
};
