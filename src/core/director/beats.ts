/**
 * When the reader reads what. Every kind of read has a share of one core's time; what it costs is measured, and it
 * comes round no more often than its share allows. The table and the services on screen always come round; what is
 * left of a tenth of a core is for the rest, which waits until there is room for it.
 */
import { type Job, type JobLog, type Ledger, spentBy, windowMs } from './ledger.ts';

/** The most that the reader may take, as a fraction of one core. */
export const budget = 0.1;
/** Shares that are not the table's; the table has what these leave over. */
const share: Readonly<Record<Exclude<Job, 'table'>, number>> = {
  focus: 0.07,
  stats: 0.03,
  rules: 0.02,
  limits: 0.01,
};
/** The table's least and greatest share. */
const leastTable = 0.01;
const mostTable = 0.08;
/** The kernel folds its counters this often: reading them faster shows nothing new. */
export const foldBeatMs = 2000;
/** What cannot be seen in /proc (flags, thresholds) is looked at this often even when nothing seems to change. */
const slowBeatMs = 30_000;
/** Between changes of the table, the slow reads wait this long at least. */
const settleMs = 2000;
/** A whole-table read of counters that would come round more slowly than this gives way to the services on screen. */
const slowestStatsMs = 6000;
/** Before the first measurement: `-Sn` and `-Ln` take 0.35 ms a service on a slow machine (measured). */
const guessMsPerService = 0.35;

/** The first runs of a program are no example (its file is read from disk): until there were more, patience is short. */
const fewRuns = 3;
const firstBeatMs = 2000;

const afford = (wantedMs: number, costMs: number | undefined, part: number): number =>
  Math.max(wantedMs, Math.ceil((costMs ?? 0) / part / 100) * 100);

/** What a plan is made for. */
export interface Circumstances {
  readonly now: number;
  readonly intervalMs: number;
  readonly services: number;
  /** Whether ipvsadm can be run at all. */
  readonly tool: boolean;
  /** Whether services are on screen whose numbers could be read by themselves. */
  readonly visible: boolean;
  /** When the set of services, servers or their settings was last seen to change. */
  readonly changedAt: number;
}

/** Milliseconds between two reads of each kind; absent: it is not read. */
export interface Beats {
  readonly table: number;
  readonly focus?: number;
  readonly stats?: number;
  readonly rules?: number;
  readonly limits?: number;
}

const backOff = (beat: number, log: JobLog | undefined): number => {
  const failures = log?.failures ?? 0;
  return failures === 0 ? beat : Math.min(300_000, Math.max(beat, 5000) * 2 ** Math.min(failures - 1, 6));
};

/** What a read that always comes round takes of a minute: what it took, or what it is about to take. */
const steady = (ledger: Ledger, job: 'table' | 'focus', beat: number | undefined, now: number): number => {
  const coming = beat === undefined ? 0 : ((ledger.jobs[job]?.costMs ?? 0) / beat) * windowMs;
  return Math.max(
    coming,
    spentBy(ledger, now, other => other === job),
  );
};

const slowlySpent = (ledger: Ledger, now: number): number =>
  spentBy(ledger, now, job => job !== 'table' && job !== 'focus');

/** What the other reads leave to the table. */
const tableShare = (ledger: Ledger, focus: number | undefined, now: number): number => {
  const others = slowlySpent(ledger, now) + steady(ledger, 'focus', focus, now);
  return Math.min(mostTable, Math.max(leastTable, budget - others / windowMs));
};

const isDue = (log: JobLog | undefined, beat: number | undefined, now: number): boolean =>
  // A beat of 1 s that is asked for every 1 s must not fall behind by the milliseconds that a timer is early.
  beat !== undefined &&
  (log?.startedAt === undefined || now - log.startedAt >= beat - Math.min(100, beat / 10));

/** The beats that the measured costs allow now. */
export const planBeats = (ledger: Ledger, circumstances: Circumstances): Beats => {
  const { jobs } = ledger;
  const { now, intervalMs, services, tool, visible } = circumstances;
  const guess = services * guessMsPerService;
  const statsBeat = afford(Math.max(foldBeatMs, intervalMs), jobs.stats?.costMs ?? guess, share.stats);
  const whole = statsBeat <= slowestStatsMs;
  // The focus also brings weights and connection counts at the person's pace when the table cannot follow it.
  const focusAt = (wantedMs: number): number => {
    const beat = afford(wantedMs, jobs.focus?.costMs, share.focus);
    return backOff(
      (jobs.focus?.runs ?? 0) < fewRuns ? Math.min(beat, Math.max(wantedMs, firstBeatMs)) : beat,
      jobs.focus,
    );
  };
  const fast = tool && !whole && visible ? focusAt(intervalMs) : undefined;
  const table = afford(intervalMs, jobs.table?.costMs, tableShare(ledger, fast, now));
  if (!tool) return { table };
  const rules = afford(slowBeatMs, jobs.rules?.costMs ?? guess, share.rules);
  const limits = afford(slowBeatMs, jobs.limits?.costMs ?? guess, share.limits);
  return {
    table,
    ...(fast === undefined
      ? {}
      : { focus: table > intervalMs ? fast : focusAt(Math.max(foldBeatMs, intervalMs)) }),
    ...(whole ? { stats: backOff(statsBeat, jobs.stats), limits: backOff(limits, jobs.limits) } : {}),
    rules: backOff(rules, jobs.rules),
  };
};

/** Whether the table is due. */
export const tableDue = (ledger: Ledger, beats: Beats, now: number): boolean =>
  isDue(ledger.jobs.table, beats.table, now);

/**
 * Whether a minute has room for one more read of this cost besides what was spent and what the table and the
 * services on screen will take.
 */
const fits = (ledger: Ledger, beats: Beats, costMs: number, now: number): boolean =>
  slowlySpent(ledger, now) +
    steady(ledger, 'table', beats.table, now) +
    steady(ledger, 'focus', beats.focus, now) +
    costMs <=
  budget * windowMs;

/**
 * What ipvsadm is to be asked next, or undefined when nothing is due. A change in the table brings `rules` and
 * `limits` forward, as far as their cost allows.
 */
export const nextJob = (
  ledger: Ledger,
  beats: Beats,
  circumstances: Circumstances,
): Exclude<Job, 'table'> | undefined => {
  const { now, changedAt, services } = circumstances;
  const early = (job: 'rules' | 'limits'): number | undefined => {
    const log = ledger.jobs[job];
    const beat = beats[job];
    if (beat === undefined || log?.startedAt === undefined || log.failures > 0 || changedAt <= log.startedAt)
      return beat;
    return Math.min(beat, afford(settleMs, log.costMs, share[job]));
  };
  const due = (job: Exclude<Job, 'table'>, beat: number | undefined): boolean => {
    const log = ledger.jobs[job];
    return (
      isDue(log, beat, now) &&
      (job === 'focus' || fits(ledger, beats, log?.costMs ?? services * guessMsPerService, now))
    );
  };
  // What is on screen comes first where the rest is costly.
  if (beats.focus !== undefined && ledger.jobs.focus === undefined) return 'focus';
  if (due('rules', early('rules'))) return 'rules';
  if (due('focus', beats.focus)) return 'focus';
  if (due('stats', beats.stats)) return 'stats';
  if (due('limits', early('limits'))) return 'limits';
  return undefined;
};
