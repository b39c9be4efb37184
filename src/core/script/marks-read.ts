/** Which marks the packet filter of a machine sets already, and what they stand for, from its own listings. */
import type { Marked } from '../cluster/cluster.types.ts';
import { readNetwork } from '../explain/networks.ts';
import { type PacketRule, readPacketRule } from '../explain/programs/packetrule.ts';
import { splitLine } from '../line/split.ts';
import { familyOf, fullLength, parseAddress } from '../model/address.ts';
import type { Protocol } from '../model/service.ts';
import type { Ports } from './marks-ports.ts';

/** A rule that sets a mark; without `marked` where it cannot be said in those terms (a network, a source, a negation, …). */
interface MarkRule {
  readonly mark: number;
  readonly marked?: Marked;
}

const largestMark = 0xffff_ffff;

const readNumber = (text: string): number | undefined => {
  const value = /^(?:0[xX][\da-fA-F]{1,8}|\d{1,10})$/.test(text) ? Number(text) : Number.NaN;
  return value > 0 && value <= largestMark ? value : undefined;
};

const protocols: Readonly<Record<string, Protocol>> = {
  tcp: 'tcp',
  udp: 'udp',
  sctp: 'sctp',
  '6': 'tcp',
  '17': 'udp',
  '132': 'sctp',
};

/** `80,443,8000:8010`, or nft's `80, 443, 8000-8010`; undefined for anything else (names of services among it). */
const readPorts = (text: string): Ports | undefined => {
  const ports: [number, number][] = [];
  for (const part of text.split(',')) {
    const [, first, last] = /^\s*(\d{1,5})(?:[:-](\d{1,5}))?\s*$/.exec(part) ?? [];
    if (first === undefined) return undefined;
    const range: [number, number] = [Number(first), Number(last ?? first)];
    if (range[0] < 1 || range[1] > 65535 || range[0] > range[1]) return undefined;
    ports.push(range);
  }
  return ports;
};

const told = new Set([
  'table',
  'destination',
  'protocol',
  'destination-port',
  'destination-ports',
  'in-interface',
  'jump',
  'set-mark',
  'comment',
]);
const matches = new Set(['tcp', 'udp', 'sctp', 'multiport', 'comment']);

const markedOf = ({ options, negated, matches: used }: PacketRule, mark: number): Marked | undefined => {
  if (negated.size > 0 || [...options.keys()].some(key => !told.has(key))) return undefined;
  if (used.some(name => !matches.has(name))) return undefined;
  const to = readNetwork(options.get('destination') ?? '');
  const protocol = protocols[options.get('protocol') ?? ''];
  if (to === undefined || to.prefix !== fullLength(familyOf(to.address))) return undefined;
  const text = options.get('destination-ports') ?? options.get('destination-port');
  const ports = text === undefined ? [] : readPorts(text);
  return protocol === undefined || ports === undefined
    ? undefined
    : { mark, address: to.address, protocol, ports };
};

/** Chains of mangle that packets from clients to a VIP pass before IPVS sees them, or that somebody made himself. */
const tooLate = new Set(['INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING']);

const filterRule = (line: string, table: string): MarkRule | undefined => {
  const rule = readPacketRule(splitLine(line).words.map(({ text }) => text));
  if ((rule.options.get('table') ?? table) !== 'mangle' || rule.command !== 'A' || rule.target !== 'MARK')
    return undefined;
  if (rule.chain === undefined || tooLate.has(rule.chain)) return undefined;
  // A packet comes without a mark, so whatever the mask keeps, what is set is what it then has.
  const mark = readNumber((rule.options.get('set-mark') ?? '').split('/', 1)[0] ?? '');
  if (mark === undefined) return undefined;
  const marked = markedOf(rule, mark);
  return marked === undefined ? { mark } : { mark, marked };
};

const markSet =
  /(?:^|\s)(?:meta )?mark set (?:(?:meta )?mark (?:(?:and|&) 0x[\da-f]+ )?(?:or|xor|\||\^) )?(0x[\da-f]{1,8}|\d{1,10})(?=\s|$)/;
/** What may stand in a rule of nft besides what is read from it. */
const noise = /\bcounter(?: packets \d+ bytes \d+)?|\bcomment "[^"]*"|\biifname "[^"]*"|\baccept\b/g;
const nftShape =
  /^(?:(?:meta l4proto|ip protocol|ip6 nexthdr) (?<before>\w+) )?ip6? daddr (?<address>[\da-fA-F:.]+)(?: (?:meta l4proto|ip protocol|ip6 nexthdr) (?<after>\w+))?(?: (?<protocol>\w+) dport (?<ports>\{[^{}]*\}|[\d-]+))?$/;

const nftRule = (line: string): MarkRule | undefined => {
  const mark = readNumber(markSet.exec(line)?.[1] ?? '');
  if (mark === undefined) return undefined;
  const plain = line.replace(markSet, ' ').replace(noise, ' ').replace(/\s+/g, ' ').trim();
  const { before, after, protocol, address, ports } = nftShape.exec(plain)?.groups ?? {};
  const kind = protocols[protocol ?? after ?? before ?? ''];
  const to = parseAddress(address ?? '');
  const list = ports === undefined ? [] : readPorts(ports.replace(/[{}]/g, ''));
  const agree = [before, after, protocol].every(one => one === undefined || protocols[one] === kind);
  return kind === undefined || to === undefined || list === undefined || !agree
    ? { mark }
    : { mark, marked: { mark, address: to, protocol: kind, ports: list } };
};

/**
 * Rules are read wherever they stand: lines that begin with `-A` are iptables' own (`iptables-save`, `iptables -t mangle -S`),
 * the others nft's. `*TABLE` names the table of the lines after it; without one it is mangle, which -S was asked for.
 */
const readRules = (text: string): readonly MarkRule[] => {
  const found: MarkRule[] = [];
  let table = 'mangle';
  let hook = '';
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line.startsWith('*')) table = line.slice(1);
    else if (line.startsWith('-A ')) {
      const rule = filterRule(line, table);
      if (rule !== undefined) found.push(rule);
    } else if (line.startsWith('chain ')) hook = '';
    else if (line.startsWith('type ')) hook = / hook (\w+)/.exec(line)?.[1] ?? '';
    else if (hook === '' || hook === 'prerouting') {
      const rule = nftRule(line);
      if (rule !== undefined) found.push(rule);
    }
  }
  return found;
};

/**
 * The marks that the rules in a listing give, with the addresses and ports that they stand for, in its order, each once. Takes the text
 * of `iptables-save -t mangle`, `iptables -t mangle -S PREROUTING` (their IPv6 kin as well) or `nft list ruleset`, or several of them
 * joined. What cannot be said in these terms (a network, a source, a negation, a named set) is left out; never fails.
 */
export const readMarks = (text: string): readonly Marked[] => {
  const found = new Map<string, Marked>();
  for (const { marked } of readRules(text))
    if (marked !== undefined) found.set(JSON.stringify(marked), marked);
  return [...found.values()];
};

/** Every mark (1..2^32-1) that a rule in such a listing sets, rising, each once: those that a new service must not take. */
export const readMarkNumbers = (text: string): readonly number[] =>
  [...new Set(readRules(text).map(({ mark }) => mark))].sort((one, other) => one - other);
