/** What a scheduler would do with some servers: the first picks of the practice kernel, and its formula with their numbers. */
import { schedulerByName } from '../kernel/schedulers/table.ts';
import { type PickServer, type Played, play } from './picks-play.ts';
import { sharesOf } from './picks-shares.ts';
import { loadSentence, picksSentence, sharesSentence, weightsSentence } from './picks-words.ts';

/** Schedulers whose picks hang on what is not known here: the client's address, the VIP, or chance. */
const unforeseen: ReadonlySet<string> = new Set(['sh', 'mh', 'dh', 'twos']);

const playFor = (scheduler: string, servers: readonly PickServer[], count: number): Played | undefined =>
  unforeseen.has(scheduler) ? undefined : play(scheduler, servers, count);

/**
 * The addresses of the servers that get the first `count` (at most 1000) new connections, which come one after another and
 * stay open; empty texts where a connection is refused. `servers` stand in the order in which they are added, so the last
 * of them is the first in the kernel's list; weights are 0..2147483647. Undefined for a scheduler that nobody knows or whose
 * picks hang on more than the servers (sh, mh: the client; dh: the VIP; twos: chance), and for servers that the kernel refuses.
 */
export const firstPicks = (
  scheduler: string,
  servers: readonly PickServer[],
  count: number,
): readonly string[] | undefined =>
  playFor(scheduler, servers, Math.min(count, 1000))?.picks.map(index => servers[index]?.address ?? '');

const explain = (scheduler: string, servers: readonly PickServer[], count: number): readonly string[] => {
  const row = schedulerByName.get(scheduler);
  if (row === undefined) return [];
  const formula = `${row.name}: ${row.formula}`;
  if (!servers.some(({ weight }) => weight > 0)) {
    return [
      servers.length === 0
        ? 'there is no server yet'
        : 'no server has a weight above 0, so every connection is refused',
      formula,
    ];
  }
  const shares = scheduler === 'sh' || scheduler === 'mh' ? sharesOf(scheduler, servers) : undefined;
  const played = playFor(scheduler, servers, Math.min(count, 1000));
  const said = [
    shares === undefined ? undefined : sharesSentence(servers, shares),
    played === undefined ? undefined : picksSentence(servers, played),
    weightsSentence(scheduler, servers),
    played === undefined ? undefined : loadSentence(scheduler, servers, played),
  ].filter(text => text !== undefined);
  const [first, ...rest] = said;
  return first === undefined ? [formula] : [first, formula, ...rest];
};

// Asked again with every key while a person moves through the list; what it gives hangs on the arguments alone.
const remembered = new Map<string, readonly string[]>();
const mostRemembered = 100;

/**
 * A scheduler with these servers in sentences without full stops: first what it would do (the picks as in `firstPicks`, or
 * which share of all clients each server gets), then its formula, then what the formula comes to with these weights. Empty
 * for a scheduler that nobody knows.
 */
export const explainPicks = (
  scheduler: string,
  servers: readonly PickServer[],
  count = 12,
): readonly string[] => {
  const key = JSON.stringify([scheduler, count, ...servers.map(({ address, weight }) => [address, weight])]);
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const said = explain(scheduler, servers, count);
  const [oldest] = remembered.keys();
  if (oldest !== undefined && remembered.size >= mostRemembered) remembered.delete(oldest);
  remembered.set(key, said);
  return said;
};
