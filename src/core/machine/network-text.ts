/**
 * Reads what `ip addr` and `ip route` print for people: the form that iproute2 before 4.16 and the `ip` of busybox
 * are left with. Busybox prints neither the hops of a route that has several nor a router of the other family.
 */
import { parseAddress } from '../model/address.ts';
import type { Interface, NetworkAddress, Route } from '../model/network.ts';
import { ownAddress, readDestination, readMac, readPrefixed } from './network-parts.ts';

interface Draft extends Omit<Interface, 'mac'> {
  mac?: string;
  readonly addresses: NetworkAddress[];
}

/** `2: eth0@if5: <BROADCAST,UP> mtu 1500 qdisc ...`: what follows the `@` is the other end. */
const readHeader = (line: string): Draft | undefined => {
  const [, name, flags, rest = ''] = /^\d+:\s+([^\s:]+):\s+<([^>]*)>(.*)$/.exec(line) ?? [];
  if (name === undefined || flags === undefined) return undefined;
  const mtu = /\bmtu (\d+)/.exec(rest)?.[1];
  return {
    name: name.replace(/@[^@]*$/, ''),
    up: flags.split(',').includes('UP'),
    ...(mtu === undefined ? {} : { mtu: Number(mtu) }),
    addresses: [],
  };
};

/** `inet 10.0.0.1/24 ...`, or of a point-to-point link `inet 10.0.0.1 peer 10.0.0.2/32 ...`. */
const readInet = (line: string): NetworkAddress | undefined => {
  const [, own = '', peer] = /^\s+inet6? (\S+)(?: peer (\S+))?/.exec(line) ?? [];
  if (peer === undefined) return readPrefixed(own);
  return ownAddress(parseAddress(own), readPrefixed(peer)?.prefix ?? -1);
};

/** The interfaces of `ip addr`; lines that are none are passed over. Never throws. */
export const readAddrText = (text: string): readonly Interface[] => {
  const found: Draft[] = [];
  for (const line of text.split('\n')) {
    const header = readHeader(line);
    const last = found.at(-1);
    if (header !== undefined) found.push(header);
    else if (last !== undefined) {
      const mac = readMac(/^\s+link\/\S+ (\S+)/.exec(line)?.[1]);
      if (mac !== undefined) last.mac = mac;
      const own = readInet(line);
      if (own !== undefined) last.addresses.push(own);
    }
  }
  return found;
};

/** What may stand before a destination; only `unicast` leads anywhere. */
const types: ReadonlySet<string> = new Set([
  ...['unicast', 'local', 'broadcast', 'multicast', 'anycast'],
  ...['blackhole', 'unreachable', 'prohibit', 'throw', 'nat'],
]);

/** The words of each hop: of a route with several, those after each `nexthop`. */
const hopsOf = (words: readonly string[]): readonly (readonly string[])[] => {
  const hops: string[][] = [[]];
  for (const word of words) {
    if (word === 'nexthop') hops.push([]);
    else hops.at(-1)?.push(word);
  }
  return hops;
};

const after = (words: readonly string[], key: string): string | undefined => {
  const at = words.indexOf(key);
  return at < 0 ? undefined : words[at + 1];
};

const hopOf = (to: NetworkAddress | undefined, family: 4 | 6, words: readonly string[]): readonly Route[] => {
  const device = after(words, 'dev');
  if (device === undefined) return [];
  const router = after(words, 'via');
  const via = parseAddress((router === 'inet' || router === 'inet6' ? after(words, router) : router) ?? '');
  return [{ to, family, interface: device, ...(via === undefined ? {} : { via }) }];
};

/** The routes of `ip route` (4) or `ip -6 route` (6), one for each hop; what leads nowhere is left out. Never throws. */
export const readRouteText = (text: string, family: 4 | 6): readonly Route[] =>
  // The hops of a route stand on lines of their own, indented.
  text
    .replace(/\n[ \t]+/g, ' ')
    .split('\n')
    .flatMap(line => {
      const words = line.split(/\s+/).filter(word => word !== '');
      const type = types.has(words[0] ?? '') ? words.shift() : 'unicast';
      const destination = readDestination(words.shift() ?? '', family);
      return destination === undefined || type !== 'unicast'
        ? []
        : hopsOf(words).flatMap(hop => hopOf(destination.to, family, hop));
    });
