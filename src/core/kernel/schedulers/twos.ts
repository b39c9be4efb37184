/** Power of two random choices (ip_vs_twos.c): draw two servers by weight, take the less loaded one. */
import type { Algorithm, SchedulerServer } from '../scheduler.ts';
import { overhead, productExceeds, usable } from './load.ts';

/** How many lots were drawn. Undefined before the first: the seed is read then. */
type Drawn = number;

/** A number 0..below-1 from lot `index` of a seed: the mixing step of splitmix32, so that lots need no history. */
const lot = (seed: number, index: number, below: number): number => {
  let z = (seed + Math.imul(index + 1, 0x9e3779b9)) | 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return Math.floor((((z ^ (z >>> 15)) >>> 0) / 0x1_0000_0000) * below);
};

/** The first server at which a lot (0..sum of the weights, both included) is used up. */
const drawn = (servers: readonly SchedulerServer[], ticket: number): SchedulerServer | undefined => {
  let left = ticket;
  for (const server of servers) {
    left -= server.weight;
    if (left <= 0) return server;
  }
  return undefined;
};

/** Power of two random choices. Draws are fixed by the view's seed. */
export const twos: Algorithm<Drawn> = {
  name: 'twos',
  start: () => 0,
  changed: count => count,
  pick(count, view) {
    const able = view.servers.filter(usable);
    const total = able.reduce((sum, { weight }) => sum + weight, 0);
    if (total === 0) return { uid: undefined, state: count };
    const first = drawn(able, lot(view.seed, count, total + 1));
    const second = drawn(able, lot(view.seed, count + 1, total + 1));
    const better =
      first !== undefined &&
      second !== undefined &&
      productExceeds(overhead(first), second.weight, overhead(second), first.weight)
        ? second
        : first;
    return { uid: better?.uid, state: count + 2 };
  },
};
