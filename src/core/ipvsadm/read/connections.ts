/** The connection table: `-Lnc`, /proc/net/ip_vs_conn and /proc/net/ip_vs_conn_sync. */
import type { Connection } from '../../model/observe.ts';
import { Endpoints } from './endpoint.ts';
import { readHexAddress } from './endpoint-text.ts';
import type { Gather } from './gather.ts';
import type { Format } from './reading.ts';
import { hexAt, naturalAt, type Scanner } from './scanner.ts';

type ConnProtocol = Connection['protocol'];

const protocols: Readonly<Record<string, ConnProtocol>> = {
  TCP: 'tcp',
  UDP: 'udp',
  SCTP: 'sctp',
  IP: 'ip',
  ICMP: 'icmp',
  ICMPv6: 'icmpv6',
};

/** Reads the lines of connection listings one by one into a Gather. */
export class ConnectionReader {
  readonly #gather: Gather;
  #endpoints = new Endpoints();
  #headed = false;

  constructor(gather: Gather) {
    this.#gather = gather;
  }

  /** Reads the scanner's current line; false when the line is not one of a connection listing. */
  readLine(scan: Scanner): boolean {
    if (this.#title(scan)) return true;
    const protocol = scan.count >= 2 ? protocols[scan.word(0)] : undefined;
    if (protocol === undefined) return false;
    const from = scan.from[1] ?? 0;
    const to = scan.to[1] ?? 0;
    if (to - from === 8 || to - from === 32 || to - from === 39) {
      const client = readHexAddress(scan.text, from, to);
      if (client !== undefined && (scan.count > 3 || this.#headed) && !scan.is(0, 'FWM')) {
        return this.#proc(scan, protocol);
      }
    }
    const expires = seconds(scan, 1);
    if (expires < 0) return false;
    return this.#listed(scan, protocol, expires);
  }

  #title(scan: Scanner): boolean {
    const listed = scan.is(0, 'IPVS') && scan.is(1, 'connection') && scan.is(2, 'entries');
    const columns = scan.is(0, 'pro') && scan.is(1, 'expire') && scan.is(2, 'state');
    const proc = scan.is(0, 'Pro') && scan.is(1, 'FromIP');
    if (!listed && !columns && !proc) return false;
    let format: Format = 'connections';
    if (proc) format = scan.is(8, 'Origin') ? 'proc-ip_vs_conn_sync' : 'proc-ip_vs_conn';
    this.#gather.formats.add(format);
    this.#gather.read++;
    this.#headed = true;
    return true;
  }

  #proc(scan: Scanner, protocol: ConnProtocol): boolean {
    const gather = this.#gather;
    const { text } = scan;
    const client = hexAddress(scan, 1);
    const virtual = hexAddress(scan, 3);
    const server = hexAddress(scan, 5);
    const clientPort = port(scan, 2);
    const virtualPort = port(scan, 4);
    const serverPort = port(scan, 6);
    const synced = scan.is(8, 'LOCAL') || scan.is(8, 'SYNC');
    const last = synced ? 9 : 8;
    const expires = scan.natural(last);
    if (client === undefined || virtual === undefined || server === undefined)
      return this.#refuse(scan, last);
    if (clientPort < 0 || virtualPort < 0 || serverPort < 0 || expires < 0) return this.#refuse(scan, last);
    gather.formats.add(synced ? 'proc-ip_vs_conn_sync' : 'proc-ip_vs_conn');
    gather.read++;
    const origin = synced
      ? { origin: text.charCodeAt(scan.from[8] ?? 0) === 76 ? ('LOCAL' as const) : ('SYNC' as const) }
      : {};
    gather.connections.push({
      protocol,
      expires,
      state: scan.word(7),
      client,
      clientPort,
      virtual,
      virtualPort,
      server,
      serverPort,
      ...origin,
      ...this.#engine(scan, last + 1),
    });
    return true;
  }

  #listed(scan: Scanner, protocol: ConnProtocol, expires: number): boolean {
    const gather = this.#gather;
    const client = this.#endpoint(scan, 3);
    const virtual = this.#endpoint(scan, 4);
    const server = this.#endpoint(scan, 5);
    if (client === undefined || virtual === undefined || server === undefined) {
      if (!this.#headed && scan.count < 6) return false;
      if (scan.count < 6) return this.#refuse(scan, 5);
      gather.refuse('an address is missing: connections are read from a numeric listing (-Lnc)');
      return true;
    }
    gather.formats.add('connections');
    gather.read++;
    gather.connections.push({
      protocol,
      expires,
      state: scan.word(2),
      client: client.address,
      clientPort: client.port,
      virtual: virtual.address,
      virtualPort: virtual.port,
      server: server.address,
      serverPort: server.port,
      ...this.#engine(scan, 6),
    });
    return true;
  }

  #endpoint(scan: Scanner, index: number) {
    if (index >= scan.count) return undefined;
    return this.#endpoints.read(scan.text, scan.from[index] ?? 0, scan.to[index] ?? 0).id;
  }

  /** The columns of a persistence engine: its name and its data (a SIP call id). */
  #engine(scan: Scanner, index: number): Pick<Connection, 'peName' | 'peData'> {
    if (scan.count <= index) return {};
    const peName = scan.word(index);
    if (scan.count <= index + 1) return { peName };
    if (scan.count > index + 2) this.#gather.partly(`unknown words: ${scan.words(index + 2).join(' ')}`);
    return { peName, peData: scan.word(index + 1) };
  }

  #refuse(scan: Scanner, last: number): boolean {
    const cut = scan.count <= last;
    this.#gather.refuse(
      cut ? 'the line is cut off: columns are missing' : 'not a row of the connection table',
    );
    return true;
  }
}

const hexAddress = (scan: Scanner, index: number) =>
  index < scan.count ? readHexAddress(scan.text, scan.from[index] ?? 0, scan.to[index] ?? 0) : undefined;

const port = (scan: Scanner, index: number): number => {
  const from = scan.from[index] ?? 0;
  const to = scan.to[index] ?? 0;
  return index < scan.count && to - from === 4 ? hexAt(scan.text, from, to) : -1;
};

/** `14:59` (minutes are not limited) or bare seconds; -1 for anything else. */
const seconds = (scan: Scanner, index: number): number => {
  const from = scan.from[index] ?? 0;
  const to = scan.to[index] ?? 0;
  const colon = to - 3;
  if (colon <= from || scan.text.charCodeAt(colon) !== 58) return scan.natural(index);
  const minutes = naturalAt(scan.text, from, colon);
  const rest = naturalAt(scan.text, colon + 1, to);
  return minutes < 0 || rest < 0 ? -1 : minutes * 60 + rest;
};
