/** Locality-based least connection (ip_vs_lblc.c): one destination address keeps its server while it can. */
import type { Address } from '../../model/address.ts';
import type { Algorithm, SchedulerServer } from '../scheduler.ts';
import { leastPerWeight, overhead } from './load.ts';

/** One remembered destination. */
interface Entry {
  readonly uid: number;
  readonly lastUse: number;
}

interface Cache {
  /** When the service was bound to the scheduler. */
  readonly since: number;
  readonly entries: ReadonlyMap<Address, Entry>;
}

/** Both locality schedulers look for forgotten entries every half an hour (30 beats of 60 s). */
const sweep = 1_800_000;

/**
 * Whether an entry last used at `lastUse` was swept away by `now`, when sweeps happen every half an hour from
 * `since` on and take what was not used for `expiration` (all in milliseconds).
 */
export const swept = (since: number, lastUse: number, expiration: number, now: number): boolean => {
  const latest = since + Math.floor((now - since) / sweep) * sweep;
  return latest > since && latest >= lastUse + expiration;
};

/** Whether a server has more active connections than its weight while another is less than half full. */
export const crowded = (server: SchedulerServer, servers: readonly SchedulerServer[]): boolean =>
  server.active > server.weight && servers.some(other => other.active * 2 < other.weight);

/** Locality-based least connection. A remembered server is asked for its weight but not for its threshold. */
export const lblc: Algorithm<Cache> = {
  name: 'lblc',
  start: view => ({ since: view.now, entries: new Map() }),
  changed: cache => cache,
  pick(cache, view, packet) {
    const { destination } = packet;
    const remember = (uid: number): Cache => ({
      since: cache.since,
      entries: new Map(cache.entries).set(destination, { uid, lastUse: view.now }),
    });
    const entry = cache.entries.get(destination);
    if (entry !== undefined && !swept(cache.since, entry.lastUse, view.lblcExpiration, view.now)) {
      const server = view.servers.find(({ uid }) => uid === entry.uid);
      if (server !== undefined && server.weight > 0 && !crowded(server, view.servers)) {
        return { uid: server.uid, state: remember(server.uid) };
      }
    }
    const server = leastPerWeight(view.servers, overhead);
    return server === undefined
      ? { uid: undefined, state: cache }
      : { uid: server.uid, state: remember(server.uid) };
  },
};
