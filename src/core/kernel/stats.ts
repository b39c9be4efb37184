/**
 * Counters and the estimator of ip_vs_est.c (6.1): traffic counts at once, but what a listing shows is copied
 * every 2 s [measured], together with rates that move a quarter of the way to the last 2 s each time.
 */
import { type Counters, type Rates, zeroCounters, zeroRates } from '../model/observe.ts';

/** Milliseconds between two estimations. */
export const estimationPeriod = 2000;

/** What one object (service, server, the whole director) has counted. */
export interface Stats {
  /** Counted so far, since the object was made. */
  readonly live: Counters;
  /** `live` as it was at the last estimation. */
  readonly published: Counters;
  /** `published` as it was at the last `-Z`: listings show the difference. */
  readonly zero: Counters;
  /** The kernel's fixed-point rates: cps and packets in 1/1024 per second, bytes in 1/32 per second. */
  readonly scaled: Rates;
}

/** Stats of a new object. */
export const newStats: Stats = {
  live: zeroCounters,
  published: zeroCounters,
  zero: zeroCounters,
  scaled: zeroRates,
};

/** What to add to counters. */
export type Traffic = Partial<Counters>;

/** The stats after some traffic. */
export const count = (stats: Stats, traffic: Traffic): Stats => {
  const { live } = stats;
  return {
    live: {
      conns: live.conns + (traffic.conns ?? 0),
      inPkts: live.inPkts + (traffic.inPkts ?? 0),
      outPkts: live.outPkts + (traffic.outPkts ?? 0),
      inBytes: live.inBytes + (traffic.inBytes ?? 0),
      outBytes: live.outBytes + (traffic.outBytes ?? 0),
    },
    published: stats.published,
    zero: stats.zero,
    scaled: stats.scaled,
  };
};

/** A scaled rate after a period in which `delta` things were counted; arithmetic shift right as the kernel's. */
const approach = (scaled: number, delta: number, scale: number): number =>
  scaled + Math.floor((delta * scale - scaled) / 4);

/** The stats after one estimation. Gives the same object when nothing moves any more. */
export const estimate = (stats: Stats): Stats => {
  const { live, published, scaled } = stats;
  if (live === published && scaled === zeroRates) return stats;
  const next: Rates = {
    cps: approach(scaled.cps, live.conns - published.conns, 512),
    inPps: approach(scaled.inPps, live.inPkts - published.inPkts, 512),
    outPps: approach(scaled.outPps, live.outPkts - published.outPkts, 512),
    inBps: approach(scaled.inBps, live.inBytes - published.inBytes, 16),
    outBps: approach(scaled.outBps, live.outBytes - published.outBytes, 16),
  };
  const still = next.cps + next.inPps + next.outPps + next.inBps + next.outBps === 0;
  return { live, published: live, zero: stats.zero, scaled: still ? zeroRates : next };
};

/** Whether an estimation would change anything. */
export const restless = (stats: Stats): boolean =>
  stats.live !== stats.published || stats.scaled !== zeroRates;

/** The stats after `-Z`: relative to what was published, so traffic of the last 2 s shows up again [measured]. */
export const zeroed = (stats: Stats): Stats => ({ ...stats, zero: stats.published, scaled: zeroRates });

/** The counters that a listing shows. */
export const shownCounters = ({ published, zero }: Stats): Counters =>
  zero === zeroCounters
    ? published
    : {
        conns: published.conns - zero.conns,
        inPkts: published.inPkts - zero.inPkts,
        outPkts: published.outPkts - zero.outPkts,
        inBytes: published.inBytes - zero.inBytes,
        outBytes: published.outBytes - zero.outBytes,
      };

/** The rates that a listing shows, per second, rounded as ip_vs_read_estimator does. */
export const shownRates = ({ scaled }: Stats): Rates =>
  scaled === zeroRates
    ? zeroRates
    : {
        cps: Math.floor((scaled.cps + 0x1ff) / 1024),
        inPps: Math.floor((scaled.inPps + 0x1ff) / 1024),
        outPps: Math.floor((scaled.outPps + 0x1ff) / 1024),
        inBps: Math.floor((scaled.inBps + 0xf) / 32),
        outBps: Math.floor((scaled.outBps + 0xf) / 32),
      };
