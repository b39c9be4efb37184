/** The way as a picture of two lines: the stations in a row, the request above, the answer below. */
import type { Hop, Stand } from './hop.types.ts';

/** A station of the picture, and where its name begins. */
interface Station {
  readonly stand: Stand;
  readonly at: number;
}

/** Stations from left to right: a router stands where either direction crosses one. */
const standsOf = (hops: readonly Hop[]): readonly Stand[] => {
  const between = (one: Stand, other: Stand): boolean =>
    hops.some(
      (hop, index) =>
        hop.to === 'router' &&
        ((hop.from === one && hops[index + 1]?.to === other) ||
          (hop.from === other && hops[index + 1]?.to === one)),
    );
  const served = hops.some(({ to }) => to === 'real server');
  const outer = between('client', 'director');
  const inner = between('director', 'real server');
  // An answer past the director takes the router that is there anyway.
  const own = between('client', 'real server') && !outer && !inner;
  return [
    'client',
    ...(outer || own ? (['router'] as const) : []),
    'director',
    ...(inner ? (['router'] as const) : []),
    ...(served ? (['real server'] as const) : []),
  ];
};

const placed = (stands: readonly Stand[], start: number, gap: number): readonly Station[] => {
  let at = start;
  return stands.map(stand => {
    const station = { stand, at };
    at += stand.length + gap;
    return station;
  });
};

/** The place of each station that a direction comes by, in the order of its hops. */
const visited = (stations: readonly Station[], hops: readonly Hop[]): readonly Station[] => {
  const rightward = hops[0]?.direction === 'there';
  const order = rightward ? stations : stations.toReversed();
  const found: Station[] = [];
  let from = 0;
  for (const [index, stand] of [hops[0]?.from, ...hops.map(({ to }) => to)].entries()) {
    const following = hops[index]?.to;
    // Of two routers an answer that passes the director by takes the client's.
    const last = stand === 'router' && following === 'client';
    const places = order.flatMap((station, place) =>
      place >= from && station.stand === stand ? [place] : [],
    );
    const place = (last ? places.at(-1) : places[0]) ?? from;
    const station = order[place];
    if (station !== undefined) found.push(station);
    from = place + 1;
  }
  return found;
};

const row = (
  label: string,
  stations: readonly Station[],
  hops: readonly Hop[],
  first: number,
  dash: string,
): string => {
  const cells = new Map<number, string>();
  const put = (at: number, text: string): void => {
    for (const [offset, letter] of [...text].entries()) cells.set(at + offset, letter);
  };
  put(1, label);
  const stops = visited(stations, hops);
  for (const { stand, at } of stops) put(at, stand);
  for (const [index, one] of stops.entries()) {
    const other = stops[index + 1];
    if (other === undefined) break;
    const [left, right] = one.at < other.at ? [one, other] : [other, one];
    const begin = left.at + left.stand.length + 1;
    const length = right.at - 1 - begin;
    put(begin, dash.repeat(length));
    put(begin + Math.floor((length - 1) / 2), String(first + index));
    if (one === left) put(begin + length - 1, '>');
    else put(begin, '<');
  }
  const end = Math.max(...cells.keys());
  return Array.from({ length: end + 1 }, (_, at) => cells.get(at) ?? ' ').join('');
};

/** The two lines, numbered as the hops are, in at most `columns` cells; none where that is too narrow. */
export const picture = (hops: readonly Hop[], columns: number, dash: string): readonly string[] => {
  const stands = standsOf(hops);
  const there = hops.filter(({ direction }) => direction === 'there');
  const back = hops.slice(there.length);
  const start = ' there  '.length;
  const names = stands.reduce((sum, stand) => sum + stand.length, 0);
  const gap = Math.min(9, Math.floor((columns - start - names) / (stands.length - 1)));
  if (gap < 5) return [];
  const stations = placed(stands, start, gap);
  return [row('there', stations, there, 1, dash), row('back', stations, back, there.length + 1, dash)];
};
