/** What stands behind the options of iptables, and how `-S` prints it (iptables 1.8.9) [measured]. */
import { smallNames } from '../../ipvsadm/names.ts';
import { type Address, type Family, familyOf, fullLength, parseAddress } from '../../model/address.ts';
import { networkOf } from './prefixes.ts';

/** A value as `-S` prints it; undefined inside: it says nothing. Or what is wrong with it. */
export type Value =
  | { readonly ok: true; readonly text: string | undefined }
  | { readonly ok: false; readonly complaint: string };

/** A value that is fine. */
export const value = (text: string | undefined): Value => ({ ok: true, text });

/** A value that is none. */
export const complain = (complaint: string): Value => ({ ok: false, complaint });

/** Protocols by number, as getprotobynumber(3) and iptables itself call them. */
const protocols: readonly (readonly [number: number, name: string])[] = [
  [1, 'icmp'],
  [2, 'igmp'],
  [4, 'ipencap'],
  [6, 'tcp'],
  [17, 'udp'],
  [41, 'ipv6'],
  [47, 'gre'],
  [50, 'esp'],
  [51, 'ah'],
  [58, 'ipv6-icmp'],
  [94, 'ipip'],
  [112, 'vrrp'],
  [132, 'sctp'],
];
const otherNames: Readonly<Record<string, number>> = { icmpv6: 58, all: 0 };

/** The number of a protocol (0 for all of them), by name or number 0..255; undefined for what is none. */
export const protocolNumber = (word: string): number | undefined => {
  const name = word.toLowerCase();
  const known = protocols.find(([, one]) => one === name)?.[0];
  if (known !== undefined) return known;
  if (Object.hasOwn(otherNames, name)) return otherNames[name];
  return /^\d{1,3}$/.test(word) && Number(word) < 256 ? Number(word) : undefined;
};

/** What a protocol's number is called; the number itself where it has no name. */
export const protocolName = (number: number): string =>
  protocols.find(([one]) => one === number)?.[1] ?? String(number);

/** An address or network of one family: `10.0.0.7` becomes `10.0.0.7/32`, and everything is not said at all. */
export const readHost =
  (family: Family) =>
  (word: string): Value => {
    const [host = '', length] = word.split('/', 2);
    const address = parseAddress(host);
    if (address === undefined || familyOf(address) !== family)
      return complain(`host/network \`${host}' not found`);
    const whole = fullLength(family);
    const prefix = length === undefined ? whole : /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN;
    if (!(prefix <= whole)) return complain(`invalid mask \`${length}' specified`);
    const network = networkOf({ address, prefix });
    return value(prefix === 0 ? undefined : `${network.address}/${prefix}`);
  };

/** An interface, or the beginning of its name with a `+`. */
export const readDevice = (word: string): Value =>
  word.length > 15 ? complain(`interface name \`${word}' must be shorter than IFNAMSIZ (15)`) : value(word);

const portOf = (word: string): number | undefined => {
  if (/^\d{1,10}$/.test(word)) return Number(word) <= 65535 ? Number(word) : undefined;
  return smallNames.port(word, 'tcp') ?? smallNames.port(word, 'udp');
};

const noPort = (word: string): Value => complain(`invalid port/service \`${word}' specified`);

/** A port or a range of ports: `80`, `http`, `1000:2000`, `1024:`. */
export const readPorts = (word: string): Value => {
  const [first = '', last] = word.split(':', 2);
  const from = first === '' && last !== undefined ? 0 : portOf(first);
  if (from === undefined) return noPort(first);
  if (last === undefined) return value(String(from));
  const to = last === '' ? 65535 : portOf(last);
  if (to === undefined) return noPort(last);
  if (from > to) return complain('invalid portrange (min > max)');
  return value(from === to ? String(from) : `${from}:${to}`);
};

/** xt_multiport's list: fifteen ports, of which a range takes two. */
export const readPortList = (word: string): Value => {
  const texts: string[] = [];
  let places = 0;
  for (const part of word.split(',')) {
    const [first = '', last] = part.split(':', 2);
    const [from, to] = [portOf(first), last === undefined ? undefined : portOf(last)];
    if (from === undefined) return noPort(first);
    if (last !== undefined && to === undefined) return noPort(last);
    if (to !== undefined && from >= to) return complain('invalid portrange specified');
    places += to === undefined ? 1 : 2;
    if (places > 15) return complain('too many ports specified');
    texts.push(to === undefined ? String(from) : `${from}:${to}`);
  }
  return value(texts.join(','));
};

/** A number of 32 bits as strtoul(3) reads it (0x…, 0…, decimal); undefined for anything else. */
export const readUnsigned = (word: string): number | undefined => {
  if (!/^(?:0x[0-9a-f]+|0[0-7]*|[1-9]\d*)$/i.test(word)) return undefined;
  const number = /^0[0-7]+$/.test(word) ? Number.parseInt(word, 8) : Number(word);
  return number <= 0xffff_ffff ? number : undefined;
};

/** A number as hexadecimal, `0x1`. */
export const hex = (number: number): string => `0x${number.toString(16)}`;

/** A comment; quoted unless it is all letters, digits, `-` and `_`. */
export const readComment = (word: string): Value =>
  value(/^[\w-]+$/.test(word) ? word : `"${word.replace(/["'\\]/g, sign => `\\${sign}`)}"`);

/** Words of a list, printed in the order in which `all` has them. */
export const readStates =
  (all: readonly string[], name: string) =>
  (word: string): Value => {
    const wanted = word.split(',').map(one => one.toUpperCase());
    const wrong = word.split(',').find(one => !all.includes(one.toUpperCase()));
    if (wrong !== undefined) return complain(`Bad ${name} "${wrong}"`);
    return value(all.filter(one => wanted.includes(one)).join(','));
  };

/** One address as the sender of packets, or a range of them. */
export const readSource =
  (family: Family) =>
  (word: string): Value => {
    const bare = word.replace(/^\[(.*)\]$/, '$1');
    const parts = bare.split('-', 2).map((one): Address | undefined => parseAddress(one));
    const wrong = parts.findIndex(one => one === undefined || familyOf(one) !== family);
    return wrong < 0
      ? value(parts.join('-'))
      : complain(`Bad IP address "${bare.split('-', 2)[wrong] ?? ''}"`);
  };
