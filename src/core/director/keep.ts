/** Keeping objects that say the same: what is drawn is compared by reference. */
import type { SeenService } from '../model/snapshot.ts';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether two values of plain data (no cycles, no classes) say the same; absent and undefined are the same. */
export const saysSame = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => saysSame(item, b[index]));
  }
  if (!isRecord(a) || !isRecord(b)) return false;
  for (const name in a) if (!saysSame(a[name], b[name])) return false;
  for (const name in b) if (b[name] !== undefined && a[name] === undefined) return false;
  return true;
};

/** `before` when it says the same as `now`, else `now`. */
export const keep = <T>(before: T | undefined, now: T): T =>
  before !== undefined && saysSame(before, now) ? before : now;

/** The merged service with every part that says the same as before taken from before. */
export const keepService = (before: SeenService | undefined, merged: SeenService): SeenService => {
  if (before === undefined) return merged;
  const known = new Map(before.servers.map(server => [server.key, server]));
  const servers = merged.servers.map(server => keep(known.get(server.key), server));
  return keep(before, { ...merged, servers });
};

/** Configuration as far as a row shows it: what makes the slow reads worth repeating. */
export const sameShape = (a: SeenService, b: SeenService): boolean =>
  a.scheduler === b.scheduler &&
  a.persistence?.timeout === b.persistence?.timeout &&
  a.persistence?.mask === b.persistence?.mask &&
  a.ops === b.ops &&
  a.servers.length === b.servers.length &&
  a.servers.every(
    (server, index) => server.key === b.servers[index]?.key && server.method === b.servers[index]?.method,
  );
