/** Weighted overflow (ip_vs_ovf.c). */
import type { Algorithm } from '../scheduler.ts';
import { heaviest } from './fo.ts';

/** Weighted overflow: the heaviest server until it holds more active connections than its weight, then the next. */
export const ovf: Algorithm<undefined> = {
  name: 'ovf',
  start: () => undefined,
  changed: () => undefined,
  pick: (_, view) => ({
    uid: heaviest(view.servers, server => server.active <= server.weight)?.uid,
    state: undefined,
  }),
};
