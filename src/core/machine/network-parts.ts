/** The parts that both forms of `ip`'s output have. */
import { type Address, familyOf, parseAddress } from '../model/address.ts';
import type { NetworkAddress } from '../model/network.ts';

/** Reads `10.0.0.0/24`, or an address alone, which is a host's own network (32 or 128 bits). */
export const readPrefixed = (text: string): NetworkAddress | undefined => {
  const [host = '', length, ...rest] = text.split('/');
  const address = parseAddress(host);
  if (address === undefined || rest.length > 0) return undefined;
  const whole = familyOf(address) === 4 ? 32 : 128;
  if (length === undefined) return { address, prefix: whole };
  return /^\d{1,3}$/.test(length) && Number(length) <= whole
    ? { address, prefix: Number(length) }
    : undefined;
};

/** Reads a route's destination; `undefined` inside for the default route, nothing at all for what is none. */
export const readDestination = (
  text: string,
  family: 4 | 6,
): { readonly to: NetworkAddress | undefined } | undefined => {
  if (text === 'default') return { to: undefined };
  const to = readPrefixed(text);
  return to === undefined || familyOf(to.address) !== family ? undefined : { to };
};

/** A MAC address; the loopback's zeroes and the outer addresses of tunnels are none. */
export const readMac = (text: string | undefined): string | undefined =>
  text !== undefined && /^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$/.test(text) && text !== '00:00:00:00:00:00'
    ? text
    : undefined;

/** An address of an interface with the length of its prefix, where both make sense together. */
export const ownAddress = (address: Address | undefined, prefix: number): NetworkAddress | undefined =>
  address !== undefined && prefix >= 0 && prefix <= (familyOf(address) === 4 ? 32 : 128)
    ? { address, prefix }
    : undefined;
