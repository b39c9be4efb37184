/** New connections on a practice kernel: which real server each of them gets. */
import { connect } from '../kernel/connect.ts';
import { schedulers } from '../kernel/schedulers/index.ts';
import { addServer } from '../kernel/servers.ts';
import { addService } from '../kernel/services.ts';
import { emptyKernel, type Kernel } from '../kernel/state.ts';
import { findService } from '../kernel/table.ts';
import {
  type Address,
  type Family,
  familyOf,
  ipv4FromBits,
  ipv6FromGroups,
  parseAddress,
} from '../model/address.ts';
import type { ServiceId } from '../model/service.ts';

/** A real server as far as schedulers care: its address, and its weight 0..2147483647. */
export interface PickServer {
  readonly address: string;
  readonly weight: number;
}

/** A kernel with one service, and the servers' identities in the order in which they were added. */
export interface Table {
  readonly kernel: Kernel;
  readonly id: ServiceId;
  readonly uids: readonly number[];
}

/** What was played. */
export interface Played {
  /** The place in the list of the server of each connection; -1: nobody took it. */
  readonly picks: readonly number[];
  /** Connections that each server has in the end, all of them active. */
  readonly active: readonly number[];
}

const vips: Readonly<Record<Family, Address>> = {
  4: ipv4FromBits(0xc0000202),
  6: ipv6FromGroups([0x2001, 0xdb8, 0, 0, 0, 0, 0, 2]),
};

/** Clients of the networks that are set aside for measuring (IPv4) and for documents (IPv6). */
const clientOf = (family: Family, index: number): Address =>
  family === 4
    ? ipv4FromBits(0xc6120000 + index)
    : ipv6FromGroups([0x2001, 0xdb8, 1, 0, 0, 0, index >>> 16, index & 0xffff]);

/**
 * A service of the scheduler with these servers, added one after the other. Undefined where there is no such scheduler, and
 * where the kernel refuses a server.
 */
export const tableOf = (scheduler: string, servers: readonly PickServer[]): Table | undefined => {
  const addresses = servers.map(({ address }) => parseAddress(address));
  const family = addresses[0] === undefined ? 4 : familyOf(addresses[0]);
  const id: ServiceId = { kind: 'address', protocol: 'tcp', address: vips[family], port: 80 };
  if (!schedulers.has(scheduler)) return undefined;
  // The machine's own addresses are nobody's business here, and twos is there where a kernel is new enough.
  const made = addService(emptyKernel({ interfaces: [], missing: [] }), id, {
    scheduler,
    ops: false,
    flags: [],
  });
  let kernel = made.ok ? made.kernel : undefined;
  const uids: number[] = [];
  const times = new Map<Address, number>();
  for (const [index, { weight }] of servers.entries()) {
    const address = addresses[index];
    if (kernel === undefined || address === undefined || !Number.isInteger(weight) || weight < 0)
      return undefined;
    // One address may be there with several ports.
    const before = times.get(address) ?? 0;
    times.set(address, before + 1);
    const method = familyOf(address) === family ? 'nat' : 'tun';
    uids.push(kernel.nextUid);
    const added = addServer(
      kernel,
      id,
      { address, port: 80 + before },
      { method, weight, upper: 0, lower: 0 },
    );
    kernel = added.ok ? added.kernel : undefined;
  }
  return kernel === undefined ? undefined : { kernel, id, uids };
};

/** `count` clients connect one after another and stay connected. Undefined as in `tableOf`. */
export const play = (
  scheduler: string,
  servers: readonly PickServer[],
  count: number,
): Played | undefined => {
  const table = tableOf(scheduler, servers);
  if (table === undefined || table.id.kind !== 'address') return undefined;
  const { address: virtual, port: virtualPort } = table.id;
  const family = familyOf(virtual);
  const places = new Map(table.uids.map((uid, index) => [uid, index]));
  const picks: number[] = [];
  let { kernel } = table;
  for (let index = 1; index <= count; index++) {
    const client = clientOf(family, index);
    const done = connect(
      kernel,
      { protocol: 'tcp', client, clientPort: 40000, virtual, virtualPort },
      { hold: true },
    );
    kernel = done.kernel;
    const { outcome } = done;
    const entry =
      outcome.kind === 'connected' && outcome.connection !== undefined
        ? kernel.connections.get(outcome.connection)
        : undefined;
    picks.push(entry === undefined ? -1 : (places.get(entry.serverUid) ?? -1));
  }
  const active = new Map(findService(kernel, table.id)?.servers.map(one => [one.uid, one.active]));
  return { picks, active: table.uids.map(uid => active.get(uid) ?? 0) };
};
