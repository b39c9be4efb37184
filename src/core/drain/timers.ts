/** What the kernel's own timers say: when the entries of closed connections, and persistence's templates, are gone. */
import { stateTimeout } from '../kernel/tcp.ts';
import type { Drain, Sample } from './drain.types.ts';

/** A template whose connections outlive it is set to so many milliseconds again (ip_vs_conn_expire; measured). */
export const rearmedMs = 60_000;

/** How long a closed SCTP association is remembered (ip_vs_proto_sctp.c, the SHUTDOWN states). */
const sctpClosedMs = 60_000;

/** Entries of a server at a moment. */
export const entries = ({ active, inactive }: Sample): number => active + inactive;

/**
 * How long an entry stays after its connection was closed, in milliseconds. DR and TUN see the client's half only
 * and end in FIN_WAIT; a mark's entry may be one of UDP, which ends with the client's silence.
 */
export const closedMs = ({ protocol, method, timeouts }: Drain): number => {
  if (protocol === 'sctp') return sctpClosedMs;
  const half = stateTimeout('FIN_WAIT', timeouts);
  const closed =
    method === 'dr' || method === 'tun' ? half : Math.max(half, stateTimeout('TIME_WAIT', timeouts));
  return protocol === 'mark' ? Math.max(closed, stateTimeout('UDP', timeouts)) : closed;
};

/** The last sample that differs so from the one before it; undefined where none does. */
const lastTime = (
  samples: readonly Sample[],
  differs: (before: Sample, after: Sample) => boolean,
): number | undefined =>
  samples.findLast((sample, index) => {
    const before = samples[index - 1];
    return before !== undefined && differs(before, sample);
  })?.at;

/**
 * When the entries of connections that are closed now are gone at the latest (a moment; later where packets still come
 * for half-closed ones). A list of connections says it to the second; without one, they were closed before the first
 * look, or when active connections were last seen to become fewer or inactive ones more.
 */
export const closedUntil = (drain: Drain): number => {
  const { samples, tally, now } = drain;
  const closing = lastTime(samples, (a, b) => b.active < a.active || b.inactive > a.inactive);
  const bySamples = (closing ?? samples[0]?.at ?? now) + closedMs(drain);
  if (tally?.complete !== true) return bySamples;
  const listed = tally.at + Math.max(tally.ending.longest, tally.datagrams.longest) * 1000;
  return closing !== undefined && closing > tally.at ? Math.max(listed, bySamples) : listed;
};

/** When a new connection was last seen to come: only by one does a server without weight get more entries. */
export const lastCame = (samples: readonly Sample[]): number | undefined =>
  lastTime(samples, (a, b) => entries(b) > entries(a));

/** Whether there may be templates that bring a client back to a server without weight. */
export const bringsBack = ({ held }: Drain): boolean =>
  held !== undefined && held.letsGo !== true && held.templates !== 0;

/**
 * When the last template that brings a client back ends, if none comes again; `now` where none is left. Undefined where
 * it cannot be told: the time of persistence is not known, or datagrams renew templates unseen (one-packet scheduling).
 */
export const templatesUntil = (drain: Drain): number | undefined => {
  const { held, tally, samples, now, ops } = drain;
  if (held === undefined || held.letsGo === true) return now;
  const came = lastCame(samples);
  if (tally?.complete === true && (came === undefined || came <= tally.at))
    return Math.max(now, tally.at + tally.templates.longest * 1000);
  if (held.templates === 0) return now;
  if (held.timeout === undefined || ops) return undefined;
  return Math.max(now, (came ?? samples[0]?.at ?? now) + held.timeout * 1000);
};
