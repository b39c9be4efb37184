/**
 * /proc/net/ip_vs, read every second: what did not change since the previous read is not read again, and comes
 * back as the very same objects, so that whoever looks for changes compares references.
 */
import { Endpoints } from './endpoint.ts';
import { Gather } from './gather.ts';
import { type Memory, type OldServers, OldTable } from './proc-memory.ts';
import type { Reading, ReadService } from './reading.ts';
import { Scanner } from './scanner.ts';
import { TableReader } from './table.ts';

/** A reading of /proc/net/ip_vs that the next one can start from. */
export interface ProcReading extends Reading {
  /** Opaque: the text with the place of every service in it. Holds one generation. */
  readonly memory: Memory;
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
      const same = old?.match(text, at);
      if (same !== undefined && old !== undefined && table.reuse(same)) {
        const lines = same.servers.length + 1;
        starts.push(at);
        ends.push(at + old.length);
        gather.read += lines;
        scan.skip(at + old.length, lines);
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
  const { services } = reading;
  if (services.length === starts.length) forgetAmbiguous(services, starts);
  else starts.length = 0;
  return { ...reading, memory: { text, hz, endpoints, starts, ends, services } };
};

/** Of a mark that stands twice, which is IPv6 depends on the other: neither is taken over without a look at both. */
const forgetAmbiguous = (services: readonly ReadService[], starts: number[]): void => {
  const places = new Map<number, number>();
  for (const [index, { id }] of services.entries()) {
    if (id?.kind !== 'fwmark') continue;
    const other = places.get(id.mark);
    if (other !== undefined) {
      starts[other] = -1;
      starts[index] = -1;
    }
    places.set(id.mark, index);
  }
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
