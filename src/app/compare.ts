/** One service before and after: what was set anew, who came and went, who filled up. */
import type { SeenServer, SeenService } from '../core/model/snapshot.ts';
import { noteDrained } from './drained.ts';
import { isFull, isUsable } from './facts.ts';
import type { Log } from './log.ts';
import { flagWords, methodWord, persistenceWords } from './words/settings.ts';

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

const compareServers = (log: Log, a: SeenService, b: SeenService, letsGo: boolean): void => {
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
    if (former === server) continue;
    compareServer(log, b.key, former, server);
    noteDrained(log, b, former, server, letsGo);
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

/** Notes what changed in a service. `letsGo`: persistence lets the clients of servers without weight go. */
export const compareService = (log: Log, a: SeenService, b: SeenService, letsGo: boolean): void => {
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
  compareServers(log, a, b, letsGo);
  if (a.servers === b.servers) return;
  const before = a.servers.some(isUsable);
  const after = b.servers.some(isUsable);
  if (before && !after) log.add('bad', 'service down', b.key, undefined, 'no server takes new connections');
  if (!before && after) log.add('info', 'service up', b.key, undefined, 'takes new connections again');
};
