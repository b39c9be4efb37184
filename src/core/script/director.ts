/** The director's part as a script, for machines where lvsh itself does not run. */

import type { Cluster, Marker } from '../cluster/cluster.types.ts';
import { type Address, familyOf, fullLength } from '../model/address.ts';
import { settingPart } from '../net/sysctl-name.ts';
import { permanently } from './director-permanent.ts';
import { tableChecks, tableItems } from './director-table.ts';
import { markScriptItems } from './marks.ts';
import { openings } from './openings.ts';
import { type Firewall, openingItems } from './openings-rules.ts';
import type { Item, Script, SysctlItem } from './script.types.ts';
import { fullNatScriptItems, type Outbound, outboundScriptItem } from './snat.ts';

/** What a director's script is told besides the cluster. */
export interface DirectorOptions {
  /** What sets marks and rewrites addresses there; `iptables` when absent. */
  readonly marker?: Marker;
  /**
   * The VIPs are not put on this machine: marked packets are taken in by a routing table of this number. For services by mark; not for the
   * way `snat`, whose director holds the VIPs all the same (see `markRoutes`).
   */
  readonly table?: number;
  /** The real servers' own way to the outside. */
  readonly outbound?: Outbound;
  /** The firewall that gets openings; absent: it is left alone. */
  readonly firewall?: Firewall;
  /** `systemd`: it comes back at boot. `iproute2` when absent. */
  readonly flavour?: 'iproute2' | 'systemd';
}

/** An address in the name of a script: `fd00--200`. */
export const nameText = (address: Address): string => address.replaceAll(':', '-');

const setting = (name: string, value: string, why: string, without: string): Item => ({
  do: { what: 'sysctl', name, value } satisfies SysctlItem,
  why,
  without,
});

const forwarding = ({ family }: Cluster): Item =>
  family === 4
    ? setting(
        'net.ipv4.ip_forward',
        '1',
        'NAT: answers of the real servers pass this machine on their way to clients; without forwarding it drops them. DR and TUN do not need it.',
        'connections stay in SYN_RECV and clients time out: the answers of the real servers are dropped',
      )
    : setting(
        'net.ipv6.conf.all.forwarding',
        '1',
        'NAT: answers of the real servers pass this machine on their way to clients; without forwarding it drops them. A machine that forwards takes no default route from router advertisements any more, unless accept_ra of its interface is 2.',
        'connections stay in SYN_RECV and clients time out: the answers of the real servers are dropped',
      );

/** One interface for both sides: the kernel would tell real servers of a shorter way past the director. IPv6 has no such setting. */
const redirects = ({ director: { outside, inside }, family }: Cluster): readonly Item[] => {
  const device = inside ?? outside;
  if (family === 6 || device === undefined || (outside !== undefined && outside !== inside)) return [];
  return ['all', settingPart(device)].map(name =>
    setting(
      `net.ipv4.conf.${name}.send_redirects`,
      '0',
      'Packets leave by the interface on which they came, and the kernel would tell the real servers of a shorter way, past the director. It does so when one of the two settings, for all and for the interface, is 1.',
      'real servers are told to answer clients directly, and such answers come from the wrong address',
    ),
  );
};

const settings = (cluster: Cluster, firewall: Firewall | undefined): readonly Item[] => {
  const { way } = cluster;
  if (way !== 'nat' && way !== 'snat') return [];
  return [
    forwarding(cluster),
    ...redirects(cluster),
    ...(way === 'snat'
      ? [
          setting(
            'net.ipv4.vs.conntrack',
            '1',
            'Packets of IPVS connections meet the rules of the nat table only so. It costs some time for each packet.',
            'the source address is not rewritten, answers go past the director, and clients time out',
          ),
        ]
      : firewall === 'firewalld'
        ? openingItems(
            openings(cluster, 'director').filter(({ chain }) => chain === 'FORWARD'),
            firewall,
          ).slice(0, 1)
        : []),
  ];
};

const vipItem = (vip: Address, device: string | undefined): Item => ({
  do: {
    what: 'address',
    address: vip,
    prefix: fullLength(familyOf(vip)),
    device: device ?? 'lo',
    ...(familyOf(vip) === 6 ? { nodad: true } : {}),
  },
  why: [
    `The VIP: this machine answers for it on the LAN. As /${fullLength(familyOf(vip))}, so that it brings no route to a network of its own.`,
    ...(familyOf(vip) === 6
      ? ['nodad: real servers may hold it as well, which the search for duplicates would find.']
      : []),
    ...(device === undefined
      ? familyOf(vip) === 4
        ? [
            'On lo, for the interface towards the clients was not told: IPv4 answers ARP requests for it on every interface.',
          ]
        : [
            'On lo, for the interface towards the clients was not told: IPv6 is not found there by neighbours, so a router has to send packets for it here.',
          ]
      : []),
  ].join(' '),
  without: `clients find nobody who has ${vip}, or packets for it are not for this machine`,
});

const ways = {
  nat: 'NAT: it rewrites the destination, and answers come back through it.',
  dr: 'Direct routing (DR): it rewrites the MAC address of packets and nothing else; real servers answer clients themselves.',
  tun: 'Tunnelling (TUN): it wraps packets for the real servers, which answer clients themselves.',
  snat: 'NAT with the source rewritten as well, the substitute for full NAT: to the real servers the director is the client, so their gateway does not matter.',
} as const;

/**
 * The director's whole part, in an order in which nothing is half there for clients: settings, marks, source rewriting, openings, the table, and
 * the VIPs last. At `stop` clients are turned away first. What was there before (an address, a rule, a service) is not touched and
 * stays.
 */
export const directorScript = (cluster: Cluster, options: DirectorOptions = {}): Script => {
  const { marker = 'iptables', outbound, firewall, flavour = 'iproute2' } = options;
  const { vips, director, way } = cluster;
  const table = way === 'snat' ? undefined : options.table;
  const device = director.outside ?? director.inside;
  const script: Script = {
    role: 'director',
    flavour: 'iproute2',
    name: `lvs-director-${nameText(vips[0] ?? cluster.client)}`,
    header: [
      `The director ${director.name} of ${vips.join(', ')}. ${ways[way]}`,
      'Services and real servers that ipvsadm has already are left as they are; stop removes those that start added.',
    ],
    items: [
      {
        do: { what: 'module', name: 'ip_vs' },
        why: 'IPVS itself. ipvsadm loads schedulers as they are asked for, but the settings under net.ipv4.vs are there only once this is loaded.',
        without: 'this kernel has no virtual services',
      },
      ...settings(cluster, firewall),
      ...markScriptItems(cluster.marks, marker, table),
      ...(outbound === undefined ? [] : [outboundScriptItem(outbound, marker)]),
      ...(way === 'snat' ? fullNatScriptItems(cluster, marker) : []),
      ...(firewall === undefined
        ? []
        : openingItems(
            openings(cluster, 'director').filter(
              // Of firewalld these are one setting, which stands above.
              ({ chain }) => firewall !== 'firewalld' || chain !== 'FORWARD',
            ),
            firewall,
          )),
      ...tableItems(cluster.services),
      ...(table === undefined ? vips.map(vip => vipItem(vip, device)) : []),
    ],
    checks: tableChecks(cluster.services),
  };
  return flavour === 'systemd' ? permanently(script) : script;
};
