import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clock, count, duration, durationWords, short, whole } from '../../../src/core/words/numbers.ts';

describe('short', () => {
  test.each([
    [0, '0'],
    [0.44, '0.4'],
    [7, '7'],
    [9.96, '10'],
    [999, '999'],
    [9999, '9999'],
    [10_000, '10.0k'],
    [12_345, '12.3k'],
    [123_456, '123k'],
    [999_499, '999k'],
    [999_500, '1.00M'],
    [1_234_567, '1.23M'],
    [2_147_483_647, '2.15G'],
    [Number.NaN, '?'],
  ])('%d is %s', (value, text) => expect(short(value)).toBe(text));

  test('takes five cells at most', () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 1e20, noNaN: true }), value => short(value).length <= 5));
  });

  test('is off by half a percent at most from ten on', () => {
    const factor: Record<string, number> = { '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18 };
    fc.assert(
      fc.property(fc.double({ min: 10, max: 9e20, noNaN: true }), value => {
        const [, digits = '', suffix = ''] = /^([\d.]+)(\D?)$/.exec(short(value)) ?? [];
        const read = Number(digits) * (factor[suffix] ?? Number.NaN);
        return Math.abs(read - value) <= Math.max(value * 0.006, 0.51);
      }),
    );
  });
});

test('whole groups by three', () =>
  expect([0, 999, 1000, 1234567].map(whole)).toEqual(['0', '999', '1 000', '1 234 567']));

test('durations say the two largest units', () => {
  expect([0, 45, 60, 360, 3661, 86_400, 90_000].map(duration)).toEqual([
    '0s',
    '45s',
    '1m',
    '6m',
    '1h1m',
    '1d',
    '1d1h',
  ]);
  expect(durationWords(5460)).toBe('1 hour 31 minutes');
  expect(durationWords(1)).toBe('1 second');
});

test('the clock is local time by its offset, also before 1970', () => {
  const at = Date.UTC(2026, 10, 20, 23, 59, 59);
  expect([clock(at, 0), clock(at, 60), clock(at, -330), clock(-1000, 0)]).toEqual([
    '23:59:59',
    '00:59:59',
    '18:29:59',
    '23:59:59',
  ]);
});

test('counting', () =>
  expect([count(1, 'server'), count(2, 'entry', 'entries')]).toEqual(['1 server', '2 entries']));
