/** Does the reads of one director when they are due, and keeps the books about them. */

import {
  type Beats,
  type Circumstances,
  foldBeatMs,
  nextJob,
  planBeats,
  tableDue,
} from '../core/director/beats.ts';
import { hzOfConfig } from '../core/director/hz.ts';
import { begun, costPercent, ended, type Job, openLedger } from '../core/director/ledger.ts';
import type { ReadWants } from '../core/director/reading.ts';
import type { Failure, Result } from '../core/model/failure.ts';
import { Assembly } from './assembly.ts';
import type { Listing } from './batch.ts';
import { diagnose, kernelRelease } from './find.ts';
import type { Host } from './host.ts';
import { type Desk, type Focus, readKernelRates, runJob } from './jobs.ts';
import { TableSource } from './tablesource.ts';
import { ipvsadmOn, type Tool } from './tool.ts';

/** So many services are listed by themselves at a time; of more on screen, each has its turn. */
const mostFocused = 24;
/** Thresholds, template counts and tunnels come along with every so many focused reads. */
const limitsEvery = 8;

/** Milliseconds of processor time: of one read, and as is expected of the next. */
interface Cost {
  readonly cpuMs: number;
  readonly expectedMs: number;
}

/** The reader of one host. */
export class Reader {
  readonly assembly = new Assembly();
  readonly table: TableSource;
  readonly tool: Tool;
  /** Reads that failed at their last try. */
  readonly failures = new Map<Job, Failure>();
  /** When the table was last read well, on the host's clock. */
  tableAt: number | undefined;
  wants: ReadWants = { visible: [], intervalMs: 1000 };
  readonly #host: Host;
  readonly #desk: Desk;
  #ledger: ReturnType<typeof openLedger>;
  #changedAt = Number.NEGATIVE_INFINITY;
  #statsAt = Number.NEGATIVE_INFINITY;
  #focusRuns = 0;
  #askedHz = false;
  #working: Promise<void> | undefined;

  /** `sudo`: the person allowed it. `cpu`: milliseconds of processor time that this process has used. */
  constructor(host: Host, sudo: boolean, cpu: () => number) {
    const { assembly } = this;
    const table = new TableSource(host, assembly, cpu);
    this.#host = host;
    this.table = table;
    this.tool = ipvsadmOn(host, sudo);
    this.#ledger = openLedger();
    this.#desk = {
      host,
      tool: this.tool,
      assembly,
      cpu,
      rows: () => table.rows,
      learnHz(hz) {
        table.hz = hz;
      },
    };
  }

  /** Milliseconds between two reads of each kind, as their costs allow now. */
  get beats(): Beats {
    return planBeats(this.#ledger, this.#circumstances());
  }

  /** Percent of one core over the last minute. */
  get costPercent(): number {
    return costPercent(this.#ledger, this.#host.now());
  }

  /** Processor milliseconds that a read of the table takes; undefined before the first. */
  get tableMs(): number | undefined {
    return this.#ledger.jobs.table?.costMs;
  }

  get tableDue(): boolean {
    return tableDue(this.#ledger, this.beats, this.#host.now());
  }

  /** Reads the table; what went wrong stands in `failures`. */
  async readTable(): Promise<void> {
    const result = await this.#account('table', this.table.read(), cost => cost);
    if (!result.ok) {
      if (result.failure.kind === 'not-found') this.failures.set('table', await diagnose(this.#host));
      return;
    }
    this.tableAt = result.value.at;
    if (result.value.reshaped) this.#changedAt = result.value.at;
  }

  /** Asks ipvsadm what is due, one thing after another; resolves when all of it is done. Runs once at a time. */
  workOff(): Promise<void> {
    this.#working ??= this.#workOff().finally(() => {
      this.#working = undefined;
    });
    return this.#working;
  }

  /** Does one job now. */
  async work(job: Exclude<Job, 'table'>): Promise<void> {
    const focus = job === 'focus' ? this.#focus() : { ids: [], listings: [] };
    const usual = focus.listings.filter(listing => listing === 'list' || listing === 'stats').length;
    // A focused read with thresholds is no example for those without.
    const part = usual === 0 ? 1 : usual / focus.listings.length;
    const first = this.#statsAt === Number.NEGATIVE_INFINITY;
    const startedAt = this.#host.now();
    const result = await this.#account(job, runJob[job](this.#desk, focus), cpuMs => ({
      cpuMs,
      expectedMs: cpuMs * part,
    }));
    if (!result.ok) return;
    if (job === 'focus') this.#focusRuns += 1;
    if (job === 'stats' || focus.listings.includes('stats')) this.#statsAt = startedAt;
    if (job === 'stats' && first) await readKernelRates(this.#desk);
  }

  async #workOff(): Promise<void> {
    await this.#jobs();
    await this.#guessHz();
  }

  /** Without ipvsadm, the kernel's configuration may still tell its clock ticks. */
  async #guessHz(): Promise<void> {
    const access = this.tool.access();
    if (this.#askedHz || this.table.hz !== undefined || (access !== 'refused' && access !== 'missing'))
      return;
    this.#askedHz = true;
    const release = await kernelRelease(this.#host);
    const config = release === undefined ? undefined : await this.#host.readFile(`/boot/config-${release}`);
    if (config?.ok === true) this.table.hz = hzOfConfig(config.value.text);
  }

  async #jobs(): Promise<void> {
    // Each at most once: a job slower than its beat would otherwise never let go.
    const done = new Set<Job>();
    for (;;) {
      const job = nextJob(this.#ledger, this.beats, this.#circumstances());
      if (job === undefined || done.has(job)) return;
      done.add(job);
      await this.work(job);
    }
  }

  #circumstances(): Circumstances {
    return {
      now: this.#host.now(),
      intervalMs: this.wants.intervalMs,
      services: this.table.rows.length,
      tool: this.tool.usable(),
      visible: this.wants.visible.length > 0,
      changedAt: this.#changedAt,
    };
  }

  /** Does one read and writes its cost and its end into the ledger. */
  async #account<T>(job: Job, work: Promise<Result<T>>, costOf: (value: T) => Cost): Promise<Result<T>> {
    this.#ledger = begun(this.#ledger, job, this.#host.now());
    const result = await work;
    const cost = result.ok ? costOf(result.value) : { cpuMs: 0, expectedMs: 0 };
    this.#ledger = ended(this.#ledger, job, this.#host.now(), cost.cpuMs, result.ok, cost.expectedMs);
    if (result.ok) this.failures.delete(job);
    else this.failures.set(job, result.failure);
    return result;
  }

  /** The selected service and those whose turn it is, and what to list of them. */
  #focus(): Focus {
    const { visible, intervalMs } = this.wants;
    const [selected, ...others] = visible;
    const turning = visible.length > mostFocused;
    const from = turning ? (this.#focusRuns * (mostFocused - 1)) % others.length : 0;
    const turn = [...others.slice(from), ...others.slice(0, from)].slice(0, mostFocused - 1);
    const keys = selected === undefined ? [] : [selected, ...turn];
    const known = keys.flatMap(key => this.assembly.idOf(key) ?? []);
    // A mark whose family was guessed wrongly ends the batch, so marks come last.
    const ids = [...known.filter(id => id.kind === 'address'), ...known.filter(id => id.kind === 'fwmark')];
    const folded = this.#host.now() - this.#statsAt >= foldBeatMs - 100;
    const listings: Listing[] = [];
    if (this.beats.table > intervalMs) listings.push('list');
    if (folded || turning) listings.push('stats');
    if (this.#focusRuns % limitsEvery === 0) listings.push('thresholds', 'persistent-conn', 'tun-info');
    return { ids, listings };
  }
}
