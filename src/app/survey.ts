/** One pass over a snapshot for what the frame of the screen needs: sums, widths, problems. */
import type { Rates } from '../core/model/observe.ts';
import type { SeenServer, SeenService, Snapshot } from '../core/model/snapshot.ts';
import { cells } from './cells.ts';
import type { Changes } from './log.ts';
import { memoLast } from './memo.ts';
import { findProblems, type Problem } from './problems.ts';

/** A director in numbers. Absent: not known. */
export interface Survey {
  readonly services: number;
  readonly servers: number;
  readonly active: number | undefined;
  readonly inactive: number | undefined;
  readonly templates: number | undefined;
  readonly rates: Rates | undefined;
  /** Cells of the longest service name, and of the longest server name. */
  readonly serviceWidth: number;
  readonly serverWidth: number;
  readonly problems: readonly Problem[];
  readonly problemCount: number;
}

const summed = (snapshot: Snapshot): Rates | undefined => {
  const sum = { cps: 0, inPps: 0, outPps: 0, inBps: 0, outBps: 0 };
  for (const { rates } of snapshot.services) {
    if (rates === undefined) return undefined;
    sum.cps += rates.cps;
    sum.inPps += rates.inPps;
    sum.outPps += rates.outPps;
    sum.inBps += rates.inBps;
    sum.outBps += rates.outBps;
  }
  return sum;
};

/** Addresses are ASCII; names, which only mailed listings have, may be anything. */
const width = ({ id, key }: SeenService | SeenServer): number => (id === undefined ? cells(key) : key.length);

/** Surveys a snapshot; the answer for the newest one is remembered. */
export const survey = memoLast((snapshot: Snapshot, silent: Changes['silent']): Survey => {
  let servers = 0;
  let active: number | undefined = 0;
  let inactive: number | undefined = 0;
  let templates: number | undefined = 0;
  let serviceWidth = 0;
  let serverWidth = 0;
  for (const service of snapshot.services) {
    servers += service.servers.length;
    serviceWidth = Math.max(serviceWidth, width(service));
    for (const server of service.servers) {
      serverWidth = Math.max(serverWidth, width(server));
      active = active === undefined || server.active === undefined ? undefined : active + server.active;
      inactive =
        inactive === undefined || server.inactive === undefined ? undefined : inactive + server.inactive;
      templates =
        templates === undefined || server.persistent === undefined
          ? undefined
          : templates + server.persistent;
    }
  }
  const { problems, count } = findProblems(snapshot, silent);
  return {
    services: snapshot.services.length,
    servers,
    active,
    inactive,
    templates,
    rates: snapshot.rates ?? summed(snapshot),
    serviceWidth,
    serverWidth,
    problems,
    problemCount: count,
  };
});
