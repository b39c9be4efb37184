/** The listings of services: `-Ln` in all its variants, and /proc/net/ip_vs, which looks the same from afar. */
import type { Protocol } from '../../model/service.ts';
import { Endpoints } from './endpoint.ts';
import { noPorts, type Ports } from './endpoint-text.ts';
import type { Gather } from './gather.ts';
import { type Layout, layoutFormat, serverTitle, serviceTitle, versionLine } from './layout.ts';
import type { Table } from './merge.ts';
import { asCounters, asRates, readFive } from './numbers.ts';
import type { ReadServer, ReadService } from './reading.ts';
import type { Scanner } from './scanner.ts';
import { readPlainServer, readServer } from './server-line.ts';
import { type Named, readNamed, readTail } from './service-line.ts';
import { configured, guessFamily, type Open, withFamily } from './service-row.ts';

/** What a reader of listings may know from elsewhere. */
export interface TableOptions {
  /** The kernel's clock ticks per second: turns the jiffies of /proc into seconds. */
  readonly hz?: number;
  /** Ports by name and protocol, for listings without `-n`. */
  readonly ports?: Ports;
  /** Endpoints already met; a reader of a live table hands the same one in each time. */
  readonly endpoints?: Endpoints;
}

/** The key itself, or the first of `key (2)`, `key (3)`... that is not taken; `copies` remembers how far it got. */
const freeKey = (key: string, taken: (key: string) => boolean, copies: Map<string, number>): string => {
  let free = key;
  let copy = copies.get(key) ?? 1;
  while (taken(free)) free = `${key} (${++copy})`;
  if (free !== key) copies.set(key, copy);
  return free;
};

/** Reads the lines of listings one by one into a Gather. */
export class TableReader {
  readonly #gather: Gather;
  readonly #options: TableOptions;
  readonly #endpoints: Endpoints;
  readonly #ports: Ports;
  #layout: Layout = 'unknown';
  #table: Table | undefined;
  #services: Open[] = [];
  #current: Open | undefined;
  #protocol: Protocol = 'tcp';
  #keys = new Set<string>();
  #serverKeys = new Set<string>();
  /** How many copies of a key there are, so that a name that stands a million times is not counted from 1 each time. */
  #copies = new Map<string, number>();
  #serverCopies = new Map<string, number>();
  #whole = false;

  constructor(gather: Gather, options: TableOptions = {}) {
    this.#gather = gather;
    this.#options = options;
    this.#endpoints = options.endpoints ?? new Endpoints();
    this.#ports = options.ports ?? noPorts;
  }

  /** Reads the scanner's current line; false when the line is not one of a listing. */
  readLine(scan: Scanner): boolean {
    const code = scan.first(0);
    if (code === 45 /* - */ && scan.is(0, '->')) return this.#serverOrTitle(scan);
    if (code === 84 || code === 85 || code === 83 || code === 70) return this.#service(scan);
    if (code === 80 /* P */) return this.#title(scan);
    if (code === 73 /* I */ || scan.is(1, 'IP')) return this.#version(scan);
    return false;
  }

  /** Takes over a service of an earlier read, whose lines stand unchanged in the text; false when its key is taken. */
  reuse(service: ReadService): boolean {
    this.#closeService();
    this.#begin(true);
    if (this.#keys.has(service.key)) return false;
    // Its servers are not added to: the next line starts another service.
    this.#keys.add(service.key);
    this.#services.push(service as Open);
    return true;
  }

  /** Takes over a real server of an earlier read into the service at hand; false when there is none. */
  reuseServer(server: ReadServer): boolean {
    this.#current?.servers.push(server);
    return this.#current !== undefined;
  }

  /** No more lines: guesses that need the whole table are made. */
  finish(): void {
    this.#closeService();
    this.#table = undefined;
  }

  #version(scan: Scanner): boolean {
    const found = versionLine(scan);
    if (found === undefined) return false;
    this.#gather.version = found.version;
    if (found.tableSize !== undefined) this.#gather.tableSize = found.tableSize;
    this.finish();
    this.#whole = true;
    this.#layout = 'unknown';
    this.#gather.read++;
    return true;
  }

  #title(scan: Scanner): boolean {
    const layout = serviceTitle(scan);
    if (layout === undefined) return false;
    this.finish();
    this.#layout = layout;
    this.#endpoints.inProc = false;
    this.#gather.read++;
    if (layout === 'unknown') this.#gather.partly('unknown columns in the title');
    return true;
  }

  #serverOrTitle(scan: Scanner): boolean {
    const title = serverTitle(scan, this.#layout);
    if (title !== undefined) {
      this.#layout = title;
      // One blank here is the kernel's own title; ipvsadm pads. Only a hint: web pages collapse blanks.
      this.#endpoints.inProc = scan.count > 2 && (scan.from[2] ?? 0) - (scan.to[1] ?? 0) === 1;
      this.#gather.read++;
      return true;
    }
    const current = this.#current;
    if (current === undefined) this.#gather.refuse('a real server without a virtual service above it');
    else if (scan.count < 2) this.#gather.refuse('the line is cut off: columns are missing');
    else this.#server(scan, current);
    return true;
  }

  #server(scan: Scanner, current: Open): void {
    const gather = this.#gather;
    const found = this.#endpoints.read(
      scan.text,
      scan.from[1] ?? 0,
      scan.to[1] ?? 0,
      this.#ports[this.#protocol],
    );
    const plain = readPlainServer(scan, this.#layout, found);
    if (plain !== undefined) {
      gather.read++;
      current.servers.push(this.#unique(current, plain));
      return;
    }
    const line = readServer(scan, this.#layout, found);
    if (line.server === undefined) {
      gather.refuse(line.reason);
      return;
    }
    gather.read++;
    if (line.partly !== undefined) gather.partly(line.partly);
    if (found.id === undefined) this.#nameless(found.key);
    current.servers.push(this.#unique(current, line.server));
  }

  /** Says what is special about text that stands where an address should. */
  #nameless(text: string): void {
    if (text.includes('(null)'))
      this.#gather.partly('an address is missing: the tool and its kernel did not understand each other');
    else if (!text.includes(':')) this.#gather.note('a name without its port: listings cut long names');
  }

  /** Keys are unique in a service: a second `redis.1.m911y2nt3wy0qo5x8i9p`, cut at 28, is another server. */
  #unique({ servers }: Open, server: ReadServer): ReadServer {
    // Few are compared one by one; of many a set is made, once there are many.
    if (servers.length === 16) {
      this.#serverKeys = new Set(servers.map(other => other.key));
      this.#serverCopies = new Map();
    }
    const many = servers.length >= 16;
    const { id } = server;
    if (id !== undefined && !many) {
      // Endpoints are kept once each, so the same address and port is the same object.
      let twice = false;
      for (let index = 0; index < servers.length; index++) twice ||= servers[index]?.id === id;
      if (!twice) return server;
    }
    const taken = (key: string): boolean =>
      many ? this.#serverKeys.has(key) : servers.some(other => other.key === key);
    const key = freeKey(server.key, taken, many ? this.#serverCopies : new Map());
    if (many) this.#serverKeys.add(key);
    if (key === server.key) return server;
    if (id !== undefined) this.#gather.note('the same real server stands twice under this service');
    return { ...server, key };
  }

  #service(scan: Scanner): boolean {
    const endpoints = this.#endpoints;
    let named = readNamed(scan, endpoints, this.#ports);
    if (named === undefined) return false;
    if (named.unsure && this.#services.length === 0) named = this.#lookAhead(scan) ?? named;
    const open = this.#open(scan, named);
    if (typeof open === 'string') {
      this.#closeService();
      this.#gather.refuse(open);
      return true;
    }
    this.#closeService();
    const protocol = named.id?.kind === 'address' ? named.id.protocol : undefined;
    this.#protocol = protocol ?? (scan.is(0, 'UDP') ? 'udp' : scan.is(0, 'SCTP') ? 'sctp' : 'tcp');
    this.#push(named, open);
    return true;
  }

  /** `FWM  10001000 wlc`: the first real server under it tells whether the mark is hexadecimal. */
  #lookAhead(scan: Scanner): Named | undefined {
    const { start, line } = scan;
    while (scan.nextLine()) {
      if (scan.is(0, 'FWM') || scan.count === 0) continue;
      if (scan.count >= 2 && scan.first(0) !== 80) {
        const { id } = this.#endpoints.read(scan.text, scan.from[1] ?? 0, scan.to[1] ?? 0);
        if (id !== undefined) this.#endpoints.inProc = this.#endpoints.proc;
      }
      break;
    }
    scan.rewind(start, line);
    return readNamed(scan, this.#endpoints, this.#ports);
  }

  /** The service of the current line with no real servers yet, or why there is none. */
  #open(scan: Scanner, named: Named): Open | string {
    const { key, id } = named;
    const identity = id === undefined ? { key } : { key, id };
    const layout = this.#layout;
    if (layout === 'stats' || layout === 'rate' || (layout === 'unknown' && scan.natural(named.next) >= 0)) {
      const five = readFive(scan, named.next);
      if (five === undefined) return 'five numbers were expected here';
      this.#leftover(scan, named.next + 5);
      if (layout === 'unknown') {
        this.#gather.partly('no title says whether these numbers are counters or rates');
        return { ...identity, servers: [] };
      }
      return { ...identity, ...(layout === 'stats' ? asCounters(five) : asRates(five)), servers: [] };
    }
    if (named.next >= scan.count) return 'no scheduler stands here';
    const tail = readTail(scan, named.next + 1, named, this.#options.hz);
    if (tail.extra.length > 0) this.#gather.partly(`unknown words: ${tail.extra.join(' ')}`);
    return configured(named, scan.word(named.next), tail);
  }

  #leftover(scan: Scanner, from: number): void {
    if (scan.count > from) this.#gather.partly(`unknown words: ${scan.words(from).join(' ')}`);
  }

  #push(named: Named, service: Open): void {
    const gather = this.#gather;
    this.#begin(named.proc);
    if (named.proc) this.#endpoints.inProc = true;
    gather.read++;
    if (named.name !== undefined) this.#nameless(named.name);
    this.#current = service;
    this.#services.push(service);
  }

  /** The first service of a listing opens its table. */
  #begin(proc: boolean): void {
    if (this.#table !== undefined) return;
    const gather = this.#gather;
    this.#services = [];
    this.#keys = new Set();
    this.#copies = new Map();
    const format = layoutFormat(this.#layout, proc);
    gather.formats.add(format);
    this.#table = {
      format,
      line: gather.scan.line,
      ...(gather.host === undefined ? {} : { host: gather.host }),
      whole: this.#whole,
      services: this.#services,
    };
    this.#whole = false;
    gather.tables.push(this.#table);
  }

  /** The service is complete: a mark of /proc gets its family, and its key is made unique. */
  #closeService(): void {
    const current = this.#current;
    if (current === undefined) return;
    this.#current = undefined;
    let closed = current.familyGuessed ? guessFamily(current) : current;
    if (this.#keys.has(closed.key)) closed = this.#again(closed);
    this.#keys.add(closed.key);
    if (closed !== current) this.#services[this.#services.length - 1] = closed;
  }

  #again(service: Open): Open {
    if (service.familyGuessed && service.id?.kind === 'fwmark') {
      const other = withFamily(service.id, service.id.family === 6 ? 4 : 6);
      if (!this.#keys.has(other.key)) return { ...service, ...other };
    }
    const key = freeKey(service.key, taken => this.#keys.has(taken), this.#copies);
    if (service.id !== undefined) this.#gather.note('a service stands twice in this listing');
    return { ...service, key };
  }
}
