/** The lookup table of Maglev hashing (ip_vs_mh.c; Eisenbud and others, "Maglev", NSDI 2016, section 3.4). */
import type { Address } from '../../model/address.ts';
import type { SchedulerServer } from '../scheduler.ts';
import { gcdOfWeights } from './gcd.ts';
import { foldAddress } from './hash.ts';
import { type HalfKey, hsiphash } from './siphash.ts';

/** Slots of the table: the prime below 2^12 that CONFIG_IP_VS_MH_TAB_INDEX=12 chooses. */
export const slots = 4093;

const keyOfSlot: HalfKey = { first: 2654435761, second: 2654435761 };
const keyOfSkip: HalfKey = { first: 2654446892, second: 2654446892 };

const hash = (address: Address, port: number, offset: number, key: HalfKey): number =>
  hsiphash((offset + port + foldAddress(address)) >>> 0, key);

/** The slot (0..4092) of an address and port; `offset` rehashes. */
export const slotOf = (address: Address, port: number, offset: number): number =>
  hash(address, port, offset, keyOfSlot) % slots;

/** What the table is made of: a server's identity and its latest weight that was not 0. */
export type MhServer = Readonly<Pick<SchedulerServer, 'uid' | 'address' | 'port' | 'lastWeight'>>;

interface Candidate {
  readonly uid: number;
  readonly skip: number;
  readonly turns: number;
  slot: number;
}

/** Halves large weights until the largest fits in six bits, so that no server fills the table in one turn. */
const shiftFor = (servers: readonly MhServer[], divisor: number): number => {
  const most = servers.reduce((highest, { lastWeight }) => Math.max(highest, lastWeight), 0);
  return Math.max(0, 32 - Math.clz32(Math.floor(most / divisor)) - 6);
};

/** The uid in each of the 4093 slots; empty when no server ever had a weight. */
export const mhTable = (servers: readonly MhServer[]): readonly number[] => {
  const divisor = gcdOfWeights(servers.map(({ lastWeight }) => lastWeight));
  if (divisor === 0) return [];
  const shift = shiftFor(servers, divisor);
  const candidates: Candidate[] = [];
  for (const { uid, address, port, lastWeight } of servers) {
    if (lastWeight === 0) continue;
    candidates.push({
      uid,
      slot: slotOf(address, port, 0),
      skip: (hash(address, port, 0, keyOfSkip) % (slots - 1)) + 1,
      turns: Math.max(1, Math.floor(lastWeight / divisor) >> shift),
    });
  }
  const table = new Array<number>(slots).fill(-1);
  for (let filled = 0; ; ) {
    for (const candidate of candidates) {
      for (let turn = 0; turn < candidate.turns; turn++) {
        while (table[candidate.slot] !== -1) candidate.slot = (candidate.slot + candidate.skip) % slots;
        table[candidate.slot] = candidate.uid;
        filled += 1;
        if (filled === slots) return table;
      }
    }
  }
};
