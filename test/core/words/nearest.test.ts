import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  didYouMean,
  distance,
  nearest,
  nearestNames,
  nearestWithin,
} from '../../../src/core/words/nearest.ts';

describe('the nearest name', () => {
  test.each<readonly [word: string, names: readonly string[], found: string | undefined]>([
    ['wieght', ['weight', 'drain'], 'weight'],
    ['dran', ['weight', 'drain'], 'drain'],
    ['dra', ['weight', 'drain'], 'drain'],
    ['x', ['weight', 'drain'], undefined],
    ['tcp:10.0.0.200:81', ['tcp:10.0.0.200:80', 'tcp:10.0.1.200:443'], 'tcp:10.0.0.200:80'],
    ['tcp:172.16.0.1:80', ['tcp:10.0.0.200:80'], undefined],
    ['', ['a'], undefined],
  ])('of %s', (word, names, found) => expect(nearest(word, names)).toBe(found));

  test('first, then the next', () =>
    expect(nearestNames('10.0.0.7', ['10.0.0.75', '10.0.0.8', '10.9.9.7'], 2)).toEqual([
      '10.0.0.75',
      '10.0.0.8',
    ]));

  test('in a question', () => {
    expect(didYouMean([])).toBe('');
    expect(didYouMean(['a'])).toBe('did you mean a?');
    expect(didYouMean(['a', 'b', 'c'])).toBe('did you mean a, b or c?');
  });
});

describe('within a limit', () => {
  /** The same without bounds, over the whole table. */
  const whole = (a: string, b: string): number => {
    const row = (i: number): number[] =>
      Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0));
    const table = Array.from({ length: a.length + 1 }, (_, i) => row(i));
    const at = (i: number, j: number): number => table[i]?.[j] ?? Number.POSITIVE_INFINITY;
    for (let i = 1; i <= a.length; i++) {
      for (let j = 1; j <= b.length; j++) {
        let best = Math.min(
          at(i - 1, j) + 1,
          at(i, j - 1) + 1,
          at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
        );
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
          best = Math.min(best, at(i - 2, j - 2) + 1);
        const line = table[i];
        if (line !== undefined) line[j] = best;
      }
    }
    return at(a.length, b.length);
  };

  test('counts slips as the whole table does, up to its limit', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 });
    fc.assert(
      fc.property(word, word, fc.nat({ max: 4 }), (a, b, limit) => {
        expect(distance(a, b, limit)).toBe(Math.min(whole(a, b), limit + 1));
      }),
      { numRuns: 2_000 },
    );
  });

  test('gives the nearest within its limit, never the word itself', () => {
    expect(nearestWithin('rrr', ['wrr', 'rr', 'rrr'], 2)).toBe('wrr');
    expect(nearestWithin('wrrr', ['rr', 'wrr'], 1)).toBe('wrr');
    expect(nearestWithin('zzz', ['rr', 'wrr'], 2)).toBeUndefined();
  });
});
