/** What the machine and its neighbours say about an address that clients are to call. */
import type { Way } from '../../cluster/cluster.types.ts';
import { reachOf, routersOf, sourceOf, subnetOf } from '../../cluster/reach.ts';
import { type Address, familyOf, fullLength } from '../../model/address.ts';
import { holderOf, type Network, type NetworkAddress } from '../../model/network.ts';
import { serviceLabel } from '../../words/labels.ts';
import { answersNow, edgeIn, isSilent, neighbourAt, servedBy, withLength } from '../around.ts';
import { error, fromMachine, ok, warn } from '../remarks.ts';
import type { Ground, Remark } from '../wizard.types.ts';

/** How an address is held: as a host address, or as the machine's own with its subnet. */
const heldAs = (network: Network, vip: Address): NetworkAddress | undefined =>
  holderOf(network, vip)?.addresses.find(({ address }) => address === vip);

/**
 * Whether the machine would speak to its real servers from this very address. With DR and TUN they hold it themselves and
 * give no answer to it [measured: the neighbours stay FAILED].
 */
const speaksFrom = (network: Network, vip: Address, servers: readonly Address[]): boolean =>
  servers.length === 0
    ? subnetOf(network, vip)?.address === vip
    : servers.some(
        server => reachOf(network, server).how !== 'own' && sourceOf(network, server)?.address === vip,
      );

const held = (network: Network, vip: Address, way: Way, servers: readonly Address[]): readonly Remark[] => {
  const device = holderOf(network, vip)?.name ?? '';
  const own = heldAs(network, vip);
  if (own === undefined || own.prefix === fullLength(familyOf(vip)))
    return [ok(`${vip} is on ${device} already: nothing is to be added`)];
  const shared = way === 'dr' || way === 'tun';
  if (shared && speaksFrom(network, vip, servers))
    return [
      error(
        `${withLength(own)} on ${device} is the address from which this machine speaks to the real servers. They hold the VIP as well, so they would not answer it: take an address that is free`,
      ),
    ];
  return [ok(`${withLength(own)} on ${device} is this machine's own address: nothing is to be added`)];
};

const elsewhere = (ground: Ground, vip: Address): readonly Remark[] => {
  const neighbour = neighbourAt(ground, vip);
  if (neighbour === undefined || isSilent(neighbour)) return [];
  const who = `${neighbour.mac ?? 'another machine'} on ${neighbour.device}`;
  return answersNow(neighbour)
    ? [error(`${vip} is taken: ${who} answers for it. Take another address, or take it away there first`)]
    : [
        warn(
          `${vip} was held by ${who} (${neighbour.state}): make sure that nobody has it, or clients reach the wrong machine`,
        ),
      ];
};

const placed = (ground: Ground, network: Network, vip: Address): readonly Remark[] => {
  const taken = elsewhere(ground, vip);
  if (taken.length > 0) return taken;
  const reach = reachOf(network, vip);
  if (reach.how === 'link')
    return [ok(`${vip} is on the link of ${reach.device}, and nobody is known to hold it`)];
  const towards = reach.how === 'router' ? reach.via : undefined;
  const dip = towards === undefined ? undefined : sourceOf(network, towards)?.address;
  const here = dip === undefined ? 'a host route to this machine' : `a host route to ${dip}`;
  return [
    warn(
      `${vip} lies in no subnet of this machine, so nobody here asks for it by ${familyOf(vip) === 4 ? 'ARP' : 'neighbour discovery'}: the router needs ${here}, or an address in the VIP's subnet. A script for the router is made`,
    ),
  ];
};

/** All remarks on one address for a VIP, as far as the ground is known; `servers` are those answered so far. */
export const checkVip = (
  vip: Address,
  way: Way,
  servers: readonly Address[],
  ground: Ground,
): readonly Remark[] => {
  const { network } = ground;
  const serving = servedBy(ground, vip);
  // An address of the director may serve in one service (local node) and be called in another.
  const busy =
    serving === undefined || (network !== undefined && holderOf(network, vip) !== undefined)
      ? []
      : [error(`${vip} is a real server of ${serviceLabel(serving.key)}: the VIP is an address of its own`)];
  if (network === undefined) return fromMachine(ground, [...busy, ...elsewhere(ground, vip)]);
  const edge = edgeIn(network, vip);
  if (edge !== undefined)
    return fromMachine(ground, [
      error(`${vip} is the ${edge.edge} address of ${withLength(edge.subnet)}: no machine can have it`),
    ]);
  if (routersOf(network, familyOf(vip)).includes(vip))
    return fromMachine(ground, [
      error(`${vip} is the router of this machine: the VIP is an address of its own`),
    ]);
  const place =
    holderOf(network, vip) === undefined ? placed(ground, network, vip) : held(network, vip, way, servers);
  return fromMachine(ground, [...busy, ...place]);
};
