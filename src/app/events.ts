/** What changed from one snapshot to the next, as lines for a person and marks for the table. */
import type { SeenServer, SeenService, Snapshot } from '../core/model/snapshot.ts';
import { isFull, isUsable } from './facts.ts';
import { rowId, serviceLabel } from './labels.ts';
import { flagWords, methodWord, persistenceWords } from './words/settings.ts';

/** How much a line matters: `bad` loses connections, `warn` should be looked at. */
export type Level = 'info' | 'warn' | 'bad';

/** One line of the log. */
export interface LogEvent {
  readonly at: number;
  readonly level: Level;
  readonly kind: string;
  /** Empty where it is about more than one service. */
  readonly service: string;
  readonly server?: string;
  readonly text: string;
}

/** A row's latest change, for the flash and for `state:changed`. */
interface RowChange {
  readonly at: number;
  readonly field: 'weight' | 'method' | 'flags' | 'row';
}

/** What is remembered of changes, by rowId. */
export interface Changes {
  readonly recent: ReadonlyMap<string, RowChange>;
  /** Of servers with weight 0 that had another: the former weight. */
  readonly former: ReadonlyMap<string, number>;
  /** NAT servers that are sent connections and answer nothing: since when, and whether it was said. */
  readonly silent: ReadonlyMap<string, { readonly since: number; readonly said: boolean }>;
}

/** Nothing changed yet. */
export const noChanges: Changes = { recent: new Map(), former: new Map(), silent: new Map() };

/** For how long a change is recent, and how long a server must be silent before it is said. */
export const recentMs = 60_000;
const silentMs = 6_000;
/** More lines than this from one read become one line for each kind. */
const manyEvents = 12;

/**
 * Connections arrive and nothing goes back. Only NAT answers pass the director; a new connection is answered within
 * one sample by any server that lives (SYN+ACK).
 */
const looksSilent = (server: SeenServer): boolean =>
  server.method === 'nat' &&
  server.rates !== undefined &&
  server.rates.cps > 0 &&
  server.rates.inPps > 0 &&
  server.rates.outPps === 0;

class Log {
  readonly events: LogEvent[] = [];
  readonly recent = new Map<string, RowChange>();
  readonly at: number;
  constructor(at: number) {
    this.at = at;
  }
  add(level: Level, kind: string, service: string, server: string | undefined, text: string): void {
    const event = { at: this.at, level, kind, service, text };
    this.events.push(server === undefined ? event : { ...event, server });
  }
  mark(service: string, server: string | undefined, field: RowChange['field']): void {
    this.recent.set(rowId(service, server), { at: this.at, field });
  }
}

const compareServer = (log: Log, service: string, a: SeenServer, b: SeenServer): void => {
  if (a.weight !== b.weight && a.weight !== undefined && b.weight !== undefined) {
    log.add(
      b.weight === 0 ? 'warn' : 'info',
      'weight changed',
      service,
      b.key,
      `weight ${a.weight} → ${b.weight}`,
    );
    log.mark(service, b.key, 'weight');
  }
  if (a.method !== b.method && a.method !== undefined && b.method !== undefined) {
    log.add(
      'info',
      'forwarding changed',
      service,
      b.key,
      `${methodWord(a.method)} → ${methodWord(b.method)}`,
    );
    log.mark(service, b.key, 'method');
  }
  if (a.upper !== b.upper && a.upper !== undefined && b.upper !== undefined) {
    log.add('info', 'threshold changed', service, b.key, `upper threshold ${a.upper} → ${b.upper}`);
    log.mark(service, b.key, 'flags');
  }
  if (b.upper !== undefined && b.upper > 0 && isFull(a) !== isFull(b)) {
    const text = isFull(b) ? `full: ${b.upper} connections, takes no new ones` : 'below its threshold again';
    log.add(isFull(b) ? 'warn' : 'info', 'threshold reached', service, b.key, text);
    log.mark(service, b.key, 'flags');
  }
};

const compareServers = (log: Log, a: SeenService, b: SeenService): void => {
  let byKey: Map<string, SeenServer> | undefined;
  let met = 0;
  for (let index = 0; index < b.servers.length; index++) {
    const server = b.servers[index];
    if (server === undefined) continue;
    let former = a.servers[index];
    if (former?.key !== server.key) {
      byKey ??= new Map(a.servers.map(one => [one.key, one]));
      former = byKey.get(server.key);
    }
    if (former === undefined) {
      const weight = server.weight === undefined ? '' : `, weight ${server.weight}`;
      log.add('info', 'server added', b.key, server.key, `server added${weight}`);
      log.mark(b.key, server.key, 'row');
      continue;
    }
    met++;
    if (former !== server) compareServer(log, b.key, former, server);
  }
  if (met === a.servers.length) return;
  const left = new Set(b.servers.map(server => server.key));
  for (const server of a.servers) {
    if (left.has(server.key)) continue;
    const open =
      server.active === undefined || server.active === 0 ? '' : `, ${server.active} connections open`;
    log.add('warn', 'server removed', b.key, server.key, `server removed${open}`);
    log.mark(b.key, undefined, 'row');
  }
};

const compareService = (log: Log, a: SeenService, b: SeenService): void => {
  if (a.scheduler !== b.scheduler && a.scheduler !== undefined && b.scheduler !== undefined) {
    log.add('info', 'scheduler changed', b.key, undefined, `scheduler ${a.scheduler} → ${b.scheduler}`);
    log.mark(b.key, undefined, 'method');
  }
  // A reader that learns the seconds later than the mask has seen no change.
  const timed = ({ persistence }: SeenService): boolean =>
    persistence === null || persistence?.timeout !== undefined;
  if (timed(a) && timed(b)) {
    const [before, after] = [persistenceWords(a), persistenceWords(b)];
    if (before !== after) {
      log.add(
        'info',
        'persistence changed',
        b.key,
        undefined,
        `${before || 'not persistent'} → ${after || 'not persistent'}`,
      );
      log.mark(b.key, undefined, 'flags');
    }
  }
  if (a.flags !== undefined && b.flags !== undefined && flagWords(a) !== flagWords(b)) {
    log.add(
      'info',
      'flags changed',
      b.key,
      undefined,
      `flags ${flagWords(a) || 'none'} → ${flagWords(b) || 'none'}`,
    );
    log.mark(b.key, undefined, 'flags');
  }
  compareServers(log, a, b);
  if (a.servers === b.servers) return;
  const before = a.servers.some(isUsable);
  const after = b.servers.some(isUsable);
  if (before && !after) log.add('bad', 'service down', b.key, undefined, 'no server takes new connections');
  if (!before && after) log.add('info', 'service up', b.key, undefined, 'takes new connections again');
};

const few = (log: Log): readonly LogEvent[] => {
  if (log.events.length <= manyEvents) return log.events;
  const groups = new Map<string, LogEvent[]>();
  for (const event of log.events) {
    const group = groups.get(event.kind);
    if (group === undefined) groups.set(event.kind, [event]);
    else group.push(event);
  }
  return [...groups.values()].flatMap(group => {
    const first = group[0];
    if (first === undefined || group.length <= 3) return group;
    const name = first.server ?? serviceLabel(first.service);
    const level = group.some(event => event.level === 'bad') ? 'bad' : first.level;
    const text = `${first.kind}: ${group.length} at once, the first ${name} (${first.text})`;
    return [{ at: first.at, level, kind: first.kind, service: '', text }];
  });
};

const watchSilence = (
  log: Log,
  after: Snapshot,
  silent: Changes['silent'],
  now: number,
): Changes['silent'] => {
  const next = new Map<string, { readonly since: number; readonly said: boolean }>();
  for (const service of after.services) {
    for (const server of service.servers) {
      const quiet = looksSilent(server);
      if (!quiet && silent.size === 0) continue;
      const id = rowId(service.key, server.key);
      const known = silent.get(id);
      if (quiet) {
        const since = known?.since ?? now;
        const say = known?.said !== true && now - since >= silentMs;
        if (say)
          log.add('bad', 'no answer', service.key, server.key, 'is sent connections and answers nothing');
        next.set(id, { since, said: known?.said === true || say });
      } else if (known?.said === true && (server.rates?.outPps ?? 0) > 0) {
        log.add('info', 'answers again', service.key, server.key, 'answers again');
      } else if (known?.said === true && server.weight !== 0) {
        next.set(id, known);
      }
    }
  }
  return next;
};

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

/** Compares two snapshots of one director; `changes` is what was remembered before. */
export const compareSnapshots = (
  before: Snapshot,
  after: Snapshot,
  changes: Changes,
  now: number,
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
    if (former !== service) compareService(log, former, service);
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
