/**
 * The director behind a host: what is due is read, what is slow runs beside it, and every call gives the newest
 * picture. Costs and beats are decided in core/director/beats.ts.
 */
import { foldBeatMs } from '../core/director/beats.ts';
import { notesOn } from '../core/director/notes.ts';
import type { DirectorReading, ReadWants } from '../core/director/reading.ts';
import { failed, type Result, success } from '../core/model/failure.ts';
import type { Snapshot } from '../core/model/snapshot.ts';
import { readConnections } from './connections.ts';
import type { Director } from './director.types.ts';
import type { Host } from './host.ts';
import { Reader } from './reader.ts';
import { readSettings } from './settings.ts';
import type { Tool } from './tool.ts';

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
  /** ipvsadm as this director is asked through it. */
  readonly tool: Tool;
}

/** Read once and whole, a larger table is read without thresholds and template counts: each costs as much as `ipvsadm -Ln`. */
const mostWhole = 3000;
/** Counters not sampled for so many beats are not shown as if they were new. */
const staleBeats = 4;

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
  const patienceMs = options.patienceMs ?? 250;
  const defer = options.defer ?? soon;
  const reader = new Reader(host, options.sudo ?? false, options.cpu ?? ownCpu);
  const { assembly, table, tool, failures } = reader;
  /** How often counters came while all was well. */
  let countersBeat = 0;
  let reading: Promise<Result<DirectorReading>> | undefined;

  const compose = (once = false): Result<DirectorReading> => {
    const failure = failures.get('table');
    const { tableAt, beats, tableMs } = reader;
    const { intervalMs } = reader.wants;
    if (tableAt === undefined) {
      return failed(failure ?? { kind: 'read', what: 'the director has not been read yet' });
    }
    const countersBeatMs =
      beats.stats ?? (beats.focus === undefined ? undefined : Math.max(beats.focus, foldBeatMs));
    if (!failures.has('stats') && !failures.has('focus')) countersBeat = countersBeatMs ?? 0;
    assembly.forgetCountersBefore(host.now() - Math.max(10_000, staleBeats * countersBeat));
    const snapshot: Snapshot = {
      at: tableAt,
      ...table.version,
      services: assembly.services(),
      ...table.totals,
    };
    const access = tool.access();
    const permitted = access === 'direct' || access === 'sudo';
    const notes = notesOn({
      beats,
      intervalMs,
      services: snapshot.services.length,
      tableMs,
      tool: access === 'missing' ? 'missing' : access === 'refused' ? 'none' : 'works',
      throughSudo: access === 'sudo',
      frozen: table.frozen,
      guessedMarks: permitted ? 0 : table.rows.filter(row => row.familyGuessed).length,
      unread: table.unread,
      once,
      withoutLimits: once && permitted && table.rows.length > mostWhole,
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
        costPercent: reader.costPercent,
        notes,
        ...(failure === undefined ? {} : { failure }),
      },
    });
  };

  const readOnce = async (wants: ReadWants): Promise<Result<DirectorReading>> => {
    reader.wants = wants;
    const first = reader.tableAt === undefined;
    if (reader.tableDue) await reader.readTable();
    if (reader.tableAt === undefined) return compose();
    // Nothing may stand between the first table and the first frame: ipvsadm comes right after it.
    if (first) defer(() => void reader.workOff());
    else await waitFor(reader.workOff(), patienceMs);
    return compose();
  };

  const readWhole = async (): Promise<Result<DirectorReading>> => {
    await reader.readTable();
    if (reader.tableAt === undefined) return compose(true);
    const jobs = ['rules', 'stats', 'limits'] as const;
    for (const job of table.rows.length > mostWhole ? jobs.slice(0, 2) : jobs) {
      if (tool.usable()) await reader.work(job);
    }
    // Once more with what the rules told: seconds of persistence.
    if (table.hz !== undefined) await reader.readTable();
    return compose(true);
  };

  return {
    name: host.name,
    kind: host.kind,
    tool,
    read(wants) {
      reading ??= readOnce(wants).finally(() => {
        reading = undefined;
      });
      return reading;
    },
    whole: readWhole,
    connections: query => readConnections(host, assembly, query),
    settings: () => readSettings(host, tool),
  };
};
