/** The way of one request and of its answer through a cluster, link by link: what a capture on each link shows. */
import type { Cluster } from '../cluster/cluster.types.ts';
import { type Address, familyOf } from '../model/address.ts';
import type { Server, Tunnel } from '../model/service.ts';
import { type Call, callOf, serverPortOf, serviceOf } from './call.ts';
import * as changes from './changes.ts';
import type { Header, Hop, Stand } from './hop.types.ts';
import { methodOf, type Routed, routedOf, tunnelOf } from './place.ts';

/** What is not in a cluster. */
export interface PathOptions {
  /** The client's port, 1..65535; 40000 when absent. */
  readonly clientPort?: number;
  /** The port that is called where the service takes more than one (a mark, port 0); one of them when absent. */
  readonly port?: number;
  /** Where routers stand; told from the addresses when absent. */
  readonly routed?: Routed;
}

/** A packet on its way, and what was done to it before it set out. */
type Packet = Pick<Hop, 'inner' | 'outer' | 'changed'>;

/** The hops from the first stand to the last, by way of a router where there is one. */
const travel = (
  way: Pick<Hop, 'direction' | 'protocol'>,
  [from, to]: readonly [Stand, Stand],
  routed: boolean,
  packet: Packet,
): readonly Hop[] =>
  routed
    ? [
        { ...way, from, to: 'router', ...packet },
        { ...way, from: 'router', to, ...packet, changed: '' },
      ]
    : [{ ...way, from, to, ...packet }];

const header = (
  from: Address | undefined,
  fromPort: number,
  to: Address | undefined,
  toPort: number,
): Header => ({
  ...(from === undefined ? {} : { from }),
  fromPort,
  ...(to === undefined ? {} : { to }),
  toPort,
});

/** The director's own address of the server's family: the source of what it sends there by itself. */
const dipFor = (cluster: Cluster, { id }: Server): Address | undefined => {
  const dip = cluster.director.dip?.address;
  return dip !== undefined && familyOf(dip) === familyOf(id.address) ? dip : undefined;
};

const outerOf = (cluster: Cluster, server: Server, { type, port }: Tunnel): Hop['outer'] => {
  const from = dipFor(cluster, server);
  return {
    wrap: type,
    ...(from === undefined ? {} : { from }),
    to: server.id.address,
    // The source port of GUE is made of the connection's addresses and ports, so that routers can spread tunnels.
    ...(type === 'gue' ? { fromPort: 'any' as const, toPort: port } : {}),
  };
};

/** What leaves the director, what leaves the real server, and what the director makes of that if it passes there again. */
interface Middle {
  readonly forwarded: Packet;
  readonly answered: Packet;
  readonly returned?: Packet;
}

const middle = (cluster: Cluster, server: Server, call: Call, clientPort: number, inside: number): Middle => {
  const { client, way } = cluster;
  const { address: rip } = server.id;
  const request = header(client, clientPort, call.vip, call.port);
  const answer = header(call.vip, call.port, client, clientPort);
  switch (server.config.method) {
    case 'tun': {
      const tunnel = tunnelOf(cluster, server);
      const outer = outerOf(cluster, server, tunnel);
      return {
        forwarded: {
          inner: request,
          ...(outer === undefined ? {} : { outer }),
          changed: changes.tunThere(tunnel),
        },
        answered: { inner: answer, changed: changes.tunAnswer(server.id) },
      };
    }
    case 'nat': {
      const mapped = inside !== call.port;
      const snat = way === 'snat';
      const peer = snat ? dipFor(cluster, server) : client;
      const [there, met, back] = snat
        ? [changes.snatThere(mapped), changes.snatAnswer(server.id), changes.snatBack(mapped)]
        : [changes.natThere(mapped), changes.natAnswer(server.id), changes.natBack(mapped)];
      return {
        forwarded: { inner: header(peer, clientPort, rip, inside), changed: there },
        answered: { inner: header(rip, inside, peer, clientPort), changed: met },
        returned: { inner: answer, changed: back },
      };
    }
    default:
      return {
        forwarded: { inner: request, changed: changes.drThere(server.id) },
        answered: { inner: answer, changed: changes.drAnswer(server.id) },
      };
  }
};

/**
 * The links that a client's request crosses on its way to a real server of the cluster, and those of the answer; a
 * service of the director itself ends there. Empty where the server is in no service, or no address of its service is
 * known. The director's own address (DIP) is left out of headers where the cluster does not tell it. IPv6 through a
 * tunnel has the DIP as its outer source only if the VIP is no preferred address of the director [seen on 6.1].
 */
export const hopsOf = (cluster: Cluster, server: Server, options: PathOptions = {}): readonly Hop[] => {
  const service = serviceOf(cluster, server);
  const call = service === undefined ? undefined : callOf(cluster, service, options.port);
  if (service === undefined || call === undefined) return [];
  const { clientPort = 40000 } = options;
  const there = { direction: 'there', protocol: call.protocol } as const;
  const back = { direction: 'back', protocol: call.protocol } as const;
  const routed = routedOf(cluster, server, call.vip, options.routed ?? {});
  const request = header(cluster.client, clientPort, call.vip, call.port);
  const calling = travel(there, ['client', 'director'], routed.client, { inner: request, changed: '' });
  if (methodOf(cluster, server) === 'local') {
    const inner = header(call.vip, call.port, cluster.client, clientPort);
    const changed = changes.localAnswer(server.id);
    return [...calling, ...travel(back, ['director', 'client'], routed.client, { inner, changed })];
  }
  const inside = serverPortOf(service, server, call.port);
  const { forwarded, answered, returned } = middle(cluster, server, call, clientPort, inside);
  return [
    ...calling,
    ...travel(there, ['director', 'real server'], routed.server, forwarded),
    ...(returned === undefined
      ? travel(back, ['real server', 'client'], routed.answer, answered)
      : [
          ...travel(back, ['real server', 'director'], routed.server, answered),
          ...travel(back, ['director', 'client'], routed.client, returned),
        ]),
  ];
};
