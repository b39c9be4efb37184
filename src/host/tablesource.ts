/** Reads /proc/net/ip_vs with its totals, starting from what it read last time. */

import { type Tracked, track } from '../core/director/rates.ts';
import { type ProcReading, readProcIpVs } from '../core/ipvsadm/read/proc-table.ts';
import type { ReadService } from '../core/ipvsadm/read/reading.ts';
import { readText } from '../core/ipvsadm/read/recognise.ts';
import { type Result, success } from '../core/model/failure.ts';
import type { Counters, Rates } from '../core/model/observe.ts';
import { serviceKey } from '../core/model/service.ts';
import type { Assembly } from './assembly.ts';
import type { Host } from './host.ts';

const folder = '/proc/net';
const estimation = '/proc/sys/net/ipv4/vs/run_estimation';

/** What one read of the table found. */
export interface TableRead {
  /** When it was read, on the host's clock. */
  readonly at: number;
  readonly cpuMs: number;
  /** What the next one will take: the first reads everything anew. */
  readonly expectedMs: number;
  /** Services, servers or settings changed. */
  readonly reshaped: boolean;
}

/** The table of one host. */
export class TableSource {
  /** Clock ticks per second, once known. */
  hz: number | undefined;
  frozen = false;
  readonly #host: Host;
  readonly #assembly: Assembly;
  readonly #cpu: () => number;
  #reading: ProcReading | undefined;
  #totals: Tracked | undefined;
  /** The kernel's own averages, until there are two samples. */
  #kernelRates: Rates | undefined;

  constructor(host: Host, assembly: Assembly, cpu: () => number) {
    this.#host = host;
    this.#assembly = assembly;
    this.#cpu = cpu;
  }

  /** The rows of the latest read. */
  get rows(): readonly ReadService[] {
    return this.#reading?.services ?? [];
  }

  /** Lines of the latest read that were not understood. */
  get unread(): number {
    return this.#reading?.lines.unread ?? 0;
  }

  get version(): Pick<ProcReading, 'version' | 'tableSize'> {
    const { version, tableSize } = this.#reading ?? {};
    return {
      ...(version === undefined ? {} : { version }),
      ...(tableSize === undefined ? {} : { tableSize }),
    };
  }

  /** The director's totals; without rates while the kernel's estimator is off. */
  get totals(): { readonly counters?: Counters; readonly rates?: Rates } {
    if (this.#totals === undefined) return {};
    const { counters } = this.#totals;
    const rates = this.#totals.rates ?? this.#kernelRates;
    return this.frozen || rates === undefined ? { counters } : { counters, rates };
  }

  /** Reads the table once, or twice where services came or went: see below. */
  async read(): Promise<Result<TableRead>> {
    const at = this.#host.now();
    const first = this.#reading === undefined;
    const totals = await this.#host.readFile(`${folder}/ip_vs_stats`);
    const switched = await this.#host.readFile(estimation);
    const before = this.#cpu();
    this.frozen = switched.ok && switched.value.text.trim() === '0';
    this.#assembly.setFrozen(this.frozen);
    const { counters, rates } = totals.ok ? readText(totals.value.text) : {};
    if (counters !== undefined) this.#totals = track(this.#totals, counters, at);
    if (first) this.#kernelRates = rates;
    else if (this.#totals?.rates !== undefined) this.#kernelRates = undefined;
    const smallMs = this.#cpu() - before;

    const known = this.#reading;
    let found = await this.#readTable(known);
    if (!found.ok) return found;
    let { reading, readMs, parseMs } = found.value;
    // The kernel hands the file out 4 KB at a time and counts services from the start for each piece: one that is
    // deleted meanwhile makes it skip another or give it twice. What only one read saw is not believed.
    const moved =
      known !== undefined && (known.services.length !== reading.services.length || reading.notes.length > 0);
    if (moved && found.value.length > pieceBytes) {
      found = await this.#readTable(reading);
      if (!found.ok) return found;
      reading = found.value.reading;
      readMs += found.value.readMs;
      parseMs += found.value.parseMs;
    }
    this.#reading = reading;
    const takeFrom = this.#cpu();
    const reshaped = this.#assembly.takeTable(once(reading.services), at);
    const cpuMs = readMs + parseMs + smallMs + this.#cpu() - takeFrom;
    return success({ at, cpuMs, expectedMs: first ? readMs : cpuMs, reshaped });
  }

  async #readTable(
    previous: ProcReading | undefined,
  ): Promise<Result<{ reading: ProcReading; readMs: number; parseMs: number; length: number }>> {
    const file = await this.#host.readFile(`${folder}/ip_vs`);
    if (!file.ok) return file;
    const before = this.#cpu();
    const { hz } = this;
    const { text, cpuMs } = file.value;
    const reading = readProcIpVs(text, {
      ...(previous === undefined ? {} : { previous }),
      ...(hz === undefined ? {} : { hz }),
    });
    return success({ reading, readMs: cpuMs, parseMs: this.#cpu() - before, length: text.length });
  }
}

/** The kernel's pieces of a file under /proc/net. */
const pieceBytes = 4096;

/** The rows without those that were given twice; the same array where there are none. */
const once = (rows: readonly ReadService[]): readonly ReadService[] => {
  const double = (row: ReadService): boolean => row.id !== undefined && row.key !== serviceKey(row.id);
  return rows.some(double) ? rows.filter(row => !double(row)) : rows;
};
