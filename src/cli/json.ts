/** What --json prints: plain objects whose shape schema.ts describes. A key that is absent was not readable. */
import { shareOf } from '../app/facts.ts';
import { flagWord } from '../app/words/settings.ts';
import type { Connections, Settings } from '../core/director/reading.ts';
import type { Connection, Rates } from '../core/model/observe.ts';
import { serviceFamily } from '../core/model/service.ts';
import type { SeenServer, SeenService, Snapshot } from '../core/model/snapshot.ts';
import { plain } from './out.ts';
import type { Listed } from './table.ts';

type Json = Readonly<Record<string, unknown>>;

/** The version of the shapes; a change that takes something away gets the next number. */
export const jsonVersion = 1;

/** Where the data is from. */
export interface Origin {
  readonly name: string;
  readonly kind: 'local' | 'practice' | 'file';
}

const rounded = (rates: Rates | undefined): Json | undefined =>
  rates === undefined
    ? undefined
    : Object.fromEntries(Object.entries(rates).map(([name, value]) => [name, Math.round(value * 100) / 100]));

const server = (service: SeenService, seen: SeenServer): Json => {
  const share = shareOf(service, seen);
  return {
    key: plain(seen.key),
    address: seen.id?.address,
    port: seen.id?.port,
    method: seen.method,
    weight: seen.weight,
    active: seen.active,
    inactive: seen.inactive,
    persistent: seen.persistent,
    upper: seen.upper,
    lower: seen.lower,
    tunnel: seen.tunnel,
    counters: seen.counters,
    rates: rounded(seen.rates),
    share: typeof share === 'number' ? Math.round(share * 10_000) / 10_000 : share,
  };
};

const identity = ({ id }: SeenService): Json => {
  if (id === undefined) return {};
  if (id.kind === 'fwmark') return { protocol: 'fwm', family: id.family, mark: id.mark };
  return { protocol: id.protocol, family: serviceFamily(id), address: id.address, port: id.port };
};

/** One service with the servers given. */
export const serviceJson = ({ service, servers }: Listed): Json => ({
  key: plain(service.key),
  ...identity(service),
  scheduler: service.scheduler === undefined ? undefined : plain(service.scheduler),
  flags: service.flags?.map(flag => flagWord(flag, service.scheduler)),
  persistence: service.persistence,
  pe: service.pe,
  ops: service.ops,
  counters: service.counters,
  rates: rounded(service.rates),
  servers: servers.map(seen => server(service, seen)),
});

const head = (kind: string, origin: Origin, at: number): Json => ({
  lvsh: jsonVersion,
  kind,
  at: new Date(at).toISOString(),
  director: { name: plain(origin.name), kind: origin.kind },
});

/** `lvsh ls --json`. */
export const tableJson = (
  snapshot: Snapshot,
  origin: Origin,
  listed: readonly Listed[],
  notes: readonly string[],
): Json => ({
  ...head('table', origin, snapshot.at),
  version: snapshot.version,
  tableSize: snapshot.tableSize,
  counters: snapshot.counters,
  rates: rounded(snapshot.rates),
  services: listed.map(serviceJson),
  notes: notes.map(plain),
});

/** `lvsh show --json`. */
export const showJson = (
  snapshot: Snapshot,
  origin: Origin,
  listed: Listed,
  notes: readonly string[],
): Json => ({
  ...head('service', origin, snapshot.at),
  service: serviceJson(listed),
  notes: notes.map(plain),
});

const connection = (row: Connection): Json => ({
  protocol: row.protocol,
  state: plain(row.state),
  expires: row.expires,
  client: row.client,
  clientPort: row.clientPort,
  virtual: row.virtual,
  virtualPort: row.virtualPort,
  server: row.server,
  serverPort: row.serverPort,
  peName: row.peName === undefined ? undefined : plain(row.peName),
  peData: row.peData === undefined ? undefined : plain(row.peData),
  origin: row.origin,
});

/** `lvsh conns --json`. */
export const connectionsJson = (connections: Connections, origin: Origin, at: number): Json => ({
  ...head('connections', origin, at),
  complete: connections.complete,
  total: connections.total,
  connections: connections.rows.map(connection),
});

/** `lvsh settings --json`. */
export const settingsJson = (settings: Settings, origin: Origin, at: number): Json => ({
  ...head('settings', origin, at),
  kernel: settings.kernel,
  ipvs: settings.ipvs,
  ipvsadm: settings.ipvsadm,
  timeouts: settings.timeouts,
  daemons: settings.daemons,
  schedulers: Object.fromEntries(settings.schedulers.map(({ name, state }) => [name, state])),
  sysctls: Object.fromEntries(settings.sysctls.map(({ name, value }) => [name, plain(value)])),
  notes: settings.notes.map(plain),
});
