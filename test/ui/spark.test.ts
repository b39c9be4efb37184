import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bar, columnChart, niceTop, sparkline } from '../../src/ui/spark.ts';

describe('sparkline', () => {
  test('scales to its own highest', () => expect(sparkline([0, 1, 2, 4, 8])).toBe('▁▁▂▄▇'));
  test('all zero is low, unknown is blank', () => expect(sparkline([Number.NaN, 0, 0])).toBe(' ▁▁'));
  test('one cell a value', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1e15 })),
        values => sparkline(values).length === values.length,
      ),
    );
  });
});

describe('bar', () => {
  test('in halves of a cell', () => {
    expect([bar(0, 4), bar(0.5, 4), bar(1, 4), bar(0.4, 4), bar(0.001, 4)]).toEqual([
      '    ',
      '━━  ',
      '━━━━',
      '━╸  ',
      '╸   ',
    ]);
  });
  test('always its width', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1, max: 2, noNaN: true }),
        fc.nat(30),
        (share, width) => bar(share, width).length === width,
      ),
    );
  });
});

describe('column chart', () => {
  test('top row first', () => {
    expect(columnChart([0, 2, 4, 8], 8, 2)).toEqual(['   █', '▁▄██']);
  });
  test('what is more than nothing is seen', () => expect(columnChart([0.001], 1000, 3)[2]).toBe('▁'));
  test('rows and columns as asked, never fuller below than its value', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1 }),
        fc.integer({ min: 2, max: 12 }),
        (values, height) => {
          const rows = columnChart(values, 100, height);
          return rows.length === height && rows.every(row => row.length === values.length);
        },
      ),
    );
  });
});

test('the top of a scale is round and not far above', () => {
  expect([0, 1, 7, 10, 65_000, 1501].map(niceTop)).toEqual([1, 1, 8, 10, 80_000, 2000]);
  fc.assert(
    fc.property(fc.double({ min: 1e-3, max: 1e12, noNaN: true }), value => {
      const top = niceTop(value);
      return top >= value && top <= value * 1.67;
    }),
  );
});
