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

/** A column, or more room for one, that is wanted when everything of a lower number is there. */
interface Wish {
  readonly id: ColumnId;
  readonly cells: number;
  readonly priority: number;
}

/** Who grows, and how early compared with the columns. */
const growth: readonly Wish[] = [
  { id: 'trend', cells: 6, priority: 65 },
  { id: 'share', cells: 3, priority: 70 },
  { id: 'flags', cells: 10, priority: 95 },
  { id: 'trend', cells: 8, priority: 115 },
  { id: 'share', cells: 4, priority: 125 },
  { id: 'flags', cells: 12, priority: 130 },
  { id: 'trend', cells: 10, priority: 135 },
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
  const extra = new Map<ColumnId, number>();
  const wanted = columns.filter(({ id }) => id !== 'name' && !hidden.includes(id));
  const wishes = [
    ...wanted.map(({ id, width: cells, priority }) => ({ id, cells: cells + 1, priority, more: false })),
    ...growth.map(wish => ({ ...wish, more: true })),
  ];
  for (const { id, cells, more } of wishes.sort((one, other) => one.priority - other.priority)) {
    if (more ? !taken.has(id) : cells > left) continue;
    const given = Math.min(cells, left);
    if (more) extra.set(id, (extra.get(id) ?? 0) + given);
    taken.add(id);
    left -= given;
  }
  const order = columns.filter(column => taken.has(column.id));
  let gap = 1;
  if (left >= order.length - 1) {
    gap = 2;
    left -= order.length - 1;
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
