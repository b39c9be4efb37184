/** What becomes of connections that are open, and of clients that persistence holds. */
import type { Setup } from '../../model/setup.ts';
import { count, durationWords, whole } from '../../words/numbers.ts';
import { type Held, heldBy, type Loads } from '../loads.ts';
import { drainSysctls } from '../scope.ts';
import { type Pair, quieted, removed } from './pair.ts';

const sum = (numbers: readonly (number | undefined)[]): number | undefined =>
  numbers.reduce<number | undefined>(
    (total, number) => (total === undefined || number === undefined ? undefined : total + number),
    0,
  );

const connections = ({ all, active }: Held): string =>
  `${count(all, 'connection')}${active === all ? '' : ` (${active === 0 ? 'none' : whole(active)} active)`}`;

/** What stays on servers that get no new connections. */
export const stays = (pairs: readonly Pair[], loads: Loads): readonly string[] => {
  const quiet = pairs.flatMap(pair =>
    quieted(pair).map(server => pair.before && loads(pair.before.id, server.id)),
  );
  if (quiet.length === 0) return [];
  const open = heldBy(quiet);
  if (open === undefined)
    return ['How many connections are open on it is not known; they stay where they are.'];
  if (open.all === 0) return ['Nothing is open on it now.'];
  return [
    `${connections(open)} ${open.all === 1 ? 'stays where it is and ends in its' : 'stay where they are and end in their'} own time.`,
  ];
};

/** Clients that persistence holds on servers without weight. */
export const held = (pairs: readonly Pair[], loads: Loads, setup: Setup): readonly string[] => {
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

/** What is open on servers that are removed. `emptied`: no service is left. */
export const cut = (
  pairs: readonly Pair[],
  loads: Loads,
  setup: Setup,
  emptied: boolean,
): readonly string[] => {
  const gone = pairs.flatMap(pair =>
    removed(pair).map(server => pair.before && loads(pair.before.id, server.id)),
  );
  if (gone.length === 0) return [];
  const open = heldBy(gone);
  if (open?.all === 0) return ['Nothing is open on what is removed.'];
  const what = open === undefined ? 'Its open connections' : connections(open);
  // With the last service the kernel takes its hooks away (kernel-lab.md, 33).
  if (emptied)
    return [
      `${what} ${open?.all === 1 ? 'ends' : 'end'} with a reset: without a service the kernel forwards nothing.`,
    ];
  const nodest = setup.sysctls?.[drainSysctls.nodest];
  const [are, hang] = open?.all === 1 ? ['is', 'hangs'] : ['are', 'hang'];
  return [
    nodest === '1'
      ? `${what} ${are} reset at once (expire_nodest_conn=1).`
      : `${what} ${hang}: packets are dropped in silence until the timeout, and go on if the server comes back (expire_nodest_conn=${nodest ?? '?'}).`,
  ];
};
