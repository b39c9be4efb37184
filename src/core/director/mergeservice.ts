/** One service put together from everything that was read of it. */
import type { SeenServer, SeenService } from '../model/snapshot.ts';
import type { TrackedService } from './counts.ts';
import type { Identity } from './identity.ts';
import type { Tracked } from './rates.ts';

/** What there is of one service. All but `table` may be missing; what only they know is then absent. */
export interface Parts {
  readonly identity: Identity;
  /** Its rows in /proc/net/ip_vs, or in a newer listing of this service alone. */
  readonly table: SeenService;
  /** Its lines of `-Sn`. */
  readonly rules?: SeenService | undefined;
  /** Listings with thresholds or template counts. */
  readonly limits: readonly (SeenService | undefined)[];
  /** Its lines of a `--rate` listing that is newer than the counters. */
  readonly kernelRates?: SeenService | undefined;
  readonly counts?: TrackedService | undefined;
  /** The kernel's estimator is switched off: counters stand still, and nobody knows the rates. */
  readonly frozen: boolean;
}

/** An object in the making. */
type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** Nothing counted. */
const uncounted: Pick<SeenServer, 'counters' | 'rates'> = {};

/** What is known of one server besides its row. */
interface ServerParts {
  readonly rule: SeenServer | undefined;
  readonly limits: readonly (SeenServer | undefined)[];
  readonly numbers: Pick<SeenServer, 'counters' | 'rates'>;
}

const numbers = (
  tracked: Tracked | undefined,
  kernel: Pick<SeenServer, 'rates'> | undefined,
  frozen: boolean,
): Pick<SeenServer, 'counters' | 'rates'> => {
  if (tracked === undefined && kernel === undefined) return uncounted;
  const counters = tracked?.counters;
  const rates = frozen ? undefined : (tracked?.rates ?? kernel?.rates);
  return { ...(counters === undefined ? {} : { counters }), ...(rates === undefined ? {} : { rates }) };
};

const firstOf = (
  limits: ServerParts['limits'],
  name: 'upper' | 'lower' | 'persistent',
): number | undefined => {
  for (const server of limits) if (server?.[name] !== undefined) return server[name];
  return undefined;
};

const mergeServer = (server: SeenServer, { rule, limits, numbers: counted }: ServerParts): SeenServer => {
  const { key, id, method, weight, active, inactive } = server;
  const upper = firstOf(limits, 'upper');
  const lower = firstOf(limits, 'lower');
  const persistent = firstOf(limits, 'persistent');
  const listed = limits.find(one => one?.tunnel !== undefined);
  const tunnel = method === 'tun' ? (server.tunnel ?? listed?.tunnel ?? rule?.tunnel) : undefined;
  // Assigned one by one: this runs for every server of a large director, and spreading costs ten times as much.
  const merged: Draft<SeenServer> = { key };
  if (id !== undefined) merged.id = id;
  if (method !== undefined) merged.method = method;
  if (weight !== undefined) merged.weight = weight;
  if (upper !== undefined) merged.upper = upper;
  if (lower !== undefined) merged.lower = lower;
  if (tunnel !== undefined) merged.tunnel = tunnel;
  if (active !== undefined) merged.active = active;
  if (inactive !== undefined) merged.inactive = inactive;
  if (persistent !== undefined) merged.persistent = persistent;
  if (counted.counters !== undefined) merged.counters = counted.counters;
  if (counted.rates !== undefined) merged.rates = counted.rates;
  return merged;
};

const nobody: ReadonlyMap<string, SeenServer> = new Map();

const byKey = (servers: readonly SeenServer[] | undefined): ReadonlyMap<string, SeenServer> =>
  servers === undefined ? nobody : new Map(servers.map(server => [server.key, server]));

/** Seconds of persistence: /proc's when its ticks could be turned into seconds, else those of the rules. */
const persistenceOf = (table: SeenService, rules: SeenService | undefined): SeenService['persistence'] => {
  const known = table.persistence;
  if (known === undefined) return rules?.persistence;
  if (known === null || known.timeout !== undefined) return known;
  return rules?.persistence === null ? known : (rules?.persistence ?? known);
};

/** Puts a service together. Servers stand in the order of `table`. */
export const mergeService = ({
  identity,
  table,
  rules,
  limits,
  counts,
  kernelRates,
  frozen,
}: Parts): SeenService => {
  // A scheduler that differs was edited after the rules were read: their flags belong to the former one.
  const current = rules !== undefined && rules.scheduler === table.scheduler ? rules : undefined;
  const { scheduler } = table;
  const persistence = persistenceOf(table, current);
  const pe = table.pe ?? current?.pe;
  const ops = table.ops ?? current?.ops;
  const flags = table.flags ?? current?.flags;
  const ruleOf = byKey(rules?.servers);
  const limitOf = limits.map(listed => byKey(listed?.servers));
  const rateOf = byKey(kernelRates?.servers);
  return {
    key: identity.key,
    ...(identity.id === undefined ? {} : { id: identity.id }),
    ...(scheduler === undefined ? {} : { scheduler }),
    ...(persistence === undefined ? {} : { persistence }),
    ...(pe === undefined ? {} : { pe }),
    ...(ops === undefined ? {} : { ops }),
    ...(flags === undefined ? {} : { flags }),
    ...numbers(counts?.own, kernelRates, frozen),
    servers: table.servers.map(server =>
      mergeServer(server, {
        rule: ruleOf.get(server.key),
        limits: limitOf.map(servers => servers.get(server.key)),
        numbers: numbers(counts?.servers.get(server.key), rateOf.get(server.key), frozen),
      }),
    ),
  };
};
