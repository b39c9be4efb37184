/** Source hashing (ip_vs_sh.c): a client's address says which of 256 buckets it belongs to. */
import type { Algorithm, SchedulerView } from '../scheduler.ts';
import { foldAddress, hash32 } from './hash.ts';
import { usable } from './load.ts';

const bits = 8;
const size = 1 << bits;

/** The uid in each bucket; empty when there are no servers. */
type Buckets = readonly number[];

/** Servers in list order, `weight` buckets each, over and over; a server of weight 0 still gets one. */
const fill = (view: SchedulerView): Buckets => {
  const buckets: number[] = [];
  while (buckets.length < size && view.servers.length > 0) {
    for (const { uid, weight } of view.servers) {
      const count = Math.min(Math.max(weight, 1), size - buckets.length);
      for (let filled = 0; filled < count; filled++) buckets.push(uid);
    }
  }
  return buckets;
};

/** Source hashing; flag-1 is sh-fallback, flag-2 sh-port. */
export const sh: Algorithm<Buckets> = {
  name: 'sh',
  start: fill,
  changed: (_, view) => fill(view),
  pick(buckets, view, packet) {
    const port = view.flags.includes('flag-2') ? packet.sourcePort : 0;
    const hash = hash32(port + foldAddress(packet.source), bits);
    const serverIn = (bucket: number) => {
      const server = view.servers.find(({ uid }) => uid === buckets[bucket % size]);
      return server !== undefined && usable(server) ? server.uid : undefined;
    };
    let uid = serverIn(hash);
    if (uid === undefined && view.flags.includes('flag-1')) {
      // The rehash starts at the offset of the bucket itself, so the second try is at twice the hash.
      for (let offset = 0; offset < size && uid === undefined; offset++) {
        uid = serverIn(((offset + hash) % size) + hash);
      }
    }
    return { uid, state: buckets };
  },
};
