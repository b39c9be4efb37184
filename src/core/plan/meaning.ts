/**
 * What a plan means for the traffic, in a few sentences: who takes new connections afterwards, what becomes of the
 * open ones. What the kernel does was measured (kernel-lab.md, 28 to 36): a server without weight keeps what it has; a
 * removed one leaves its connections without answer, or resets them, as expire_nodest_conn says; persistence holds
 * clients on a server without weight unless expire_quiescent_template is 1.
 */
import { type Server, type Service, serverKey, serviceKey } from '../model/service.ts';
import { findServer, type Setup } from '../model/setup.ts';
import { serviceLabel } from '../words/labels.ts';
import { count, durationWords, whole } from '../words/numbers.ts';
import { type Loads, openOn } from './loads.ts';
import { drainSysctls } from './scope.ts';
import { leavesHole, serverNames, takers } from './usable.ts';

/** A service that a plan touches, before and after. */
interface Pair {
  readonly label: string;
  readonly before: Service | undefined;
  readonly after: Service | undefined;
}

/** More sentences of one kind than this become one that counts. */
const mostNamed = 3;

const pairsOf = (before: Setup, after: Setup): readonly Pair[] => {
  const later = new Map(after.services.map(service => [serviceKey(service.id), service]));
  const earlier = new Map(before.services.map(service => [serviceKey(service.id), service]));
  return [...new Set([...earlier.keys(), ...later.keys()])].map(key => ({
    label: serviceLabel(key),
    before: earlier.get(key),
    after: later.get(key),
  }));
};

const named = (labels: readonly string[]): string =>
  labels.length <= mostNamed
    ? labels.length < 2
      ? labels.join('')
      : `${labels.slice(0, -1).join(', ')} and ${labels.at(-1) ?? ''}`
    : `${labels.slice(0, mostNamed - 1).join(', ')} and ${labels.length - mostNamed + 1} more services`;

/** Servers that had weight and have none any more, or are gone; and those that take connections again. */
const quieted = ({ before, after }: Pair): readonly Server[] =>
  after === undefined
    ? []
    : takers(before).filter(server => findServer(after, serverKey(server.id))?.config.weight === 0);

const removed = ({ before, after }: Pair): readonly Server[] =>
  (before?.servers ?? []).filter(server => findServer(after, serverKey(server.id)) === undefined);

/** Sentences that say the same of several services become one. */
const grouped = (said: readonly { readonly label: string; readonly text: (of: string) => string }[]) => {
  const groups = new Map<string, { labels: string[]; text: (of: string) => string }>();
  for (const { label, text } of said) {
    const key = text('');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { labels: [label], text });
    else group.labels.push(label);
  }
  return [...groups.values()].map(({ labels, text }) => text(named(labels)));
};

const whoTakes = (pairs: readonly Pair[]): readonly string[] =>
  grouped(
    pairs.flatMap(pair => {
      const { label, before, after } = pair;
      if (after === undefined) return [];
      const [then, now] = [takers(before), takers(after)];
      const keys = (servers: readonly Server[]): string => servers.map(({ id }) => serverKey(id)).join();
      if (now.length === 0) {
        if (before !== undefined && then.length === 0) return [];
        return [
          {
            label,
            text: (of: string) => `No server with weight is left in ${of}: every new client is refused.`,
          },
        ];
      }
      if (before !== undefined && keys(then) === keys(now)) return [];
      if (before === undefined) return [];
      const names = serverNames(now, after.servers);
      const verb = now.length === 1 ? 'takes' : 'take';
      return [{ label, text: (of: string) => `${names} ${verb} all new connections of ${of}.` }];
    }),
  );

const holes = (pairs: readonly Pair[]): readonly string[] =>
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

const sum = (numbers: readonly (number | undefined)[]): number | undefined =>
  numbers.reduce<number | undefined>(
    (total, number) => (total === undefined || number === undefined ? undefined : total + number),
    0,
  );

const stays = (pairs: readonly Pair[], loads: Loads): readonly string[] => {
  const quiet = pairs.flatMap(pair =>
    quieted(pair).map(server => ({ pair, load: pair.before && loads(pair.before.id, server.id) })),
  );
  if (quiet.length === 0) return [];
  const open = sum(quiet.map(({ load }) => openOn(load)));
  if (open === undefined)
    return ['How many connections are open on it is not known; they stay where they are.'];
  return [
    open === 0
      ? 'Nothing is open on it now.'
      : `${count(open, 'open connection')} ${open === 1 ? 'stays where it is and ends' : 'stay where they are and end'} in ${open === 1 ? 'its' : 'their'} own time.`,
  ];
};

const held = (pairs: readonly Pair[], loads: Loads, setup: Setup): readonly string[] => {
  const quiet = pairs.flatMap(pair =>
    pair.after?.config.persistence === undefined
      ? []
      : quieted(pair).map(server => ({ ...pair, persistence: pair.after?.config.persistence, server })),
  );
  const longest = Math.max(0, ...quiet.map(({ persistence }) => persistence?.timeout ?? 0));
  if (quiet.length === 0) return [];
  const clients = sum(quiet.map(({ before, server }) => before && loads(before.id, server.id)?.persistent));
  if (clients === 0) return [];
  const who =
    clients === undefined
      ? 'Clients that persistence holds there'
      : `${count(clients, 'client')} held there by persistence`;
  const value = setup.sysctls?.[drainSysctls.quiescent];
  return [
    value === '1'
      ? `${who} move to another server with their next connection (expire_quiescent_template=1).`
      : `${who} keep coming until ${durationWords(longest)} after their latest connection (expire_quiescent_template=${value ?? '?'}).`,
  ];
};

const cut = (pairs: readonly Pair[], loads: Loads, setup: Setup, emptied: boolean): readonly string[] => {
  const gone = pairs.flatMap(pair =>
    removed(pair).map(server => ({ ...pair, open: openOn(pair.before && loads(pair.before.id, server.id)) })),
  );
  if (gone.length === 0) return [];
  const open = sum(gone.map(one => one.open));
  if (open === 0) return ['Nothing is open on what is removed.'];
  const nodest = setup.sysctls?.[drainSysctls.nodest];
  // With the last service the kernel takes its hooks away (kernel-lab.md, 33).
  if (emptied)
    return [
      `${open === undefined ? 'Open connections' : count(open, 'open connection')} end with a reset: without a service the kernel forwards nothing.`,
    ];
  const what = open === undefined ? 'Its open connections' : count(open, 'open connection');
  const [are, hang] = open === 1 ? ['is', 'hangs'] : ['are', 'hang'];
  return [
    nodest === '1'
      ? `${what} ${are} reset at once (expire_nodest_conn=1).`
      : `${what} ${hang}: packets are dropped in silence until the timeout, and go on if the server comes back (expire_nodest_conn=${nodest ?? '?'}).`,
  ];
};

const newcomers = (pairs: readonly Pair[]): readonly string[] =>
  pairs
    .filter(({ before, after }) => before === undefined && after !== undefined)
    .slice(0, mostNamed)
    .flatMap(({ label, after }) => {
      const now = takers(after);
      return now.length === 0
        ? [`${label} is new and refuses every client until it has a server with weight.`]
        : [`${label} is new, with ${serverNames(now, after?.servers ?? [])} behind it.`];
    });

const vanished = (pairs: readonly Pair[]): readonly string[] => {
  const gone = pairs.filter(({ before, after }) => before !== undefined && after === undefined);
  if (gone.length === 0) return [];
  return [
    `${named(gone.map(({ label }) => label))} ${gone.length === 1 ? 'is' : 'are'} gone: new clients are refused.`,
  ];
};

/** How a server's packets travel, as the table shows it. */
const methodName = { nat: 'NAT', dr: 'DR', tun: 'TUN', local: 'local' } as const;

const rewired = (pairs: readonly Pair[]): readonly string[] =>
  pairs.flatMap(({ label, before, after }) => {
    const moved = (after?.servers ?? []).filter(server => {
      const former = findServer(before, serverKey(server.id));
      return former !== undefined && former.config.method !== server.config.method;
    });
    const to = moved[0]?.config.method;
    return to === undefined
      ? []
      : [
          `${serverNames(moved, after?.servers ?? [])} of ${label} must be set up for ${methodName[to]}; connections that are open keep their way.`,
        ];
  });

const rescheduled = (pairs: readonly Pair[]): readonly string[] =>
  pairs.flatMap(({ label, before, after }) => {
    if (before === undefined || after === undefined) return [];
    const [from, to] = [before.config, after.config];
    const said: string[] = [];
    if (from.scheduler !== to.scheduler)
      said.push(
        `New connections of ${label} are given out by ${to.scheduler} instead of ${from.scheduler}; open ones stay.`,
      );
    if (from.persistence !== undefined && to.persistence === undefined)
      said.push(`${label} is no longer persistent: each connection is scheduled by itself.`);
    else if (to.persistence !== undefined && from.persistence?.timeout !== to.persistence.timeout)
      said.push(
        `A client of ${label} stays on its server for ${durationWords(to.persistence.timeout)}; who is held already keeps the former time.`,
      );
    if (!from.ops && to.ops) said.push(`Every datagram of ${label} is scheduled by itself from now on.`);
    return said;
  });

/** What a plan means, the most important first. `all`: the setups hold the whole table. */
export const meaningOf = (before: Setup, after: Setup, loads: Loads, all: boolean): readonly string[] => {
  const pairs = pairsOf(before, after);
  const emptied = all && before.services.length > 0 && after.services.length === 0;
  const sentences = [
    ...vanished(pairs),
    ...whoTakes(pairs),
    ...holes(pairs),
    ...cut(pairs, loads, before, emptied),
    ...stays(pairs, loads),
    ...held(pairs, loads, after),
    ...rewired(pairs),
    ...rescheduled(pairs),
    ...newcomers(pairs),
  ];
  return emptied && pairs.length > 1
    ? [
        `The table is empty afterwards: ${whole(pairs.length)} services refuse their clients.`,
        ...sentences.slice(1),
      ]
    : sentences;
};
