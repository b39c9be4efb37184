/** The lines that `ipvsadm -S` prints, with `-n` or with names; any other rule is left to the reader of rules. */
import type { Address } from '../../model/address.ts';
import { parseIpv4 } from '../../model/address.ts';
import type { Method, Protocol, SchedulerFlag, ServerId, ServiceId, Tunnel } from '../../model/service.ts';
import { serviceKey, wholeMask } from '../../model/service.ts';
import { Endpoints } from './endpoint.ts';
import { type Endpoint, noPorts, type Ports } from './endpoint-text.ts';
import type { Gather } from './gather.ts';
import type { Known, RuleTable } from './rule-table.ts';
import type { Scanner } from './scanner.ts';
import { readFlags, readMarkNumber } from './service-line.ts';
import { ipip, readTunnel } from './tunnel.ts';

/** A service as a saved line names it, and the word after it. */
interface Place {
  readonly service: Known<ServiceId>;
  readonly protocol: Protocol;
  readonly family: 4 | 6;
  readonly next: number;
}

/** Reads saved lines one by one into a table of rules. */
export class SaveReader {
  readonly #gather: Gather;
  readonly #table: RuleTable;
  readonly #ports: Ports;
  readonly #endpoints: Endpoints;
  // The service of the line before: -S repeats it in each of its servers' lines.
  #last: Place | undefined;
  #lastFound: Endpoint | undefined;

  constructor(gather: Gather, table: RuleTable, endpoints = new Endpoints(), ports: Ports = noPorts) {
    this.#gather = gather;
    this.#table = table;
    this.#endpoints = endpoints;
    this.#ports = ports;
  }

  /** Reads the current line when it is exactly of the form that -S prints; false when it is not. */
  readLine(scan: Scanner): boolean {
    if (scan.is(0, '-a')) return this.#server(scan);
    return scan.is(0, '-A') && this.#service(scan);
  }

  #place(scan: Scanner): Place | undefined {
    if (scan.is(1, '-f')) return this.#mark(scan);
    const protocol = scan.is(1, '-t')
      ? 'tcp'
      : scan.is(1, '-u')
        ? 'udp'
        : scan.is(1, '--sctp-service')
          ? 'sctp'
          : undefined;
    if (protocol === undefined || scan.count < 3) return undefined;
    const found = this.#endpoints.read(scan.text, scan.from[2] ?? 0, scan.to[2] ?? 0, this.#ports[protocol]);
    if (this.#endpoints.proc) return undefined;
    if (found === this.#lastFound && this.#last?.protocol === protocol) return this.#last;
    const place = addressPlace(found, protocol);
    this.#last = place;
    this.#lastFound = found;
    return place;
  }

  #mark(scan: Scanner): Place | undefined {
    const mark = readMarkNumber(scan, 2);
    if (mark <= 0 || mark > 0xffff_ffff) return undefined;
    const family = scan.is(3, '-6') ? 6 : 4;
    const id: ServiceId = { kind: 'fwmark', mark, family };
    return { service: { key: serviceKey(id), id }, protocol: 'tcp', family, next: family === 6 ? 4 : 3 };
  }

  #service(scan: Scanner): boolean {
    const place = this.#place(scan);
    if (place === undefined || !scan.is(place.next, '-s') || scan.count < place.next + 2) return false;
    const scheduler = scan.word(place.next + 1);
    let at = place.next + 2;
    let persistence: { timeout: number; mask: Address | number } | undefined;
    let pe: string | undefined;
    let ops = false;
    let flags: readonly SchedulerFlag[] = [];
    if (scan.is(at, '-p')) {
      const timeout = scan.natural(at + 1);
      if (timeout < 0) return false;
      at += 2;
      persistence = { timeout, mask: wholeMask(place.family) };
      if (scan.is(at, '-M')) {
        const mask =
          place.family === 6 ? scan.natural(at + 1) : parseIpv4(at + 1 < scan.count ? scan.word(at + 1) : '');
        if (mask === undefined || (typeof mask === 'number' && (mask < 1 || mask > 128))) return false;
        persistence = { timeout, mask };
        at += 2;
      }
    }
    if (scan.is(at, '--pe') && at + 1 < scan.count) {
      pe = scan.word(at + 1);
      at += 2;
    }
    if (scan.is(at, '-o')) {
      ops = true;
      at++;
    }
    if (scan.is(at, '-b')) {
      // Nothing after -b is flag-3 of sh or mh, for which ipvsadm has no name there.
      const found = readFlags(at + 1 < scan.count ? scan.word(at + 1) : '');
      if (found === undefined) return false;
      flags = found;
      at += 2;
    }
    if (at < scan.count) return false;
    const config = {
      scheduler,
      ...(persistence === undefined ? {} : { persistence }),
      ...(pe === undefined ? {} : { pe }),
      ops,
      flags,
    };
    this.#settle(this.#table.addService(place.service, config, 'save'));
    return true;
  }

  #server(scan: Scanner): boolean {
    const place = this.#place(scan);
    if (place === undefined || !scan.is(place.next, '-r') || scan.count < place.next + 5) return false;
    const at = place.next + 1;
    const found = this.#endpoints.read(
      scan.text,
      scan.from[at] ?? 0,
      scan.to[at] ?? 0,
      this.#ports[place.protocol],
    );
    const method = this.#method(scan, at + 1);
    const weight = scan.is(at + 2, '-w') ? scan.natural(at + 3) : -1;
    if (
      this.#endpoints.proc ||
      method === undefined ||
      weight < 0 ||
      (found.id === undefined && !found.key.includes(':'))
    )
      return false;
    // Before 1.31 there was one kind of tunnel, and no word for it.
    let tunnel: Tunnel | undefined = method === 'tun' ? ipip : undefined;
    let next = at + 4;
    if (scan.is(next, '--tun-type')) {
      tunnel = readTunnel(scan, next);
      if (tunnel === undefined) return false;
      next = scan.count;
    }
    if (next < scan.count) return false;
    const server: Known<ServerId> =
      found.id === undefined ? { key: found.key } : { key: found.key, id: found.id };
    const config = tunnel === undefined ? { method, weight } : { method, weight, tunnel };
    this.#settle(this.#table.addServer(place.service.key, server, config));
    return true;
  }

  #method(scan: Scanner, index: number): Method | undefined {
    return scan.is(index, '-g')
      ? 'dr'
      : scan.is(index, '-m')
        ? 'nat'
        : scan.is(index, '-i')
          ? 'tun'
          : undefined;
  }

  #settle(refusal: string | undefined): void {
    if (refusal === undefined) this.#gather.read++;
    else this.#gather.refuse(refusal);
  }
}

const addressPlace = (found: Endpoint, protocol: Protocol): Place | undefined => {
  if (!found.key.includes(':')) return undefined;
  const key = `${protocol}:${found.key}`;
  if (found.id === undefined) return { service: { key }, protocol, family: found.family, next: 3 };
  const { address, port } = found.id;
  return {
    service: { key, id: { kind: 'address', protocol, address, port } },
    protocol,
    family: found.family,
    next: 3,
  };
};
