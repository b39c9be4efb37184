/** Adding, editing and deleting real servers (ip_vs_add_dest, ip_vs_edit_dest, ip_vs_del_dest of ip_vs_ctl.c). */
import { familyOf } from '../model/address.ts';
import { type ServerConfig, type ServerId, type ServiceId, serviceFamily } from '../model/service.ts';
import { dropOrphans } from './connections.ts';
import { trashKey, withServer } from './destinations.ts';
import { isServerAddress } from './interfaces.ts';
import { type Outcome, refuse } from './outcome.ts';
import { notify } from './scheduling.ts';
import type { Kernel, KernelServer, KernelService } from './state.ts';
import { newStats, zeroed } from './stats.ts';
import { findService, replaceService } from './table.ts';

const indexOf = (service: KernelService, id: ServerId): number =>
  service.servers.findIndex(server => server.port === id.port && server.address === id.address);

const isMixed = (service: KernelService, server: ServerId): boolean =>
  familyOf(server.address) !== serviceFamily(service.id);

/** What the kernel refuses before it looks at the server itself; in the kernel's order. */
const refusal = (kernel: Kernel, service: KernelService, id: ServerId, config: ServerConfig) => {
  if (isMixed(service, id) && (kernel.daemons.length > 0 || config.method !== 'tun')) return refuse('EINVAL');
  if (config.lower > config.upper) return refuse('ERANGE');
  return undefined;
};

/** __ip_vs_update_dest: what a server takes over from a configuration. */
const configured = (server: KernelServer, config: ServerConfig, added: boolean): KernelServer => ({
  ...server,
  method: config.method,
  tunnel: config.tunnel,
  weight: config.weight,
  lastWeight: added || config.weight !== 0 ? config.weight : server.lastWeight,
  overloaded: server.overloaded && config.upper !== 0 && config.upper <= server.upper,
  upper: config.upper,
  lower: config.lower,
});

const fresh = (uid: number, serviceUid: number, id: ServerId): KernelServer => ({
  uid,
  serviceUid,
  address: id.address,
  port: id.port,
  weight: 0,
  lastWeight: 0,
  active: 0,
  inactive: 0,
  overloaded: false,
  method: 'nat',
  tunnel: undefined,
  upper: 0,
  lower: 0,
  persistent: 0,
  stats: newStats,
});

/** A server out of the trash; its counters start anew when the service is another object than before. */
const revived = (server: KernelServer, service: KernelService): KernelServer =>
  server.serviceUid === service.uid
    ? server
    : { ...server, serviceUid: service.uid, stats: zeroed(server.stats) };

/**
 * Adds a server at the head of its service's list, taken from the trash if it is still there. ESRCH: no such
 * service; EINVAL: mixed families, no unicast; ERANGE: thresholds; EEXIST.
 */
export const addServer = (kernel: Kernel, id: ServiceId, server: ServerId, config: ServerConfig): Outcome => {
  const service = findService(kernel, id);
  if (service === undefined) return refuse('ESRCH');
  const refused = refusal(kernel, service, server, config);
  if (refused !== undefined) return refused;
  if (indexOf(service, server) >= 0) return refuse('EEXIST');
  const key = trashKey(service.key, server.address, server.port);
  const trashed = kernel.trash.get(key)?.server;
  if (trashed === undefined && !isServerAddress(kernel.network.interfaces, server.address))
    return refuse('EINVAL');
  const before =
    trashed === undefined ? fresh(kernel.nextUid, service.uid, server) : revived(trashed, service);
  const added = configured(before, config, true);
  const extended = { ...service, servers: [added, ...service.servers], restless: true };
  return {
    ok: true,
    kernel: replaceService(
      {
        ...kernel,
        nextUid: kernel.nextUid + 1,
        mixedServers: kernel.mixedServers + (isMixed(service, server) ? 1 : 0),
        trash: trashed === undefined ? kernel.trash : kernel.trash.drop(key),
      },
      notify(kernel, extended, { kind: 'add', uid: added.uid, index: 0 }),
    ),
  };
};

/** Sets everything of a server anew; it keeps its place. ESRCH, EINVAL, ERANGE as addServer; ENOENT: no such server. */
export const editServer = (
  kernel: Kernel,
  id: ServiceId,
  server: ServerId,
  config: ServerConfig,
): Outcome => {
  const service = findService(kernel, id);
  if (service === undefined) return refuse('ESRCH');
  const refused = refusal(kernel, service, server, config);
  if (refused !== undefined) return refused;
  const index = indexOf(service, server);
  const before = service.servers[index];
  if (before === undefined) return refuse('ENOENT');
  const edited = withServer(service, index, configured(before, config, false));
  return {
    ok: true,
    kernel: replaceService(kernel, notify(kernel, edited, { kind: 'edit', uid: before.uid, index })),
  };
};

/** When the sweeper of the trash looks again (IP_VS_DEST_TRASH_PERIOD / 2). */
export const sweepPeriod = 60_000;

/** The kernel with servers moved from a service, which the caller takes them off, to the trash. */
export const discard = (kernel: Kernel, service: KernelService, servers: readonly KernelServer[]): Kernel => {
  if (servers.length === 0) return kernel;
  let { trash, mixedServers } = kernel;
  for (const server of servers) {
    const key = trashKey(service.key, server.address, server.port);
    trash = trash.put(key, { key, server, idleSince: undefined });
    if (isMixed(service, server)) mixedServers--;
  }
  return { ...kernel, trash, mixedServers, sweepAt: kernel.sweepAt ?? kernel.now + sweepPeriod };
};

/** The kernel after connections of deleted servers were dropped, if expire_nodest_conn says so. */
export const afterDeletion = (kernel: Kernel): Kernel =>
  kernel.sysctls.expire_nodest_conn === '0' ? kernel : dropOrphans(kernel);

/** Deletes a server; its connections stay. ESRCH: no such service; ENOENT: no such server. */
export const deleteServer = (kernel: Kernel, id: ServiceId, server: ServerId): Outcome => {
  const service = findService(kernel, id);
  if (service === undefined) return refuse('ESRCH');
  const index = indexOf(service, server);
  const gone = service.servers[index];
  if (gone === undefined) return refuse('ENOENT');
  const shortened = { ...service, servers: service.servers.filter((_, at) => at !== index) };
  const without = replaceService(kernel, notify(kernel, shortened, { kind: 'delete', uid: gone.uid, index }));
  return { ok: true, kernel: afterDeletion(discard(without, service, [gone])) };
};
