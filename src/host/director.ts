/**
 * The director behind a host: what is due is read, what is slow runs beside it, and every call gives the newest
 * picture. Costs and beats are decided in core/director/beats.ts.
 */
import { Assembly } from '../core/director/assembly.ts';
import {
  type Beats,
  begun,
  type Circumstances,
  costPercent,
  ended,
  foldBeatMs,
  type Job,
  nextJob,
  openLedger,
  planBeats,
  tableDue,
} from '../core/director/beats.ts';
import { notesOn } from '../core/director/notes.ts';
import type { DirectorReading, ReadWants } from '../core/director/reading.ts';
import { type Failure, failed, type Result, success } from '../core/model/failure.ts';
import type { ServiceId } from '../core/model/service.ts';
import type { Snapshot } from '../core/model/snapshot.ts';
import type { Listing } from './batch.ts';
import { readConnections } from './connections.ts';
import type { Director } from './director.types.ts';
import { diagnose } from './find.ts';
import type { Host } from './host.ts';
import { type Desk, readKernelRates, runJob } from './jobs.ts';
import { readSettings } from './settings.ts';
import { TableSource } from './tablesource.ts';
import { ipvsadmOn } from './tool.ts';

/** How to read. */
export interface DirectorOptions {
  /** `sudo -n ipvsadm` may be used. */
  readonly sudo?: boolean;
  /** Milliseconds of processor time that this process has used; the process's own clock by default. */
  readonly cpu?: () => number;
  /** How long a read waits for ipvsadm before it gives what there is, in milliseconds. */
  readonly patienceMs?: number;
  /** Puts off work until the first frame is drawn. */
  readonly defer?: (work: () => void) => void;
}

/** A director that can also be read once and whole, for the text form. */
export interface HostDirector extends Director {
  /** Everything that can be read, waiting for all of it. */
  whole(): Promise<Result<DirectorReading>>;
}

/** So many services are listed by themselves at a time; of more on screen, each has its turn. */
const mostFocused = 24;
/** Thresholds and template counts come along with every so many focused reads. */
const limitsEvery = 8;
/** Read once and whole, a larger table is read without thresholds and template counts: each costs as much as `ipvsadm -Ln`. */
const mostWhole = 3000;
/** Counters not sampled for so many beats are not shown as if they were new. */
const staleBeats = 4;

/** Milliseconds of processor time: of this read, and as is expected of the next. */
interface Cost {
  readonly cpuMs: number;
  readonly expectedMs: number;
}

const ownCpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const soon = (work: () => void): void => {
  setTimeout(work, 20).unref();
};

/** Resolves with the work, or after `ms`, whichever is first. */
const waitFor = async (work: Promise<void>, ms: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const tired = new Promise<void>(resolve => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, tired]);
  clearTimeout(timer);
};

/** Opens the director of a host. It always opens: what is wrong with the machine is what `read` then says. */
export const openDirector = (host: Host, options: DirectorOptions = {}): HostDirector => {
  const cpu = options.cpu ?? ownCpu;
  const patienceMs = options.patienceMs ?? 250;
  const defer = options.defer ?? soon;
  const assembly = new Assembly();
  const table = new TableSource(host, assembly, cpu);
  const tool = ipvsadmOn(host, options.sudo ?? false);
  const desk: Desk = {
    host,
    tool,
    assembly,
    cpu,
    rows: () => table.rows,
    learnHz(hz) {
      table.hz = hz;
    },
  };
  const failures = new Map<Job, Failure>();
  let ledger = openLedger(host.now());
  let tableAt: number | undefined;
  let changedAt = Number.NEGATIVE_INFINITY;
  let statsAt = Number.NEGATIVE_INFINITY;
  let focusRuns = 0;
  /** How often counters came while all was well. */
  let countersBeat = 0;
  let wants: ReadWants = { visible: [], intervalMs: 1000 };
  let reading: Promise<Result<DirectorReading>> | undefined;
  let working: Promise<void> | undefined;

  const circumstances = (): Circumstances => ({
    now: host.now(),
    intervalMs: wants.intervalMs,
    services: table.rows.length,
    tool: tool.usable(),
    visible: wants.visible.length > 0,
    changedAt,
  });
  const beatsNow = (): Beats => planBeats(ledger, circumstances());

  /** Does one job and writes its cost and its end into the ledger. */
  const account = async <T>(
    job: Job,
    work: Promise<Result<T>>,
    costOf: (value: T) => Cost,
  ): Promise<Result<T>> => {
    ledger = begun(ledger, job, host.now());
    const result = await work;
    const cost = result.ok ? costOf(result.value) : { cpuMs: 0, expectedMs: 0 };
    ledger = ended(ledger, job, host.now(), cost.cpuMs, result.ok, cost.expectedMs);
    if (result.ok) failures.delete(job);
    else failures.set(job, result.failure);
    return result;
  };

  const readTable = async (): Promise<void> => {
    const result = await account('table', table.read(), cost => cost);
    if (!result.ok) {
      if (result.failure.kind === 'not-found') failures.set('table', await diagnose(host));
      return;
    }
    tableAt = result.value.at;
    if (result.value.reshaped) changedAt = result.value.at;
  };

  const focused = (): { readonly ids: readonly ServiceId[]; readonly listings: readonly Listing[] } => {
    const { visible } = wants;
    const [selected, ...others] = visible;
    const turning = visible.length > mostFocused;
    const from = turning ? (focusRuns * (mostFocused - 1)) % others.length : 0;
    const turn = [...others.slice(from), ...others.slice(0, from)].slice(0, mostFocused - 1);
    const known = (selected === undefined ? [] : [selected, ...turn]).flatMap(
      key => assembly.idOf(key) ?? [],
    );
    // A mark whose family was guessed wrongly ends the batch, so marks come last.
    const ids = [...known.filter(id => id.kind === 'address'), ...known.filter(id => id.kind === 'fwmark')];
    const folded = host.now() - statsAt >= foldBeatMs - 100;
    const slow = beatsNow().table > wants.intervalMs;
    const listings: Listing[] = [
      ...(slow ? (['list'] as const) : []),
      ...(folded || turning ? (['stats'] as const) : []),
    ];
    if (focusRuns % limitsEvery === 0) listings.push('thresholds', 'persistent-conn', 'tun-info');
    return { ids, listings };
  };

  const work = async (job: Exclude<Job, 'table'>): Promise<void> => {
    const focus = job === 'focus' ? focused() : { ids: [], listings: [] };
    const first = statsAt === Number.NEGATIVE_INFINITY;
    const startedAt = host.now();
    const result = await account(job, runJob[job](desk, focus), cpuMs => ({ cpuMs, expectedMs: cpuMs }));
    if (!result.ok) return;
    if (job === 'focus') focusRuns += 1;
    if (job === 'stats' || focus.listings.includes('stats')) statsAt = startedAt;
    if (job === 'stats' && first) await readKernelRates(desk);
  };

  /** Works off what is due, one after another; one line of work at a time. */
  const workOff = (): Promise<void> => {
    working ??= (async () => {
      // Each at most once: a job slower than its beat would otherwise never let go.
      const done = new Set<Job>();
      for (let job = next(); job !== undefined && !done.has(job); job = next()) {
        done.add(job);
        await work(job);
      }
    })().finally(() => {
      working = undefined;
    });
    return working;
  };
  const next = (): Exclude<Job, 'table'> | undefined => nextJob(ledger, beatsNow(), circumstances());

  const compose = (once = false): Result<DirectorReading> => {
    const failure = failures.get('table');
    if (tableAt === undefined)
      return failed(failure ?? { kind: 'read', what: 'the director has not been read yet' });
    const beats = beatsNow();
    const countersBeatMs =
      beats.stats ?? (beats.focus === undefined ? undefined : Math.max(beats.focus, foldBeatMs));
    if (!failures.has('stats') && !failures.has('focus')) countersBeat = countersBeatMs ?? 0;
    assembly.forgetCountersBefore(host.now() - Math.max(10_000, staleBeats * countersBeat));
    const access = tool.access();
    const snapshot: Snapshot = {
      at: tableAt,
      ...table.version,
      services: assembly.services(),
      ...table.totals,
    };
    const notes = notesOn({
      beats,
      intervalMs: wants.intervalMs,
      services: snapshot.services.length,
      tableMs: ledger.jobs.table?.costMs,
      tool: access === 'missing' ? 'missing' : access === 'refused' ? 'none' : 'works',
      throughSudo: access === 'sudo',
      frozen: table.frozen,
      guessedMarks:
        access === 'direct' || access === 'sudo' ? 0 : table.rows.filter(row => row.familyGuessed).length,
      unread: table.unread,
      once,
      withoutLimits: once && tool.usable() && table.rows.length > mostWhole,
      failures: [...failures].flatMap(([job, found]) =>
        job === 'table' || found.kind === 'no-ipvsadm' || found.kind === 'no-permission' ? [] : [found],
      ),
    });
    return success({
      snapshot,
      report: {
        beatMs: beats.table,
        ...(countersBeatMs === undefined ? {} : { countersBeatMs }),
        countersOf: beats.stats !== undefined ? 'all' : beats.focus !== undefined ? 'visible' : 'none',
        costPercent: costPercent(ledger, host.now()),
        notes,
        ...(failure === undefined ? {} : { failure }),
      },
    });
  };

  const readOnce = async (wanted: ReadWants): Promise<Result<DirectorReading>> => {
    wants = wanted;
    const first = tableAt === undefined;
    if (tableDue(ledger, beatsNow(), host.now())) await readTable();
    if (tableAt === undefined) return compose();
    // Nothing may stand between the first table and the first frame: ipvsadm comes right after it.
    if (first) defer(() => void workOff());
    else await waitFor(workOff(), patienceMs);
    return compose();
  };

  return {
    name: host.name,
    kind: host.kind,
    read(wanted) {
      reading ??= readOnce(wanted).finally(() => {
        reading = undefined;
      });
      return reading;
    },
    async whole() {
      await readTable();
      if (tableAt !== undefined) {
        const jobs = ['rules', 'stats', 'limits'] as const;
        const wanted = table.rows.length > mostWhole ? jobs.slice(0, 2) : jobs;
        for (const job of wanted) if (tool.usable()) await work(job);
        // Once more with what the rules told: seconds of persistence.
        if (table.hz !== undefined) await readTable();
      }
      return compose(true);
    },
    connections: query => readConnections(host, assembly, query),
    settings: () => readSettings(host, tool),
  };
};
