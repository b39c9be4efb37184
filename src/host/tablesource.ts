/** Reads /proc/net/ip_vs with its totals, starting from what it read last time. */
import type { Assembly } from '../core/director/assembly.ts';
import { type Tracked, track } from '../core/director/rates.ts';
import { type ProcReading, readProcIpVs } from '../core/ipvsadm/read/proc-table.ts';
import type { ReadService } from '../core/ipvsadm/read/reading.ts';
import { readText } from '../core/ipvsadm/read/recognise.ts';
import { type Result, success } from '../core/model/failure.ts';
import type { Counters, Rates } from '../core/model/observe.ts';
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
    const { counters, rates } = this.#totals;
    return this.frozen || rates === undefined ? { counters } : { counters, rates };
  }

  /** Reads the table once. */
  async read(): Promise<Result<TableRead>> {
    const at = this.#host.now();
    const file = await this.#host.readFile(`${folder}/ip_vs`);
    if (!file.ok) return file;
    const totals = await this.#host.readFile(`${folder}/ip_vs_stats`);
    const switched = await this.#host.readFile(estimation);
    const before = this.#cpu();
    this.frozen = switched.ok && switched.value.text.trim() === '0';
    this.#assembly.setFrozen(this.frozen);
    const counters = totals.ok ? readText(totals.value.text).counters : undefined;
    if (counters !== undefined) this.#totals = track(this.#totals, counters, at);
    const { hz } = this;
    const known: { readonly previous?: ProcReading } =
      this.#reading === undefined ? {} : { previous: this.#reading };
    this.#reading = readProcIpVs(file.value.text, { ...known, ...(hz === undefined ? {} : { hz }) });
    const reshaped = this.#assembly.takeTable(this.#reading.services, at);
    const cpuMs = file.value.cpuMs + this.#cpu() - before;
    return success({
      at,
      cpuMs,
      expectedMs: known.previous === undefined ? file.value.cpuMs : cpuMs,
      reshaped,
    });
  }
}
