/** The router between clients and the cluster: what it may have to be told about the VIP. */

import type { Cluster } from '../cluster/cluster.types.ts';
import { type Address, type Family, familyOf, fullLength } from '../model/address.ts';
import type { NetworkAddress } from '../model/network.ts';
import { settingPart } from '../net/sysctl-name.ts';
import { nameText } from './director.ts';
import { permanently } from './director-permanent.ts';
import { ifcfgAddress, nmcliAddress } from './router-permanent.ts';
import type { Flavour, Item, Script } from './script.types.ts';

/**
 * What is done there. `static-arp`: the MAC address of the director stands fast, whoever answers ARP requests for the VIP (the oldest cure
 * for DR's address conflict). `host-route`: packets for the VIP go to the DIP, so nobody is ever asked for the VIP (seen: it works
 * even with real servers that answer ARP for it). `second-address`: an address in the VIP's own subnet, where the VIP is not in the LAN's.
 */
export type RouterCure =
  | { readonly kind: 'static-arp'; readonly mac: string }
  | { readonly kind: 'host-route'; readonly dip: Address }
  | { readonly kind: 'second-address'; readonly address: NetworkAddress };

/** What a router's script is told besides the cluster. */
export interface RouterOptions {
  readonly cure: RouterCure;
  /** The router's interface towards the director. */
  readonly device: string;
  /** Its interface towards the real servers, where that is another one: their answers come in there with the VIP as their source (DR, TUN). */
  readonly serversDevice?: string;
  /** One of `routerFlavours`; `iproute2` when absent. */
  readonly flavour?: Flavour;
}

/** The flavours that a cure can have: NetworkManager and network-scripts are asked for addresses only, and the latter's alias files are for IPv4. */
export const routerFlavours = (cure: RouterCure['kind'], family: Family): readonly Flavour[] => [
  'iproute2',
  'systemd',
  ...(cure === 'second-address' ? (['nmcli', ...(family === 4 ? ['ifcfg' as const] : [])] as const) : []),
];

const onLink = (vip: Address, device: string): Item => ({
  do: {
    what: 'route',
    family: familyOf(vip),
    to: { address: vip, prefix: fullLength(familyOf(vip)) },
    device,
  },
  why: `${vip} is on the link of ${device}, whatever addresses this router has there: frames for it go out by that interface.`,
  without: `packets for ${vip} do not go to the link where the director is`,
});

const cureItems = (vip: Address, { cure, device }: RouterOptions): readonly Item[] => {
  switch (cure.kind) {
    case 'static-arp':
      return [
        onLink(vip, device),
        {
          do: { what: 'neighbour', address: vip, mac: cure.mac, device },
          why: `The VIP is at ${cure.mac}, the director's MAC address, and the router asks nobody: a real server that would answer ARP requests for it is never heard. It has to be changed when another machine becomes director.`,
          without:
            'the router asks by ARP who has the VIP, and a real server that answers first gets all clients',
        },
      ];
    case 'host-route':
      return [
        {
          do: {
            what: 'route',
            family: familyOf(vip),
            to: { address: vip, prefix: fullLength(familyOf(vip)) },
            via: cure.dip,
            device,
          },
          why: `Packets for the VIP go to the director's own address ${cure.dip}. The router asks by ARP for that one and never for the VIP, so it does not matter who else holds the VIP.`,
          without: 'the router has no way to the VIP, or asks by ARP who has it',
        },
      ];
    case 'second-address':
      return [];
  }
};

const secondAddress = ({ cure, device, flavour }: RouterOptions): readonly Item[] => {
  if (cure.kind !== 'second-address') return [];
  const { address, prefix } = cure.address;
  if (flavour === 'nmcli') return [nmcliAddress(cure.address, device)];
  return [
    {
      do: { what: 'address', address, prefix, device },
      why: 'An address in the subnet of the VIP: the router has a route to it then, and asks by ARP for the VIP on this link.',
      without: 'the router has no way to the VIP',
    },
    ...(flavour === 'ifcfg' ? [ifcfgAddress(cure.address, device)] : []),
  ];
};

/**
 * DR and TUN answers have the VIP as their source. Where they come in by another interface than the one that leads to the VIP, the strict
 * test (rp_filter=1) drops them all; the loose one (2) does not, and it is the larger value that counts.
 */
const looseFilter = ({ way, family }: Cluster, { device, serversDevice }: RouterOptions): readonly Item[] =>
  family === 6 || (way !== 'dr' && way !== 'tun') || serversDevice === undefined || serversDevice === device
    ? []
    : [
        {
          do: {
            what: 'sysctl',
            name: `net.ipv4.conf.${settingPart(serversDevice)}.rp_filter`,
            value: '2',
          },
          why: `Answers of the real servers come in on ${serversDevice} with the VIP as their source, and the way to the VIP leads over ${device}: the strict test of the source (1) drops them. 2 is the loose one. The kernel takes the larger value of all and of the interface, so all keeps its own.`,
          without:
            'answers of all real servers are dropped when the test of the source is strict (1), and clients time out',
        },
      ];

const cures = {
  'static-arp': 'It gets a static ARP entry for the VIP with the MAC address of the director.',
  'host-route': "It gets a route to the VIP through the director's own address.",
  'second-address': 'It gets a second address, in the subnet of the VIP.',
} as const;

/** The script of a router: a cure for every VIP of the cluster, and the test of sources that DR and TUN need. */
export const routerScript = (cluster: Cluster, options: RouterOptions): Script => {
  const { cure, flavour = 'iproute2' } = options;
  const script: Script = {
    role: 'router',
    flavour: flavour === 'systemd' ? 'iproute2' : flavour,
    name: `lvs-router-${nameText(cluster.vips[0] ?? cluster.client)}`,
    header: [`The router in front of ${cluster.vips.join(', ')}. ${cures[cure.kind]}`],
    items: [
      ...secondAddress({ ...options, flavour }),
      ...cluster.vips.flatMap(vip => cureItems(vip, options)),
      ...looseFilter(cluster, options),
    ],
    checks: cluster.vips.map(vip => ({
      run: ['ip', `-${familyOf(vip)}`, 'route', 'get', vip],
      right: `there is a route to ${vip}`,
      wrong: `there is no route to ${vip}: packets for it are refused here`,
    })),
  };
  return flavour === 'systemd' ? permanently(script) : script;
};
