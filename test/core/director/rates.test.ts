import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Tracked, track } from '../../../src/core/director/rates.ts';
import type { Counters } from '../../../src/core/model/observe.ts';

const counters = (conns: number, inBytes = conns * 100): Counters => ({
  conns,
  inPkts: conns * 10,
  outPkts: conns * 10,
  inBytes,
  outBytes: inBytes,
});

/** Samples one after another: [milliseconds, connections]. */
const run = (samples: readonly (readonly [number, number])[]): (number | undefined)[] => {
  let tracked: Tracked | undefined;
  return samples.map(([at, conns]) => {
    tracked = track(tracked, counters(conns), at);
    return tracked.rates?.cps;
  });
};

describe('rates from counters that move every 2 s', () => {
  test('the first sample has none, the second has the difference over the elapsed time', () => {
    expect(
      run([
        [0, 1000],
        [2000, 1020],
        [5000, 1080],
      ]),
    ).toEqual([undefined, 10, 20]);
  });

  test('sampling twice a fold does not show 0 and double', () => {
    const samples = Array.from(
      { length: 12 },
      (_, index) => [index * 1000, Math.floor((index + 1) / 2) * 20] as const,
    );
    expect(run(samples).slice(2)).toEqual(Array(10).fill(10));
  });

  test('a fold missed by a hair gives neither 0 nor double afterwards', () => {
    expect(
      run([
        [0, 0],
        [2000, 20],
        [4000, 20],
        [6000, 60],
        [8000, 80],
      ]),
    ).toEqual([undefined, 10, 10, 10, 10]);
  });

  test('what stands still is 0, and quiet time does not thin out what comes next', () => {
    expect(
      run([
        [0, 0],
        [2000, 20],
        [4000, 20],
        [6000, 20],
        [60_000, 20],
        [62_000, 40],
      ]),
    ).toEqual([undefined, 10, 10, 0, 0, 10]);
  });

  test('-Z, or a service removed and added again, is unknown once and then right', () => {
    expect(
      run([
        [0, 1_000_000],
        [2000, 1_000_020],
        [4000, 4],
        [6000, 24],
      ]),
    ).toEqual([undefined, 10, undefined, 10]);
  });

  test('a counter of 32 bits that wraps is unknown once, never a spike', () => {
    const top = 2 ** 32;
    expect(
      run([
        [0, top - 30],
        [2000, top - 10],
        [4000, 10],
        [6000, 30],
      ]),
    ).toEqual([undefined, 10, undefined, 10]);
  });

  test('a clock that went back makes rates unknown', () => {
    expect(
      run([
        [10_000, 0],
        [12_000, 20],
        [3000, 40],
        [5000, 60],
      ]),
    ).toEqual([undefined, 10, undefined, 10]);
  });

  test('any one counter below its former value is a reset of all', () => {
    const before = track(track(undefined, counters(10), 0), counters(20), 2000);
    expect(track(before, counters(30, 5), 4000).rates).toBeUndefined();
  });

  test('gives the same object while nothing changes', () => {
    const tracked = track(undefined, counters(5), 0);
    expect(track(tracked, counters(5), 1000)).toBe(tracked);
  });

  test('whatever the sampling, steady traffic is never shown as more than one fold too much, nor below 0', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 50, max: 9000 }), { minLength: 2, maxLength: 60 }),
        fc.integer({ min: 0, max: 1999 }),
        (gaps, phase) => {
          let at = 0;
          let tracked: Tracked | undefined;
          for (const gap of gaps) {
            at += gap;
            // 10 connections a second, folded at phase, phase + 2 s, ...
            tracked = track(tracked, counters(Math.floor((at + phase) / 2000) * 20), at);
            const cps = tracked.rates?.cps;
            if (cps !== undefined) {
              expect(cps).toBeGreaterThanOrEqual(0);
              expect(cps).toBeLessThanOrEqual(21.1);
            }
          }
        },
      ),
    );
  });
});
