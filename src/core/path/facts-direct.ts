/** What is to be known of the ways in which real servers answer by themselves: DR and TUN. */
import { listed } from '../explain/say.ts';
import { familyOf } from '../model/address.ts';
import type { Tunnel } from '../model/service.ts';
import type { Named } from './named.ts';
import { tunnelOverhead } from './overhead.ts';
import { tunnelOf } from './place.ts';

const ownAnswer =
  'Real servers answer the clients themselves. Only requests pass the director, which can serve far more real servers than with NAT.';

const noMapping = ({ called }: Named): string =>
  `Real servers listen on ${called}, too: only NAT can translate ports.`;

const length = ({ cluster: { family } }: Named): string => (family === 4 ? '/32' : '/128');

/** Why the address that everybody holds is answered for by the director alone. `device`: what holds it on real servers. */
const silence = ({ cluster: { family }, vip }: Named, device: string): readonly string[] =>
  family === 6
    ? [
        `Nobody but the director answers for ${vip}: Linux answers neighbour solicitations only for addresses of the interface that was asked, and ${device} is another one.`,
      ]
    : [
        `Director and real servers hold ${vip}. Whoever answers ARP for it first gets all requests, so the real servers must keep silent.`,
        `arp_ignore=1: a real server answers ARP only for addresses of the interface that was asked, which ${device} is not. arp_announce=2: its own ARP questions do not carry the VIP, from which neighbours would learn it.`,
        'The kernel takes the larger value of “all” and of the interface on the network: “all” is enough, and lo alone does nothing.',
        'Other cures are a fixed ARP entry or a host route on the router, and arptables on the real servers.',
      ];

/** DR. */
export const drFacts = (named: Named): readonly string[] => {
  const { away, vip, inside, cluster } = named;
  const whole = cluster.family === 4 ? ': with a shorter length lo takes a whole network for its own' : '';
  return [
    ownAnswer,
    `Real servers are on the director’s own link, ${inside}: it reaches them by their MAC addresses.`,
    ...(away.length === 0
      ? []
      : [
          `${listed(away)} ${away.length === 1 ? 'is' : 'are'} not there: a router would send the packets back to the director, again and again. TUN reaches other networks.`,
        ]),
    noMapping(named),
    'Their default gateway is a router, never the director: it drops packets that come from its own VIP.',
    `Every real server holds ${vip} on lo, or it would not take the packets in, as ${length(named)}${whole}.`,
    ...silence(named, 'lo'),
  ];
};

/** What unwraps on the real server. */
const deviceOf = ({ type, port }: Tunnel, outer: 4 | 6): string => {
  const plain = outer === 4 ? 'tunl0' : 'ip6tnl0';
  if (type === 'gre') return 'a GRE device';
  return type === 'gue' ? `${plain} behind UDP port ${port}` : plain;
};

/** TUN. The kernel takes a preferred VIP as the outer source of IPv6, which real servers then refuse [seen on 6.1]. */
export const tunFacts = (named: Named): readonly string[] => {
  const { cluster, servers, rips, away, vip, dip } = named;
  const tunnel = tunnelOf(cluster, servers[0]);
  const outer = rips[0] === undefined ? cluster.family : familyOf(rips[0]);
  const device = deviceOf(tunnel, outer);
  const mtu = cluster.director.mtu ?? 1500;
  const overhead = tunnelOverhead(tunnel, outer);
  return [
    ownAnswer,
    `Real servers may be in any network that the director reaches: requests travel inside packets from ${dip}.`,
    `Real servers unwrap them with ${device}, which holds ${vip} as ${length(named)}.`,
    noMapping(named),
    'Their default gateway is their own router. It must let out packets from the VIP, which is no address of its network.',
    `The wrapping takes ${overhead} of the ${mtu} bytes on the link and leaves ${mtu - overhead}. Senders learn that by ICMP, so no firewall may drop it.`,
    ...(cluster.family === 4
      ? [
          'With rp_filter 1 a real server drops what comes out of the tunnel, for answers leave by another interface. The larger value of “all” and of the device counts: 0 or 2 is right.',
        ]
      : []),
    ...(outer === 6
      ? [
          `${vip} is no preferred address of the director (preferred_lft 0): else that is the outer source, and real servers refuse packets from an address that they hold.`,
        ]
      : []),
    ...(away.length < rips.length ? silence(named, device) : []),
  ];
};
