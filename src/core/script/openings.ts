/**
 * What firewalls on the way of a cluster's packets have to let through, and no more: instead of turning them off. Seen on Linux 6.1:
 *
 * - On the director a client's packet passes the filter's INPUT before IPVS has it: DROP there stops every way, ACCEPT for the VIP's port is all
 *   that DR and TUN need. FORWARD never sees them.
 * - The answers of NAT servers pass FORWARD. With net.ipv4.vs.conntrack=0 they count as INVALID, not as ESTABLISHED: a rule for established
 *   connections does not let them through, and one that drops INVALID drops them, wherever the opening stands after it. With 1 they are ESTABLISHED.
 * - Later packets of a connection count as NEW for INPUT with conntrack=0 and in DR and TUN: a rule for `--syn` alone is too narrow.
 * - OUTPUT sees what IPVS sends: NAT to the RIP's port, DR to the VIP's port, TUN the outer protocol.
 * - A real server in TUN needs both: the outer protocol from the director, and the VIP's port for what was in it.
 */
import type { Cluster } from '../cluster/cluster.types.ts';
import { type Address, type Family, familyOf } from '../model/address.ts';
import type { Tunnel } from '../model/service.ts';
import { type Ports, portsWords } from './marks-ports.ts';
import { ripTargets, type Target, vipTargets } from './openings-targets.ts';

/** One opening of a packet filter. */
export interface Opening {
  readonly chain: 'INPUT' | 'FORWARD' | 'OUTPUT';
  readonly family: Family;
  /** `tcp`, `udp`, `sctp`, or the number of a protocol: 4 and 41 are IPv4 and IPv6 in IP, 47 is GRE. */
  readonly protocol: string;
  /** None: all of the protocol. */
  readonly ports: Ports;
  /** Whether the ports are those of the receiver (`d`) or of the sender (`s`). */
  readonly side: 'd' | 's';
  readonly from?: Address;
  readonly to?: Address;
  /** What passes here, a sentence. */
  readonly why: string;
  /** What a person sees when it is closed, without a full stop. */
  readonly without: string;
}

/** Whose firewall it is. */
export type OpeningRole = 'director' | 'real server';

/** What narrows or widens the list. */
export interface OpeningOptions {
  /** OUTPUT as well, which firewalls leave open by default. */
  readonly output?: boolean;
  /** One real server: its own address is in the rules of NAT. */
  readonly server?: Address;
}

const words = ({ address, protocol, ports }: Target): string =>
  `${address} ${protocol.toUpperCase()} ${portsWords(ports)}`;

const opening = (
  chain: Opening['chain'],
  { address, protocol, ports }: Target,
  side: 'd' | 's',
  why: string,
  without: string,
): Opening => ({
  chain,
  family: familyOf(address),
  protocol,
  ports,
  side,
  ...(side === 'd' ? { to: address } : { from: address }),
  why,
  without,
});

/** The number of the protocol that a packet of a family is wrapped in; GUE is UDP to a port. */
const outer = (tunnel: Tunnel, inner: Family): Pick<Opening, 'protocol' | 'ports'> => {
  if (tunnel.type === 'gue') return { protocol: 'udp', ports: [[tunnel.port, tunnel.port]] };
  return { protocol: tunnel.type === 'gre' ? '47' : inner === 4 ? '4' : '41', ports: [] };
};

const outerName = ({ type, port }: Tunnel): string =>
  type === 'gue' ? `GUE, UDP port ${port}` : type === 'gre' ? 'GRE, protocol 47' : 'IP in IP';

const ipip: Tunnel = { type: 'ipip', port: 0, checksum: 'none' };

const outgoing = (cluster: Cluster): readonly Opening[] => {
  const why = 'What IPVS sends on passes OUTPUT, as if this machine had sent it.';
  const without = 'connections stay in SYN_RECV: nothing leaves the director for the real servers';
  const { way, family, tunnel = ipip } = cluster;
  if (way === 'dr') return vipTargets(cluster).map(target => opening('OUTPUT', target, 'd', why, without));
  if (way !== 'tun') return ripTargets(cluster).map(target => opening('OUTPUT', target, 'd', why, without));
  const servers = new Set(ripTargets(cluster).map(({ address }) => address));
  return [...servers].map(to => ({
    chain: 'OUTPUT',
    family: familyOf(to),
    ...outer(tunnel, family),
    side: 'd',
    to,
    why,
    without,
  }));
};

const onDirector = (cluster: Cluster, { output = false }: OpeningOptions): readonly Opening[] => [
  ...vipTargets(cluster).map(target =>
    opening(
      'INPUT',
      target,
      'd',
      `Clients call ${words(target)}. IPVS takes their packets after the INPUT rules let them pass; every packet, not only the first.`,
      `clients time out, and the service counts no connection: their packets for ${words(target)} are dropped before IPVS sees them`,
    ),
  ),
  ...(cluster.way === 'nat' || cluster.way === 'snat'
    ? ripTargets(cluster).map(target =>
        opening(
          'FORWARD',
          target,
          's',
          `Answers of ${target.address} pass FORWARD on their way to IPVS, which puts the VIP into them. With net.ipv4.vs.conntrack=0 they count as INVALID, so this has to stand before a rule that drops such packets.`,
          `connections stay in SYN_RECV and clients time out: the answers of ${target.address} are dropped`,
        ),
      )
    : []),
  ...(output ? outgoing(cluster) : []),
];

const tunnelOpening = ({ family, tunnel = ipip, director, services }: Cluster): readonly Opening[] => {
  const servers = services.flatMap(service => service.servers.map(({ id }) => familyOf(id.address)));
  return [...new Set(servers)].map(of => ({
    chain: 'INPUT',
    family: of,
    ...outer(tunnel, family),
    side: 'd',
    ...(director.dip === undefined || familyOf(director.dip.address) !== of
      ? {}
      : { from: director.dip.address }),
    why: `What the director sends is wrapped (${outerName(tunnel)}) and passes INPUT a first time so, before it is unwrapped and passes a second time.`,
    without: `connections stay in SYN_RECV: the wrapped packets (${outerName(tunnel)}) are dropped`,
  }));
};

const natOpenings = (cluster: Cluster, server: Address | undefined): readonly Opening[] => {
  const { dip } = cluster.director;
  const from = cluster.way === 'snat' && dip !== undefined ? { from: dip.address } : {};
  const own = ripTargets(cluster).filter(({ address }) => server === undefined || address === server);
  const seen = new Set<string>();
  return own.flatMap(target => {
    const { to, ...rest } = opening(
      'INPUT',
      target,
      'd',
      cluster.way === 'snat'
        ? 'The director calls the real server with its own address.'
        : 'The director has put the RIP and its port into the packets; their sender is still the client.',
      `connections stay in SYN_RECV and clients time out: ${target.protocol.toUpperCase()} ${portsWords(target.ports)} is closed here`,
    );
    // Without a server's name the rules are for all of them, and those of two servers may be one.
    const narrow = { ...rest, ...from, ...(server === undefined || to === undefined ? {} : { to }) };
    const key = JSON.stringify([narrow.protocol, narrow.ports]);
    if (server === undefined && seen.has(key)) return [];
    seen.add(key);
    return [narrow];
  });
};

const onServer = (cluster: Cluster, { server }: OpeningOptions): readonly Opening[] => {
  if (cluster.way === 'nat' || cluster.way === 'snat') return natOpenings(cluster, server);
  return [
    ...(cluster.way === 'tun' ? tunnelOpening(cluster) : []),
    ...vipTargets(cluster).map(target =>
      opening(
        'INPUT',
        target,
        'd',
        `Packets are for the VIP when they are taken in here: for ${words(target)}, from the client's own address.`,
        `connections stay in SYN_RECV and clients time out: ${words(target)} is closed here`,
      ),
    ),
  ];
};

/** The openings that a cluster needs on a machine of this role, in the order of the chains. */
export const openings = (
  cluster: Cluster,
  role: OpeningRole,
  options: OpeningOptions = {},
): readonly Opening[] => (role === 'director' ? onDirector(cluster, options) : onServer(cluster, options));
