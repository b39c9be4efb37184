/** What a scheduler would do with some servers, in words and numbers. */
import { gcdOfWeights } from '../kernel/schedulers/gcd.ts';
import { whole } from '../words/numbers.ts';
import { shortNames } from './picks-names.ts';
import type { PickServer, Played } from './picks-play.ts';
import type { Shares } from './picks-shares.ts';

/** More servers than this are not named one by one. */
const mostNamed = 4;

/** The first of some parts, the rest counted: `rest` goes on from their number. */
const named = (parts: readonly string[], rest: string): string => {
  const left = parts.length - mostNamed + 1;
  const said = left > 1 ? [...parts.slice(0, mostNamed - 1), `${left} ${rest}`] : parts;
  return said.length < 2 ? said.join('') : `${said.slice(0, -1).join(', ')} and ${said.at(-1) ?? ''}`;
};

/** Places of the servers, those first that `number` is greatest for; equals in their order. */
const ranked = (servers: readonly PickServer[], number: (index: number) => number): readonly number[] =>
  servers.map((_, index) => index).sort((one, other) => number(other) - number(one) || one - other);

/** `the first 12 connections: .14 .7 .7 … (9 to 10.0.0.7 and 3 to 10.0.0.14)`. */
export const picksSentence = (servers: readonly PickServer[], { picks }: Played): string => {
  const counts = servers.map((_, index) => picks.filter(pick => pick === index).length);
  const countOf = (index: number): number => counts[index] ?? 0;
  const takers = ranked(servers, countOf).filter(index => countOf(index) > 0);
  const refused = picks.filter(pick => pick < 0).length;
  const [most] = takers;
  if (most === undefined) return 'every connection is refused';
  if (countOf(most) === picks.length)
    return `all of the first ${picks.length} connections go to ${servers[most]?.address ?? ''}`;
  const names = shortNames(servers.map(({ address }) => address));
  // Refusals at the end are one word: what is full stays full while nobody leaves.
  const taken = picks.slice(0, picks.findLastIndex(pick => pick >= 0) + 1);
  const row = taken.map(pick => (pick < 0 ? 'refused' : (names[pick] ?? ''))).join(' ');
  const end = taken.length < picks.length ? ', then nobody' : '';
  const sums = named(
    takers.map(index => `${countOf(index)} to ${servers[index]?.address ?? ''}`),
    'others get the rest',
  );
  const refusals = refused > 0 ? `, ${refused} refused` : '';
  // Where nobody gets two there is nothing to add up.
  const sum = countOf(most) > 1 || refused > 0 ? ` (${sums}${refusals})` : '';
  return `the first ${picks.length} connections: ${row}${end}${sum}`;
};

const percent = (part: number): string => (part < 0.005 ? 'under 1%' : `${Math.round(part * 100)}%`);

/** How all clients are divided by their addresses. */
export const sharesSentence = (
  servers: readonly PickServer[],
  { servers: parts, refused }: Shares,
): string => {
  const partOf = (index: number): number => parts[index] ?? 0;
  const takers = ranked(servers, partOf).filter(index => partOf(index) > 0);
  if (takers.length === 0) return 'every connection is refused';
  const sums = named(
    takers.map(index => `${percent(partOf(index))} to ${servers[index]?.address ?? ''}`),
    'others share the rest',
  );
  const refusals = refused > 0 ? `; ${percent(refused)} would get a server of weight 0 and are refused` : '';
  return `the client’s address decides: of all clients ${sums}${refusals}`;
};

/** A number as it stands in a sum: whole, or with two digits behind the point. */
const digits = (value: number): string => (Number.isInteger(value) ? whole(value) : value.toFixed(2));

/** The load of a server with active connections only, reckoned with its numbers. */
const overhead = (active: number, weight: number): string =>
  `(256 x ${active} + 0) / ${weight} = ${digits((256 * active) / weight)}`;
const delay = (active: number, weight: number): string =>
  `(${active} + 1) / ${weight} = ${digits((active + 1) / weight)}`;

const reckonings: Readonly<Record<string, (active: number, weight: number) => string>> = {
  lc: active => `256 x ${active} + 0 = ${digits(256 * active)}`,
  wlc: overhead,
  lblc: overhead,
  lblcr: overhead,
  sed: delay,
  nq: delay,
};

/** Where the load of each server stands after the picks; undefined for schedulers that do not look at it. */
export const loadSentence = (
  scheduler: string,
  servers: readonly PickServer[],
  { active }: Played,
): string | undefined => {
  const reckoning = reckonings[scheduler];
  if (reckoning === undefined) return undefined;
  // The busiest ones where not all are named.
  const order = ranked(servers, index => (servers.length > mostNamed ? (active[index] ?? 0) : 0));
  const loads = order.flatMap(index => {
    const { address = '', weight = 0 } = servers[index] ?? {};
    return weight > 0 ? [`${address} stands at ${reckoning(active[index] ?? 0, weight)}`] : [];
  });
  return `then ${named(loads, 'others')}`;
};

/** What follows from the weights of these servers; undefined where the picks say it all. */
export const weightsSentence = (scheduler: string, servers: readonly PickServer[]): string | undefined => {
  const able = servers.filter(({ weight }) => weight > 0);
  // Of equal weights the one that was added last is the first in the kernel's list.
  const [heaviest] = able.toReversed().sort((one, other) => other.weight - one.weight);
  if (heaviest === undefined) return undefined;
  const divisor = gcdOfWeights(able.map(({ weight }) => weight));
  switch (scheduler) {
    case 'rr':
    case 'lc':
      return able.some(({ weight }) => weight !== heaviest.weight)
        ? 'weights make no difference here, but for 0, which takes nothing'
        : undefined;
    case 'wrr': {
      const cycle = able.reduce((sum, { weight }) => sum + weight / divisor, 0);
      const turns = able.map(({ address, weight }) => `${whole(weight / divisor)} to ${address}`);
      return `of every ${whole(cycle)} connections ${named(turns, 'others get the rest')}`;
    }
    case 'fo':
      return `${heaviest.address} is the first of the greatest weight, ${heaviest.weight}; the others wait until it is gone, full or at weight 0`;
    case 'ovf':
      return `${heaviest.address} takes connections until more than ${heaviest.weight}, its weight, are active, then the next one does; when all have more, clients are refused`;
    case 'dh':
      return 'the VIP decides: with one VIP, one server gets everything, whatever the weights';
    case 'twos':
      return 'two servers are drawn by lot for each connection, so the picks cannot be told before';
    default:
      return undefined;
  }
};
