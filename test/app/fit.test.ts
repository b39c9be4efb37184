import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnIds } from '../../src/app/columns.ts';
import { fitColumns } from '../../src/app/fit.ts';

const ids = (width: number, name = 24): string =>
  fitColumns(width, name)
    .map(({ column }) => column.id)
    .join(' ');

describe('columns give way by priority', () => {
  test('200', () => expect(ids(200)).toBe(columnIds.join(' ')));
  test('120', () => expect(ids(120)).toBe('name method weight active inactive cps in out share trend flags'));
  test('80', () => expect(ids(80)).toBe('name method weight active inactive cps in share trend'));
  test('60', () => expect(ids(60)).toBe('name weight active cps in share'));
  test('a long name takes their place', () => expect(ids(80, 44)).toBe('name weight active cps in share'));
});

test('hidden columns leave their room to others', () => {
  const shown = fitColumns(80, 24, ['share', 'inactive']).map(({ column }) => column.id);
  expect(shown).toContain('out');
  expect(shown).not.toContain('share');
});

test('columns stand in order, do not touch, and end on the screen', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 60, max: 300 }),
      fc.integer({ min: 5, max: 90 }),
      fc.subarray(columnIds.filter(id => id !== 'name')),
      (width, name, hidden) => {
        const placed = fitColumns(width, name, hidden);
        let end = -1;
        for (const { column, x, width: cells } of placed) {
          if (x <= end && column.id !== 'name') return false;
          if (cells < column.width && column.id !== 'name') return false;
          end = x + cells;
        }
        return end <= width && placed[0]?.column.id === 'name';
      },
    ),
  );
});
