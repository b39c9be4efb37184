/** Reads what `ip -j addr` and `ip -j route` print (iproute2 4.16 and later; recorded in the tests). */
import { parseAddress } from '../model/address.ts';
import type { Interface, NetworkAddress, Route } from '../model/network.ts';
import { ownAddress, readDestination, readMac } from './network-parts.ts';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const listOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);
/** A field that is a text; empty where it is none. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The objects of a JSON list. Nothing at all is an empty list, as `ip` prints it for a family without routes. */
export const rowsOf = (text: string): readonly Fields[] | undefined => {
  if (text.trim() === '') return [];
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? listOf(value) : undefined;
  } catch {
    return undefined;
  }
};

const addressOf = (info: Fields): readonly NetworkAddress[] => {
  const prefix = info.prefixlen;
  const own = ownAddress(parseAddress(textOf(info.local)), typeof prefix === 'number' ? prefix : -1);
  return own === undefined ? [] : [own];
};

const interfaceOf = (row: Fields): readonly Interface[] => {
  const name = textOf(row.ifname);
  if (name === '') return [];
  const mac = readMac(textOf(row.address));
  return [
    {
      name,
      up: Array.isArray(row.flags) && row.flags.includes('UP'),
      ...(typeof row.mtu === 'number' ? { mtu: row.mtu } : {}),
      ...(mac === undefined ? {} : { mac }),
      addresses: listOf(row.addr_info).flatMap(addressOf),
    },
  ];
};

/** The interfaces of `ip -j addr`; undefined for a text that is no JSON list. Never throws. */
export const readAddrJson = (text: string): readonly Interface[] | undefined =>
  rowsOf(text)?.flatMap(interfaceOf);

/** A hop: a route's own fields, or one of its `nexthops`. A router of the other family stands under `via`. */
const hopOf = (to: NetworkAddress | undefined, family: 4 | 6, hop: Fields): readonly Route[] => {
  const device = textOf(hop.dev);
  if (device === '') return [];
  const via = parseAddress(textOf(isFields(hop.via) ? hop.via.host : hop.gateway));
  return [{ to, family, interface: device, ...(via === undefined ? {} : { via }) }];
};

/**
 * The routes of `ip -j route` (4) or `ip -6 -j route` (6), one for each hop of those that have several; what leads
 * nowhere (blackhole, unreachable) is left out. Undefined for a text that is no JSON list. Never throws.
 */
export const readRouteJson = (text: string, family: 4 | 6): readonly Route[] | undefined =>
  rowsOf(text)?.flatMap(row => {
    const destination = readDestination(textOf(row.dst), family);
    if (destination === undefined || (row.type !== undefined && row.type !== 'unicast')) return [];
    const hops = Array.isArray(row.nexthops) ? listOf(row.nexthops) : [row];
    return hops.flatMap(hop => hopOf(destination.to, family, hop));
  });
