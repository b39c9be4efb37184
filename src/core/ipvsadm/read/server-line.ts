/** `-> 10.0.0.7:80  Masq  1  0  0` in each of the listings' layouts. */
import type { Method } from '../../model/service.ts';
import type { Endpoint } from './endpoint-text.ts';
import type { Layout } from './layout.ts';
import { asCounters, asRates, readFive } from './numbers.ts';
import type { ReadServer } from './reading.ts';
import type { Scanner } from './scanner.ts';
import { tunnelInfo } from './tunnel.ts';

/** The method that a forwarding word names; undefined for a fork's own. */
const methodOf = (scan: Scanner, index: number): Method | undefined => {
  switch (scan.first(index)) {
    case 77:
      return scan.is(index, 'Masq') ? 'nat' : undefined;
    case 82:
      return scan.is(index, 'Route') ? 'dr' : undefined;
    case 84:
      return scan.is(index, 'Tunnel') ? 'tun' : undefined;
    case 76:
      return scan.is(index, 'Local') ? 'local' : undefined;
    default:
      return undefined;
  }
};

/** A server read, or why it was not; `partly` says what of it was not. */
export type ServerLine =
  | { readonly server: ReadServer; readonly partly?: string }
  | { readonly server?: never; readonly reason: string };

/**
 * A server's row of the plainest form, which nearly all are: an address, a known method, plain numbers, nothing
 * more. Made in one go, because a large table has 100,000 of them. Undefined for any other row: `readServer` says
 * what it is.
 */
export const readPlainServer = (
  scan: Scanner,
  layout: Layout,
  { key, id }: Endpoint,
): ReadServer | undefined => {
  if (id === undefined) return undefined;
  if (layout === 'list') {
    const method = methodOf(scan, 2);
    const weight = scan.natural(3);
    const active = scan.natural(4);
    const inactive = scan.natural(5);
    if (method === undefined || weight < 0 || active < 0 || inactive < 0 || scan.count !== 6)
      return undefined;
    return { key, id, method, weight, active, inactive };
  }
  if ((layout !== 'stats' && layout !== 'rate') || scan.count !== 7) return undefined;
  const a = scan.natural(2);
  const b = scan.natural(3);
  const c = scan.natural(4);
  const d = scan.natural(5);
  const e = scan.natural(6);
  if (a < 0 || b < 0 || c < 0 || d < 0 || e < 0) return undefined;
  return layout === 'stats'
    ? { key, id, counters: { conns: a, inPkts: b, outPkts: c, inBytes: d, outBytes: e } }
    : { key, id, rates: { cps: a, inPps: b, outPps: c, inBps: d, outBps: e } };
};

/** A server's row whose address is already read. Words: 0 is `->`, 1 the address. */
export const readServer = (scan: Scanner, layout: Layout, found: Endpoint): ServerLine => {
  switch (layout) {
    case 'list':
      return readListed(scan, found);
    case 'tun-info':
      return readTunneled(scan, found);
    case 'thresholds':
    case 'persistent-conn':
      return readFour(scan, layout, found);
    case 'stats':
    case 'rate':
      return readCounted(scan, layout, found);
    case 'unknown':
      return readUntitled(scan, found);
  }
};

const identity = (found: Endpoint): Pick<ReadServer, 'key' | 'id'> =>
  found.id === undefined ? { key: found.key } : { key: found.key, id: found.id };

const short: ServerLine = { reason: 'the line is cut off: columns are missing' };

const readListed = (scan: Scanner, found: Endpoint): ServerLine => {
  const weight = scan.natural(3);
  const active = scan.natural(4);
  const inactive = scan.natural(5);
  if (weight < 0 || active < 0 || inactive < 0) return scan.count < 6 ? short : notNumbers;
  return withRest(scan, 6, {
    ...identity(found),
    ...forward(scan, methodOf(scan, 2)),
    weight,
    active,
    inactive,
  });
};

const notNumbers: ServerLine = { reason: 'a column holds something else than a number' };

const forward = (scan: Scanner, method: Method | undefined): Pick<ReadServer, 'method' | 'forward'> =>
  method === undefined ? { forward: scan.word(2) } : { method };

const withRest = (scan: Scanner, from: number, server: ReadServer): ServerLine => {
  const reasons: string[] = [];
  if (server.forward !== undefined) reasons.push(`unknown forwarding method ${server.forward}`);
  if (scan.count <= from) return reasons.length === 0 ? { server } : { server, partly: reasons.join('; ') };
  const extra = scan.words(from);
  reasons.push(`unknown words: ${extra.join(' ')}`);
  return { server: { ...server, extra }, partly: reasons.join('; ') };
};

const readTunneled = (scan: Scanner, found: Endpoint): ServerLine => {
  const weight = scan.natural(4);
  const active = scan.natural(5);
  const inactive = scan.natural(6);
  if (weight < 0 || active < 0 || inactive < 0) return scan.count < 7 ? short : notNumbers;
  const tunnel = tunnelInfo(scan.word(3));
  const server: ReadServer = {
    ...identity(found),
    ...forward(scan, methodOf(scan, 2)),
    ...(tunnel === undefined ? {} : { tunnel }),
    weight,
    active,
    inactive,
  };
  const known = tunnel !== undefined || scan.is(3, 'n/a');
  const line = withRest(scan, 7, server);
  if (known || line.server === undefined) return line;
  const reason = `unknown tunnel ${scan.word(3)}`;
  return { server: line.server, partly: line.partly === undefined ? reason : `${line.partly}; ${reason}` };
};

const readFour = (scan: Scanner, layout: 'thresholds' | 'persistent-conn', found: Endpoint): ServerLine => {
  const first = scan.natural(2);
  const second = scan.natural(3);
  const active = scan.natural(4);
  const inactive = scan.natural(5);
  if (first < 0 || second < 0 || active < 0 || inactive < 0) return scan.count < 6 ? short : notNumbers;
  const columns =
    layout === 'thresholds' ? { upper: first, lower: second } : { weight: first, persistent: second };
  return withRest(scan, 6, { ...identity(found), ...columns, active, inactive });
};

const readCounted = (scan: Scanner, layout: 'stats' | 'rate', found: Endpoint): ServerLine => {
  const five = readFive(scan, 2);
  if (five === undefined) return scan.count < 7 ? short : notNumbers;
  const counted = layout === 'stats' ? asCounters(five) : asRates(five);
  return withRest(scan, 7, { ...identity(found), ...counted });
};

/** Rows pasted without their titles: a word in the third place is the forwarding method; numbers say less. */
const readUntitled = (scan: Scanner, found: Endpoint): ServerLine => {
  const third = scan.first(2);
  if (third > 57) return scan.natural(3) >= 0 ? readListed(scan, found) : readTunneled(scan, found);
  const server = identity(found);
  if (scan.count === 6 && scan.natural(4) >= 0 && scan.natural(5) >= 0) {
    return {
      server: { ...server, active: scan.natural(4), inactive: scan.natural(5) },
      partly: 'no title says whether these are thresholds or weight and persistent connections',
    };
  }
  if (scan.count < 3) return short;
  return { server, partly: 'no title says whether these numbers are counters or rates' };
};
