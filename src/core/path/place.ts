/** Where the machines of a cluster stand to each other, as far as their addresses tell. */
import type { Cluster } from '../cluster/cluster.types.ts';
import { type Address, familyOf } from '../model/address.ts';
import { contains } from '../model/network.ts';
import type { Method, Server, Tunnel } from '../model/service.ts';

/** Between whom a router stands; what is absent is told from the addresses. */
export interface Routed {
  /** Between client and director. */
  readonly client?: boolean;
  /** Between director and real server; never with DR, which does not work then. */
  readonly server?: boolean;
  /** Between real server and client, where the server answers by itself (DR and TUN). */
  readonly answer?: boolean;
}

/** Whether two addresses are in a network of the usual size: 24 bits long for IPv4, 64 for IPv6. */
const near = (one: Address, other: Address): boolean =>
  contains({ address: one, prefix: familyOf(one) === 4 ? 24 : 64 }, other);

/** How a server really gets its packets: one that is an address of the director itself takes them there. */
export const methodOf = (cluster: Cluster, { id, config }: Server): Method =>
  id.address === cluster.director.dip?.address || cluster.vips.includes(id.address) ? 'local' : config.method;

/** Between whom routers stand, for one server. The DIP's network is known; others are taken for ones of the usual size. */
export const routedOf = (cluster: Cluster, server: Server, vip: Address, told: Routed): Required<Routed> => {
  const { client, director } = cluster;
  const inside = (address: Address): boolean => director.dip !== undefined && contains(director.dip, address);
  const rip = server.id.address;
  const { method } = server.config;
  const apart = director.dip === undefined ? method === 'tun' && !near(vip, rip) : !inside(rip);
  return {
    client: told.client ?? !(inside(client) || near(vip, client)),
    server: method !== 'dr' && (told.server ?? apart),
    answer: told.answer ?? !((inside(client) && inside(rip)) || near(rip, client)),
  };
};

/** The wrapping of a server's packets: its own setting, the cluster's, or IP in IP, the kernel's default. */
export const tunnelOf = ({ tunnel }: Cluster, server: Server | undefined): Tunnel =>
  server?.config.tunnel ?? tunnel ?? { type: 'ipip', port: 0, checksum: 'none' };
