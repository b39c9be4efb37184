/** What changed from one snapshot to the next, as lines for a person and marks for the table. */
import type { SeenService, Snapshot } from '../core/model/snapshot.ts';
import { compareService } from './compare.ts';
import { rowId } from './labels.ts';
import { type Changes, few, Log, type LogEvent } from './log.ts';
import { watchSilence } from './silence.ts';

/** For how long a change is recent. */
export const recentMs = 60_000;

const formerWeights = (
  after: Snapshot,
  before: Snapshot,
  log: Log,
  former: Changes['former'],
): Changes['former'] => {
  const weights = log.events.some(
    event => event.kind.startsWith('weight') || event.kind.startsWith('server'),
  );
  if (!weights) return former;
  const old = new Map<string, number>();
  for (const service of before.services) {
    for (const server of service.servers) {
      if (server.weight !== undefined && server.weight > 0)
        old.set(rowId(service.key, server.key), server.weight);
    }
  }
  const next = new Map<string, number>();
  for (const service of after.services) {
    for (const server of service.servers) {
      if (server.weight !== 0) continue;
      const id = rowId(service.key, server.key);
      const weight = old.get(id) ?? former.get(id);
      if (weight !== undefined) next.set(id, weight);
    }
  }
  return next;
};

/**
 * Compares two snapshots of one director; `changes` is what was remembered before. `letsGo`: persistence is known to let
 * the clients of servers without weight go (expire_quiescent_template).
 */
export const compareSnapshots = (
  before: Snapshot,
  after: Snapshot,
  changes: Changes,
  now: number,
  letsGo = false,
): { readonly events: readonly LogEvent[]; readonly changes: Changes } => {
  const log = new Log(now);
  let byKey: Map<string, SeenService> | undefined;
  let met = 0;
  for (let index = 0; index < after.services.length; index++) {
    const service = after.services[index];
    if (service === undefined) continue;
    let former = before.services[index];
    if (former?.key !== service.key) {
      byKey ??= new Map(before.services.map(one => [one.key, one]));
      former = byKey.get(service.key);
    }
    if (former === undefined) {
      log.add('info', 'service added', service.key, undefined, `service added, ${service.scheduler ?? '?'}`);
      log.mark(service.key, undefined, 'row');
      continue;
    }
    met++;
    if (former !== service) compareService(log, former, service, letsGo);
  }
  if (met < before.services.length) {
    const left = new Set(after.services.map(service => service.key));
    for (const service of before.services) {
      if (!left.has(service.key))
        log.add('warn', 'service removed', service.key, undefined, 'service removed');
    }
  }
  const silent = watchSilence(log, after, changes.silent, now);
  const former = formerWeights(after, before, log, changes.former);
  const recent = new Map([...changes.recent].filter(([, change]) => now - change.at < recentMs));
  for (const [id, change] of log.recent) recent.set(id, change);
  return { events: few(log), changes: { recent, former, silent } };
};
