/** Rows of what does not agree as lines: columns where there is room, else one place under the other. */
import { serviceLabel } from '../../core/words/labels.ts';
import { cells, clean, left } from '../cells.ts';
import { type Meaning, type Piece, piece, type Rich, wrap } from '../rich.ts';
import type { BesideGroup, BesideRow, Side } from './beside.ts';
import type { Note } from './beside-keepalived.ts';
import { roomOf } from './parts.ts';

/** Options by themselves, each with its value; undefined where there is no such thing. */
const optionsOf = (side: Side): readonly string[] | undefined =>
  typeof side === 'string' ? undefined : side.options === '' ? [] : side.options.split(/ (?=-)/);

const nameOf = (option: string): string => option.split(' ')[0] ?? '';

/**
 * What each place is shown with: only the options that are not the same everywhere; a place that lacks one says `no -x`.
 * Where fewer than two places have the thing, all of it.
 */
export const sideTexts = (sides: readonly Side[]): readonly string[] => {
  const lists = sides.map(optionsOf);
  const known = lists.filter(list => list !== undefined);
  const common = new Set(
    known.length < 2 ? [] : known[0]?.filter(option => known.every(list => list.includes(option))),
  );
  const differing = [
    ...new Set(
      known
        .flat()
        .filter(option => !common.has(option))
        .map(nameOf),
    ),
  ];
  return lists.map((list, index) => {
    if (list === undefined) return sides[index] === 'silent' ? '–' : 'not there';
    const own = list.filter(option => !common.has(option));
    if (own.length > 0) return own.join(' ');
    return differing.length === 0 ? list.join(' ') : `no ${differing.join(' ')}`;
  });
};

/** Where the columns stand. */
interface Layout {
  readonly name: number;
  readonly sides: readonly number[];
}

const nameText = (row: BesideRow, service: string): string =>
  row.server === undefined ? ` ${clean(serviceLabel(service))}` : `   ${clean(row.server)}`;

const gap = 2;

interface Shown {
  readonly row: BesideRow;
  readonly name: string;
  readonly texts: readonly string[];
}

/** As wide as what they hold, as long as all of it fits; a row that is too long for that stands on lines of its own. */
const layoutOf = (shown: readonly Shown[], titles: readonly string[], room: number): Layout => {
  const widest = (texts: readonly string[]): number =>
    texts.reduce((most, text) => Math.max(most, cells(text)), 0);
  const names = shown.map(({ name }) => name);
  const sides = titles.map((title, index) =>
    widest([title, ...shown.map(({ texts }) => texts[index] ?? '')]),
  );
  const all = (name: number, widths: readonly number[]): number =>
    widths.reduce((sum, width) => sum + gap + width, name);
  const name = widest(names);
  if (all(name, sides) <= room) return { name, sides };
  const fair = Math.floor((room - Math.min(name, Math.floor(room * 0.45))) / titles.length) - gap;
  const cut = sides.map(width => Math.min(width, Math.max(fair, 9)));
  return { name: Math.max(20, room - all(0, cut)), sides: cut };
};

const meaningOf = (
  side: Side,
  running: Side | undefined,
  text: string,
  first: string,
): Meaning | undefined =>
  side === 'silent' || (side !== running && text === first)
    ? 'muted'
    : side === running
      ? undefined
      : 'accent';

const noteLine = ({ text, byItself }: Note, columns: number): readonly Rich[] =>
  wrap(
    [piece(byItself ? '     · ' : '     ! ', byItself ? 'muted' : 'warn'), piece(text, 'muted')],
    roomOf(columns),
    7,
  );

const fitsIn = ({ name: room, sides }: Layout, { name, texts }: Shown): boolean =>
  cells(name) <= room && texts.every((text, index) => cells(text) <= (sides[index] ?? 0));

const rowLines = (
  { row, name, texts }: Shown,
  titles: readonly string[],
  layout: Layout,
  columns: number,
): readonly Rich[] => {
  const [running] = row.sides;
  const first = texts[0] ?? '';
  const look = (index: number): Meaning | undefined =>
    meaningOf(row.sides[index] ?? 'silent', running, texts[index] ?? '', first);
  const naming: Meaning = row.server === undefined ? 'service' : 'server';
  const notes = row.note === undefined ? [] : noteLine(row.note, columns);
  if (fitsIn(layout, { row, name, texts })) {
    const line: Piece[] = [piece(left(name, layout.name), naming)];
    for (const [index, text] of texts.entries())
      line.push(piece(' '.repeat(gap)), piece(left(text, layout.sides[index] ?? 0), look(index)));
    return [line, ...notes];
  }
  const label = Math.max(...titles.map(title => cells(title))) + 2;
  return [
    ...wrap([piece(name, naming)], roomOf(columns), 5),
    ...texts.flatMap((text, index) =>
      wrap(
        [piece(`     ${left(titles[index] ?? '', label)}`, 'muted'), piece(text, look(index))],
        roomOf(columns),
        5 + label,
      ),
    ),
    ...notes,
  ];
};

/** All rows, with the titles of the columns before them. */
export const besideLines = (
  groups: readonly BesideGroup[],
  titles: readonly string[],
  columns: number,
): readonly Rich[] => {
  const shown = groups.map(({ service, rows }) => ({
    service,
    rows: rows.map((row): Shown => ({ row, name: nameText(row, service), texts: sideTexts(row.sides) })),
  }));
  const all = shown.flatMap(({ rows }) => rows);
  if (all.length === 0) return [];
  const layout = layoutOf(all, titles, roomOf(columns));
  const head: Piece[] = [piece(' '.repeat(layout.name))];
  for (const [index, title] of titles.entries())
    head.push(piece(' '.repeat(gap)), piece(left(title, layout.sides[index] ?? 0), 'muted'));
  return [
    ...(all.some(one => fitsIn(layout, one)) ? [head] : []),
    ...shown.flatMap(({ service, rows }): readonly Rich[] => [
      ...(rows[0]?.row.server === undefined
        ? []
        : wrap([piece(` ${clean(serviceLabel(service))}`, 'muted')], roomOf(columns), 3)),
      ...rows.flatMap(row => rowLines(row, titles, layout, columns)),
    ]),
  ];
};
