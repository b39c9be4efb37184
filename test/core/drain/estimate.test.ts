import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Drain, Estimate, Sample } from '../../../src/core/drain/drain.types.ts';
import { endingsOf } from '../../../src/core/drain/endings.ts';
import { estimate } from '../../../src/core/drain/estimate.ts';
import { tallyOf } from '../../../src/core/drain/tally.ts';
import { estimateCell, estimateLine, estimateSentence, paceCell } from '../../../src/core/drain/words.ts';
import type { Connection } from '../../../src/core/model/observe.ts';
import { address } from '../../app/director.ts';
import { drain, minute, samplesOf, secondsLeft } from './drains.ts';

const row = (state: string, expires: number, change: Partial<Connection> = {}): Connection => ({
  protocol: 'tcp',
  expires,
  state,
  client: address('10.1.0.1'),
  clientPort: 40_000,
  virtual: address('10.1.0.200'),
  virtualPort: 80,
  server: address('10.0.0.11'),
  serverPort: 8080,
  ...change,
});
const template = (expires: number): Connection => row('ASSURED', expires, { clientPort: 0 });
const listOf = (rows: readonly Connection[], at: number, complete = true) =>
  tallyOf({ rows, complete, tookMs: 1 }, at);

const repeated = (times: number, active: number, inactive: number) =>
  Array.from({ length: times }, () => [active, inactive] as const);

describe('how long it may still take', () => {
  test('nothing was seen', () => expect(estimate(drain([]))).toEqual({ kind: 'unknown' }));

  test('nothing is left', () => expect(estimate(drain(samplesOf([[0, 0]])))).toEqual({ kind: 'drained' }));

  test('just begun: not known yet', () =>
    expect(estimate(drain(samplesOf(repeated(3, 5, 2))))).toEqual({ kind: 'unknown' }));

  test('nothing ends: it stands still, since the first look', () =>
    expect(estimate(drain(samplesOf(repeated(19, 5, 0))))).toEqual({ kind: 'still', forMs: 3 * minute }));

  test('one after the other, at one pace: what is left by that pace, and two minutes of memory', () => {
    const counts = Array.from({ length: 31 }, (_, index) => [40 - index, index] as const);
    const found = estimate(drain(samplesOf(counts, 5000)));
    expect(found).toMatchObject({ kind: 'falling', perMinute: 12 });
    expect(secondsLeft(found)).toBeCloseTo(10 * 5 + 120, 0);
  });

  test('fewer ever more slowly: the last one takes long', () => {
    const counts = Array.from(
      { length: 25 },
      (_, index) => [Math.round(400 * 2 ** (-index / 6)), 0] as const,
    );
    const found = estimate(drain(samplesOf(counts, 10_000), { method: 'dr' }));
    // A half of them ends in a minute: the last of 25 has ended after about five halves.
    expect(found.kind).toBe('falling');
    expect(secondsLeft(found)).toBeGreaterThan(4 * 60 + 120);
    expect(secondsLeft(found)).toBeLessThan(7 * 60 + 120);
  });

  test('a wave of memory that ends says nothing about those that are open', () => {
    const counts = [...repeated(12, 6, 90), ...repeated(4, 6, 40), ...repeated(4, 6, 0)];
    expect(estimate(drain(samplesOf(counts)))).toMatchObject({ kind: 'still' });
  });

  test('closings that fill the memory as fast as it empties are seen all the same', () => {
    const counts = Array.from({ length: 13 }, (_, index) => [24 - 2 * index, 2 * index + 60] as const);
    expect(estimate(drain(samplesOf(counts.slice(0, 12))))).toMatchObject({ kind: 'falling' });
  });

  test('after a long silence a pace counts no more', () => {
    const counts = [
      ...Array.from({ length: 13 }, (_, index) => [16 - index, 0] as const),
      ...repeated(30, 4, 0),
    ];
    expect(estimate(drain(samplesOf(counts)))).toEqual({ kind: 'still', forMs: 5 * minute });
  });

  describe('all closed', () => {
    test('seen to close: the kernel’s two minutes from then on', () =>
      expect(
        estimate(
          drain(
            samplesOf([
              [1, 3],
              [0, 4],
              [0, 4],
              [0, 2],
            ]),
          ),
        ),
      ).toEqual({ kind: 'closing', leftMs: 100_000 }));

    test('closed before the first look: two minutes from there at most', () =>
      expect(estimate(drain(samplesOf(repeated(4, 0, 2))))).toEqual({ kind: 'closing', leftMs: 90_000 }));

    test('DR and TUN end in FIN_WAIT, whose time --set changes', () =>
      expect(
        estimate(
          drain(samplesOf(repeated(2, 0, 2)), { method: 'dr', timeouts: { tcp: 900, tcpFin: 30, udp: 300 } }),
        ),
      ).toEqual({ kind: 'closing', leftMs: 20_000 }));

    test('the list of connections says it to the second', () =>
      expect(
        estimate(
          drain(samplesOf(repeated(4, 0, 2)), {
            tally: listOf([row('TIME_WAIT', 17), row('CLOSE', 3)], -2000),
          }),
        ),
      ).toEqual({ kind: 'closing', leftMs: 15_000 }));

    test('half-closed ones that go on carrying data stand still', () =>
      expect(estimate(drain(samplesOf(repeated(30, 0, 1))))).toEqual({ kind: 'still', forMs: 290_000 }));

    test('half-open ones end by themselves: the list shows that none of the active is established', () =>
      expect(
        estimate(drain(samplesOf(repeated(2, 3, 0)), { tally: listOf([row('SYN_RECV', 44)], 0) })),
      ).toEqual({ kind: 'closing', leftMs: 44_000 }));
  });

  test('still, with the list: when silent ones would be forgotten', () =>
    expect(
      estimate(
        drain(samplesOf(repeated(19, 1, 0)), {
          tally: listOf([row('ESTABLISHED', 700), row('TIME_WAIT', 90)], -10_000),
        }),
      ),
    ).toEqual({ kind: 'still', forMs: 3 * minute, silentMs: 690_000 }));

  test('the head of a list, or an old one, says nothing of what is left', () => {
    const samples = samplesOf(repeated(19, 1, 0));
    for (const tally of [listOf([row('TIME_WAIT', 9)], 0, false), listOf([row('TIME_WAIT', 9)], -2 * minute)])
      expect(estimate(drain(samples, { tally }))).toEqual({ kind: 'still', forMs: 3 * minute });
  });
});

describe('persistence', () => {
  const held = { timeout: 360, templates: 3, letsGo: false };
  const idle = samplesOf(repeated(4, 0, 0));

  test('templates that bring clients back are waited for, from the latest connection that can have made one', () => {
    expect(estimate(drain(idle, { held }))).toEqual({ kind: 'held', leftMs: 330_000 });
    expect(estimate(drain(idle, { held: { ...held, templates: 0 } }))).toEqual({ kind: 'drained' });
    expect(estimate(drain(idle, { held: { templates: 3, letsGo: false } }))).toEqual({ kind: 'held' });
  });

  test('templates of a kernel that lets clients go are not', () =>
    expect(estimate(drain(idle, { held: { ...held, letsGo: true } }))).toEqual({ kind: 'drained' }));

  test('what the director counts is believed rather than what should have ended by now', () => {
    const long = samplesOf(repeated(60, 0, 0));
    expect(estimate(drain(long, { held }))).toEqual({ kind: 'held' });
    expect(estimate(drain(long, { held: { timeout: 360, letsGo: false } }))).toEqual({ kind: 'drained' });
  });

  test('the list says when the last template ends, and that there is none; invalidated ones hold nobody', () => {
    const invalid = row('ASSURED', 300, { clientPort: 0, virtualPort: 65_535, serverPort: 65_535 });
    const given = (rows: readonly Connection[]) =>
      estimate(drain(idle, { held, tally: listOf(rows, -1000) }));
    expect(given([template(30), template(45), invalid])).toEqual({ kind: 'held', leftMs: 44_000 });
    expect(given([invalid])).toEqual({ kind: 'drained' });
  });

  test('clients that come back are seen: a server without weight gets more by nothing else', () => {
    const samples = samplesOf([
      [4, 0],
      [4, 2],
      [4, 2],
      [5, 2],
    ]);
    expect(estimate(drain(samples, { held }))).toEqual({ kind: 'coming', perMinute: 6 });
    expect(estimate(drain(samples, { held: { ...held, letsGo: true } }))).toMatchObject({ kind: 'unknown' });
  });

  test('closed ones are not the end while templates live longer', () =>
    expect(estimate(drain(samplesOf(repeated(2, 0, 2)), { held }))).toEqual({
      kind: 'closing',
      leftMs: 350_000,
    }));

  test('one-packet scheduling holds nothing, but templates do, and are renewed unseen', () => {
    const udp = { protocol: 'udp' as const, ops: true };
    expect(estimate(drain(idle, udp))).toEqual({ kind: 'drained' });
    expect(estimate(drain(idle, { ...udp, held }))).toEqual({ kind: 'held' });
  });
});

describe('UDP', () => {
  const udp = { protocol: 'udp' as const };
  const datagram = (expires: number) => row('UDP', expires, { protocol: 'udp' });

  test('what falls silent is gone five minutes after the first look', () =>
    expect(estimate(drain(samplesOf(repeated(7, 0, 4)), udp))).toEqual({ kind: 'silence', leftMs: 240_000 }));

  test('what is left after that goes on sending', () =>
    expect(estimate(drain(samplesOf(repeated(32, 0, 4)), udp))).toEqual({ kind: 'sending' }));

  test('the list says when they were heard last', () => {
    const samples = samplesOf(repeated(20, 0, 2));
    const given = (expires: number) =>
      estimate(drain(samples, { ...udp, tally: listOf([datagram(expires)], 0) }));
    expect(given(298)).toEqual({ kind: 'sending' });
    expect(given(200)).toEqual({ kind: 'silence', leftMs: 200_000 });
  });

  test('clients that stop by and by', () => {
    const counts = [
      ...repeated(40, 0, 20),
      ...Array.from({ length: 10 }, (_, index) => [0, 19 - index] as const),
    ];
    expect(estimate(drain(samplesOf(counts), udp))).toMatchObject({ kind: 'falling' });
  });
});

const anySamples: fc.Arbitrary<readonly Sample[]> = fc
  .array(
    fc.record({
      gap: fc.integer({ min: 1, max: 90_000 }),
      active: fc.nat({ max: 500 }),
      inactive: fc.nat({ max: 500 }),
    }),
    { maxLength: 40 },
  )
  .map(steps => {
    let at = 0;
    const samples = steps.map(({ gap, active, inactive }) => {
      at += gap;
      return { at, active, inactive };
    });
    return samples.map(sample => ({ ...sample, at: sample.at - at }));
  });

const anyRow = fc
  .record({
    state: fc.constantFrom('ESTABLISHED', 'TIME_WAIT', 'FIN_WAIT', 'SYN_RECV', 'UDP', 'ASSURED', 'NONE'),
    expires: fc.nat({ max: 2000 }),
    clientPort: fc.constantFrom(0, 4000),
  })
  .map(({ state, expires, clientPort }) =>
    row(state, expires, { clientPort, protocol: state === 'UDP' ? 'udp' : 'tcp' }),
  );

const anyDrain: fc.Arbitrary<Drain> = fc
  .record({
    samples: anySamples,
    protocol: fc.constantFrom('tcp' as const, 'udp' as const, 'sctp' as const, 'mark' as const),
    method: fc.constantFrom('nat' as const, 'dr' as const, 'tun' as const),
    ops: fc.boolean(),
    late: fc.nat({ max: 10_000 }),
    rows: fc.option(fc.array(anyRow, { maxLength: 8 }), { nil: undefined }),
    complete: fc.boolean(),
    readMs: fc.nat({ max: 200_000 }),
    held: fc.option(
      fc.record(
        { timeout: fc.integer({ min: 1, max: 4000 }), templates: fc.nat({ max: 9 }), letsGo: fc.boolean() },
        { requiredKeys: [] },
      ),
      { nil: undefined },
    ),
  })
  .map(({ samples, protocol, method, ops, late, rows, complete, readMs, held }) =>
    drain(samples, {
      now: late,
      protocol,
      method,
      ops,
      ...(held === undefined ? {} : { held }),
      ...(rows === undefined ? {} : { tally: listOf(rows, -readMs, complete) }),
    }),
  );

const moved = (given: Drain, by: number): Drain => ({
  ...given,
  now: given.now + by,
  samples: given.samples.map(sample => ({ ...sample, at: sample.at + by })),
  ...(given.tally === undefined ? {} : { tally: { ...given.tally, at: given.tally.at + by } }),
});

const numbersOf = (found: Estimate): readonly number[] =>
  Object.values(found).filter((value): value is number => typeof value === 'number');

describe('of any drain', () => {
  test('numbers are numbers, none below zero, and whole words say them', () => {
    fc.assert(
      fc.property(anyDrain, given => {
        const found = estimate(given);
        for (const value of numbersOf(found)) expect(value).toBeGreaterThanOrEqual(0);
        for (const value of numbersOf(found)) expect(Number.isFinite(value)).toBe(true);
        const cells = estimateCell(found);
        expect(cells.length).toBeLessThanOrEqual(15);
        expect(paceCell(found).length).toBeLessThanOrEqual(6);
        for (const text of [cells, estimateLine(found), estimateSentence(given, found)])
          expect(text).not.toMatch(/NaN|Infinity|undefined|-\d+s/);
        expect(estimateSentence(given, found)).toMatch(/^[A-Z].*\.$/);
      }),
    );
  });

  test('it is the same at another time of day', () => {
    fc.assert(
      fc.property(anyDrain, fc.integer({ min: 0, max: 2_000_000_000 }), (given, by) => {
        expect(estimate(moved(given, by))).toEqual(estimate(given));
      }),
    );
  });

  test('drained is said exactly where no connection is left and no template counts', () => {
    fc.assert(
      fc.property(anyDrain, given => {
        const last = given.samples.at(-1);
        const found = estimate(given).kind;
        if (last !== undefined && last.active + last.inactive > 0) expect(found).not.toBe('drained');
        if (last?.active === 0 && last.inactive === 0) expect(['drained', 'held']).toContain(found);
      }),
    );
  });

  test('twice as slow takes twice as long', () => {
    fc.assert(
      fc.property(anySamples, samples => {
        // Far above the least span, so that both are judged by the same window.
        const slow = (by: number) => samples.map(sample => ({ ...sample, at: sample.at * by }));
        const [one, two] = [endingsOf(slow(20_000)), endingsOf(slow(40_000))];
        expect(two.ended).toBe(one.ended);
        if (one.ended > 0 && one.leftMs > 0) expect(two.leftMs / one.leftMs).toBeCloseTo(2, 6);
      }),
    );
  });
});
