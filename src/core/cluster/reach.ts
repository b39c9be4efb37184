/** How a machine reaches an address, by its addresses and the routes of its main table. */
import {
  type Address,
  type Family,
  familyOf,
  fullLength,
  ipv4Bits,
  ipv4FromBits,
  ipv6FromGroups,
  ipv6Groups,
} from '../model/address.ts';
import { contains, holderOf, type Interface, type Network, type NetworkAddress } from '../model/network.ts';

/** The way to an address. */
export type Reach =
  /** The machine itself holds it. */
  | { readonly how: 'own'; readonly device: string }
  /** On a link of the machine: a frame goes straight there. */
  | { readonly how: 'link'; readonly device: string }
  | { readonly how: 'router'; readonly via: Address; readonly device: string }
  /** No route leads there. */
  | { readonly how: 'none' };

/** An interface's addresses that stand for a subnet: those that are no host addresses. */
const subnets = ({ addresses }: Interface): readonly NetworkAddress[] =>
  addresses.filter(({ address, prefix }) => prefix < fullLength(familyOf(address)));

interface Candidate {
  readonly prefix: number;
  readonly reach: Reach;
}

/** The way to `address`: the longest prefix wins, an own subnet before a route of the same length. */
export const reachOf = (network: Network, address: Address): Reach => {
  const holder = holderOf(network, address);
  if (holder !== undefined) return { how: 'own', device: holder.name };
  const family = familyOf(address);
  const candidates: Candidate[] = [];
  for (const face of network.interfaces)
    for (const own of subnets(face))
      if (contains(own, address))
        candidates.push({ prefix: own.prefix, reach: { how: 'link', device: face.name } });
  for (const { to, family: of, via, interface: device } of network.routes) {
    if (of !== family || (to !== undefined && !contains(to, address))) continue;
    const reach: Reach = via === undefined ? { how: 'link', device } : { how: 'router', via, device };
    candidates.push({ prefix: to?.prefix ?? 0, reach });
  }
  let best: Candidate | undefined;
  for (const one of candidates) if (best === undefined || one.prefix > best.prefix) best = one;
  return best?.reach ?? { how: 'none' };
};

/** The subnet of the machine in which an address lies, as its own address there; the first where several do. */
export const subnetOf = (network: Network, address: Address): NetworkAddress | undefined => {
  for (const face of network.interfaces)
    for (const own of subnets(face)) if (contains(own, address)) return own;
  return undefined;
};

const firstOn = (network: Network, device: string, family: Family): NetworkAddress | undefined => {
  const face = network.interfaces.find(({ name }) => name === device);
  const own = face === undefined ? [] : subnets(face);
  return own.find(({ address }) => familyOf(address) === family && !/^fe80:/i.test(address));
};

/**
 * The address that the kernel speaks from towards `to`: the first of the subnet in which it (or the router to it) lies,
 * else the interface's first one. This is what a real server sees as the director's own address (DIP).
 */
export const sourceOf = (network: Network, to: Address): NetworkAddress | undefined => {
  const reach = reachOf(network, to);
  if (reach.how === 'none') return undefined;
  const near = reach.how === 'router' ? reach.via : to;
  const face = network.interfaces.find(({ name }) => name === reach.device);
  const inside = face === undefined ? undefined : subnets(face).find(own => contains(own, near));
  return inside ?? firstOn(network, reach.device, familyOf(to));
};

/** The routers of the machine: where its routes of a family lead. */
export const routersOf = (network: Network, family: Family): readonly Address[] => [
  ...new Set(
    network.routes.flatMap(({ via, family: of }) => (of === family && via !== undefined ? [via] : [])),
  ),
];

/** The subnet of an address: the same with all bits after the prefix cleared. */
export const networkOf = ({ address, prefix }: NetworkAddress): NetworkAddress => {
  if (familyOf(address) === 4) {
    const mask = prefix === 0 ? 0 : (0xffff_ffff << (32 - prefix)) >>> 0;
    return { address: ipv4FromBits((ipv4Bits(address) & mask) >>> 0), prefix };
  }
  const groups = ipv6Groups(address).map((group, at) => {
    const kept = Math.min(16, Math.max(0, prefix - at * 16));
    return group & ~(2 ** (16 - kept) - 1) & 0xffff;
  });
  return { address: ipv6FromGroups(groups), prefix };
};

const ones = ipv4FromBits(0xffff_ffff);

/** The dotted mask of a length 0..32. */
export const prefixMask = (prefix: number): Address => networkOf({ address: ones, prefix }).address;
