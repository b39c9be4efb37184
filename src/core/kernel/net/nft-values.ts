/** Values in rules of nft, and how it lists them (1.0.6) [measured]. */
import { smallNames } from '../../ipvsadm/names.ts';
import { type Family, familyOf, fullLength, ipv4Bits, ipv6Groups } from '../../model/address.ts';
import { contains, type NetworkAddress } from '../../model/network.ts';
import { protocolName, protocolNumber } from './iptables-values.ts';
import type { NftWords } from './nft-words.ts';
import { networkOf, readPrefix } from './prefixes.ts';

/** `{ A, B }` or a single value, each read by `one`. */
const readSet = <T>(words: NftWords, one: (word: string) => T | undefined): readonly T[] => {
  const take = (): readonly T[] => {
    const value = one(words.next);
    if (value === undefined) words.lack();
    else words.take();
    return value === undefined ? [] : [value];
  };
  if (!words.skip('{')) return take();
  const values = [...take()];
  while (words.skip(',')) values.push(...take());
  words.expect('}');
  return values;
};

/** One value stands alone, several in braces. */
const setText = (values: readonly string[], wasOne: boolean): string =>
  values.length === 1 && wasOne ? (values[0] ?? '') : `{ ${values.join(', ')} }`;

const portOf = (word: string): number | undefined => {
  if (/^\d{1,5}$/.test(word)) return Number(word) <= 65535 ? Number(word) : undefined;
  return smallNames.port(word, 'tcp') ?? smallNames.port(word, 'udp');
};

const rangeOf = (word: string): readonly [number, number] | undefined => {
  const [first = '', last, ...rest] = word.split('-');
  const [from, to] = [portOf(first), portOf(last ?? first)];
  if (/[a-z]/i.test(word) && last !== undefined) return undefined;
  return from === undefined || to === undefined || from > to || rest.length > 0 ? undefined : [from, to];
};

/** Ports: sorted, and where there is a range among them, what overlaps or touches becomes one. */
export const readNftPorts = (words: NftWords): string => {
  const given = readSet(words, rangeOf);
  const sorted = [...given].sort(([one], [other]) => one - other);
  const ranges = given.some(([from, to]) => from !== to);
  const merged: [number, number][] = [];
  for (const [from, to] of sorted) {
    const former = merged.at(-1);
    if (former !== undefined && from <= former[1] + (ranges ? 1 : 0)) former[1] = Math.max(former[1], to);
    else merged.push([from, to]);
  }
  return setText(
    merged.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)),
    given.length === 1,
  );
};

const bitsOf = ({ address }: NetworkAddress): readonly number[] =>
  familyOf(address) === 4 ? [ipv4Bits(address)] : ipv6Groups(address);

const byAddress = (one: NetworkAddress, other: NetworkAddress): number => {
  const [left, right] = [bitsOf(one), bitsOf(other)];
  const at = left.findIndex((part, index) => part !== right[index]);
  return at < 0 ? one.prefix - other.prefix : (left[at] ?? 0) - (right[at] ?? 0);
};

/** Addresses and networks of a family: sorted, and those that lie in others of them left out. */
export const readNftHosts = (words: NftWords, family: Family): string => {
  const given = readSet(words, word => {
    const read = readPrefix(word);
    return read === undefined || familyOf(read.address) !== family || read.prefix === 0
      ? undefined
      : networkOf(read);
  });
  const sorted = [...given].sort(byAddress);
  const kept = sorted.filter((one, at) => !sorted.slice(0, at).some(other => contains(other, one.address)));
  return setText(
    kept.map(({ address, prefix }) => (prefix === fullLength(family) ? address : `${address}/${prefix}`)),
    given.length === 1,
  );
};

/** Protocols by name or number, sorted by number. */
export const readNftProtocols = (words: NftWords): string => {
  const given = readSet(words, protocolNumber);
  const sorted = [...new Set(given)].sort((one, other) => one - other);
  return setText(sorted.map(protocolName), given.length === 1);
};

/** A mark, as eight hexadecimal digits. */
export const readNftMark = (words: NftWords): string => {
  const word = words.next;
  const number = /^(?:0x[\da-f]+|\d+)$/i.test(word) ? Number(word) : undefined;
  if (number === undefined) return words.lack();
  if (number > 0xffff_ffff) return words.refuse(`Value ${number} exceeds valid range 0-4294967295`);
  words.take();
  return `0x${number.toString(16).padStart(8, '0')}`;
};

/** An interface's name, quoted. */
export const readNftDevice = (words: NftWords): string => {
  const name = words.next.replace(/^"(.*)"$/, '$1');
  if (!/^[\w.@-]{1,15}$/.test(name)) return words.lack();
  words.take();
  return `"${name}"`;
};

const states: readonly string[] = ['invalid', 'established', 'related', 'new', 'untracked'];

/** States of connection tracking, in nft's own order. */
export const readNftStates = (words: NftWords): string => {
  const wanted = new Set<string>();
  do {
    if (!states.includes(words.next)) return words.lack();
    wanted.add(words.take());
  } while (words.skip(','));
  return states.filter(state => wanted.has(state)).join(',');
};
