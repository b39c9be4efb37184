/** Which columns a screen has room for, and how wide they stand. */
import { type Column, type ColumnId, columns } from './columns.ts';

/** A column with its place: `x` is the cell where its text begins. */
export interface PlacedColumn {
  readonly column: Column;
  readonly x: number;
  readonly width: number;
}

/** Cells before a service's name: the selection mark, the fold mark, a blank. */
export const nameIndent = 3;

/** What grows when room is left, in turn: to how many cells more. */
const growth: readonly (readonly [ColumnId, number])[] = [
  ['trend', 8],
  ['share', 4],
  ['flags', 12],
  ['trend', 8],
  ['share', 3],
  ['flags', 12],
  ['trend', 8],
];

/**
 * Places the columns on `width` cells. `nameWidth` is what the longest name needs (with its indent). Columns give
 * way by priority; what is left over widens the gaps and the columns that can grow.
 */
export const fitColumns = (
  width: number,
  nameWidth: number,
  hidden: readonly ColumnId[] = [],
): readonly PlacedColumn[] => {
  const name = Math.max(20, Math.min(nameWidth, 60, Math.floor(width * 0.55)));
  let left = width - name;
  const taken = new Set<ColumnId>(['name']);
  const candidates = columns
    .filter(column => column.id !== 'name' && !hidden.includes(column.id))
    .sort((a, b) => a.priority - b.priority);
  for (const column of candidates) {
    if (column.width + 1 > left) continue;
    taken.add(column.id);
    left -= column.width + 1;
  }
  const order = columns.filter(column => taken.has(column.id));
  let gap = 1;
  if (left >= order.length + 4) {
    gap = 2;
    left -= order.length - 1;
  }
  const extra = new Map<ColumnId, number>();
  for (const [id, cells] of growth) {
    if (!taken.has(id)) continue;
    const given = Math.min(cells, left);
    extra.set(id, (extra.get(id) ?? 0) + given);
    left -= given;
  }
  let x = 0;
  return order.map(column => {
    if (column.id === 'name') {
      x = name;
      return { column, x: 0, width: name };
    }
    const placed = { column, x: x + gap, width: column.width + (extra.get(column.id) ?? 0) };
    x += gap + placed.width;
    return placed;
  });
};
