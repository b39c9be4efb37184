/** The routes that come with addresses (fib_add_ifaddr of fib_frontend.c, addrconf_prefix_route of addrconf.c) [measured on 6.1]. */
import { type Address, familyOf, ipv4Bits } from '../../model/address.ts';
import { contains } from '../../model/network.ts';
import type { InterfaceAddress, NetworkInterface } from '../interfaces.ts';
import type { KernelRoute } from './network.types.ts';
import { broadcastOf, networkOf } from './prefixes.ts';
import { localTable, mainTable } from './tables.ts';

/** Whether an interface is the loopback. */
export const isLoopback = (device: string): boolean => device === 'lo';

/** Whether two addresses of an interface are in the same subnet, with the same prefix length. */
export const sameSubnet = (one: InterfaceAddress, other: InterfaceAddress): boolean =>
  familyOf(one.address) === familyOf(other.address) &&
  one.prefix === other.prefix &&
  contains(one, other.address);

/** 0.0.0.0/8: what lies in it gets no network route (fib_add_ifaddr). */
const isZeronet = (address: Address): boolean => ipv4Bits(address) >>> 24 === 0;

/** What comes with an IPv4 address: itself as local, and for the first one of a subnet its network and broadcast address. */
const routes4 = (device: string, own: InterfaceAddress, primary: Address): readonly KernelRoute[] => {
  const common = { family: 4, device, protocol: 'kernel', source: primary } as const;
  const network = networkOf(own);
  const local: KernelRoute = {
    ...common,
    table: localTable,
    type: 'local',
    to: { address: own.address, prefix: 32 },
    scope: 'host',
  };
  if (own.secondary === true || isZeronet(network.address) || own.prefix === 32) return [local];
  const link: KernelRoute = isLoopback(device)
    ? { ...common, table: localTable, type: 'local', to: network, scope: 'host' }
    : { ...common, table: mainTable, type: 'unicast', to: network, scope: 'link' };
  if (own.prefix >= 31) return [local, link];
  const broadcast: KernelRoute = {
    ...common,
    table: localTable,
    type: 'broadcast',
    to: { address: broadcastOf(network), prefix: 32 },
    scope: 'link',
  };
  return [local, link, broadcast];
};

const routes6 = (device: string, own: InterfaceAddress): readonly KernelRoute[] => {
  const common = { family: 6, device, protocol: 'kernel', scope: 'global' } as const;
  const local: KernelRoute = {
    ...common,
    table: localTable,
    type: 'local',
    to: { address: own.address, prefix: 128 },
    metric: 0,
  };
  if (own.address === '::1') return [local];
  return [local, { ...common, table: mainTable, type: 'unicast', to: networkOf(own), metric: 256 }];
};

/** What came with some of an interface's addresses. */
export const broughtBy = (
  { name, addresses }: NetworkInterface,
  some: readonly InterfaceAddress[],
): readonly KernelRoute[] =>
  some.flatMap(own => {
    if (familyOf(own.address) === 6) return routes6(name, own);
    const primary = addresses.find(one => one.secondary !== true && sameSubnet(one, own));
    return routes4(name, own, primary?.address ?? own.address);
  });
