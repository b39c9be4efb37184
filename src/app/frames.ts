/**
 * One read, packed: a row of numbers for each service and server, and the configuration that it had (shared between
 * frames while nothing changes).
 */
import type { SeenServer, SeenService, Snapshot } from '../core/model/snapshot.ts';

/** The numbers of a row, in this order; NaN is unknown. */
export const fields = ['active', 'inactive', 'cps', 'inPps', 'outPps', 'in', 'out'] as const;

/** A number that is kept. */
export type Field = (typeof fields)[number];

/** Numbers of a row. */
export const perRow = fields.length;

/** Where rows stand in a frame's numbers: the same object for all frames with the same services and servers. */
export interface Layout {
  readonly index: ReadonlyMap<string, number>;
  /** Row of each service; its servers follow it, if the layout holds them. */
  readonly starts: Int32Array;
  /** Rows of the servers of services where the layout does not hold all. */
  readonly extra: ReadonlyMap<string, number> | undefined;
  readonly rows: number;
}

/** One read. */
export interface Frame {
  readonly at: number;
  readonly shapes: readonly SeenService[];
  readonly layout: Layout;
  readonly values: Float32Array;
  readonly snapshot: Omit<Snapshot, 'services'>;
}

/** Above so many rows only services, and the servers of what is on screen, are kept. */
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

/** Whether two services are set alike, server by server. */
export const sameShape = (a: SeenService, b: SeenService): boolean =>
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
export const shapeOf = (service: SeenService): SeenService => {
  const { counters: _counters, rates: _rates, servers, ...shape } = service;
  return {
    ...shape,
    servers: servers.map(
      ({ counters: _c, rates: _r, active: _a, inactive: _i, persistent: _p, ...server }) => server,
    ),
  };
};

/** Whether rows stand in the same places. */
export const sameRows = (before: readonly SeenService[], after: readonly SeenService[]): boolean =>
  before.length === after.length &&
  after.every((shape, index) => {
    const other = before[index];
    return other === shape || (other?.key === shape.key && other.servers.length === shape.servers.length);
  });

/** Where the rows of services stand; of a very large table only the servers of `wanted` services have rows. */
export const layoutOf = (shapes: readonly SeenService[], wanted: readonly string[]): Layout => {
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

/** Whether a layout holds just the servers that are wanted. */
export const sameWanted = (layout: Layout, wanted: readonly string[]): boolean =>
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

/** The numbers of a read. */
export const valuesOf = (services: readonly SeenService[], layout: Layout): Float32Array => {
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
