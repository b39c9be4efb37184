/** Reading the history: a row over time, and the whole table at a moment. */
import type { SeenServer, SeenService, Snapshot } from '../core/model/snapshot.ts';
import { type Field, type Frame, fields, type Layout, perRow } from './frames.ts';
import type { History } from './history.ts';
import type { RowKey } from './labels.ts';

/** Where a row's numbers begin in a frame, counted in rows; undefined where the frame holds none of it. */
export const rowIn = (frame: Frame, key: RowKey): number | undefined => {
  const at = frame.layout.index.get(key.service);
  const shape = at === undefined ? undefined : frame.shapes[at];
  if (at === undefined || shape === undefined) return undefined;
  const row = frame.layout.starts[at] ?? 0;
  if (key.server === undefined) return row;
  const first = frame.layout.extra === undefined ? row + 1 : frame.layout.extra.get(key.service);
  const offset = shape.servers.findIndex(server => server.key === key.server);
  return first === undefined || offset < 0 ? undefined : first + offset;
};

/**
 * A row's values in `cells` steps of `stepMs`, the last one holding the moment `until`; NaN where nothing is known.
 * A step holds the mean of its frames; a step between two reads repeats the one before. Steps stand on whole
 * multiples of `stepMs`, so that a drawn trend moves one cell at a time.
 */
export const series = (
  history: History,
  key: RowKey,
  field: Field,
  cells: number,
  stepMs: number,
  until: number,
): Float64Array => {
  const sums = new Float64Array(cells);
  const counts = new Int32Array(cells);
  const last = Math.floor(until / stepMs);
  const column = fields.indexOf(field);
  let layout: Layout | undefined;
  let shapes: readonly SeenService[] | undefined;
  let row: number | undefined;
  for (const frame of history.frames) {
    const cell = cells - 1 - (last - Math.floor(frame.at / stepMs));
    if (cell < 0 || cell >= cells) continue;
    if (frame.layout !== layout || frame.shapes !== shapes) {
      layout = frame.layout;
      shapes = frame.shapes;
      row = rowIn(frame, key);
    }
    const value = row === undefined ? Number.NaN : (frame.values[row * perRow + column] ?? Number.NaN);
    if (Number.isNaN(value)) continue;
    sums[cell] = (sums[cell] ?? 0) + value;
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  const result = new Float64Array(cells).fill(Number.NaN);
  let held = Number.NaN;
  let heldFor = 0;
  for (let cell = 0; cell < cells; cell++) {
    const number = counts[cell] ?? 0;
    heldFor = number > 0 ? 0 : heldFor + stepMs;
    if (number > 0) held = (sums[cell] ?? 0) / number;
    result[cell] = heldFor > 60_000 ? Number.NaN : held;
  }
  return result;
};

/** How long the history reaches back from its newest read, in milliseconds. */
export const reach = (history: History): number =>
  (history.frames.at(-1)?.at ?? 0) - (history.frames[0]?.at ?? 0);

/** The moment of the read before (`step` -1) or after (+1) a moment, if it is still kept. */
export const neighbour = (history: History, at: number, step: -1 | 1): number | undefined =>
  step < 0
    ? history.frames.findLast(frame => frame.at < at)?.at
    : history.frames.find(frame => frame.at > at)?.at;

const known = (value: number | undefined): number | undefined =>
  value === undefined || Number.isNaN(value) ? undefined : value;

const observed = <T extends SeenService | SeenServer>(seen: T, values: Float32Array, row: number): T => {
  const at = row * perRow;
  const [cps, inPps, outPps, inBps, outBps] = [2, 3, 4, 5, 6].map(offset => known(values[at + offset]));
  if (cps === undefined || inPps === undefined || outPps === undefined || inBps === undefined) return seen;
  return { ...seen, rates: { cps, inPps, outPps, inBps, outBps: outBps ?? 0 } };
};

/** The director as it was at a kept moment: no counters, for those are not kept. */
export const rebuild = (history: History, at: number): Snapshot | undefined => {
  const frame = history.frames.find(one => one.at === at);
  if (frame === undefined) return undefined;
  const { layout, values } = frame;
  const services = frame.shapes.map((shape, index) => {
    const row = layout.starts[index] ?? 0;
    const first = layout.extra === undefined ? row + 1 : layout.extra.get(shape.key);
    const servers =
      first === undefined
        ? shape.servers
        : shape.servers.map((server, offset) => {
            const active = known(values[(first + offset) * perRow]);
            const inactive = known(values[(first + offset) * perRow + 1]);
            const seen = observed(server, values, first + offset);
            return {
              ...seen,
              ...(active === undefined ? {} : { active }),
              ...(inactive === undefined ? {} : { inactive }),
            };
          });
    return { ...observed(shape, values, row), servers };
  });
  return { ...frame.snapshot, at, services };
};
