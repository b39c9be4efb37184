/** What ipvsadm is asked, kind by kind, and how the answers come into the picture. */

import { deduceHz } from '../core/director/hz.ts';
import type { Job } from '../core/director/ledger.ts';
import type { ReadService } from '../core/ipvsadm/read/reading.ts';
import { readText } from '../core/ipvsadm/read/recognise.ts';
import { failed, type Result, success } from '../core/model/failure.ts';
import type { ServiceId } from '../core/model/service.ts';
import type { Assembly } from './assembly.ts';
import { type Listing, listBatch, listingArgs } from './batch.ts';
import type { Host } from './host.ts';
import type { Tool } from './tool.ts';

/** Everything that jobs work with. */
export interface Desk {
  readonly host: Host;
  readonly tool: Tool;
  readonly assembly: Assembly;
  /** Milliseconds of processor time that this process has used so far. */
  readonly cpu: () => number;
  /** The latest rows of /proc/net/ip_vs. */
  readonly rows: () => readonly ReadService[];
  /** Called when the kernel's clock ticks became known. */
  readonly learnHz: (hz: number) => void;
}

/** The services that a focused read is about, and what of them. */
export interface Focus {
  readonly ids: readonly ServiceId[];
  readonly listings: readonly Listing[];
}

/** A listing of 10,000 x 10 takes 3 to 4 s on a slow machine (measured). */
const timeoutMs = 20_000;

/** Gives the processor time in milliseconds that the job took here and in ipvsadm. */
type Run = (desk: Desk, focus: Focus) => Promise<Result<number>>;

const incomplete = (what: string): Result<never> =>
  failed({
    kind: 'parse',
    what: `${what} printed lines that lvsh cannot read`,
    advice: 'please report them, with ipvsadm --version',
  });

/** Learns the kernel's clock ticks from the services whose persistence is known both in ticks and in seconds. */
const learnHz = (desk: Desk, secondsOf: (row: ReadService) => number | undefined): void => {
  const pairs = desk.rows().flatMap(row => {
    const { jiffies } = row;
    const seconds = jiffies === undefined ? undefined : secondsOf(row);
    return jiffies === undefined || seconds === undefined ? [] : [{ jiffies, seconds }];
  });
  const hz = deduceHz(pairs);
  if (hz !== undefined) desk.learnHz(hz);
};

const rules: Run = async desk => {
  const ran = await desk.tool.run(['-Sn'], { timeoutMs });
  if (!ran.ok) return ran;
  const before = desk.cpu();
  const reading = readText(ran.value.stdout);
  if (reading.services.length === 0 && reading.lines.unread > 0) return incomplete('ipvsadm -Sn');
  desk.assembly.takeRules(reading.services);
  learnHz(desk, row => desk.assembly.ruleOf(row)?.persistence?.timeout);
  return success(ran.value.cpuMs + desk.cpu() - before);
};

/** Runs one listing of all services; `take` is given its services and the time in the middle of the run. */
const listing = async (
  desk: Desk,
  what: readonly string[],
  take: (services: readonly ReadService[], at: number) => void,
): Promise<Result<number>> => {
  const startedAt = desk.host.now();
  const ran = await desk.tool.run(what, { timeoutMs });
  if (!ran.ok) return ran;
  const at = (startedAt + desk.host.now()) / 2;
  const before = desk.cpu();
  const reading = readText(ran.value.stdout);
  if (reading.services.length === 0 && reading.lines.unread > 0)
    return incomplete(`ipvsadm ${what.join(' ')}`);
  take(reading.services, at);
  return success(ran.value.cpuMs + desk.cpu() - before);
};

/** The kernel's own rates, an average of the last seconds: for the time until there are two samples of counters. */
export const readKernelRates = (desk: Desk): Promise<Result<number>> =>
  listing(desk, ['-Ln', '--rate', '--exact'], services => desk.assembly.takeKernelRates(services));

const stats: Run = desk =>
  listing(desk, listingArgs('stats'), (services, at) => desk.assembly.takeCounters(services, at, true));

const limits: Run = async desk => {
  let found: readonly ReadService[] = [];
  const thresholds = await listing(desk, listingArgs('thresholds'), services => {
    found = services;
  });
  if (!thresholds.ok) return thresholds;
  desk.assembly.takeLimits(found, 'thresholds');
  const templates = await listing(desk, listingArgs('persistent-conn'), services => {
    desk.assembly.takeLimits(services, 'templates');
  });
  return templates.ok ? success(thresholds.value + templates.value) : templates;
};

const focus: Run = async (desk, { ids, listings }) => {
  const startedAt = desk.host.now();
  if (ids.length === 0 || listings.length === 0) return success(0);
  const ran = await listBatch(desk.tool, listings, ids, { timeoutMs });
  if (!ran.ok) return ran;
  const at = (startedAt + desk.host.now()) / 2;
  const before = desk.cpu();
  const { services } = readText(ran.value.text);
  const { assembly } = desk;
  if (listings.includes('stats')) assembly.takeCounters(services, at, false);
  if (listings.includes('thresholds')) assembly.takeSomeLimits(services);
  if (listings.includes('list')) assembly.takeFocused(services, at);
  const found = new Map(services.map(service => [service.key, service]));
  learnHz(desk, row => found.get(row.key)?.persistence?.timeout);
  return success(ran.value.cpuMs + desk.cpu() - before);
};

/** What each kind of job does. */
export const runJob: Readonly<Record<Exclude<Job, 'table'>, Run>> = { rules, stats, limits, focus };
