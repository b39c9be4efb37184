/**
 * Rates from two samples of a counter over real elapsed time. The kernel folds what its processors counted into the
 * counters that can be read every 2 s (net/netfilter/ipvs/ip_vs_est.c), so a counter stands still and then jumps:
 * what matters is the time between two changes, not between two looks.
 */
import type { Counters, Rates } from '../model/observe.ts';
import { zeroRates } from '../model/observe.ts';

/** What is remembered of one service, server or total between two samples. */
export interface Tracked {
  /** The newest counters. */
  readonly counters: Counters;
  /** Absent: not known yet (first sample), or not to be known (reset, clock moved). */
  readonly rates?: Rates;
  /** The sample that the next rate is counted from, and its time in milliseconds. */
  readonly base: Counters;
  readonly baseAt: number;
}

/** The kernel's fold, with a little room for a late timer. Two samples closer than this give no rate. */
const foldMs = 1900;
/** Standing still for longer than one fold and some: nothing moved. */
const stillMs = 3000;

const names: readonly (keyof Counters)[] = ['conns', 'inPkts', 'outPkts', 'inBytes', 'outBytes'];

const sameCounters = (a: Counters, b: Counters): boolean => names.every(name => a[name] === b[name]);

const perSecond = (from: Counters, to: Counters, ms: number): Rates => ({
  cps: ((to.conns - from.conns) * 1000) / ms,
  inPps: ((to.inPkts - from.inPkts) * 1000) / ms,
  outPps: ((to.outPkts - from.outPkts) * 1000) / ms,
  inBps: ((to.inBytes - from.inBytes) * 1000) / ms,
  outBps: ((to.outBytes - from.outBytes) * 1000) / ms,
});

/** A beginning: counters without rates. */
const begin = (counters: Counters, at: number): Tracked => ({ counters, base: counters, baseAt: at });

/**
 * Takes one more sample. `at`: its time in milliseconds on any clock that does not jump. Any counter below its
 * former value (-Z, a service that was removed and added again, a 32-bit counter of an old kernel that wrapped)
 * starts anew with rates unknown. Gives `before` itself when nothing changed.
 */
export const track = (before: Tracked | undefined, counters: Counters, at: number): Tracked => {
  if (before === undefined) return begin(counters, at);
  const elapsed = at - before.baseAt;
  if (elapsed < 0 || names.some(name => counters[name] < before.counters[name])) return begin(counters, at);
  if (sameCounters(before.base, counters)) {
    if (elapsed < stillMs) return before;
    // Known to stand still until now, so that the next rate is not thinned out by the quiet time.
    return { counters: before.counters, base: before.base, baseAt: at, rates: zeroRates };
  }
  if (elapsed < foldMs) return sameCounters(before.counters, counters) ? before : { ...before, counters };
  return { counters, base: counters, baseAt: at, rates: perSecond(before.base, counters, elapsed) };
};
