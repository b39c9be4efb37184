/**
 * /proc/net/ip_vs, read every second: what did not change since the previous read is not read again, and comes
 * back as the very same objects, so that whoever looks for changes compares references.
 */
import { Endpoints } from './endpoint.ts';
import { Gather } from './gather.ts';
import type { Reading, ReadService } from './reading.ts';
import { Scanner } from './scanner.ts';
import { TableReader } from './table.ts';

/** A reading of /proc/net/ip_vs that the next one can start from. */
export interface ProcReading extends Reading {
  /** Opaque: the text with the place of every service in it. Holds one generation. */
  readonly memory: Memory;
}

interface Memory {
  readonly text: string;
  readonly hz: number | undefined;
  readonly endpoints: Endpoints;
  /** Service by service: where its lines start and end in `text`; -1 where it was not read whole. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly services: readonly ReadService[];
}

/** What readProcIpVs may be told. */
export interface ProcOptions {
  /** Clock ticks per second of that kernel; without it persistence has no `timeout` but `jiffies`. */
  readonly hz?: number;
  /** The previous reading of the same director. */
  readonly previous?: ProcReading;
}

// Endpoints are never forgotten one by one; with this many, most are of servers long gone.
const endpointLimit = 500_000;

/**
 * Reads /proc/net/ip_vs. Services whose lines are the same as in `previous` are the same objects, in changed
 * services so are the real servers that did not change; a text that is the same gives `previous` itself.
 */
export const readProcIpVs = (text: string, { hz, previous }: ProcOptions = {}): ProcReading => {
  const memory = previous !== undefined && previous.memory.hz === hz ? previous.memory : undefined;
  if (previous !== undefined && memory?.text === text) return previous;
  const known = memory?.endpoints;
  const endpoints = known !== undefined && known.size < endpointLimit ? known : new Endpoints();
  endpoints.inProc = true;
  const scan = new Scanner(text);
  const gather = new Gather(scan);
  const table = new TableReader(gather, { ...(hz === undefined ? {} : { hz }), endpoints });
  const starts: number[] = [];
  const ends: number[] = [];
  const old = memory === undefined ? undefined : new OldTable(memory);

  while (scan.next < text.length) {
    const at = scan.next;
    const code = text.charCodeAt(at);
    if (code === 84 || code === 85 || code === 83 || code === 70) {
      const same = old?.match(text, at) ?? -1;
      if (same >= 0 && old !== undefined) {
        const service = old.service(same);
        const length = old.length(same);
        table.reuse(service);
        starts.push(at);
        ends.push(at + length);
        gather.read += service.servers.length + 1;
        scan.skip(at + length, service.servers.length + 1);
        continue;
      }
      const remarks = gather.remarks;
      const from = old?.resume(text, at);
      readBlock(scan, table, gather, from);
      const whole = gather.remarks === remarks;
      starts.push(whole ? at : -1);
      ends.push(whole ? Math.min(scan.next, text.length) : -1);
      continue;
    }
    scan.nextLine();
    if (scan.count === 0) gather.blank++;
    else if (!table.readLine(scan)) gather.refuse('not a line of /proc/net/ip_vs');
  }
  table.finish();
  const reading = gather.finish();
  const aligned = reading.services.length === starts.length;
  return {
    ...reading,
    memory: {
      text,
      hz,
      endpoints,
      starts: aligned ? starts : [],
      ends: aligned ? ends : [],
      services: reading.services,
    },
  };
};

/** Reads a service line and the real server lines under it; lines that stand the same in `from` give its objects. */
const readBlock = (scan: Scanner, table: TableReader, gather: Gather, from: OldServers | undefined): void => {
  const { text } = scan;
  let first = true;
  while (scan.next < text.length) {
    const at = scan.next;
    if (!first && text.charCodeAt(at) !== 32) return;
    const server = first ? undefined : from?.next(text, at);
    if (server !== undefined && from !== undefined && table.reuseServer(server)) {
      gather.read++;
      scan.skip(at + from.length, 1);
      continue;
    }
    first = false;
    scan.nextLine();
    if (scan.count === 0) gather.blank++;
    else if (!table.readLine(scan)) gather.refuse('not a line of /proc/net/ip_vs');
  }
};

/** The previous table, walked along beside the new text. */
class OldTable {
  readonly #memory: Memory;
  #next = 0;
  #byHeader: Map<string, number> | undefined;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  service(index: number): ReadService {
    return this.#memory.services[index] as ReadService;
  }

  length(index: number): number {
    return (this.#memory.ends[index] ?? 0) - (this.#memory.starts[index] ?? 0);
  }

  /** The index of the old service whose lines stand at `at`, and end there; -1 when they changed. */
  match(text: string, at: number): number {
    const { memory, index } = this.#here();
    const start = memory.starts[index] ?? -1;
    if (start < 0) return -1;
    const length = (memory.ends[index] ?? 0) - start;
    const after = at + length;
    if (after > text.length || (after < text.length && text.charCodeAt(after) === 32)) return -1;
    if (memory.text.charCodeAt(start + length - 1) !== 10) return -1;
    if (!sameRange(memory.text, start, text, at, length)) return -1;
    this.#next++;
    return index;
  }

  /** The old service with the same service line, to take its unchanged real servers from. */
  resume(text: string, at: number): OldServers | undefined {
    const { memory } = this.#here();
    const lineEnd = text.indexOf('\n', at);
    if (lineEnd < 0) return undefined;
    const length = lineEnd + 1 - at;
    let index = this.#next;
    let start = memory.starts[index] ?? -1;
    if (start < 0 || !sameRange(memory.text, start, text, at, length)) {
      // Services came or went: find where to go on. The order of those that stay does not change.
      this.#byHeader ??= this.#headers();
      const found = this.#byHeader.get(text.slice(at, lineEnd));
      if (found === undefined) return undefined;
      index = found;
      start = memory.starts[index] ?? -1;
      if (start < 0) return undefined;
    }
    this.#next = index + 1;
    return new OldServers(memory.text, start + length, memory.ends[index] ?? 0, this.service(index));
  }

  #here(): { memory: Memory; index: number } {
    return { memory: this.#memory, index: this.#next };
  }

  #headers(): Map<string, number> {
    const { text, starts } = this.#memory;
    const headers = new Map<string, number>();
    for (const [index, start] of starts.entries()) {
      if (start >= 0) headers.set(text.slice(start, text.indexOf('\n', start)), index);
    }
    return headers;
  }
}

/** The real server lines of an old service, in order. */
class OldServers {
  /** Length of the line that `next` matched. */
  length = 0;
  #at: number;
  #index = 0;

  constructor(
    readonly text: string,
    start: number,
    readonly end: number,
    readonly service: ReadService,
  ) {
    this.#at = start;
  }

  /** The old server at this place if its line stands the same at `at` in the new text. */
  next(text: string, at: number) {
    const start = this.#at;
    if (start >= this.end) return undefined;
    const lineEnd = this.text.indexOf('\n', start);
    if (lineEnd < 0) return undefined;
    const length = lineEnd + 1 - start;
    this.#at = start + length;
    const server = this.service.servers[this.#index++];
    if (!sameRange(this.text, start, text, at, length)) return undefined;
    this.length = length;
    return server;
  }
}

/** Whether `length` characters are the same in both texts. */
const sameRange = (a: string, aStart: number, b: string, bStart: number, length: number): boolean =>
  bStart + length <= b.length && b.startsWith(a.slice(aStart, aStart + length), bStart);
