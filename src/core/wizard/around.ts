/** Questions to the ground that several checks ask. */
import type { Address } from '../model/address.ts';
import { familyOf } from '../model/address.ts';
import type { Network, NetworkAddress } from '../model/network.ts';
import { type ServiceId, serviceKey } from '../model/service.ts';
import type { SeenService } from '../model/snapshot.ts';
import { edgeOf } from './reading/address.ts';
import type { Ground, Neighbour } from './wizard.types.ts';

/** What is known of an address as a neighbour; an answer counts for more than its absence on another link. */
export const neighbourAt = (ground: Ground, address: Address): Neighbour | undefined => {
  const found = (ground.neighbours ?? []).filter(one => one.address === address);
  return found.find(({ state }) => !silent.has(state)) ?? found[0];
};

/** States of a neighbour that does not answer. */
const silent: ReadonlySet<string> = new Set(['FAILED', 'INCOMPLETE']);

/** Whether a neighbour was asked and gave no answer. */
export const isSilent = ({ state }: Neighbour): boolean => silent.has(state);

/** Whether a neighbour answered within the last seconds. */
export const answersNow = ({ state }: Neighbour): boolean => ['REACHABLE', 'DELAY', 'PROBE'].includes(state);

/** The service of an identity in the running table. */
export const runningService = (ground: Ground, id: ServiceId): SeenService | undefined => {
  const key = serviceKey(id);
  return ground.services?.find(service => service.key === key);
};

/** A service in which an address is a real server. */
export const servedBy = (ground: Ground, address: Address): SeenService | undefined =>
  ground.services?.find(({ servers }) => servers.some(({ id }) => id?.address === address));

/** The subnet of the machine whose first or last address this is. */
export const edgeIn = (
  network: Network,
  address: Address,
): { readonly subnet: NetworkAddress; readonly edge: 'network' | 'broadcast' } | undefined => {
  for (const { addresses } of network.interfaces)
    for (const subnet of addresses) {
      if (familyOf(subnet.address) !== familyOf(address)) continue;
      const edge = edgeOf(subnet, address);
      if (edge !== undefined) return { subnet, edge };
    }
  return undefined;
};

/** The address that an interface has in full: `10.0.0.100/24`. */
export const withLength = ({ address, prefix }: NetworkAddress): string => `${address}/${prefix}`;
