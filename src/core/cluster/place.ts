/** The director's place between its clients and its real servers, as far as its network tells. */
import { type Address, type Family, familyOf } from '../model/address.ts';
import { holderOf, type Network } from '../model/network.ts';
import type { DirectorPlace } from './cluster.types.ts';
import { reachOf, sourceOf } from './reach.ts';

/**
 * The interface that faces the clients: the one that holds the VIP (but for lo), on whose link it lies, or over which
 * the default route of its family leads. Undefined where none does.
 */
export const outsideOf = (network: Network, vip: Address): string | undefined => {
  const holder = holderOf(network, vip)?.name;
  if (holder !== undefined && holder !== 'lo') return holder;
  const away = holder === undefined ? reachOf(network, vip) : undefined;
  if (away !== undefined && away.how !== 'none') return away.device;
  const family = familyOf(vip);
  return network.routes.find(({ to, family: of }) => to === undefined && of === family)?.interface;
};

/** What is known of a director called `name`; fields that the network does not tell are absent. */
export const directorPlace = (
  name: string,
  network: Network | undefined,
  vip: Address | undefined,
  servers: readonly Address[],
): DirectorPlace => {
  if (network === undefined) return { name };
  const outside = vip === undefined ? undefined : outsideOf(network, vip);
  // A server that is the director itself says nothing of the way to the others.
  const server = servers.find(address => holderOf(network, address) === undefined) ?? servers[0];
  const reach = server === undefined ? undefined : reachOf(network, server);
  const inside = reach === undefined || reach.how === 'none' ? undefined : reach.device;
  const dip = server === undefined ? undefined : sourceOf(network, server);
  const mtu = network.interfaces.find(face => face.name === inside)?.mtu;
  return {
    name,
    ...(outside === undefined ? {} : { outside }),
    ...(inside === undefined ? {} : { inside }),
    ...(dip === undefined ? {} : { dip }),
    ...(mtu === undefined ? {} : { mtu }),
  };
};

/** An address of a client for drawings and tests: of the networks that are set aside for documents. */
export const exampleClient = (family: Family): Address =>
  (family === 4 ? '203.0.113.9' : '2001:db8::9') as Address;
