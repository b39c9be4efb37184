/** Destination hashing (ip_vs_dh.c): useful only where one service has many addresses, that is, with a mark. */
import type { Algorithm, SchedulerView } from '../scheduler.ts';
import { foldAddress, hash32 } from './hash.ts';
import { usable } from './load.ts';

const bits = 8;

/** The servers' uids in list order: bucket i belongs to the i-th of them, in turn. */
type Turns = readonly number[];

const turns = (view: SchedulerView): Turns => view.servers.map(({ uid }) => uid);

/** Destination hashing. Edits do not rebuild its table (measured), which holds no weights anyway. */
export const dh: Algorithm<Turns> = {
  name: 'dh',
  start: turns,
  changed: (state, view, change) => (change.kind === 'edit' ? state : turns(view)),
  pick(state, view, packet) {
    const wanted = state[hash32(foldAddress(packet.destination), bits) % Math.max(state.length, 1)];
    const server = view.servers.find(({ uid }) => uid === wanted);
    return { uid: server !== undefined && usable(server) ? server.uid : undefined, state };
  },
};
