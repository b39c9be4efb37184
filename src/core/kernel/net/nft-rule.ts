/** One rule of nft, as it is listed: the matches and statements that rules for a director are made of. */
import type { Family } from '../../model/address.ts';
import type { NftTable } from './network.types.ts';
import {
  readNftDevice,
  readNftHosts,
  readNftMark,
  readNftPorts,
  readNftProtocols,
  readNftStates,
} from './nft-values.ts';
import type { NftWords } from './nft-words.ts';
import { readPrefix } from './prefixes.ts';

/** `!= VALUE`, or VALUE. */
const compared = (words: NftWords, read: (words: NftWords) => string): string => {
  const not = words.skip('!=');
  if (!not) words.skip('==');
  return `${not ? '!= ' : ''}${read(words)}`;
};

/** What says something of IPv4 has no place in a table of IPv6, nor the other way round. */
const fits = (family: Family, table: NftTable['family']): boolean =>
  table === 'inet' || (table === 'ip6') === (family === 6);

const readIp = (words: NftWords, table: NftTable['family']): string => {
  const name = words.next;
  const family = name === 'ip6' ? 6 : 4;
  if (!fits(family, table)) return words.lack();
  words.take();
  const field = words.next;
  if (field === 'saddr' || field === 'daddr') {
    words.take();
    return `${name} ${field} ${compared(words, rest => readNftHosts(rest, family))}`;
  }
  if (field !== (family === 6 ? 'nexthdr' : 'protocol')) return words.lack();
  words.take();
  return `${name} ${field} ${compared(words, readNftProtocols)}`;
};

const readPort = (words: NftWords): string => {
  const name = words.take();
  const field = words.next;
  if (field !== 'sport' && field !== 'dport') return words.lack();
  words.take();
  return `${name} ${field} ${compared(words, readNftPorts)}`;
};

/** `mark set N` gives a mark, `mark N` asks for one. */
const readMark = (words: NftWords): string =>
  words.skip('set') ? `meta mark set ${readNftMark(words)}` : `meta mark ${compared(words, readNftMark)}`;

const readMeta = (words: NftWords): string => {
  if (words.skip('mark')) return readMark(words);
  if (words.skip('l4proto')) return `meta l4proto ${compared(words, readNftProtocols)}`;
  if (words.next === 'iifname' || words.next === 'oifname') return readDevice(words);
  return words.lack();
};

const readDevice = (words: NftWords): string => `${words.take()} ${compared(words, readNftDevice)}`;

const readCounter = (words: NftWords): string => {
  let [packets, bytes] = ['0', '0'];
  if (words.skip('packets')) packets = words.take();
  if (words.skip('bytes')) bytes = words.take();
  return /^\d+ \d+$/.test(`${packets} ${bytes}`) ? `counter packets ${packets} bytes ${bytes}` : words.lack();
};

/** In a table of both families, nft says which one an address is of. */
const readSnat = (words: NftWords, table: NftTable['family']): string => {
  // The family is seen from the address.
  words.skip('ip', 'ip6');
  words.skip('to');
  const to = readPrefix(words.next);
  if (to === undefined || words.next.includes('/')) return words.lack();
  const family = to.address.includes(':') ? 'ip6' : 'ip';
  if (!fits(family === 'ip6' ? 6 : 4, table)) return words.lack();
  words.take();
  return `snat ${table === 'inet' ? `${family} ` : ''}to ${to.address}`;
};

const readPart = (words: NftWords, table: NftTable['family']): string => {
  switch (words.next) {
    case 'ip':
    case 'ip6':
      return readIp(words, table);
    case 'tcp':
    case 'udp':
    case 'sctp':
    case 'th':
      return readPort(words);
    case 'iifname':
    case 'oifname':
      return readDevice(words);
    case 'accept':
    case 'drop':
    case 'return':
    case 'masquerade':
      return words.take();
  }
  if (words.skip('meta')) return readMeta(words);
  if (words.skip('mark')) return readMark(words);
  if (words.skip('counter')) return readCounter(words);
  if (words.skip('snat')) return readSnat(words, table);
  if (words.skip('ct') && words.skip('state')) return `ct state ${compared(words, readNftStates)}`;
  return words.lack();
};

/** Reads a rule up to what ends it, and gives it as nft lists it. */
export const readNftRule = (words: NftWords, table: NftTable['family']): string => {
  const parts: string[] = [];
  while (!['', '\n', ';', '}'].includes(words.next)) parts.push(readPart(words, table));
  return parts.join(' ');
};
