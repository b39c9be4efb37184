/**
 * Listing some services of a large director. One process per service costs more than the listing itself (fork and
 * exec: 2 ms, on a slow machine 30 ms), so one `ipvsadm -R` is given a line per listing: `-R` takes any command line,
 * and every line here begins with `-L`. A line that is cut off is still a listing; nothing can be changed by it.
 */
import { serviceWords } from '../core/ipvsadm/print.ts';
import { type Failure, failed, type Result, success } from '../core/model/failure.ts';
import type { ServiceId } from '../core/model/service.ts';
import type { Limits } from './host.ts';
import type { Tool } from './tool.ts';

/** What to list of a service. */
export type Listing = 'list' | 'stats' | 'thresholds' | 'persistent-conn' | 'tun-info';

/** Listings of several services in one text, and what they cost in milliseconds of processor time. */
export interface Batch {
  readonly text: string;
  readonly cpuMs: number;
}

const words: Readonly<Record<Listing, readonly string[]>> = {
  list: ['-Ln'],
  stats: ['-Ln', '--stats', '--exact'],
  thresholds: ['-Ln', '--thresholds'],
  'persistent-conn': ['-Ln', '--persistent-conn'],
  'tun-info': ['-Ln', '--tun-info'],
};

/** Arguments of one listing, of one service or of all. */
export const listingArgs = (listing: Listing, id?: ServiceId): readonly string[] => [
  ...words[listing],
  ...(id === undefined ? [] : serviceWords(id)),
];

/** Exit code when a service to list does not exist. */
const listingEnded = 1;
/** With sudo, a rule that allows `ipvsadm -L…` does not allow `-R`: single runs, and few of them. */
const mostSingleRuns = 8;

/**
 * Lists services. A service that has gone meanwhile ends the batch (exit 1, `No such service`): what was listed
 * before it is good.
 */
export const listBatch = async (
  tool: Tool,
  listings: readonly Listing[],
  ids: readonly ServiceId[],
  limits: Limits,
): Promise<Result<Batch>> => {
  if (tool.access() === 'unknown') {
    // Finds out whether ipvsadm answers at all, and through sudo or not, with the smallest listing there is.
    const probe = await tool.run(['-Ln', '--timeout'], limits);
    if (!probe.ok) return probe;
  }
  const lines = ids.flatMap(id => listings.map(listing => listingArgs(listing, id)));
  if (tool.access() === 'direct') {
    const stdin = lines.map(line => `${line.join(' ')}\n`).join('');
    const ran = await tool.run(['-R'], { ...limits, stdin }, [listingEnded]);
    if (ran.ok) return success({ text: ran.value.stdout, cpuMs: ran.value.cpuMs });
    return ran;
  }
  let text = '';
  let cpuMs = 0;
  let failure: Failure | undefined;
  for (const line of lines.slice(0, mostSingleRuns)) {
    const ran = await tool.run(line, limits);
    if (ran.ok) {
      text += ran.value.stdout;
      cpuMs += ran.value.cpuMs;
    } else if (ran.failure.kind !== 'not-found') failure = ran.failure;
  }
  return failure === undefined ? success({ text, cpuMs }) : failed(failure);
};
