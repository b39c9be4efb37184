/**
 * How long a drain may still take. Two clocks run one after the other: open connections end when their clients like, at
 * a pace that can be observed; what is closed stays in the table for a time that the kernel has fixed (TIME_WAIT and
 * FIN_WAIT 2 min), in waves that say nothing about the pace. Facts: ipvsadm.md A9 and Persistence, kernel-lab.md 28 to 36.
 */
import { stateTimeout } from '../kernel/tcp.ts';
import type { Drain, Estimate, Sample } from './drain.types.ts';
import { endingsOf } from './endings.ts';
import type { Tally } from './tally.ts';
import { bringsBack, closedMs, closedUntil, entries, lastCame, rearmedMs, templatesUntil } from './timers.ts';

/** Watched for less time, and with fewer endings, nothing is said. */
const leastMs = 30_000;
/** Watched for less time without an ending, nothing is said either. */
const leastQuietMs = 60_000;
/** So many endings are a pace, whatever the time. */
const fewEndings = 3;
/** Without an ending for so long, connections stand still; where they end rarely, after three times the usual gap. */
const stillMs = 120_000;
/** Connections that came in the latest so many milliseconds are coming now. */
const comingMs = 120_000;
/** A client of UDP that was silent for so long may have ended. */
const quietMs = 30_000;
/** A list of connections that is older says nothing about now. */
const freshMs = 60_000;

/** New connections a minute, of late, by way of persistence; 0 where none came. */
const coming = ({ samples, now, held }: Drain): number => {
  if (held === undefined || held.letsGo === true) return 0;
  const recent = samples.filter(({ at }) => now - at <= comingMs);
  let came = 0;
  for (const [index, sample] of recent.entries()) {
    const before = recent[index - 1];
    if (before !== undefined) came += Math.max(0, entries(sample) - entries(before));
  }
  return (came * 60_000) / Math.max(leastMs, now - (recent[0]?.at ?? now));
};

/** Whether a list of connections still holds: it is new, and none was opened or closed since. */
const isFresh = (tally: Tally | undefined, { samples, now }: Drain): tally is Tally =>
  tally?.complete === true &&
  now - tally.at <= freshMs &&
  samples.every(({ at, active }) => at < tally.at || active === samples.at(-1)?.active);

/**
 * The same, but no sooner than the templates that bring clients back are gone. One whose time is over while it still
 * has connections is set to another minute, so it goes some time after the last of them.
 */
const withTemplates = (drain: Drain, leftMs: number): number => {
  if (!bringsBack(drain)) return leftMs;
  const templatesMs = (templatesUntil(drain) ?? drain.now) - drain.now;
  return templatesMs >= leftMs ? templatesMs : leftMs + rearmedMs;
};

const open = (drain: Drain, latest: Sample): Estimate => {
  const { samples, now } = drain;
  const tally = isFresh(drain.tally, drain) ? drain.tally : undefined;
  if (tally !== undefined && tally.open.count + tally.datagrams.count === 0 && closedUntil(drain) > now)
    return { kind: 'closing', leftMs: withTemplates(drain, closedUntil(drain) - now) };
  const { ended, spanMs, quietMs: quiet, gapMs, leftMs } = endingsOf(samples);
  const patience = ended >= fewEndings ? Math.max(stillMs, 3 * gapMs) : stillMs;
  if (ended > 0 && (ended >= fewEndings || spanMs >= leastMs) && quiet < patience) {
    return {
      kind: 'falling',
      perMinute: 60_000 / gapMs,
      leftMs: withTemplates(drain, leftMs + closedMs(drain)),
    };
  }
  const forMs = ended > 0 ? quiet : latest.at - (samples[0]?.at ?? latest.at);
  if (forMs < leastQuietMs) return { kind: 'unknown' };
  if (tally === undefined || tally.open.count === 0) return { kind: 'still', forMs };
  return { kind: 'still', forMs, silentMs: Math.max(0, tally.at + tally.open.longest * 1000 - now) };
};

const closed = (drain: Drain): Estimate => {
  const leftMs = closedUntil(drain) - drain.now;
  if (leftMs > 0) return { kind: 'closing', leftMs: withTemplates(drain, leftMs) };
  // Half-closed ones that still carry data: every packet restarts their timers.
  return { kind: 'still', forMs: closedMs(drain) - leftMs };
};

const datagrams = (drain: Drain): Estimate => {
  const { samples, timeouts, tally, now } = drain;
  const lasts = stateTimeout('UDP', timeouts);
  const first = samples[0]?.at ?? now;
  // What was not renewed since the first look is gone after the timeout; a list says when the last datagram came.
  const heard =
    tally?.complete === true && now - tally.at <= freshMs
      ? tally.at + tally.datagrams.longest * 1000 - lasts
      : undefined;
  const leftMs = (heard ?? first) + lasts - now;
  const silent = heard === undefined || heard <= first + 1000 || now - heard >= quietMs;
  if (leftMs > 0 && silent) return { kind: 'silence', leftMs: withTemplates(drain, leftMs) };
  const counted = samples.map(sample => ({ at: sample.at, active: entries(sample), inactive: 0 }));
  const endings = endingsOf(counted);
  return endings.ended >= fewEndings && endings.quietMs < Math.max(stillMs, 3 * endings.gapMs)
    ? { kind: 'falling', perMinute: 60_000 / endings.gapMs, leftMs: withTemplates(drain, endings.leftMs) }
    : { kind: 'sending' };
};

/** Whether the list of connections, newer than the latest new one, has no template. */
const listsNone = ({ tally, samples }: Drain): boolean =>
  tally?.complete === true && tally.templates.count === 0 && (lastCame(samples) ?? tally.at) <= tally.at;

/** Only templates are left, if any that bring a client back. */
const withoutConnections = (drain: Drain): Estimate => {
  const until = templatesUntil(drain);
  if (until !== undefined && until > drain.now) return { kind: 'held', leftMs: until - drain.now };
  // What the director counts is believed rather than what should have ended by now.
  const counted = bringsBack(drain) && drain.held?.templates !== undefined && !listsNone(drain);
  return until === undefined || counted ? { kind: 'held' } : { kind: 'drained' };
};

/** The estimate. Nothing of it is promised: it says what would happen if what was seen went on. */
export const estimate = (drain: Drain): Estimate => {
  const latest = drain.samples.at(-1);
  if (latest === undefined) return { kind: 'unknown' };
  if (entries(latest) === 0) return withoutConnections(drain);
  const perMinute = coming(drain);
  if (perMinute > 0) return { kind: 'coming', perMinute };
  if (drain.protocol === 'udp') return datagrams(drain);
  return latest.active > 0 ? open(drain, latest) : closed(drain);
};
