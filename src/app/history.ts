/**
 * The last minutes, for trends, charts and stepping back. A frame holds one read: a packed row of numbers for each
 * service and server, and the configuration it had (shared between frames while nothing changes). The store has a
 * bound in bytes; when it is reached older frames are thinned out, so that it still spans ten minutes.
 */
import type { SeenServer, SeenService, Snapshot } from '../core/model/snapshot.ts';
import type { RowKey } from './labels.ts';

/** The numbers of a row, in this order; NaN is unknown. */
const fields = ['active', 'inactive', 'cps', 'inPps', 'outPps', 'in', 'out'] as const;

/** A number that is kept. */
export type Field = (typeof fields)[number];

const perRow = fields.length;

/** Where rows stand in a frame's numbers: the same object for all frames with the same services and servers. */
interface Layout {
  readonly index: ReadonlyMap<string, number>;
  /** Row of each service; its servers follow it, if the layout holds them. */
  readonly starts: Int32Array;
  /** Rows of the servers of services where the layout does not hold all. */
  readonly extra: ReadonlyMap<string, number> | undefined;
  readonly rows: number;
}

/** One read. */
interface Frame {
  readonly at: number;
  readonly shapes: readonly SeenService[];
  readonly layout: Layout;
  readonly values: Float32Array;
  readonly snapshot: Omit<Snapshot, 'services'>;
}

/** The store; oldest frame first. */
export interface History {
  readonly frames: readonly Frame[];
}

/** Nothing seen yet. */
export const noHistory: History = { frames: [] };

/** Bounds: bytes of numbers, frames, milliseconds; above so many rows only services and what is on screen are kept. */
const maxBytes = 12 * 1024 * 1024;
const maxFrames = 300;
const spanMs = 10 * 60_000;
const maxRows = 20_000;

const sameServer = (a: SeenServer, b: SeenServer): boolean =>
  a.key === b.key &&
  a.weight === b.weight &&
  a.method === b.method &&
  a.upper === b.upper &&
  a.lower === b.lower &&
  (a.tunnel === b.tunnel ||
    (a.tunnel?.type === b.tunnel?.type &&
      a.tunnel?.port === b.tunnel?.port &&
      a.tunnel?.checksum === b.tunnel?.checksum));

const sameServers = (a: readonly SeenServer[], b: readonly SeenServer[]): boolean => {
  if (a.length !== b.length) return false;
  for (let at = 0; at < b.length; at++) {
    const one = a[at];
    const other = b[at];
    if (one === undefined || other === undefined || !sameServer(one, other)) return false;
  }
  return true;
};

const sameShape = (a: SeenService, b: SeenService): boolean =>
  a.key === b.key &&
  a.scheduler === b.scheduler &&
  a.ops === b.ops &&
  a.pe === b.pe &&
  (a.flags === b.flags || a.flags?.join() === b.flags?.join()) &&
  a.persistence?.timeout === b.persistence?.timeout &&
  a.persistence?.mask === b.persistence?.mask &&
  (a.persistence === null) === (b.persistence === null) &&
  sameServers(a.servers, b.servers);

/** A service without what was observed. */
const shapeOf = (service: SeenService): SeenService => {
  const { counters: _counters, rates: _rates, servers, ...shape } = service;
  return {
    ...shape,
    servers: servers.map(
      ({ counters: _c, rates: _r, active: _a, inactive: _i, persistent: _p, ...server }) => server,
    ),
  };
};

const sameRows = (before: readonly SeenService[], after: readonly SeenService[]): boolean =>
  before.length === after.length &&
  after.every((shape, index) => {
    const other = before[index];
    return other === shape || (other?.key === shape.key && other.servers.length === shape.servers.length);
  });

const layoutOf = (shapes: readonly SeenService[], wanted: readonly string[]): Layout => {
  const index = new Map<string, number>();
  let all = shapes.length;
  for (const [at, shape] of shapes.entries()) {
    index.set(shape.key, at);
    all += shape.servers.length;
  }
  const starts = new Int32Array(shapes.length);
  let row = 0;
  if (all <= maxRows) {
    for (const [at, shape] of shapes.entries()) {
      starts[at] = row;
      row += 1 + shape.servers.length;
    }
    return { index, starts, extra: undefined, rows: row };
  }
  for (let at = 0; at < shapes.length; at++) starts[at] = at;
  row = shapes.length;
  const extra = new Map<string, number>();
  for (const key of wanted) {
    const shape = shapes[index.get(key) ?? -1];
    if (shape === undefined || extra.has(key) || row + shape.servers.length > maxRows) continue;
    extra.set(key, row);
    row += shape.servers.length;
  }
  return { index, starts, extra, rows: row };
};

const sameWanted = (layout: Layout, wanted: readonly string[]): boolean =>
  layout.extra === undefined ||
  (wanted.length === layout.extra.size && wanted.every(key => layout.extra?.has(key)));

const write = (
  values: Float32Array,
  row: number,
  seen: SeenService | SeenServer,
  active: number,
  inactive: number,
): void => {
  const at = row * perRow;
  const { rates } = seen;
  values[at] = active;
  values[at + 1] = inactive;
  values[at + 2] = rates?.cps ?? Number.NaN;
  values[at + 3] = rates?.inPps ?? Number.NaN;
  values[at + 4] = rates?.outPps ?? Number.NaN;
  values[at + 5] = rates?.inBps ?? Number.NaN;
  values[at + 6] = rates?.outBps ?? Number.NaN;
};

const valuesOf = (services: readonly SeenService[], layout: Layout): Float32Array => {
  const values = new Float32Array(layout.rows * perRow);
  for (let at = 0; at < services.length; at++) {
    const service = services[at];
    if (service === undefined) continue;
    const row = layout.starts[at] ?? 0;
    const servers = layout.extra === undefined ? row + 1 : layout.extra.get(service.key);
    let active = 0;
    let inactive = 0;
    for (let offset = 0; offset < service.servers.length; offset++) {
      const server = service.servers[offset];
      if (server === undefined) continue;
      const own = server.active ?? Number.NaN;
      const idle = server.inactive ?? Number.NaN;
      active += own;
      inactive += idle;
      if (servers !== undefined) write(values, servers + offset, server, own, idle);
    }
    write(values, row, service, active, inactive);
  }
  return values;
};

const bytes = (frames: readonly Frame[]): number => {
  let sum = 0;
  for (const frame of frames) sum += frame.values.byteLength + frame.shapes.length * 8;
  return sum;
};

/** Which frame tells least: the one whose neighbours stand closest, measured by how long ago it was. */
const leastTelling = (frames: readonly Frame[], now: number): number => {
  let best = 1;
  let least = Number.POSITIVE_INFINITY;
  for (let at = 1; at < frames.length - 1; at++) {
    const width = (frames[at + 1]?.at ?? 0) - (frames[at - 1]?.at ?? 0);
    const weight = width / (now - (frames[at]?.at ?? 0) + 30_000);
    if (weight < least) {
      least = weight;
      best = at;
    }
  }
  return best;
};

/** The history with one more read. `wanted`: services whose servers are kept even on a very large director. */
export const record = (history: History, snapshot: Snapshot, wanted: readonly string[]): History => {
  const last = history.frames.at(-1);
  if (last !== undefined && snapshot.at <= last.at) return history;
  const formerAt = (at: number, key: string): SeenService | undefined => {
    const same = last?.shapes[at];
    return same?.key === key ? same : last?.shapes[last.layout.index.get(key) ?? -1];
  };
  const shapes = snapshot.services.map((service, at) => {
    const former = formerAt(at, service.key);
    return former !== undefined && sameShape(former, service) ? former : shapeOf(service);
  });
  const layout =
    last !== undefined && sameRows(last.shapes, shapes) && sameWanted(last.layout, wanted)
      ? last.layout
      : layoutOf(shapes, wanted);
  const unchanged = last !== undefined && shapes.every((shape, at) => shape === last.shapes[at]);
  const { services: _services, counters: _counters, ...rest } = snapshot;
  const frame: Frame = {
    at: snapshot.at,
    shapes: unchanged && last.shapes.length === shapes.length ? last.shapes : shapes,
    layout,
    values: valuesOf(snapshot.services, layout),
    snapshot: rest,
  };
  const frames = [...history.frames.filter(one => snapshot.at - one.at <= spanMs), frame];
  let size = bytes(frames);
  while (frames.length > 4 && (frames.length > maxFrames || size > maxBytes)) {
    const [gone] = frames.splice(leastTelling(frames, snapshot.at), 1);
    size -= gone === undefined ? 0 : gone.values.byteLength + gone.shapes.length * 8;
  }
  return { frames };
};

const rowIn = (frame: Frame, key: RowKey): number | undefined => {
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
