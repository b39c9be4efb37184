/** Addresses that are no machine's. */
import { type Address, familyOf, ipv4Bits, ipv6Groups } from '../../core/model/address.ts';

interface Row {
  readonly family: 4 | 6;
  readonly match: (address: Address) => boolean;
  readonly text: string;
}

const first = (address: Address): number => ipv6Groups(address)[0] ?? 0;

/**
 * What the kernel takes for no real server, whatever the networks of the director are (measured on 6.1: it refuses
 * them with "Invalid operation"). 127.0.0.1, 0.1.2.3, 240.0.0.1 and ::1 it takes.
 */
const rows: readonly Row[] = [
  { family: 4, match: address => ipv4Bits(address) === 0, text: '0.0.0.0 stands for no address at all' },
  {
    family: 4,
    match: address => ipv4Bits(address) === 0xffff_ffff,
    text: '255.255.255.255 stands for every machine of a network',
  },
  {
    family: 4,
    match: address => address === '127.255.255.255',
    text: '127.255.255.255 is the broadcast address of the machine itself',
  },
  { family: 4, match: address => ipv4Bits(address) >>> 28 === 14, text: 'This is a multicast address' },
  { family: 6, match: address => address === '::', text: ':: stands for no address at all' },
  { family: 6, match: address => first(address) >>> 8 === 0xff, text: 'This is a multicast address' },
  {
    family: 6,
    match: address => first(address) >>> 6 === 0xfe80 >>> 6,
    text: 'This is a link-local address, which means another machine on each interface',
  },
  {
    family: 6,
    match: address => /^::ffff:\d/.test(address),
    text: 'This is an IPv4 address in the dress of IPv6: write it without ::ffff:',
  },
];

/** Why an address cannot be one machine's; undefined when it can. */
export const notUnicast = (address: Address): string | undefined =>
  rows.find(({ family, match }) => family === familyOf(address) && match(address))?.text;

/** Whether it is an address of the machine itself. */
export const isLoopback = (address: Address): boolean => address === '::1' || address.startsWith('127.');
