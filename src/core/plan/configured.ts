/** From what was seen to what is set: services without their counters and connections. */
import { ipip } from '../ipvsadm/read/tunnel.ts';
import { type Server, type Service, serviceFamily, wholeMask } from '../model/service.ts';
import type { SeenServer, SeenService } from '../model/snapshot.ts';

/** What stands where a source says nothing of a server's thresholds: those of another source, or none. */
export type Thresholds = (
  service: string,
  server: string,
) => { readonly upper: number; readonly lower: number } | undefined;

const unknown: Thresholds = () => undefined;

const serverOf = (service: string, seen: SeenServer, thresholds: Thresholds): Server | undefined => {
  const { id, method, weight, tunnel } = seen;
  if (id === undefined || method === undefined || weight === undefined) return undefined;
  const { upper, lower } =
    seen.upper === undefined || seen.lower === undefined
      ? (thresholds(service, seen.key) ?? {})
      : { upper: seen.upper, lower: seen.lower };
  if (upper === undefined || lower === undefined) return undefined;
  return {
    id,
    config: { method, weight, upper, lower, ...(method === 'tun' ? { tunnel: tunnel ?? ipip } : {}) },
  };
};

/**
 * A service as it is set; undefined where something of it is not known (a name instead of an address, no thresholds, a
 * time of persistence that could not be read). What `-Ln` does not print (an engine without persistence) counts as absent.
 */
export const configured = (seen: SeenService, thresholds: Thresholds = unknown): Service | undefined => {
  const { key, id, scheduler, persistence, pe, ops, flags } = seen;
  if (id === undefined || scheduler === undefined || persistence === undefined) return undefined;
  if (persistence !== null && persistence.timeout === undefined) return undefined;
  const servers: Server[] = [];
  for (const one of seen.servers) {
    const server = serverOf(key, one, thresholds);
    if (server === undefined) return undefined;
    servers.push(server);
  }
  const mask = persistence?.mask ?? wholeMask(serviceFamily(id));
  return {
    id,
    config: {
      scheduler,
      ...(persistence?.timeout === undefined ? {} : { persistence: { timeout: persistence.timeout, mask } }),
      ...(pe === undefined || pe === null ? {} : { pe }),
      ops: ops ?? false,
      flags: flags ?? [],
    },
    servers,
  };
};
