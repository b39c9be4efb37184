/** Networks and masks as programs take them. */
import { familyOf, ipv4Bits, parseAddress, parseIpv4 } from '../model/address.ts';
import type { NetworkAddress } from '../model/network.ts';

/** The prefix length of a dotted mask, where its bits are in one piece. */
export const prefixOfMask = (text: string): number | undefined => {
  const mask = parseIpv4(text);
  if (mask === undefined) return undefined;
  const host = ~ipv4Bits(mask) >>> 0;
  return (host & (host + 1)) === 0 ? Math.clz32(host) : undefined;
};

/** The prefix length of an address alone. */
export const fullPrefix = (address: string): number => (address.includes(':') ? 128 : 32);

/** `10.0.0.1`, `10.0.0.0/24`, `10.0.0.0/255.255.255.0`, `fd00::/64`; without a length, the address alone. */
export const readNetwork = (text: string): NetworkAddress | undefined => {
  const slash = text.indexOf('/');
  const address = parseAddress(slash < 0 ? text : text.slice(0, slash));
  if (address === undefined) return undefined;
  if (slash < 0) return { address, prefix: fullPrefix(address) };
  const length = text.slice(slash + 1);
  const prefix = /^\d{1,3}$/.test(length) ? Number(length) : prefixOfMask(length);
  return prefix === undefined || prefix > (familyOf(address) === 4 ? 32 : 128)
    ? undefined
    : { address, prefix };
};

/** The prefix length that ifconfig gives an address without a netmask: by its class [measured: 10.1.1.1 gets /8]. */
export const classPrefix = (address: string): number => {
  const first = Number(address.split('.', 1)[0]);
  return first < 128 ? 8 : first < 192 ? 16 : 24;
};
