/** The order in which the kernel lists routes [measured on 6.1]. */
import { type Address, type Family, ipv6Groups } from '../../model/address.ts';
import { contains, type NetworkAddress } from '../../model/network.ts';
import type { KernelNetwork, KernelRoute } from './network.types.ts';

/** The bits of a network, and their order: IPv4 by address, of equal addresses the longer prefix first. */
const compare4 = (one: NetworkAddress, other: NetworkAddress): number => {
  const parts = (address: Address): readonly number[] => address.split('.').map(Number);
  const [left, right] = [parts(one.address), parts(other.address)];
  const at = left.findIndex((part, index) => part !== right[index]);
  return at < 0 ? other.prefix - one.prefix : (left[at] ?? 0) - (right[at] ?? 0);
};

/** IPv6: what lies in another network comes before it, else by address. */
const compare6 = (one: NetworkAddress, other: NetworkAddress): number => {
  const within = (inner: NetworkAddress, outer: NetworkAddress): boolean =>
    inner.prefix > outer.prefix && contains(outer, inner.address);
  if (within(one, other)) return -1;
  if (within(other, one)) return 1;
  const [left, right] = [ipv6Groups(one.address), ipv6Groups(other.address)];
  const at = left.findIndex((group, index) => group !== right[index]);
  return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
};

/** The routes of a table in the order in which the kernel lists them. */
export const routesOf = (network: KernelNetwork, family: Family, table: number): readonly KernelRoute[] =>
  network.routes
    .filter(route => route.family === family && route.table === table)
    .sort((one, other) =>
      family === 4
        ? compare4(one.to, other.to)
        : compare6(one.to, other.to) || (one.metric ?? 0) - (other.metric ?? 0),
    );
