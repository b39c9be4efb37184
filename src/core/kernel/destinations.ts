/**
 * Real servers as connections see them (ip_vs_bind_dest and ip_vs_unbind_dest of ip_vs_conn.c): the counts of active and
 * inactive connections and of templates, the OVERLOAD flag, and where a deleted server is kept meanwhile.
 */
import { serviceKey } from '../model/service.ts';
import type { Kernel, KernelConnection, KernelServer, KernelService, TrashedServer } from './state.ts';
import { count, type Traffic } from './stats.ts';
import { findService, replaceService } from './table.ts';

/** Key of the trash: the service's identity and the server's configured address and port. */
export const trashKey = (service: string, address: string, port: number): string =>
  `${service} ${address} ${port}`;

/** Where a connection's server is: in its service (available), or in the trash. */
export type Found =
  | {
      readonly where: 'service';
      readonly service: KernelService;
      readonly index: number;
      readonly server: KernelServer;
    }
  | {
      readonly where: 'trash';
      readonly key: string;
      readonly trashed: TrashedServer;
      readonly server: KernelServer;
    };

/** Finds the server that a connection is bound to; undefined only if the entry is bound to none. */
export const findDestination = (kernel: Kernel, connection: KernelConnection): Found | undefined => {
  const service = findService(kernel, connection.service);
  if (service !== undefined) {
    for (const [index, server] of service.servers.entries()) {
      if (server.uid === connection.serverUid) return { where: 'service', service, index, server };
    }
  }
  const key = trashKey(serviceKey(connection.service), connection.server, connection.configuredPort);
  const trashed = kernel.trash.get(key);
  if (trashed?.server.uid !== connection.serverUid) return undefined;
  return { where: 'trash', key, trashed, server: trashed.server };
};

/** The service with one server in a new state and some traffic counted for it. */
export const withServer = (service: KernelService, index: number, server: KernelServer): KernelService => {
  const servers = service.servers.slice();
  servers[index] = server;
  return { ...service, servers };
};

/** The kernel with a connection's server in a new state; traffic counts only while the server is available. */
export const putDestination = (
  kernel: Kernel,
  found: Found,
  server: KernelServer,
  traffic: Traffic | undefined,
): Kernel => {
  if (found.where === 'trash') {
    return { ...kernel, trash: kernel.trash.put(found.key, { ...found.trashed, server }) };
  }
  if (traffic === undefined) return replaceService(kernel, withServer(found.service, found.index, server));
  const stirred = withServer(found.service, found.index, { ...server, stats: count(server.stats, traffic) });
  return replaceService(
    { ...kernel, stats: count(kernel.stats, traffic) },
    { ...stirred, stats: count(stirred.stats, traffic), restless: true },
  );
};

/** Which of a server's three counts an entry is in. */
export type Kind = 'active' | 'inactive' | 'persistent';

/** The count that a connection table entry is in. */
export const kindOf = (connection: Pick<KernelConnection, 'template' | 'inactive'>): Kind => {
  if (connection.template) return 'persistent';
  return connection.inactive ? 'inactive' : 'active';
};

/** The server with one more entry of a kind. The flag is set when the upper threshold is reached, not passed [measured]. */
export const bind = (server: KernelServer, kind: Kind): KernelServer => {
  const next = { ...server, [kind]: server[kind] + 1 };
  return next.upper !== 0 && next.active + next.inactive >= next.upper ? { ...next, overloaded: true } : next;
};

/** The server with one entry less. The flag goes below the lower threshold or, without one, below 75% of the upper. */
export const unbind = (server: KernelServer, kind: Kind): KernelServer => {
  const next = { ...server, [kind]: server[kind] - 1 };
  const total = next.active + next.inactive;
  if (next.lower !== 0) return total < next.lower ? { ...next, overloaded: false } : next;
  if (next.upper !== 0) return total * 4 < next.upper * 3 ? { ...next, overloaded: false } : next;
  return next.overloaded ? { ...next, overloaded: false } : next;
};

/** The server with one entry moved between active and inactive; thresholds look at the sum and do not change. */
export const shift = (server: KernelServer, from: Kind, to: Kind): KernelServer =>
  from === to ? server : { ...server, [from]: server[from] - 1, [to]: server[to] + 1 };

/** Entries that hold a server: it stays in the trash until there are none. */
export const references = (server: KernelServer): number =>
  server.active + server.inactive + server.persistent;
