/**
 * Addresses as a person types them into a wizard: strictly, with the reason for every refusal. Names are never resolved, for
 * what a name means may change behind the table's back.
 */
import { readNetwork } from '../../explain/networks.ts';
import { shown } from '../../explain/say.ts';
import {
  type Address,
  familyOf,
  ipv4Bits,
  ipv4FromBits,
  ipv6Groups,
  parseAddress,
} from '../../model/address.ts';
import { contains, type NetworkAddress } from '../../model/network.ts';
import { type Read, read, refuse } from './read.types.ts';

const net = (address: string, prefix: number): NetworkAddress => ({ address: address as Address, prefix });

/** What no machine can be called by from afar, with why. */
const unusable: readonly (readonly [NetworkAddress, string])[] = [
  [net('0.0.0.0', 8), 'stands for no address at all, not for a machine'],
  [net('127.0.0.0', 8), 'is loopback: every machine means itself by it'],
  [net('169.254.0.0', 16), 'is link-local: it is not routed, and is valid on one link only'],
  [net('224.0.0.0', 4), 'is multicast: it names a group, and IPVS forwards to single machines'],
  [net('255.255.255.255', 32), 'is the broadcast address: it means everybody on the link'],
  [net('240.0.0.0', 4), 'is reserved: no machine may have it'],
  [net('::', 128), 'stands for no address at all, not for a machine'],
  [net('::1', 128), 'is loopback: every machine means itself by it'],
  [net('fe80::', 10), 'is link-local: it is not routed, and is valid on one link only'],
  [net('ff00::', 8), 'is multicast: it names a group, and IPVS forwards to single machines'],
];

/** The IPv4 address inside `::ffff:10.0.0.7` or `::10.0.0.7`. */
const embedded = (address: Address): Address | undefined => {
  const groups = ipv6Groups(address);
  const zeroes = groups.slice(0, 5).every(group => group === 0);
  const [sixth = 0, high = 0, low = 0] = groups.slice(5);
  if (!zeroes || (sixth !== 0xffff && !(sixth === 0 && high > 0))) return undefined;
  return ipv4FromBits((high * 65_536 + low) >>> 0);
};

/** Why an address cannot be a VIP or a real server on any network. */
const objectionTo = (address: Address): Read<never> | undefined => {
  const inner = familyOf(address) === 6 ? embedded(address) : undefined;
  if (inner !== undefined)
    return refuse(`${address} is an IPv4 address in the clothes of IPv6: packets carry ${inner}`, inner);
  const found = unusable.find(([network]) => contains(network, address));
  return found === undefined ? undefined : refuse(`${address} ${found[1]}`);
};

/** The first and, for IPv4, the last address of a network: they name the network and everybody in it. */
export const edgeOf = (network: NetworkAddress, address: Address): 'network' | 'broadcast' | undefined => {
  const { prefix } = network;
  if (!contains(network, address)) return undefined;
  if (familyOf(address) === 6) {
    // The first address of an IPv6 subnet means any router there (RFC 4291 2.6.1).
    if (prefix >= 127) return undefined;
    const groups = ipv6Groups(address);
    const host = groups.some((group, at) => {
      const bits = Math.min(16, Math.max(0, (at + 1) * 16 - prefix));
      return (group & (2 ** bits - 1)) !== 0;
    });
    return host ? undefined : 'network';
  }
  if (prefix >= 31) return undefined;
  const mask = 2 ** (32 - prefix) - 1;
  const host = ipv4Bits(address) & mask;
  return host === 0 ? 'network' : host >>> 0 === mask >>> 0 ? 'broadcast' : undefined;
};

const withLength = (text: string): Read<Address> => {
  const network = readNetwork(text);
  const [host = ''] = text.split('/');
  const address = parseAddress(host);
  if (network === undefined || address === undefined)
    return refuse(`${shown(text)} is neither an address nor a network`);
  const edge = edgeOf(network, address);
  return edge === undefined
    ? refuse(`${shown(text)}: the length of the network is not asked for here`, address)
    : refuse(
        `${shown(text)} is ${edge === 'network' ? 'a whole network' : 'the broadcast address of its network'}, and one machine is asked for`,
      );
};

/** Why digits and dots are no IPv4 address. */
const dotted = (text: string): Read<Address> => {
  const parts = text.split('.');
  if (parts.length !== 4 || parts.some(part => part === ''))
    return refuse(`${shown(text)} is no IPv4 address: four numbers with dots between them make one`);
  const large = parts.find(part => Number(part) > 255);
  if (large !== undefined)
    return refuse(`${shown(text)} is no IPv4 address: ${shown(large)} is larger than 255`);
  return refuse(
    `${shown(text)} has leading zeros, which some programs read as octal numbers`,
    parts.map(Number).join('.'),
  );
};

/** Reads an address that one machine can be reached by; gives it in canonical form. */
export const readAddress = (text: string): Read<Address> => {
  if (text === '') return refuse('An address is missing');
  const bare = /^\[([^[\]]*)\]$/.exec(text)?.[1] ?? text;
  const address = parseAddress(bare);
  if (address !== undefined) return objectionTo(address) ?? read(address);
  if (text.includes('/')) return withLength(text);
  if (text.includes('%'))
    return refuse(
      `${shown(text)} names an interface, as link-local addresses do: an address that is routed is asked for`,
    );
  if (/^[\d.]+$/.test(text)) return dotted(text);
  if (/^[0-9a-f:.[\]]+$/i.test(text) && text.includes(':'))
    return refuse(`${shown(text)} is no IPv6 address`);
  return /^[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)*\.?$/u.test(text)
    ? refuse(
        `${shown(text)} is a name: lvsh resolves none, for what a name means may change. Give the address`,
      )
    : refuse(`${shown(text)} is no address`);
};
