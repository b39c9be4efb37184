/** Shortest expected delay (ip_vs_sed.c). */
import type { Algorithm, SchedulerServer } from '../scheduler.ts';
import { leastPerWeight } from './load.ts';

/** A server's load with the connection that is about to come; inactive connections do not count. */
export const expected = (server: SchedulerServer): number => server.active + 1;

/** Shortest expected delay. */
export const sed: Algorithm<undefined> = {
  name: 'sed',
  start: () => undefined,
  changed: () => undefined,
  pick: (_, view) => ({ uid: leastPerWeight(view.servers, expected)?.uid, state: undefined }),
};
