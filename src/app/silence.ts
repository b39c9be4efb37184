/** Servers that are sent connections and answer nothing. */
import type { SeenServer, Snapshot } from '../core/model/snapshot.ts';
import { rowId } from './labels.ts';
import type { Changes, Log } from './log.ts';

/** How long a server must be silent before it is said. */
const silentMs = 6_000;

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

/** Notes who fell silent and who answers again; gives who is silent now. */
export const watchSilence = (
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
