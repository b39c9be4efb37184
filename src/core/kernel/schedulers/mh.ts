/** Maglev hashing (ip_vs_mh.c): as sh, but few clients move when a server comes or goes. */
import type { Algorithm, SchedulerView } from '../scheduler.ts';
import { usable } from './load.ts';
import { type MhServer, mhTable, slotOf, slots } from './mh-table.ts';

/** The servers that the table is made of. */
interface Members {
  readonly servers: readonly MhServer[];
}

const members = (view: SchedulerView): Members => ({
  servers: view.servers.map(({ uid, address, port, lastWeight }) => ({ uid, address, port, lastWeight })),
});

// A table is a function of its members; made when first looked into, as adding n servers would make n of them.
const tables = new WeakMap<Members, readonly number[]>();
const tableOf = (state: Members): readonly number[] => {
  const known = tables.get(state);
  if (known !== undefined) return known;
  const table = mhTable(state.servers);
  tables.set(state, table);
  return table;
};

/** Maglev hashing; flag-1 is mh-fallback, flag-2 mh-port. */
export const mh: Algorithm<Members> = {
  name: 'mh',
  start: members,
  changed: (_, view) => members(view),
  pick(state, view, packet) {
    const table = tableOf(state);
    const port = view.flags.includes('flag-2') ? packet.sourcePort : 0;
    const slot = slotOf(packet.source, port, 0);
    const serverIn = (at: number) => {
      const server = view.servers.find(({ uid }) => uid === table[at]);
      return server !== undefined && usable(server) ? server.uid : undefined;
    };
    let uid = serverIn(slot);
    if (uid === undefined && table.length > 0 && view.flags.includes('flag-1') && view.servers.some(usable)) {
      for (let offset = 0; offset < slots && uid === undefined; offset++) {
        uid = serverIn(slotOf(packet.source, port, (offset + slot) % slots));
      }
    }
    return { uid, state };
  },
};
