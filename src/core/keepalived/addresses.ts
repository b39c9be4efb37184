/** Addresses and ports as keepalived reads them: strict numbers, no names. */
import {
  type Address,
  familyOf,
  ipv4Bits,
  ipv4FromBits,
  ipv6FromGroups,
  ipv6Groups,
  parseAddress,
} from '../model/address.ts';
import { looseNumber } from './numbers.ts';
import type { Say } from './rows.ts';

/** Reads an address up to a `/` or `-`; undefined: it is none. */
export const readAddress = (word: string): Address | undefined =>
  parseAddress(word.split(/[/-]/, 1)[0] ?? '');

/** An address and a port, 0 when none or 0 is given. */
export interface Endpoint {
  readonly address: Address;
  readonly port: number;
}

/**
 * Reads an address and perhaps a port; undefined, with the reason said, when keepalived would pass over the whole. What
 * follows the address in its word is not read by keepalived (`10.0.0.1/24` is 10.0.0.1).
 */
export const readEndpoint = (word: string, portWord: string | undefined, say: Say): Endpoint | undefined => {
  const address = readAddress(word);
  if (address === undefined) {
    say(`${word} is no address (names are not taken): ignored`);
    return undefined;
  }
  if (/[/-]/.test(word)) say(`keepalived takes ${word} as ${address}`);
  const port = readPort(portWord, say);
  return port === undefined ? undefined : { address, port };
};

/** Reads a port: none, or nothing but zeros, is 0. */
export const readPort = (word: string | undefined, say: Say): number | undefined => {
  if (word === undefined || /^0*$/.test(word)) return 0;
  const { value, remark } = looseNumber(word, 1, 65_535);
  if (remark !== undefined) say(remark);
  return value;
};

/** An address as a number of 32 or 128 bits. */
export const addressNumber = (address: Address): bigint =>
  familyOf(address) === 4
    ? BigInt(ipv4Bits(address))
    : ipv6Groups(address).reduce((sum, group) => (sum << 16n) | BigInt(group), 0n);

/** The address `offset` places after another one of its family. */
export const addressAfter = (first: Address, offset: number): Address => {
  if (familyOf(first) === 4) return ipv4FromBits(ipv4Bits(first) + offset);
  let rest = addressNumber(first) + BigInt(offset);
  const groups: number[] = [];
  for (let index = 0; index < 8; index++) {
    groups.unshift(Number(rest & 0xffffn));
    rest >>= 16n;
  }
  return ipv6FromGroups(groups);
};

/**
 * Whether the kernel refuses an address as a real server: it wants unicast, no IPv6 address of the link alone, and no
 * IPv4 address in IPv6 clothes (measured; broadcast addresses of the machine's own networks, too, but they are not known here).
 */
export const isRefusedServer = (address: Address): boolean =>
  familyOf(address) === 4
    ? /^(0\.0\.0\.0|255\.255\.255\.255)$/.test(address) || /^2(2[4-9]|3\d)\./.test(address)
    : address === '::' || /^(ff[0-9a-f]{2}|fe[89ab][0-9a-f]):/.test(address) || /^::ffff:.*\./.test(address);
