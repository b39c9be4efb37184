/** What follows from one service's listing: sums over its servers, who takes connections, shares. */
import type { Rates } from '../core/model/observe.ts';
import type { SeenServer, SeenService } from '../core/model/snapshot.ts';

/** Sums over a service's servers. Absent: not known for at least one of them. */
export interface ServiceFacts {
  readonly active: number | undefined;
  readonly inactive: number | undefined;
  readonly weight: number | undefined;
  readonly persistent: number | undefined;
  /** Servers that take new connections: weight above 0 and not at the upper threshold. */
  readonly usable: number;
}

/**
 * Whether a server is at its upper threshold. The kernel counts active and inactive connections, but not
 * templates (ip_vs_dest_totalconns), and lets go below the lower one (or 75%), which a listing does not show.
 */
export const isFull = (server: SeenServer): boolean =>
  server.upper !== undefined &&
  server.upper > 0 &&
  server.active !== undefined &&
  server.active + (server.inactive ?? 0) >= server.upper;

/** Whether a server is given new connections. Unknown weight counts as usable. */
export const isUsable = (server: SeenServer): boolean => server.weight !== 0 && !isFull(server);

/** Sums over a service's servers. */
export const factsOf = (service: SeenService): ServiceFacts => {
  let active: number | undefined = 0;
  let inactive: number | undefined = 0;
  let weight: number | undefined = 0;
  let persistent: number | undefined = 0;
  let usable = 0;
  for (const server of service.servers) {
    active = active === undefined || server.active === undefined ? undefined : active + server.active;
    inactive =
      inactive === undefined || server.inactive === undefined ? undefined : inactive + server.inactive;
    weight = weight === undefined || server.weight === undefined ? undefined : weight + server.weight;
    persistent =
      persistent === undefined || server.persistent === undefined
        ? undefined
        : persistent + server.persistent;
    if (isUsable(server)) usable++;
  }
  return { active, inactive, weight, persistent, usable };
};

/** Traffic by which shares are counted: the first of bytes in, packets in, connections that anything moves in. */
const shareKeys: readonly (keyof Rates)[] = ['inBps', 'inPps', 'cps'];

/** The share of everything since the counters were zeroed: all that a `--stats` listing tells. */
const shareInAll = (service: SeenService, server: SeenServer): number | null | undefined => {
  if (server.counters === undefined) return undefined;
  const sum = service.servers.reduce((total, { counters }) => total + (counters?.inBytes ?? 0), 0);
  return sum > 0 ? server.counters.inBytes / sum : null;
};

/**
 * A server's share (0..1) of what its service receives now; undefined when rates are not known, null when
 * nothing moves. Without rates, connections are shared out; without those, what was counted in all.
 */
export const shareOf = (service: SeenService, server: SeenServer): number | null | undefined => {
  const rates = server.rates;
  if (rates === undefined) {
    // UDP and finished connections are inactive; without an active one they are what there is to share out.
    const { active, inactive } = factsOf(service);
    if (active === undefined || inactive === undefined) return shareInAll(service, server);
    if (active > 0) return (server.active ?? 0) / active;
    return inactive > 0 ? (server.inactive ?? 0) / inactive : null;
  }
  for (const key of shareKeys) {
    let sum = 0;
    for (const other of service.servers) sum += other.rates?.[key] ?? 0;
    if (sum > 0) return rates[key] / sum;
  }
  return null;
};
