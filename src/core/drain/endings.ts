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

/** The intervals between samples. */
const intervals = (samples: readonly Sample[]) =>
  samples.flatMap(({ at, active }, index) => {
    const next = samples[index + 1];
    return next === undefined
      ? []
      : [{ active, ms: next.at - at, ended: active - next.active, until: next.at }];
  });

/**
 * Where the number of open connections falls more slowly the fewer there are, each ends by itself, with the same
 * chance at any moment (most traffic), and the last one takes long. Where it falls at one pace to the end, they end one
 * after the other (a queue that is worked off, lifetimes with a fixed limit). Both have the same mean, so which of
 * the two is more likely is one sum over all endings; in doubt it is the slower one.
 */
const oneByOne = (samples: readonly Sample[]): boolean => {
  const all = intervals(samples);
  const spanMs = all.reduce((sum, { ms }) => sum + ms, 0);
  const mean = all.reduce((sum, { active, ms }) => sum + active * ms, 0) / spanMs;
  const likelihood = all.reduce(
    (sum, { active, ended }) => (active > 0 ? sum + ended * Math.log(active / mean) : sum),
    0,
  );
  return likelihood < -1;
};

/** What the samples, in order of time, say of endings. */
export const endingsOf = (samples: readonly Sample[]): Endings => {
  const seen = newest(samples);
  const [first] = seen;
  const last = seen.at(-1);
  if (first === undefined || last === undefined || last.at <= first.at) return none;
  const spanMs = last.at - first.at;
  const ended = first.active - last.active;
  const steps = intervals(seen);
  const quietMs = last.at - (steps.findLast(step => step.ended > 0)?.until ?? first.at);
  const lived = steps.reduce((sum, { active, ms }) => sum + active * ms, 0);
  if (ended <= 0 || lived <= 0) return { ...none, ended, spanMs, quietMs };
  if (oneByOne(samples)) {
    const gapMs = spanMs / ended;
    return { ended, spanMs, quietMs, gapMs, leftMs: last.active * gapMs };
  }
  const lifetime = lived / ended;
  const gapMs = lifetime / Math.max(1, last.active);
  return { ended, spanMs, quietMs, gapMs, leftMs: lifetime * lastOf(last.active) };
};
