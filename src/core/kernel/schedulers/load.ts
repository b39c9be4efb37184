/** How the algorithms weigh real servers against each other (ip_vs.h, ip_vs_wlc.c). */
import type { SchedulerServer } from '../scheduler.ts';

/** Whether a server may get a new connection: a weight above 0 and not over its upper threshold. */
export const usable = (server: SchedulerServer): boolean => server.weight > 0 && !server.overloaded;

/**
 * A server's load as lc, wlc, lblc, lblcr and twos count it: an active connection is as heavy as 256 inactive ones
 * (ip_vs_dest_conn_overhead; measured on 6.1, where one active connection ties with 256 inactive ones).
 */
export const overhead = (server: SchedulerServer): number => server.active * 256 + server.inactive;

/** Whether a*b > c*d exactly, as the kernel's 64-bit products compare; all four are non-negative integers. */
export const productExceeds = (a: number, b: number, c: number, d: number): boolean => {
  const left = a * b;
  const right = c * d;
  return Number.isSafeInteger(left) && Number.isSafeInteger(right)
    ? left > right
    : BigInt(a) * BigInt(b) > BigInt(c) * BigInt(d);
};

/**
 * The usable server with the least load per weight; of equals the first in the list. `load` gives a server's
 * load as a non-negative integer. Undefined when no server is usable.
 */
export const leastPerWeight = (
  servers: readonly SchedulerServer[],
  load: (server: SchedulerServer) => number,
): SchedulerServer | undefined => {
  let least: SchedulerServer | undefined;
  let leastLoad = 0;
  for (const server of servers) {
    if (!usable(server)) continue;
    const its = load(server);
    if (least === undefined || productExceeds(leastLoad, server.weight, its, least.weight)) {
      least = server;
      leastLoad = its;
    }
  }
  return least;
};
