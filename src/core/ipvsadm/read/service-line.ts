/** `TCP  10.0.0.1:80 wlc (flags) persistent 300 mask 255.255.255.0 pe sip ops`, and the same of /proc/net/ip_vs. */
import { type Address, type Family, ipv4FromBits, parseIpv4 } from '../../model/address.ts';
import { type SchedulerFlag, type ServiceId, serviceKey, wholeMask } from '../../model/service.ts';
import type { Endpoints } from './endpoint.ts';
import type { Endpoint, Ports } from './endpoint-text.ts';
import { hexAt, naturalAt, type Scanner } from './scanner.ts';

/** The identity part of a service line, and the index of the word after it. */
export interface Named {
  readonly key: string;
  readonly id?: ServiceId;
  /** Family of the VIP, or of the mark where the text says it. */
  readonly family?: Family;
  readonly proc: boolean;
  readonly next: number;
  /** Text that names host or port by a name. */
  readonly name?: string;
  /** A mark of eight digits: hexadecimal in /proc, decimal in -L; only the lines around it can tell. */
  readonly unsure?: true;
}

/** Which service a line of a listing starts with; undefined when it does not start with one. */
export const readNamed = (scan: Scanner, endpoints: Endpoints, ports: Ports): Named | undefined => {
  if (scan.count < 2) return undefined;
  if (scan.is(0, 'FWM')) return readMark(scan, endpoints.inProc);
  const protocol = scan.is(0, 'TCP')
    ? 'tcp'
    : scan.is(0, 'UDP')
      ? 'udp'
      : scan.is(0, 'SCTP')
        ? 'sctp'
        : undefined;
  if (protocol === undefined) return undefined;
  const found: Endpoint = endpoints.read(scan.text, scan.from[1] ?? 0, scan.to[1] ?? 0, ports[protocol]);
  if (found.id === undefined) {
    return { key: `${protocol}:${found.key}`, family: found.family, proc: false, next: 2, name: found.key };
  }
  const { address, port } = found.id;
  return {
    key: `${protocol}:${found.key}`,
    id: { kind: 'address', protocol, address, port },
    family: found.family,
    proc: endpoints.proc,
    next: 2,
  };
};

const readMark = (scan: Scanner, inProc: boolean): Named | undefined => {
  const from = scan.from[1] ?? 0;
  const to = scan.to[1] ?? 0;
  const decimal = readMarkNumber(scan, 1);
  const hex = to - from === 8 ? hexAt(scan.text, from, to) : -1;
  const unsure = hex >= 0 && decimal >= 10_000_000;
  const proc = hex >= 0 && (unsure ? inProc : true);
  const mark = proc ? hex : decimal;
  if (mark < 0 || mark > 0xffff_ffff) return undefined;
  const six = scan.is(2, 'IPv6');
  const id: ServiceId = { kind: 'fwmark', mark, family: six ? 6 : 4 };
  return {
    key: serviceKey(id),
    id,
    ...(proc ? {} : { family: id.family }),
    proc,
    next: six ? 3 : 2,
    ...(unsure ? { unsure } : {}),
  };
};

/** A mark in decimal, which ipvsadm prints signed: `-1` is 4294967295 (measured). -1 for anything else. */
export const readMarkNumber = (scan: Scanner, index: number): number => {
  if (scan.first(index) !== 45 /* - */) return scan.natural(index);
  const magnitude = naturalAt(scan.text, (scan.from[index] ?? 0) + 1, scan.to[index] ?? 0);
  return magnitude >= 1 && magnitude <= 0x8000_0000 ? 0x1_0000_0000 - magnitude : -1;
};

/** What stands after the scheduler, and the words that nobody knows. */
export interface Tail {
  readonly persistence: { timeout?: number; mask: Address | number } | null;
  readonly jiffies?: number;
  /** A mask that only an IPv6 mark can have (see procMask). */
  readonly six?: true;
  readonly pe?: string;
  readonly ops: boolean;
  readonly flags: readonly SchedulerFlag[];
  readonly extra: readonly string[];
}

/** Nothing after the scheduler. */
export const plainTail: Tail = { persistence: null, ops: false, flags: [], extra: [] };

/** The words after the scheduler. `hz` turns the jiffies of /proc into seconds. */
export const readTail = (scan: Scanner, index: number, named: Named, hz: number | undefined): Tail => {
  if (index >= scan.count) return plainTail;
  let persistence: Tail['persistence'] = null;
  let mask: Address | number | undefined;
  let tail: Tail = plainTail;
  const extra: string[] = [];
  for (let at = index; at < scan.count; at++) {
    const word = scan.word(at);
    const value = scan.natural(at + 1);
    const hexMask = scan.hex(at + 2);
    if (word === 'ops') tail = { ...tail, ops: true };
    else if (
      word === 'persistent' &&
      value >= 0 &&
      (scan.to[at + 2] ?? 0) - (scan.from[at + 2] ?? 0) === 8 &&
      hexMask >= 0
    ) {
      const found = procMask(hexMask, named);
      mask = found.mask;
      persistence = { ...(hz === undefined ? {} : { timeout: Math.round(value / hz) }), mask };
      tail = {
        ...tail,
        ...(hz === undefined ? { jiffies: value } : {}),
        ...(found.six ? { six: true } : {}),
      };
      at += 2;
    } else if (word === 'persistent' && value >= 0) {
      persistence = { timeout: value, mask: wholeMask(named.family ?? 4) };
      at++;
    } else if (word === 'mask' && persistence !== null && at + 1 < scan.count) {
      mask = readMask(scan.word(at + 1), named.family);
      if (mask === undefined) extra.push(word, scan.word(at + 1));
      at++;
    } else if (word === 'pe' && at + 1 < scan.count) {
      tail = { ...tail, pe: scan.word(at + 1) };
      at++;
    } else if (word.startsWith('(')) {
      const flags = readFlags(word.slice(1, word.endsWith(')') ? -1 : undefined));
      if (flags === undefined || !word.endsWith(')')) extra.push(word);
      else tail = { ...tail, flags };
    } else extra.push(word);
  }
  if (persistence !== null && mask !== undefined) persistence = { ...persistence, mask };
  return { ...tail, persistence, extra };
};

const readMask = (text: string, family: Family | undefined): Address | number | undefined => {
  if (family === 6 && /^\d{1,3}$/.test(text) && Number(text) <= 128) return Number(text);
  return parseIpv4(text);
};

/**
 * The mask of /proc/net/ip_vs is ntohl() of a 32-bit field that holds an IPv4 mask in network order, or an IPv6
 * prefix length as a plain number: 128 shows as 80000000 on a little-endian machine. A mark does not say its
 * family; 128.0.0.0 and less as an IPv4 mask would put half the world on one server, so it is taken as a prefix.
 */
const procMask = (bits: number, { id, family }: Named): { mask: Address | number; six: boolean } => {
  const prefix = bits & 0xffffff ? bits : bits >>> 24;
  const isPrefix = prefix >= 1 && prefix <= 128;
  if (family === 6 || (id?.kind === 'fwmark' && isPrefix))
    return { mask: isPrefix ? prefix : 128, six: true };
  return { mask: ipv4FromBits(bits), six: false };
};

const flagNames: Readonly<Record<string, SchedulerFlag>> = {
  'flag-1': 'flag-1',
  'flag-2': 'flag-2',
  'flag-3': 'flag-3',
  'sh-fallback': 'flag-1',
  'sh-port': 'flag-2',
  'mh-fallback': 'flag-1',
  'mh-port': 'flag-2',
};

/**
 * Scheduler flags as listed, in the order of their bits; undefined when a name is not one. Empty parentheses
 * are flag-3 of sh or mh: ipvsadm prints the list of set flags and has no name for that one there (measured).
 */
export const readFlags = (text: string): readonly SchedulerFlag[] | undefined => {
  if (text === '') return ['flag-3'];
  const flags: SchedulerFlag[] = [];
  for (const name of text.split(',')) {
    const flag = flagNames[name];
    if (flag === undefined) return undefined;
    flags.push(flag);
  }
  return flags.sort();
};
