/** Locality-based least connection with replication (ip_vs_lblcr.c): a destination address has a set of servers. */
import type { Address } from '../../model/address.ts';
import type { Algorithm, SchedulerServer } from '../scheduler.ts';
import { crowded, swept } from './lblc.ts';
import { leastPerWeight, overhead, productExceeds } from './load.ts';

/** The servers of one destination: uids, the newest member first. */
interface Entry {
  readonly set: readonly number[];
  readonly lastUse: number;
  /** When the set last grew or shrank. */
  readonly lastChange: number;
}

interface Cache {
  readonly since: number;
  readonly entries: ReadonlyMap<Address, Entry>;
}

/** The member with the most load per weight; of equals the first. Members of weight 0 do not count. */
const mostLoaded = (members: readonly SchedulerServer[]): SchedulerServer | undefined => {
  let most: SchedulerServer | undefined;
  for (const server of members) {
    if (server.weight === 0) continue;
    if (most === undefined || productExceeds(overhead(server), most.weight, overhead(most), server.weight)) {
      most = server;
    }
  }
  return most;
};

/** Locality-based least connection with replication. */
export const lblcr: Algorithm<Cache> = {
  name: 'lblcr',
  start: view => ({ since: view.now, entries: new Map() }),
  changed: cache => cache,
  pick(cache, view, packet) {
    const { now, servers, lblcrExpiration } = view;
    const remember = (entry: Entry): Cache => ({
      since: cache.since,
      entries: new Map(cache.entries).set(packet.destination, entry),
    });
    const found = cache.entries.get(packet.destination);
    const known = found !== undefined && !swept(cache.since, found.lastUse, lblcrExpiration, now);
    let entry: Entry = known ? { ...found, lastUse: now } : { set: [], lastUse: now, lastChange: now };
    if (known) {
      const members = entry.set.flatMap(uid => servers.find(server => server.uid === uid) ?? []);
      const least = leastPerWeight(members, overhead);
      if (entry.set.length > 1 && now > entry.lastChange + lblcrExpiration) {
        const most = mostLoaded(members);
        if (most !== undefined) {
          entry = { set: entry.set.filter(uid => uid !== most.uid), lastUse: now, lastChange: now };
        }
      }
      if (least !== undefined && !crowded(least, servers)) return { uid: least.uid, state: remember(entry) };
    }
    const server = leastPerWeight(servers, overhead);
    if (server === undefined) return { uid: undefined, state: known ? remember(entry) : cache };
    if (!entry.set.includes(server.uid)) {
      entry = { set: [server.uid, ...entry.set], lastUse: now, lastChange: now };
    }
    return { uid: server.uid, state: remember(entry) };
  },
};
