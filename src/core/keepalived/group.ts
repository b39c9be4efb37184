/** `virtual_server_group NAME { ... }`: addresses, ranges of addresses and firewall marks. */
import { type Address, type Family, familyOf } from '../model/address.ts';
import { addressNumber, readAddress, readPort } from './addresses.ts';
import { type Pieces, readBlock, skipBlock } from './blocks.ts';
import type { Group, Member } from './config.types.ts';
import { looseNumber } from './numbers.ts';
import type { Piece } from './pieces.ts';
import type { Say } from './rows.ts';

/** More addresses than this in one entry are not read. */
export const mostAddresses = 65_536;

const families: ReadonlyMap<string, Family> = new Map([
  ['inet', 4],
  ['inet6', 6],
]);

/** Reads a group whose line is `opener`; undefined when keepalived takes it away, with the reason reported. */
export const readGroup = (pieces: Pieces, opener: Piece): Group | undefined => {
  const { where, text, words } = opener;
  const members: Member[] = [];
  const name = words[1];
  if (name === undefined || words.length > 2) {
    pieces.report(
      where,
      text,
      'a group has one name, in quotes where it has blanks: keepalived does not start with it',
    );
    skipBlock(pieces);
    return undefined;
  }
  readBlock(pieces, opener, entry => {
    const member = readMember(entry, reason => pieces.report(entry.where, entry.text, reason));
    if (member !== undefined) members.push(member);
  });
  const { has4, has6, bareMark } = familiesOf(members);
  if (members.length === 0) pieces.report(where, text, 'a group without entries: keepalived removes it');
  else if (has4 && has6 && bareMark) {
    pieces.report(where, text, 'IPv4, IPv6 and a mark without a family: keepalived removes the group');
  } else return { where, name, members };
  return undefined;
};

/** Which families a group's entries have, and whether there is a mark that names none. */
export const familiesOf = (
  members: readonly Member[],
): { readonly has4: boolean; readonly has6: boolean; readonly bareMark: boolean } => {
  const found = members.map(member => (member.kind === 'fwmark' ? member.family : familyOf(member.first)));
  return { has4: found.includes(4), has6: found.includes(6), bareMark: found.includes(undefined) };
};

const readMember = ({ words, where }: Piece, say: Say): Member | undefined => {
  const [word = '', second, third] = words;
  if (word === 'fwmark') {
    if (second === undefined) {
      say('fwmark has no value: keepalived does not start with it');
      return undefined;
    }
    const { value: mark, remark } = looseNumber(second, 0, 0xffff_ffff);
    const family = third === undefined ? undefined : families.get(third);
    if (remark !== undefined) say(remark);
    if (mark === 0) say('mark 0 is no mark');
    if (third !== undefined && family === undefined) say(`${third} is neither inet nor inet6: ignored`);
    if (mark === undefined || mark === 0 || (third !== undefined && family === undefined)) return undefined;
    return { kind: 'fwmark', where, mark, ...(family === undefined ? {} : { family }) };
  }
  if (third !== undefined) say(`keepalived reads no more than ${word} ${second}`);
  const first = readAddress(word);
  if (first === undefined) {
    say(`${word} is no address (names are not taken): ignored`);
    return undefined;
  }
  const port = readPort(second, say);
  const count = port === undefined ? undefined : countAddresses(word, first, say);
  return port === undefined || count === undefined
    ? undefined
    : { kind: 'addresses', where, first, count, port };
};

/** How many addresses an entry stands for: `A`, `A/prefix`, `A-LAST` or `A-B`, both ends included. */
const countAddresses = (word: string, first: Address, say: Say): number | undefined => {
  const sign = /[/-]/.exec(word)?.[0];
  if (sign === undefined) return 1;
  const end = word.slice(word.indexOf(sign) + 1);
  const count = sign === '/' ? countPrefix(first, end) : countRange(first, end, say);
  if (typeof count === 'string') {
    say(`${count}: ignored`);
    return undefined;
  }
  if (count > BigInt(mostAddresses)) {
    say(`these are ${count} addresses: more than ${mostAddresses} are not read`);
    return undefined;
  }
  if (familyOf(first) === 4 && (addressNumber(first) & 0xffn) + count > 256n) {
    say(
      'keepalived 2.2.7 does not come to an end with a range that goes beyond the last number of an address',
    );
  }
  return Number(count);
};

const countPrefix = (first: Address, text: string): bigint | string => {
  const bits = familyOf(first) === 4 ? 32 : 128;
  const { value = 0, remark } = looseNumber(text, 1, bits);
  if (remark !== undefined) return `${text} is no prefix length`;
  const count = 1n << BigInt(bits - value);
  return addressNumber(first) % count === 0n ? count : `${first} is not the first address of /${value}`;
};

const countRange = (first: Address, text: string, say: Say): bigint | string => {
  const isFour = familyOf(first) === 4;
  if (text.includes(isFour ? '.' : ':')) {
    const last = readAddress(text);
    if (last === undefined || familyOf(last) !== familyOf(first)) return `${text} is no end for this range`;
    const count = addressNumber(last) - addressNumber(first) + 1n;
    return count >= 1n ? count : 'the range ends before it begins';
  }
  // The last number of the address alone: decimal in IPv4, hexadecimal in IPv6.
  const digits = (isFour ? /^\d*/ : /^[0-9a-fA-F]*/).exec(text)?.[0] ?? '';
  if (digits !== text) say(`keepalived reads no more than ${digits} of ${text}`);
  const limit = isFour ? 0xff : 0xffff;
  const end = Number.parseInt(`0${digits}`, isFour ? 10 : 16);
  const start = Number(addressNumber(first) & BigInt(limit));
  if (end > limit)
    return `${text} is more than ${isFour ? 'the last number of an IPv4' : 'the last group of an IPv6'} address`;
  return end > start ? BigInt(end - start + 1) : 'the range ends before it begins, or where it begins';
};
