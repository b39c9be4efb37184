/** An estimate in words: for the cell of a table, for a line, for a page. */
import { count, duration, durationWords, short } from '../words/numbers.ts';
import type { Drain, Estimate, Sample } from './drain.types.ts';

/** Longer than this nobody waits for: the number would pretend to know more than it does. */
const dayMs = 86_400_000;

/** Milliseconds as a person says them, rounded up to what can be meant: 45s, 1m20s, 25m, 3h10m. */
export const roughly = (ms: number): string => {
  if (ms > dayMs) return 'more than a day';
  const seconds = Math.max(5, ms / 1000);
  const step = seconds <= 60 ? 5 : seconds <= 600 ? 10 : seconds <= 3600 ? 60 : 600;
  return duration(Math.ceil(seconds / step) * step);
};

const pace = (perMinute: number): string =>
  perMinute >= 0.95
    ? `about ${short(Math.round(perMinute))} a minute`
    : `about one every ${roughly(60_000 / perMinute)}`;

/** `about 1m20s`, for 15 cells at most. */
export const estimateCell = (estimate: Estimate): string => {
  switch (estimate.kind) {
    case 'drained':
      return 'nothing left';
    case 'unknown':
      return 'not known yet';
    case 'falling':
      return estimate.leftMs > dayMs ? 'more than a day' : `about ${roughly(estimate.leftMs)}`;
    case 'closing':
    case 'silence':
      return estimate.leftMs > dayMs ? 'more than a day' : `at most ${roughly(estimate.leftMs)}`;
    case 'still':
      return 'stands still';
    case 'coming':
      return 'clients return';
    case 'held':
      return estimate.leftMs === undefined || estimate.leftMs > dayMs
        ? 'clients held'
        : `held ${roughly(estimate.leftMs)}`;
    case 'sending':
      return 'still sending';
  }
};

/** How many a minute (`-21/m`) or an hour (`-40/h`) go, or come (`+4/m`), for 6 cells; empty where there is no pace. */
export const paceCell = (estimate: Estimate): string => {
  if (estimate.kind !== 'falling' && estimate.kind !== 'coming') return '';
  const { perMinute } = estimate;
  const sign = estimate.kind === 'coming' ? '+' : '-';
  if (perMinute >= 999.5) return `${sign}999/m`;
  if (perMinute >= 0.95) return `${sign}${Math.round(perMinute)}/m`;
  return `${sign}${Math.max(1, Math.round(perMinute * 60))}/h`;
};

const atMost = (leftMs: number): string =>
  leftMs > dayMs ? 'in more than a day' : `in at most ${roughly(leftMs)}`;

/** The estimate as part of a line: `falls by about 3 a minute, about 1m20s left`. */
export const estimateLine = (estimate: Estimate): string => {
  switch (estimate.kind) {
    case 'drained':
      return 'nothing is left';
    case 'unknown':
      return 'how long it takes is not known yet';
    case 'falling':
      return `falls by ${pace(estimate.perMinute)}, ${estimate.leftMs > dayMs ? '' : 'about '}${roughly(estimate.leftMs)} left`;
    case 'closing':
      return `all closed, gone ${atMost(estimate.leftMs)}`;
    case 'still':
      return `stands still for ${duration(estimate.forMs / 1000)}: long-lived connections`;
    case 'coming':
      return `persistent clients keep coming, ${pace(estimate.perMinute)}`;
    case 'held':
      return estimate.leftMs === undefined
        ? 'persistent clients may come back'
        : `persistent clients may come back, the last ${atMost(estimate.leftMs)}`;
    case 'silence':
      return `gone ${atMost(estimate.leftMs)} if these clients fall silent`;
    case 'sending':
      return 'these clients go on sending';
  }
};

/** The estimate in a sentence or two, with what it rests on. */
export const estimateSentence = (drain: Drain, estimate: Estimate): string => {
  const { timeouts, protocol } = drain;
  switch (estimate.kind) {
    case 'drained':
      return drain.ops
        ? 'Nothing is left: one-packet scheduling remembers no client, so its drain was over at once.'
        : 'Nothing is left: it can be removed, or switched off, and nobody notices.';
    case 'unknown':
      return 'How long it takes is not known yet: too little was seen of how its connections end.';
    case 'falling':
      return protocol === 'udp'
        ? `Its entries end at ${pace(estimate.perMinute)}: ${roughly(estimate.leftMs)} or so until the last is gone.`
        : `Open connections end at ${pace(estimate.perMinute)}. If it goes on like this, the last entry is gone in about ${roughly(estimate.leftMs)}; closed ones, which are still remembered for a while, are counted in.`;
    case 'closing':
      return `No connection is open. What is left is the memory of closed ones, gone ${atMost(estimate.leftMs)}.`;
    case 'still':
      if (drain.samples.at(-1)?.active === 0)
        return 'What is left is closed by one side only and still carries data: nothing tells when the other side will close it.';
      return `No connection has ended for ${durationWords(estimate.forMs / 1000)}: these are long-lived ones, and nothing tells when their clients will close them.${
        estimate.silentMs === undefined || estimate.silentMs <= 0
          ? ''
          : ` If all of them fell silent, the last would be forgotten in ${roughly(estimate.silentMs)}.`
      }`;
    case 'coming':
      return `It will not end while persistent clients come back, now ${pace(estimate.perMinute)}.`;
    case 'held':
      return estimate.leftMs === undefined
        ? 'No connection is open, but clients that persistence holds here may come back.'
        : `No connection is open. A client that persistence holds here may come back; if none does, the last is free ${atMost(estimate.leftMs)}.`;
    case 'silence':
      return `UDP has no end of a connection: the director forgets a client ${durationWords(timeouts.udp)} after its latest datagram. If these clients fall silent, the last is gone ${atMost(estimate.leftMs)}.`;
    case 'sending':
      return `UDP has no end of a connection. These clients go on sending from the same port, and each datagram keeps them here for another ${durationWords(timeouts.udp)}.`;
  }
};

/** The latest count: a list of all its connections that is newer than what the director counted tells better. */
const latestOf = ({ samples, tally }: Drain): Sample => {
  const latest = samples.at(-1) ?? { at: 0, active: 0, inactive: 0 };
  if (tally?.complete !== true || tally.at <= latest.at) return latest;
  return { at: tally.at, active: tally.open.count, inactive: tally.ending.count + tally.datagrams.count };
};

/** What is left on one or several, in words: `4 open, 12 closed, 3 clients held`. */
export const leftWords = (drains: readonly Drain[]): string => {
  const sum = (of: (drain: Drain) => number): number => drains.reduce((all, drain) => all + of(drain), 0);
  const isUdp = ({ protocol }: Drain): boolean => protocol === 'udp';
  const udp = sum(drain => (isUdp(drain) ? latestOf(drain).active + latestOf(drain).inactive : 0));
  const open = sum(drain => (isUdp(drain) ? 0 : latestOf(drain).active));
  const closed = sum(drain => (isUdp(drain) ? 0 : latestOf(drain).inactive));
  const held = sum(({ held: of }) => (of?.letsGo === true ? 0 : (of?.templates ?? 0)));
  // A mark may have entries of UDP, which count as inactive and are not closed.
  const word = drains.some(({ protocol }) => protocol === 'mark') ? 'inactive' : 'closed';
  const parts = [
    ...(open > 0 ? [`${short(open)} open`] : []),
    ...(closed > 0 ? [`${short(closed)} ${word}`] : []),
    ...(udp > 0 ? [count(udp, 'UDP client')] : []),
    ...(held > 0 ? [`${count(held, 'client')} held`] : []),
  ];
  return parts.length === 0 ? 'nothing open' : parts.join(', ');
};
