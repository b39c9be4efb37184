/** What the practice kernel hands to those who list it: plain data, in the kernel's own order. */
import type { ListedServer, ListedService } from '../ipvsadm/listing.ts';
import type { Connection } from '../model/observe.ts';
import type { ServiceId } from '../model/service.ts';
import type { Kernel, KernelConnection, KernelServer, KernelService } from './state.ts';
import { shownCounters, shownRates } from './stats.ts';
import { allServices, findService } from './table.ts';

const listedServer = (server: KernelServer): ListedServer => ({
  id: { address: server.address, port: server.port },
  config: {
    method: server.method,
    weight: server.weight,
    upper: server.upper,
    lower: server.lower,
    ...(server.tunnel === undefined ? {} : { tunnel: server.tunnel }),
  },
  active: server.active,
  inactive: server.inactive,
  persistent: server.persistent,
  counters: shownCounters(server.stats),
  rates: shownRates(server.stats),
});

const listedService = (service: KernelService): ListedService => ({
  id: service.id,
  config: service.config,
  servers: service.servers.map(listedServer),
  counters: shownCounters(service.stats),
  rates: shownRates(service.stats),
});

/** All services in hash order, servers newest first. */
export const listServices = (kernel: Kernel): readonly ListedService[] =>
  [...allServices(kernel)].map(listedService);

/** One service, or undefined when there is none of this identity. */
export const listService = (kernel: Kernel, id: ServiceId): ListedService | undefined => {
  const service = findService(kernel, id);
  return service === undefined ? undefined : listedService(service);
};

/** Whole seconds left; whoever reads comes at least one tick late, so a timer just set to 900 s shows 899 [measured]. */
const listedConnection = (now: number, entry: KernelConnection): Connection => ({
  protocol: entry.protocol,
  expires: Math.max(0, Math.ceil((entry.expires - now) / 1000) - 1),
  state: entry.state,
  client: entry.client,
  clientPort: entry.clientPort,
  virtual: entry.virtual,
  virtualPort: entry.virtualPort,
  server: entry.server,
  serverPort: entry.serverPort,
  origin: 'LOCAL',
  ...(entry.peData === undefined ? {} : { peName: 'sip', peData: entry.peData }),
});

/** The first `limit` entries of the connection table (all without a limit), in hash order. */
export const listConnections = (kernel: Kernel, limit = Number.POSITIVE_INFINITY): readonly Connection[] => {
  const entries: Connection[] = [];
  for (const entry of kernel.connections.values()) {
    if (entries.length >= limit) break;
    entries.push(listedConnection(kernel.now, entry));
  }
  return entries;
};
