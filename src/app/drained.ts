/** Drains that are over: said once, when the last thing on a server without weight is gone. */
import type { SeenServer, SeenService } from '../core/model/snapshot.ts';
import type { Log } from './log.ts';

/** Whether something is known to be left. */
const hasSomething = ({ active = 0, inactive = 0, persistent = 0 }: SeenServer, letsGo: boolean): boolean =>
  active + inactive + (letsGo ? 0 : persistent) > 0;

/** Whether nothing is known to be left. */
const hasNothing = (of: SeenService, server: SeenServer, letsGo: boolean): boolean =>
  server.active === 0 &&
  server.inactive === 0 &&
  (of.persistence === null || letsGo || server.persistent === 0);

/**
 * Notes that the drain of a server is over: it has weight 0, `before` something was left, and now nothing is. `letsGo`:
 * persistence lets the clients of servers without weight go.
 */
export const noteDrained = (
  log: Log,
  of: SeenService,
  before: SeenServer,
  server: SeenServer,
  letsGo: boolean,
): void => {
  if (server.weight !== 0 || !hasSomething(before, letsGo) || !hasNothing(of, server, letsGo)) return;
  const text =
    (server.persistent ?? 0) > 0
      ? 'is drained: nothing is open and its persistent clients may leave, x removes it'
      : 'is drained: nothing is left, x removes it';
  log.add('info', 'drained', of.key, server.key, text);
  log.mark(of.key, server.key, 'row');
};
