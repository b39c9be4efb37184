/** The order of `ipvsadm -L`, quickly where its own comparison is not needed. */
import { sortServers, sortServices } from '../ipvsadm/sort.ts';
import { ipv4Bits } from '../model/address.ts';
import type { ServerId, ServiceId } from '../model/service.ts';
import type { SeenServer } from '../model/snapshot.ts';

/** Whether the identity of an item is known, and not a name only. */
const hasId = <T extends { readonly id?: unknown }>(
  item: T,
): item is T & { readonly id: NonNullable<T['id']> } => item.id !== undefined;

/** One number per IPv4 server that sorts as ipvsadm does; undefined where that takes its own comparison (sort.ts). */
const sortNumbers = (servers: readonly SeenServer[]): readonly number[] | undefined => {
  const numbers: number[] = [];
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (const { id } of servers) {
    if (id === undefined || id.address.includes(':')) return undefined;
    const bits = ipv4Bits(id.address);
    least = Math.min(least, bits);
    most = Math.max(most, bits);
    numbers.push(bits * 65_536 + id.port);
  }
  // Differences of 2^31 and more overflow there.
  return most - least < 2 ** 31 ? numbers : undefined;
};

/** Servers in the order of `-L`; as they stand where one of them is a name. The input is in kernel order. */
export const sortedServers = (servers: readonly SeenServer[]): readonly SeenServer[] => {
  if (servers.length < 2) return servers;
  const numbers = sortNumbers(servers);
  if (numbers !== undefined) {
    const order = numbers.map((_, index) => index).sort((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0));
    return order.flatMap(index => servers[index] ?? []);
  }
  return servers.every(hasId) ? sortServers(servers as readonly (SeenServer & { id: ServerId })[]) : servers;
};

/** Items with the identity of a service, in the order of `-L`; as they stand where one of them is a name. */
export const sortedServices = <T extends { readonly identity: { readonly id?: ServiceId } }>(
  items: readonly T[],
): readonly T[] => {
  const known: { readonly id: ServiceId; readonly item: T }[] = [];
  for (const item of items) {
    if (item.identity.id === undefined) return items;
    known.push({ id: item.identity.id, item });
  }
  return sortServices(known).map(({ item }) => item);
};
