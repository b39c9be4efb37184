import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lots } from '../../../../src/core/kernel/traffic/lots.ts';

const many = 20_000;

describe('lots', () => {
  test('the same words give the same stream, other words another one', () => {
    const stream = (...words: number[]): number[] => {
      const draw = lots(...words);
      return Array.from({ length: 8 }, () => draw.below(1_000_000));
    };
    expect(stream(1, 2, 3)).toEqual(stream(1, 2, 3));
    expect(stream(1, 2, 3)).not.toEqual(stream(1, 2, 4));
    expect(stream(1, 2, 3)).not.toEqual(stream(1, 3, 2));
    expect(stream(1, 2)).not.toEqual(stream(1, 2, 0));
  });

  test('are a contract: these numbers never change, or every recorded practice run would', () => {
    const draw = lots(1, 2, 3);
    expect(Array.from({ length: 5 }, () => draw.below(1000))).toMatchInlineSnapshot(`
      [
        57,
        934,
        376,
        741,
        800,
      ]
    `);
  });

  test('stay in range for any words', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer(), { maxLength: 5 }),
        fc.integer({ min: 1, max: 1e6 }),
        (words, below) => {
          const draw = lots(...words);
          for (let count = 0; count < 20; count++) {
            const number = draw.below(below);
            expect(Number.isInteger(number) && number >= 0 && number < below).toBe(true);
            expect(draw.wait(10)).toBeGreaterThanOrEqual(0);
            expect(Number.isInteger(draw.times(3))).toBe(true);
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  test.each([0.3, 4, 39, 41, 900])('times(%d) has this mean and variance', mean => {
    const draw = lots(7, mean);
    const counts = Array.from({ length: many }, () => draw.times(mean));
    const average = counts.reduce((sum, count) => sum + count, 0) / many;
    const variance = counts.reduce((sum, count) => sum + (count - average) ** 2, 0) / many;
    expect(Math.abs(average / mean - 1)).toBeLessThan(0.03);
    expect(Math.abs(variance / mean - 1)).toBeLessThan(0.08);
  });

  test('nothing happens when it happens 0 times on average', () => {
    expect(lots(1).times(0)).toBe(0);
    expect(lots(1).times(-1)).toBe(0);
  });

  test('shares are even', () => {
    const draw = lots(99);
    const buckets = new Array<number>(16).fill(0);
    for (let count = 0; count < many; count++) {
      const bucket = draw.below(16);
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
    }
    for (const count of buckets) expect(Math.abs(count / (many / 16) - 1)).toBeLessThan(0.12);
  });
});
