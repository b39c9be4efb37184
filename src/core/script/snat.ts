/**
 * Source addresses that the director rewrites: of the real servers' own traffic to the outside (NAT clusters), and of clients' packets on
 * their way to the real servers, which is what the kernel offers in the place of full NAT.
 */
import type { Cluster, Marker } from '../cluster/cluster.types.ts';
import { type Address, type Family, familyOf, fullLength } from '../model/address.ts';
import type { FilterProgram, NetItem } from '../model/net-item.ts';
import type { NetworkAddress } from '../model/network.ts';
import { filterProgram } from './marks.ts';
import { distinctPorts, nftPorts } from './marks-ports.ts';
import { ripTargets, vipTargets } from './openings-targets.ts';
import type { Item } from './script.types.ts';

/** The priority of `srcnat` at the postrouting hook; nft before 0.9 knows only the number. */
const srcnatPriority = 100;

/** The protocol numbers that `-m ipvs --vproto` takes. */
const numbers = { tcp: 6, udp: 17, sctp: 132 } as const;

const nat = (program: FilterProgram, family: Family, words: readonly string[]): NetItem => ({
  what: 'iptables',
  program: filterProgram(program, family),
  table: 'nat',
  chain: 'POSTROUTING',
  words,
});

const nftNat = (family: Family, name: string, rules: readonly string[]): NetItem => ({
  what: 'nft',
  family: family === 4 ? 'ip' : 'ip6',
  name,
  body: `chain postrouting { type nat hook postrouting priority ${srcnatPriority}; ${rules.map(rule => `${rule};`).join(' ')} };`,
});

/** What the real servers of a network get to reach the outside. */
export interface Outbound {
  /** The real servers' network. */
  readonly network: NetworkAddress;
  /** The interface towards the outside. */
  readonly device: string;
  /** The address that the outside sees; absent: whatever that interface has when a connection begins. */
  readonly to?: Address;
}

/**
 * The rule that lets real servers of a NAT cluster reach the outside: their gateway is the director, and nobody outside knows the way
 * back to their addresses. IPVS does not need it (it puts the VIP into answers itself) and works beside it, with vs.conntrack 0 as
 * well (seen on the kernel).
 */
export const outboundItem = ({ network, device, to }: Outbound, marker: Marker): NetItem => {
  const family = familyOf(network.address);
  const from = `${network.address}/${network.prefix}`;
  if (marker === 'nft') {
    const ip = family === 4 ? 'ip' : 'ip6';
    // nft has no way to quote a quote. Where a name could be more than a name, what leaves the network goes out by it.
    const out = /^[A-Za-z0-9_][A-Za-z0-9_.@-]*$/.test(device)
      ? `oifname "${device}"`
      : `${ip} daddr != ${from}`;
    return nftNat(family, 'lvsh_outbound', [
      `${ip} saddr ${from} ${out} ${to === undefined ? 'masquerade' : `snat to ${to}`}`,
    ]);
  }
  return nat(marker, family, [
    ...['-s', from, '-o', device],
    ...(to === undefined ? ['-j', 'MASQUERADE'] : ['-j', 'SNAT', '--to-source', to]),
  ]);
};

const target = (dip: Address | undefined): readonly string[] =>
  dip === undefined ? ['-j', 'MASQUERADE'] : ['-j', 'SNAT', '--to-source', dip];

/** `-m ipvs` knows one port; where a range or all ports are meant, whatever IPVS sends on for the VIP and the protocol is. */
const ipvsMatches = (cluster: Cluster): readonly (readonly string[])[] =>
  vipTargets(cluster).flatMap(({ address, protocol, ports }) => {
    const of = (port?: number): readonly string[] => [
      ...['-m', 'ipvs', '--vaddr', `${address}/${fullLength(familyOf(address))}`],
      ...(port === undefined ? [] : ['--vport', String(port)]),
      ...['--vproto', String(numbers[protocol])],
    ];
    const distinct = distinctPorts(ports);
    const single = distinct.length > 0 && distinct.every(([first, last]) => first === last);
    return single ? distinct.map(([port]) => of(port)) : [of()];
  });

/**
 * The rules that give clients' packets the DIP as their sender on the way to the real servers, so that answers come back to the director
 * whatever gateway the servers have. Without a DIP in the cluster, the address of the interface where they go out.
 *
 * Seen on Linux 6.1: a rule by `-m ipvs --vaddr VIP --vport PORT --vproto 6` in nat POSTROUTING is met only with net.ipv4.vs.conntrack=1,
 * and answers are let through only with ip_forward=1; with both, servers whose gateway is another router answer, and so they do when clients
 * are in the servers' own network, for services by mark and for IPv6 as well. nft cannot match what is IPVS's, so its rules go by the real
 * servers' addresses and ports (the kernel takes such a rule, seen with iptables); the director's own connections to them are met,
 * too, and keep the address that they have anyway.
 */
export const fullNatItems = (cluster: Cluster, marker: Marker): readonly NetItem[] => {
  const dip = cluster.director.dip?.address;
  if (marker !== 'nft')
    return ipvsMatches(cluster).map(match => nat(marker, cluster.family, [...match, ...target(dip)]));
  const to = dip === undefined ? 'masquerade' : `snat to ${dip}`;
  const rules = ripTargets(cluster).map(
    ({ address, protocol, ports }) =>
      `${familyOf(address) === 4 ? 'ip' : 'ip6'} daddr ${address} ${nftPorts(protocol, ports)} ${to}`,
  );
  return rules.length === 0 ? [] : [nftNat(cluster.family, 'lvsh_full_nat', [...new Set(rules)])];
};

/** The rule for the real servers' own traffic as a part of a script. */
export const outboundScriptItem = (outbound: Outbound, marker: Marker): Item => ({
  do: outboundItem(outbound, marker),
  why: `The real servers of ${outbound.network.address}/${outbound.network.prefix} reach the outside through this machine, and nobody there knows a way back to their addresses: they go out with ${outbound.to ?? `the address of ${outbound.device}`}. The answers of the service do not need it.`,
  without: 'the real servers cannot reach the outside: no updates, no names',
});

/** The rules of the substitute for full NAT as parts of a script. */
export const fullNatScriptItems = (cluster: Cluster, marker: Marker): readonly Item[] =>
  fullNatItems(cluster, marker).map(item => ({
    do: item,
    why: `Packets of the service go to the real servers with ${cluster.director.dip?.address ?? "the director's own address"} as their sender, so the answers come back here whatever gateway the servers have. They no longer see the client's address.`,
    without: 'answers go past the director with the address of the real server, and clients time out',
  }));
