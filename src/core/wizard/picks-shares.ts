/** How the schedulers that hash the client's address divide all clients among the servers. */
import { mhTable, slots } from '../kernel/schedulers/mh-table.ts';
import { findScheduler, viewOf } from '../kernel/scheduling.ts';
import type { KernelService } from '../kernel/state.ts';
import { findService } from '../kernel/table.ts';
import { ipv4FromBits } from '../model/address.ts';
import { type PickServer, type Table, tableOf } from './picks-play.ts';

/** How many of all clients each server gets, and how many are refused; parts of 1. */
export interface Shares {
  readonly servers: readonly number[];
  readonly refused: number;
}

/** The number by which 0x61c88647 becomes 1 in 32 bits (Newton's iteration: each step doubles the bits that are right). */
const inverse = Array.from({ length: 5 }).reduce<number>(
  x => Math.imul(x, 2 - Math.imul(0x61c88647, x)),
  0x61c88647,
);

/** An address for each of the 256 buckets of source hashing, whose hash is the upper byte of a product. */
const oneOfEachBucket = Array.from({ length: 256 }, (_, bucket) =>
  ipv4FromBits(Math.imul(bucket << 24, inverse) >>> 0),
);

const shTakers = ({ kernel }: Table, service: KernelService): readonly (number | undefined)[] => {
  const scheduler = findScheduler(kernel, 'sh');
  const view = viewOf(kernel, service);
  return oneOfEachBucket.map(source => {
    const packet = { family: 4, protocol: 'tcp', source, sourcePort: 40000 } as const;
    return scheduler?.pick(service.schedulerState, view, {
      ...packet,
      destination: source,
      destinationPort: 80,
    }).uid;
  });
};

/** The shares for `sh` and `mh`, whose buckets and slots are counted. Undefined as in `tableOf`. */
export const sharesOf = (scheduler: 'sh' | 'mh', servers: readonly PickServer[]): Shares | undefined => {
  const table = tableOf(scheduler, servers);
  const service = table === undefined ? undefined : findService(table.kernel, table.id);
  if (table === undefined || service === undefined) return undefined;
  const takers = scheduler === 'sh' ? shTakers(table, service) : mhTable(service.servers);
  const all = scheduler === 'sh' ? oneOfEachBucket.length : slots;
  const counts = new Map<number | undefined, number>();
  for (const uid of takers) counts.set(uid, (counts.get(uid) ?? 0) + 1);
  const taken = table.uids.map(uid => counts.get(uid) ?? 0);
  return {
    servers: taken.map(count => count / all),
    refused: 1 - taken.reduce((sum, count) => sum + count, 0) / all,
  };
};
