/** How fast open connections end, and when the last of them will have ended, from how many there were before. */
import type { Sample } from './drain.types.ts';

/** What was seen of open connections ending. */
export interface Endings {
  /** How many ended in the time that was looked at; 0 or less where none did. */
  readonly ended: number;
  /** That time. */
  readonly spanMs: number;
  /** How long none has ended. */
  readonly quietMs: number;
  /** Milliseconds from one ending to the next, as it should be now; infinite where none ended. */
  readonly gapMs: number;
  /** Until the last of those that are open now has ended; infinite where none ended. */
  readonly leftMs: number;
}

/** So many endings tell a rate; older ones are left out, for the pace of those that are left is another one. */
const enough = 12;
const leastSpanMs = 15_000;

const none: Endings = {
  ended: 0,
  spanMs: 0,
  quietMs: 0,
  gapMs: Number.POSITIVE_INFINITY,
  leftMs: Number.POSITIVE_INFINITY,
};

/** The newest samples that hold enough endings, or all. */
const newest = (samples: readonly Sample[]): readonly Sample[] => {
  const last = samples.at(-1);
  if (last === undefined) return [];
  const from = samples.findLastIndex(
    ({ at, active }) => active - last.active >= enough && last.at - at >= leastSpanMs,
  );
  return from < 0 ? samples : samples.slice(from);
};

/**
 * In how many mean lifetimes the last of n connections has ended, where each ends by itself: with as good a chance
 * before as after.
 */
const lastOf = (n: number): number => (n <= 0 ? 0 : -Math.log1p(-(0.5 ** (1 / n))));

/**
 * Where the number of open connections falls more slowly the fewer there are, each ends by itself, with the same
 * chance at any moment (most traffic), and the last one takes long. Where it falls at one pace to the end, they end one
 * after the other (a queue that is worked off, lifetimes with a fixed limit). Both have the same mean, so which of
 * the two was more likely is one sum; in doubt it is the slower one.
 */
export const endingsOf = (samples: readonly Sample[]): Endings => {
  const seen = newest(samples);
  const [first] = seen;
  const last = seen.at(-1);
  if (first === undefined || last === undefined || last.at <= first.at) return none;
  const spanMs = last.at - first.at;
  const ended = first.active - last.active;
  let exposure = 0;
  let lastEndAt = first.at;
  for (const [index, { at, active }] of seen.entries()) {
    const next = seen[index + 1];
    if (next === undefined) break;
    exposure += active * (next.at - at);
    if (next.active < active) lastEndAt = next.at;
  }
  const quietMs = last.at - lastEndAt;
  if (ended <= 0 || exposure <= 0) return { ...none, ended, spanMs, quietMs };
  const mean = exposure / spanMs;
  let evidence = 0;
  for (const [index, { active }] of seen.entries()) {
    const next = seen[index + 1];
    if (next !== undefined && active > 0) evidence += (active - next.active) * Math.log(active / mean);
  }
  const oneByOne = evidence < -1;
  const gapMs = oneByOne ? spanMs / ended : exposure / ended / Math.max(1, last.active);
  const leftMs = oneByOne ? last.active * gapMs : (exposure / ended) * lastOf(last.active);
  return { ended, spanMs, quietMs, gapMs, leftMs };
};
