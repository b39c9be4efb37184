/** The counters of all services and servers over time. */
import type { SeenService } from '../model/snapshot.ts';
import { type Tracked, track } from './rates.ts';

/** A service's counters with those of its servers. */
export interface TrackedService {
  readonly own: Tracked | undefined;
  readonly servers: ReadonlyMap<string, Tracked>;
  /** When it was last sampled, in milliseconds. */
  readonly at: number;
}

/** Takes one sample of a service that a `--stats` listing shows. Servers that are not in it are forgotten. */
export const trackService = (
  before: TrackedService | undefined,
  seen: SeenService,
  at: number,
): TrackedService => {
  const servers = new Map<string, Tracked>();
  for (const server of seen.servers) {
    if (server.counters !== undefined) {
      servers.set(server.key, track(before?.servers.get(server.key), server.counters, at));
    }
  }
  return {
    own: seen.counters === undefined ? before?.own : track(before?.own, seen.counters, at),
    servers,
    at,
  };
};

/** The service without the servers that left it, so that a server that comes back is not taken for the former one. */
export const forgetServers = (tracked: TrackedService, left: ReadonlySet<string>): TrackedService => ({
  ...tracked,
  servers: new Map([...tracked.servers].filter(([key]) => !left.has(key))),
});
