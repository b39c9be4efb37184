/**
 * Adding and deleting addresses (inet_rtm_newaddr and inet_rtm_deladdr of devinet.c, inet6_addr_add and inet6_addr_del
 * of addrconf.c): what they bring along in the routing tables, and what goes with them [measured on 6.1].
 */
import { type Address, familyOf, ipv6Groups } from '../../model/address.ts';
import type { InterfaceAddress, NetworkInterface } from '../interfaces.ts';
import { broughtBy, isLoopback, sameSubnet } from './address-routes.ts';
import type { Changed, KernelNetwork, KernelRoute } from './network.types.ts';
import { sameNetwork } from './prefixes.ts';

const exists: Changed = { ok: false, says: 'RTNETLINK answers: File exists' };
const unassignable: Changed = { ok: false, says: 'RTNETLINK answers: Cannot assign requested address' };

/**
 * A primary IPv4 address goes behind the primary ones of its scope or a nearer one, a secondary one to the end; an IPv6
 * address before the others of its scope.
 */
const inserted = (addresses: readonly InterfaceAddress[], own: InterfaceAddress): InterfaceAddress[] => {
  const four = addresses.filter(({ address }) => familyOf(address) === 4);
  const six = addresses.filter(({ address }) => familyOf(address) === 6);
  if (familyOf(own.address) === 6) {
    const before = six.findIndex(({ address }) => scope6(address) <= scope6(own.address));
    return [...four, ...six.toSpliced(before < 0 ? six.length : before, 0, own)];
  }
  if (own.secondary === true) return [...four, own, ...six];
  const near = isHostOnly(own.address);
  const at = four.findLastIndex(one => one.secondary !== true && (!near || isHostOnly(one.address)));
  return [...four.toSpliced(at + 1, 0, own), ...six];
};

/** 127.0.0.0/8 is for the machine itself: `ip` gives such an address the scope `host`. */
const isHostOnly = (address: Address): boolean => address.startsWith('127.');

/** The larger, the farther: global, then link-local, then the loopback (ipv6_addr_src_scope). */
const scope6 = (address: Address): number => {
  if (address === '::1') return 1;
  const [first = 0] = ipv6Groups(address);
  return (first & 0xffc0) === 0xfe80 ? 2 : 14;
};

const withAddresses = (
  network: KernelNetwork,
  device: NetworkInterface,
  addresses: readonly InterfaceAddress[],
): KernelNetwork => ({
  ...network,
  interfaces: network.interfaces.map(one => (one === device ? { ...one, addresses } : one)),
});

/** What inet6_addr_add refuses: no address at all, multicast, the loopback's address elsewhere. */
const isAssignable6 = (address: Address, device: string): boolean => {
  const [first = 0] = ipv6Groups(address);
  return address !== '::' && (first & 0xff00) !== 0xff00 && (address !== '::1' || isLoopback(device));
};

/**
 * The network with an address on an interface. Refused: one that is there already, an IPv6 address that cannot be one.
 * 0.0.0.0 is taken and forgotten, as the kernel does. IPv6 addresses are valid at once: the second or two that duplicate
 * detection takes is not modelled.
 */
export const addAddress = (
  network: KernelNetwork,
  device: NetworkInterface,
  added: InterfaceAddress,
): Changed => {
  const { name } = device;
  const four = familyOf(added.address) === 4;
  if (four && added.address === '0.0.0.0') return { ok: true, network };
  if (!four && !isAssignable6(added.address, name)) return unassignable;
  const same = device.addresses.filter(({ address }) => address === added.address);
  if (same.some(({ prefix }) => !four || prefix === added.prefix)) return exists;
  const primary = four ? device.addresses.find(one => sameSubnet(one, added)) : undefined;
  const own: InterfaceAddress = {
    address: added.address,
    prefix: added.prefix,
    ...(primary === undefined ? {} : { secondary: true }),
    ...(!four && added.nodad === true ? { nodad: true } : {}),
    ...(added.deprecated === true ? { deprecated: true } : {}),
  };
  const there = (route: KernelRoute): boolean =>
    network.routes.some(
      one =>
        one.table === route.table &&
        one.type === route.type &&
        one.protocol === 'kernel' &&
        one.device === name &&
        one.source === route.source &&
        sameNetwork(one.to, route.to),
    );
  const addresses = inserted(device.addresses, own);
  const more = broughtBy({ ...device, addresses }, [own]);
  const next = withAddresses(network, device, addresses);
  return {
    ok: true,
    network: { ...next, routes: [...network.routes, ...more.filter(route => !there(route))] },
  };
};

/** The routes without those that came with addresses of an interface which are gone; `before`: as it was with them. */
const withoutOrphans = (
  network: KernelNetwork,
  before: NetworkInterface,
  gone: readonly InterfaceAddress[],
): readonly KernelRoute[] => {
  const { name } = before;
  const left = before.addresses.filter(one => !gone.includes(one));
  const needed = broughtBy(before, left);
  const brought = broughtBy(before, gone);
  const among = (routes: readonly KernelRoute[], { table, type, to, source }: KernelRoute): boolean =>
    routes.some(
      one => one.table === table && one.type === type && one.source === source && sameNetwork(one.to, to),
    );
  const kept = network.routes.filter(
    route =>
      route.device !== name || route.protocol !== 'kernel' || !among(brought, route) || among(needed, route),
  );
  // A route that gives packets a sender which is nobody's any more goes, too (fib_sync_down_addr).
  const own = new Set(network.interfaces.flatMap(({ addresses }) => addresses.map(({ address }) => address)));
  const sent = kept.filter(
    ({ source }) => source === undefined || own.has(source) || !gone.some(one => one.address === source),
  );
  // An interface without any IPv4 address has no IPv4 routes (fib_disable_ip).
  const silent = !left.some(({ address }) => familyOf(address) === 4);
  return gone.some(({ address }) => familyOf(address) === 4) && silent
    ? sent.filter(route => route.device !== name || route.family === 6)
    : sent;
};

/**
 * The network without an address; with the first IPv4 address of a subnet go the others of it (promote_secondaries is
 * 0, the kernel's own default). Refused: an address or prefix length that is not there.
 */
export const deleteAddress = (
  network: KernelNetwork,
  device: NetworkInterface,
  own: InterfaceAddress,
): Changed => {
  const found = device.addresses.find(
    ({ address, prefix }) => address === own.address && prefix === own.prefix,
  );
  if (found === undefined) return unassignable;
  const four = familyOf(found.address) === 4;
  const follows = (one: InterfaceAddress): boolean =>
    four && found.secondary !== true && one.secondary === true && sameSubnet(one, found);
  const gone = device.addresses.filter(one => one === found || follows(one));
  const next = withAddresses(
    network,
    device,
    device.addresses.filter(one => !gone.includes(one)),
  );
  return { ok: true, network: { ...next, routes: withoutOrphans(next, device, gone) } };
};
