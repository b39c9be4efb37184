/** The books of the reader: what was read when, and what it cost. */

/**
 * `table`: /proc/net/ip_vs whole. `focus`: the services on screen, listed by one ipvsadm. `stats`: the counters of
 * all services. `rules`: `-Sn`, what /proc lacks. `limits`: thresholds and template counts of all servers.
 */
export type Job = 'table' | 'focus' | 'stats' | 'rules' | 'limits';

/** What is known of one kind of read. Times in milliseconds. */
export interface JobLog {
  /** When it was begun for the last time; absent: never. */
  readonly startedAt?: number;
  /** Processor time that it takes, the latest weighing half. */
  readonly costMs?: number;
  /** How often it went well. */
  readonly runs: number;
  /** Failures in a row: each doubles the pause. */
  readonly failures: number;
}

/** All logs, and what was spent when. */
export interface Ledger {
  readonly jobs: Readonly<Partial<Record<Job, JobLog>>>;
  /** Only the last minute is kept. */
  readonly spent: readonly Expense[];
}

interface Expense {
  readonly at: number;
  readonly ms: number;
  readonly job: Job;
}

/** The time that is looked back upon. */
export const windowMs = 60_000;

const unknown: JobLog = { runs: 0, failures: 0 };

/** An empty ledger. */
export const openLedger = (): Ledger => ({ jobs: {}, spent: [] });

/** Writes down that a read was begun. */
export const begun = (ledger: Ledger, job: Job, now: number): Ledger => ({
  ...ledger,
  jobs: { ...ledger.jobs, [job]: { ...unknown, ...ledger.jobs[job], startedAt: now } },
});

/**
 * Writes down what a read cost (milliseconds of processor time) and whether it went well. `expected`: what the next
 * one will cost, where this one is no example. Expectation falls at once and rises slowly: one read may have been
 * disturbed.
 */
export const ended = (
  ledger: Ledger,
  job: Job,
  now: number,
  ms: number,
  well: boolean,
  expected: number = ms,
): Ledger => {
  const log = ledger.jobs[job] ?? unknown;
  const costMs = log.costMs === undefined || expected < log.costMs ? expected : (log.costMs + expected) / 2;
  return {
    ...ledger,
    jobs: {
      ...ledger.jobs,
      [job]: well
        ? { ...log, costMs, runs: log.runs + 1, failures: 0 }
        : { ...log, failures: log.failures + 1 },
    },
    spent: [...ledger.spent.filter(({ at }) => at > now - windowMs), { at: now, ms, job }],
  };
};

/** Processor milliseconds of the last minute that were spent on some kinds of reads. */
export const spentBy = (ledger: Ledger, now: number, counts: (job: Job) => boolean): number =>
  ledger.spent.reduce((sum, { at, ms, job }) => (at > now - windowMs && counts(job) ? sum + ms : sum), 0);

/** Processor time spent by reading over the last minute, in percent of one core. */
export const costPercent = (ledger: Ledger, now: number): number =>
  (100 * spentBy(ledger, now, () => true)) / windowMs;
