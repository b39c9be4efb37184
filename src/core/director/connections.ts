/** Which rows of the connection table belong to a service or a real server. */
import { ipv4FromBits } from '../model/address.ts';
import type { Connection } from '../model/observe.ts';
import { serverKey } from '../model/service.ts';
import type { SeenService } from '../model/snapshot.ts';
import type { ConnectionQuery } from './reading.ts';

/**
 * A persistence template: client port 0, and no protocol has connections from port 0. An invalidated one has the
 * ports 65535 (ip_vs_conn.c, ip_vs_check_template).
 */
export const isTemplate = (connection: Connection): boolean => connection.clientPort === 0;

/** Whether a template was made invalid. */
export const isInvalid = (connection: Connection): boolean =>
  isTemplate(connection) && connection.virtualPort === 65_535 && connection.serverPort === 65_535;

type Wanted = (connection: Connection) => boolean;

const everything: Wanted = () => true;

const portKey = (protocol: string, address: string, port: number): string => `${protocol} ${address} ${port}`;

/** A service's connections go by its address; a mark's by its real servers, for no row says which mark it had. */
const ofService = (services: readonly SeenService[], service: SeenService): Wanted => {
  const { id } = service;
  if (id === undefined) return () => false;
  const named = new Set<string>();
  for (const { id: other } of services) {
    if (other?.kind === 'address') named.add(portKey(other.protocol, other.address, other.port));
  }
  const servers = new Set(service.servers.map(server => server.id?.address));
  if (id.kind === 'fwmark') {
    // Templates of marks carry the mark as an IPv4 address in place of the VIP (measured).
    const mark = ipv4FromBits(id.mark);
    return row =>
      (row.protocol === 'ip' && row.virtual === mark) ||
      (servers.has(row.server) && !named.has(portKey(row.protocol, row.virtual, row.virtualPort)));
  }
  return row => {
    if (row.protocol !== id.protocol || row.virtual !== id.address) return false;
    if (row.virtualPort === id.port) return true;
    // Port 65535 on both sides is a template that was made invalid (measured); it belonged to one of these servers.
    if (row.virtualPort === 65_535 && row.clientPort === 0) return servers.has(row.server);
    return id.port === 0 && !named.has(portKey(row.protocol, row.virtual, row.virtualPort));
  };
};

const ofServer = (server: string): Wanted => {
  const withoutPort = server.replace(/:0$/, '');
  return row =>
    serverKey({ address: row.server, port: row.serverPort }) === server ||
    // A real server of port 0 takes the connection's own port.
    (withoutPort !== server && serverKey({ address: row.server, port: 0 }) === server) ||
    (row.serverPort === 65_535 &&
      server.startsWith(serverKey({ address: row.server, port: 0 }).replace(/0$/, '')));
};

/** The test for a query's rows. A service that is not in the table has none. */
export const connectionFilter = (services: readonly SeenService[], query: ConnectionQuery): Wanted => {
  const { service: key, server } = query;
  const service = key === undefined ? undefined : services.find(one => one.key === key);
  const byService =
    key === undefined ? everything : service === undefined ? () => false : ofService(services, service);
  const byServer = server === undefined ? everything : ofServer(server);
  return row => byService(row) && byServer(row);
};

/** Entries that the table should have for a query: the sum of active and inactive; undefined where one is unknown. */
export const totalOf = (services: readonly SeenService[], query: ConnectionQuery): number | undefined => {
  let total = 0;
  for (const service of services) {
    if (query.service !== undefined && service.key !== query.service) continue;
    for (const server of service.servers) {
      if (query.server !== undefined && server.key !== query.server) continue;
      if (server.active === undefined || server.inactive === undefined) return undefined;
      total += server.active + server.inactive;
    }
  }
  return total;
};
