/** Practice time: timers of connections, the estimator, the sweeper of the trash. */
import { runWheelSecond } from './connections.ts';
import { references } from './destinations.ts';
import { sweepPeriod } from './servers.ts';
import type { Kernel, KernelService } from './state.ts';
import { estimate, estimationPeriod, restless } from './stats.ts';
import { allServices, mapServices } from './table.ts';

/** How long a deleted server without connections stays in the trash (IP_VS_DEST_TRASH_PERIOD). */
const trashPeriod = 120_000;

/** ip_vs_dest_trash_expire: a server is thrown away when a sweep finds it unused for two minutes. */
const sweep = (kernel: Kernel): Kernel => {
  let { trash } = kernel;
  for (const entry of kernel.trash.values()) {
    if (references(entry.server) > 0) continue;
    const { key } = entry;
    if (entry.idleSince === undefined) trash = trash.put(key, { ...entry, idleSince: kernel.now });
    else if (kernel.now >= entry.idleSince + trashPeriod) trash = trash.drop(key);
  }
  return { ...kernel, trash, sweepAt: trash.size > 0 ? kernel.now + sweepPeriod : undefined };
};

const estimatedService = (service: KernelService): KernelService => {
  if (!service.restless) return service;
  let moving = false;
  const servers = service.servers.map(server => {
    const stats = estimate(server.stats);
    moving ||= restless(stats);
    return stats === server.stats ? server : { ...server, stats };
  });
  const stats = estimate(service.stats);
  return { ...service, servers, stats, restless: moving || restless(stats) };
};

const runEstimation = (kernel: Kernel): Kernel => {
  const next = { ...kernel, nextEstimation: kernel.nextEstimation + estimationPeriod };
  return { ...mapServices(next, estimatedService), stats: estimate(kernel.stats) };
};

/** The kernel with its wheel turned to `until`, nothing else happening meanwhile. */
const turnWheel = (kernel: Kernel, until: number): Kernel => {
  const last = Math.floor(until / 1000);
  if (kernel.wheel.size === 0) return { ...kernel, now: until, wheelHand: last };
  let next = kernel;
  for (let second = kernel.wheelHand; second <= last && next.wheel.size > 0; second++) {
    next = runWheelSecond(next, second, Math.min(until, second * 1000 + 999));
  }
  return { ...next, now: until, wheelHand: last };
};

/** Whether estimations change nothing until the next packet comes. */
const atRest = (kernel: Kernel): boolean => {
  if (kernel.sysctls.run_estimation === '0') return true;
  if (restless(kernel.stats)) return false;
  for (const service of allServices(kernel)) if (service.restless) return false;
  return true;
};

/** The kernel with its next estimation in the future, those passed over having changed nothing. */
const skipEstimations = (kernel: Kernel): Kernel => {
  const late = kernel.now - kernel.nextEstimation;
  if (late < 0) return kernel;
  const missed = Math.floor(late / estimationPeriod) + 1;
  return { ...kernel, nextEstimation: kernel.nextEstimation + missed * estimationPeriod };
};

/**
 * The kernel after a time of `milliseconds` (0 or more, whole numbers) in which no packet came: entries expire in
 * order, every 2 s counters are published and rates estimated. The same time in smaller steps gives the same kernel.
 */
export const advance = (kernel: Kernel, milliseconds: number): Kernel => {
  const target = kernel.now + Math.max(0, Math.floor(milliseconds));
  let next = kernel;
  let resting = atRest(kernel);
  while (next.now < target) {
    const until = Math.min(target, resting ? target : next.nextEstimation, next.sweepAt ?? target);
    next = turnWheel(next, until);
    if (next.sweepAt !== undefined && next.now >= next.sweepAt) next = sweep(next);
    if (!resting && next.now >= next.nextEstimation) {
      next = runEstimation(next);
      resting = atRest(next);
    }
  }
  return skipEstimations(next);
};
