/** Weighted round robin (ip_vs_wrr.c): rounds over the list with a bar that sinks by the weights' common divisor. */
import type { Algorithm, SchedulerView } from '../scheduler.ts';
import { gcdOfWeights } from './gcd.ts';
import { usable } from './load.ts';

interface Mark {
  /** The uid of the server that was picked last; undefined before the first one in the list. */
  readonly last: number | undefined;
  /** The bar: servers of at least this weight are picked in this round. */
  readonly bar: number;
  /** Where the bar starts anew. */
  readonly top: number;
  /** How far the bar sinks each round. */
  readonly sink: number;
}

const measure = (view: SchedulerView): Pick<Mark, 'top' | 'sink'> => {
  const sink = gcdOfWeights(view.servers.map(server => server.weight)) || 1;
  const highest = view.servers.reduce((most, server) => Math.max(most, server.weight), 0);
  return { top: highest - (sink - 1), sink };
};

/** Where the bar stands after the weights changed: kept where it still fits, on the first step of its level. */
const carried = (bar: number, top: number, sink: number): number => {
  if (bar > top || bar === 0) return top;
  return sink > 1 ? Math.floor(bar / sink) * sink + 1 : bar;
};

/** Weighted round robin. */
export const wrr: Algorithm<Mark> = {
  name: 'wrr',
  start(view) {
    const { top, sink } = measure(view);
    return { last: undefined, bar: top, top, sink };
  },
  changed(mark, view) {
    const { top, sink } = measure(view);
    return { last: undefined, bar: carried(mark.bar, top, sink), top, sink };
  },
  pick(mark, view) {
    const { servers } = view;
    const { top, sink, last } = mark;
    if (top === 0) return { uid: undefined, state: mark };
    const highest = servers.reduce(
      (most, server) => (usable(server) ? Math.max(most, server.weight) : most),
      0,
    );
    if (highest === 0) {
      // The kernel walks all rounds in vain: from the head it ends where the bar starts anew, from a server in
      // the lowest round.
      return { uid: undefined, state: { ...mark, bar: last === undefined ? top : 1 } };
    }
    let bar = mark.bar;
    let from = last === undefined ? 0 : servers.findIndex(server => server.uid === last) + 1;
    for (;;) {
      for (let index = from; index < servers.length; index++) {
        const server = servers[index];
        if (server !== undefined && usable(server) && server.weight >= bar) {
          return { uid: server.uid, state: { last: server.uid, bar, top, sink } };
        }
      }
      from = 0;
      bar -= sink;
      if (bar <= 0) bar = top;
      // Rounds in which nobody reaches the bar (a heavy server is overloaded) are skipped at one go.
      if (bar > highest) bar -= Math.ceil((bar - highest) / sink) * sink;
    }
  },
};
