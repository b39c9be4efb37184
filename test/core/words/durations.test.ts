import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDuration } from '../../../src/core/words/durations.ts';
import { duration } from '../../../src/core/words/numbers.ts';

describe('a duration that was written', () => {
  test.each([
    ['90', 90],
    ['90s', 90],
    ['10m', 600],
    ['1h30m', 5400],
    ['1h0m5s', 3605],
    ['2d', 172_800],
    ['0', 0],
    ['90m', 5400],
    ['31d', 2_678_400],
  ])('%s is %i seconds', (text, seconds) => expect(readDuration(text)).toBe(seconds));

  test.each([
    '',
    ' 5s',
    '5 s',
    's',
    '-5s',
    '1.5h',
    '1m1h',
    '5s5s',
    '10min',
    '10M',
    '٣s',
    '1e3',
    '32d',
    '9999999999s',
    '5m\n',
  ])('%j is none', text => expect(readDuration(text)).toBeUndefined());

  test('what lvsh writes, it reads', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_678_400 }), seconds => {
        const written = duration(seconds);
        // Two units are written: of an hour or more the seconds are not.
        const unit = seconds >= 86_400 ? 3600 : seconds >= 3600 ? 60 : 1;
        expect(readDuration(written)).toBe(seconds - (seconds % unit));
      }),
    );
  });

  test('nothing that is typed makes it throw', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        const seconds = readDuration(text);
        expect(seconds === undefined || (Number.isInteger(seconds) && seconds >= 0)).toBe(true);
      }),
    );
  });
});
