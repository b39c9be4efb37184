/** What a client calls, and where that ends on a real server. */
import type { Cluster } from '../cluster/cluster.types.ts';
import type { Address } from '../model/address.ts';
import type { Protocol, Server, Service } from '../model/service.ts';

/** One call of a client. */
export interface Call {
  readonly vip: Address;
  readonly port: number;
  readonly protocol: Protocol;
}

/** The port of an example where a service takes any: web, or names with UDP. */
const exampleOf = (protocol: Protocol): number => (protocol === 'udp' ? 53 : 80);

/** The service that a server belongs to: its own object, or the first that has one of the same address and port. */
export const serviceOf = (cluster: Cluster, server: Server): Service | undefined =>
  cluster.services.find(({ servers }) => servers.includes(server)) ??
  cluster.services.find(({ servers }) =>
    servers.some(({ id }) => id.address === server.id.address && id.port === server.id.port),
  );

/**
 * What a client calls to reach a service: `port` (1..65535) counts where the service takes more than one. Undefined where
 * no address of the service is known.
 */
export const callOf = (cluster: Cluster, { id }: Service, port: number | undefined): Call | undefined => {
  if (id.kind === 'address') {
    return {
      vip: id.address,
      port: id.port === 0 ? (port ?? exampleOf(id.protocol)) : id.port,
      protocol: id.protocol,
    };
  }
  const marked = cluster.marks.find(
    ({ mark, address }) => mark === id.mark && address.includes(':') === (id.family === 6),
  );
  const vip = marked?.address ?? cluster.vips[0];
  const protocol = marked?.protocol ?? 'tcp';
  return vip === undefined
    ? undefined
    : { vip, port: port ?? marked?.ports[0]?.[0] ?? exampleOf(protocol), protocol };
};

/**
 * The port on the real server with NAT: its own, or the one that was called where it has none. A service of many ports
 * that is persistent never maps them (ip_vs_sched_persist compares with the service's own port).
 */
export const serverPortOf = ({ id, config }: Service, server: Server, called: number): number => {
  const single = id.kind === 'address' && id.port !== 0;
  return server.id.port === 0 || (!single && config.persistence !== undefined) ? called : server.id.port;
};
