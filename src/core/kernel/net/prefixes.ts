/** Addresses with prefix lengths: reading them, and the networks that they belong to. */
import {
  type Address,
  familyOf,
  fullLength,
  ipv4Bits,
  ipv4FromBits,
  ipv6FromGroups,
  ipv6Groups,
  parseAddress,
} from '../../model/address.ts';
import type { NetworkAddress } from '../../model/network.ts';

/** Reads `10.0.0.0/24`, or an address alone, which is a host's own network; undefined for anything else. */
export const readPrefix = (text: string): NetworkAddress | undefined => {
  const [host = '', length, ...rest] = text.split('/');
  const address = parseAddress(host);
  if (address === undefined || rest.length > 0) return undefined;
  const whole = fullLength(familyOf(address));
  if (length === undefined) return { address, prefix: whole };
  return /^\d{1,3}$/.test(length) && Number(length) <= whole
    ? { address, prefix: Number(length) }
    : undefined;
};

/** The network that an address with a prefix length lies in: its host bits are zero. */
export const networkOf = ({ address, prefix }: NetworkAddress): NetworkAddress => {
  if (familyOf(address) === 4) {
    const size = 2 ** (32 - prefix);
    return { address: ipv4FromBits(Math.floor(ipv4Bits(address) / size) * size), prefix };
  }
  const groups = ipv6Groups(address).map((group, index) => {
    const kept = Math.min(16, Math.max(0, prefix - index * 16));
    return group & (0xffff << (16 - kept)) & 0xffff;
  });
  return { address: ipv6FromGroups(groups), prefix };
};

/** The broadcast address of an IPv4 network: all host bits set. */
export const broadcastOf = (network: NetworkAddress): Address => {
  const size = 2 ** (32 - network.prefix);
  return ipv4FromBits(Math.floor(ipv4Bits(network.address) / size) * size + size - 1);
};

/** Whether two networks are the same one. */
export const sameNetwork = (one: NetworkAddress, other: NetworkAddress): boolean =>
  one.prefix === other.prefix && one.address === other.address;

/** `10.0.0.0/24`; a single address stands alone, and everything is `default`. */
export const networkText = ({ address, prefix }: NetworkAddress): string => {
  if (prefix === 0) return 'default';
  return prefix === fullLength(familyOf(address)) ? address : `${address}/${prefix}`;
};
