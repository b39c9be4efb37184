/** What the machine's network says about real servers, for each way of forwarding. */
import { type Reach, reachOf, routersOf, subnetOf } from '../../cluster/reach.ts';
import { familyOf } from '../../model/address.ts';
import { contains, type Network } from '../../model/network.ts';
import { answersNow, edgeIn, isSilent, neighbourAt, withLength } from '../around.ts';
import type { TypedServer } from '../reading/servers.ts';
import { gathered, type Said, warn } from '../remarks.ts';
import type { Instead, Remark } from '../wizard.types.ts';
import { type Case, replaced } from './server-list.ts';

const said = (
  level: Said['level'],
  who: string,
  verb: readonly [one: string, many: string],
  rest: string,
  instead?: Instead,
): readonly Said[] => [
  {
    level,
    who,
    one: `${verb[0]} ${rest}`,
    many: `${verb[1]} ${rest}`,
    ...(instead === undefined ? {} : { instead }),
  },
];

const be = ['is', 'are'] as const;

/** A server that a frame does not reach. */
const behind = (
  { way, setting }: Case,
  who: string,
  reach: Exclude<Reach, { readonly how: 'own' | 'link' }>,
): readonly Said[] => {
  const routed = reach.how === 'router';
  const where = routed ? `behind the router ${reach.via}` : 'where no route of this machine leads';
  if (way === 'dr')
    return said(
      'error',
      who,
      be,
      `${where}: direct routing changes the MAC address alone, so it reaches servers on its own link only`,
      routed ? setting.turn('tun', 'tunnelling, which crosses routers') : undefined,
    );
  if (!routed) return said('warn', who, be, where);
  if (way === 'nat')
    return said(
      'warn',
      who,
      be,
      `${where}: answers must come back through this machine, which they do only if the routers between send them here`,
      setting.turn('snat', 'full NAT, which needs no gateway') ??
        setting.turn('tun', 'tunnelling, where servers answer by themselves'),
    );
  return said('ok', who, be, where);
};

const reachable = (it: Case, network: Network, who: TypedServer['address']): readonly Said[] => {
  const reach = reachOf(network, who);
  if (reach.how === 'own')
    return said(
      'ok',
      who,
      be,
      'this machine itself, which takes its share as local node: something must listen here, too',
    );
  return reach.how === 'link'
    ? said('ok', who, be, `on the link of ${reach.device}`)
    : behind(it, who, reach);
};

const alive = ({ ground }: Case, who: TypedServer['address']): readonly Said[] => {
  const neighbour = neighbourAt(ground, who);
  if (neighbour === undefined) return [];
  const { device } = neighbour;
  if (isSilent(neighbour))
    return [
      {
        level: 'warn',
        who,
        one: `does not answer on ${device}: is it switched on?`,
        many: `do not answer on ${device}: are they switched on?`,
      },
    ];
  return answersNow(neighbour) ? said('ok', who, ['answers', 'answer'], `on ${device}`) : [];
};

const against = (it: Case, { address: who, word }: TypedServer): readonly Said[] => {
  const { network } = it.ground;
  const life = alive(it, who);
  if (network === undefined) return life;
  const edge = edgeIn(network, who);
  if (edge !== undefined)
    return said(
      'error',
      who,
      be,
      `the ${edge.edge} address of ${withLength(edge.subnet)}: no machine can have it`,
    );
  if (routersOf(network, familyOf(who)).includes(who))
    return said(
      'error',
      who,
      be,
      'a router of this machine, not a server',
      replaced(it.text, word, undefined),
    );
  return [...reachable(it, network, who), ...life];
};

/** NAT: clients in the servers' own subnet are answered past the director [measured]. */
const trap = ({ way, ground: { network }, called, list, setting }: Case): readonly Remark[] => {
  const [vip] = called.vips;
  if (way !== 'nat' || network === undefined || vip === undefined) return [];
  const subnet = subnetOf(network, vip);
  if (subnet === undefined || !list.servers.some(({ address }) => contains(subnet, address))) return [];
  return [
    warn(
      `VIP and servers are in one subnet (${withLength(subnet)}): a client in it is answered by the server directly, from an address that it never called, and gives up. Clients from elsewhere are served`,
      setting.turn('snat', 'full NAT, which serves them as well'),
    ),
  ];
};

/** Everything about a list that the machine's network and its neighbours tell; nothing where they are not known. */
export const checkAgainst = (it: Case): readonly Remark[] => [
  ...gathered(it.list.servers.flatMap(server => against(it, server))),
  ...trap(it),
];
