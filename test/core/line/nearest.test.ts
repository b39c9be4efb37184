import { describe, expect, test } from 'vitest';
import { didYouMean, nearest, nearestNames } from '../../../src/core/line/nearest.ts';

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
