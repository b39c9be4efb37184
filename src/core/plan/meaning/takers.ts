/** Who is given new connections after a plan, and how many. */
import { type Server, serverKey } from '../../model/service.ts';
import { leavesHole, serverNames, takers } from '../usable.ts';
import { type Pair, quieted } from './pair.ts';
import { grouped, mostNamed } from './sentences.ts';

/** Where others take new connections than before, or nobody does. */
export const whoTakes = (pairs: readonly Pair[]): readonly string[] =>
  grouped(
    pairs.flatMap(pair => {
      const { label, before, after } = pair;
      // New services and those that go have sentences of their own.
      if (before === undefined || after === undefined) return [];
      const [then, now] = [takers(before), takers(after)];
      const keys = (servers: readonly Server[]): string => servers.map(({ id }) => serverKey(id)).join();
      if (now.length === 0) {
        if (then.length === 0) return [];
        return [
          {
            label,
            text: (of: string) => `No server with weight is left in ${of}: every new client is refused.`,
          },
        ];
      }
      if (keys(then) === keys(now)) return [];
      const names = serverNames(now, after.servers);
      const verb = now.length === 1 ? 'takes' : 'take';
      return [{ label, text: (of: string) => `${names} ${verb} all new connections of ${of}.` }];
    }),
  );

/** Where a server without weight is still sent clients. */
export const holes = (pairs: readonly Pair[]): readonly string[] =>
  pairs.flatMap(pair => {
    const { after, label } = pair;
    const gone = quieted(pair);
    if (after === undefined || gone.length === 0 || !leavesHole(after) || takers(after).length === 0)
      return [];
    const { scheduler } = after.config;
    return [
      `${scheduler} goes on sending its clients to ${serverNames(gone, after.servers)}, where they are refused, for ${label} has no ${scheduler}-fallback.`,
    ];
  });

/** What a scheduler makes of weights above 0: shares, or nothing (ipvsadm.md B, measured). */
const byWeight: ReadonlySet<string> = new Set(['wrr', 'wlc', 'sed', 'nq']);
const blind: ReadonlySet<string> = new Set(['rr', 'lc', 'dh']);

const percent = (server: Server, servers: readonly Server[]): number =>
  Math.round((100 * server.config.weight) / servers.reduce((sum, { config }) => sum + config.weight, 0));

/** Where the same servers take new connections in other shares. */
export const shares = (pairs: readonly Pair[]): readonly string[] =>
  pairs.flatMap(({ label, before, after }) => {
    const [then, now] = [takers(before), takers(after)];
    if (after === undefined || then.length !== now.length) return [];
    const moved = now.flatMap(server => {
      const former = then.find(one => serverKey(one.id) === serverKey(server.id));
      return former === undefined || former.config.weight === server.config.weight
        ? []
        : [{ server, former }];
    });
    if (moved.length === 0) return [];
    const { scheduler } = after.config;
    if (blind.has(scheduler))
      return [`${scheduler} gives no heed to weights above 0: new connections of ${label} go on as before.`];
    if (!byWeight.has(scheduler)) return [];
    const said = moved
      .slice(0, mostNamed)
      .map(
        ({ server, former }) =>
          `${serverNames([server], after.servers)} ${percent(server, now)}% (before ${percent(former, then)}%)`,
      );
    const more = moved.length - said.length;
    return [
      `Of the new connections of ${label}: ${[...said, ...(more > 0 ? [`and ${more} more`] : [])].join(', ')}.`,
    ];
  });
