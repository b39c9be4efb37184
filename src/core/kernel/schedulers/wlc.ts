/** Weighted least connection (ip_vs_wlc.c), the scheduler of services that name none. */
import type { Algorithm } from '../scheduler.ts';
import { leastPerWeight, overhead } from './load.ts';

/** Weighted least connection. */
export const wlc: Algorithm<undefined> = {
  name: 'wlc',
  start: () => undefined,
  changed: () => undefined,
  pick: (_, view) => ({ uid: leastPerWeight(view.servers, overhead)?.uid, state: undefined }),
};
