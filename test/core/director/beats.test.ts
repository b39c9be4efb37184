import { describe, expect, test } from 'vitest';
import { type Circumstances, nextJob, planBeats, tableDue } from '../../../src/core/director/beats.ts';
import {
  begun,
  costPercent,
  ended,
  type Job,
  type Ledger,
  openLedger,
} from '../../../src/core/director/ledger.ts';

const at = (now: number, more: Partial<Circumstances> = {}): Circumstances => ({
  now,
  intervalMs: 1000,
  services: 10,
  tool: true,
  visible: true,
  changedAt: Number.NEGATIVE_INFINITY,
  ...more,
});

const did = (ledger: Ledger, job: Job, now: number, ms: number, well = true): Ledger =>
  ended(begun(ledger, job, now), job, now, ms, well);

/** Lets the reader run for some seconds with these costs; gives the ledger and how often each job was done. */
const live = (costs: Readonly<Record<Job, number>>, seconds: number, more: Partial<Circumstances>) => {
  let ledger = openLedger();
  const times: Record<Job, number> = { table: 0, focus: 0, stats: 0, rules: 0, limits: 0 };
  let worst = 0;
  for (let now = 0; now <= seconds * 1000; now += 500) {
    const beats = planBeats(ledger, at(now, more));
    if (tableDue(ledger, beats, now)) {
      ledger = did(ledger, 'table', now, costs.table);
      times.table++;
    }
    for (let guard = 0; guard < 5; guard++) {
      const job = nextJob(ledger, planBeats(ledger, at(now, more)), at(now, more));
      if (job === undefined) break;
      ledger = did(ledger, job, now, costs[job]);
      times[job]++;
    }
    if (now > 30_000) worst = Math.max(worst, costPercent(ledger, now));
  }
  return { ledger, times, worst };
};

describe('beats that fit their cost', () => {
  test('a small director is read every interval, its counters every 2 s', () => {
    const { times } = live({ table: 1, focus: 3, stats: 3, rules: 3, limits: 6 }, 60, {});
    expect(times).toEqual({ table: 61, focus: 0, stats: 31, rules: 3, limits: 3 });
  });

  test('counters are never read faster than the kernel folds them', () => {
    const { times } = live({ table: 1, focus: 1, stats: 1, rules: 1, limits: 1 }, 60, { intervalMs: 500 });
    expect(times.table).toBe(121);
    expect(times.stats).toBe(31);
  });

  test('on a large director only the services on screen are listed, and never more than a tenth of a core is used', () => {
    const costs = { table: 200, focus: 40, stats: 3000, rules: 1500, limits: 6000 };
    const { times, worst } = live(costs, 600, { services: 10_000 });
    expect(times.stats).toBe(0);
    expect(times.limits).toBe(0);
    // 600 seconds: the services on screen follow at 1 Hz.
    expect(times.focus).toBeGreaterThan(590);
    expect(times.table).toBeGreaterThan(50);
    expect(worst).toBeLessThanOrEqual(10.01);
  });

  test('a machine where every read is slow stays near a tenth of a core: at most one read above it', () => {
    const { worst } = live({ table: 900, focus: 400, stats: 9000, rules: 3000, limits: 9000 }, 900, {
      services: 9000,
    });
    expect(worst).toBeLessThanOrEqual(11.5);
  });

  test('without ipvsadm there is the table alone', () => {
    expect(planBeats(openLedger(), at(0, { tool: false }))).toEqual({ table: 1000 });
    expect(nextJob(openLedger(), { table: 1000 }, at(0, { tool: false }))).toBeUndefined();
  });

  test('nothing on screen, nothing to focus on', () => {
    expect(planBeats(openLedger(), at(0, { services: 10_000, visible: false })).focus).toBeUndefined();
  });
});

describe('what is next', () => {
  test('a change of the table brings the slow reads forward, but not at once again', () => {
    let ledger = openLedger();
    for (const job of ['rules', 'stats', 'limits'] as const) ledger = did(ledger, job, 0, 3);
    const next = (now: number, changedAt: number) => {
      const around = at(now, { changedAt });
      return nextJob(ledger, planBeats(ledger, around), around);
    };
    expect(next(1000, Number.NEGATIVE_INFINITY)).toBeUndefined();
    expect(next(1000, 900)).toBeUndefined();
    ledger = did(ledger, 'stats', 2000, 3);
    expect(next(2500, 900)).toBe('rules');
    expect(next(2500, -1)).toBeUndefined();
  });

  test('what failed waits longer each time', () => {
    let ledger = openLedger();
    for (const job of ['rules', 'limits'] as const) ledger = did(ledger, job, 0, 1);
    const pauses: number[] = [];
    let now = 0;
    for (let turn = 0; turn < 4; turn++) {
      ledger = did(ledger, 'stats', now, 1, false);
      const started = now;
      while (nextJob(ledger, planBeats(ledger, at(now)), at(now)) !== 'stats') {
        now += 500;
        ledger = did(did(ledger, 'rules', now, 1), 'limits', now, 1);
      }
      pauses.push(now - started);
    }
    expect(pauses).toEqual([5000, 10_000, 20_000, 40_000]);
  });

  test('the cost is that of the last minute', () => {
    let ledger = openLedger();
    ledger = did(ledger, 'table', 1000, 600);
    expect(costPercent(ledger, 60_000)).toBeCloseTo(1);
    expect(costPercent(ledger, 62_000)).toBe(0);
  });
});
