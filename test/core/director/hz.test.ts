import { expect, test } from 'vitest';
import { deduceHz, hzOfConfig } from '../../../src/core/director/hz.ts';

test('ticks per second follow from one service, and must fit all of them', () => {
  expect(deduceHz([{ jiffies: 60_000, seconds: 600 }])).toBe(100);
  expect(
    deduceHz([
      { jiffies: 150_000, seconds: 600 },
      { jiffies: 22_500, seconds: 90 },
    ]),
  ).toBe(250);
  expect(deduceHz([{ jiffies: 1_000_000, seconds: 1000 }])).toBe(1000);
});

test('no pairs, a pair that was edited between the reads, or nonsense gives nothing', () => {
  expect(deduceHz([])).toBeUndefined();
  expect(
    deduceHz([
      { jiffies: 60_000, seconds: 600 },
      { jiffies: 60_000, seconds: 300 },
    ]),
  ).toBeUndefined();
  expect(deduceHz([{ jiffies: 60_001, seconds: 600 }])).toBeUndefined();
  expect(deduceHz([{ jiffies: 1, seconds: 600 }])).toBeUndefined();
  expect(deduceHz([{ jiffies: 100, seconds: 0 }])).toBeUndefined();
});

test('the kernel configuration says it, too', () => {
  expect(hzOfConfig('# CONFIG_HZ_100 is not set\nCONFIG_HZ_250=y\nCONFIG_HZ=250\n')).toBe(250);
  expect(hzOfConfig('nothing')).toBeUndefined();
});
