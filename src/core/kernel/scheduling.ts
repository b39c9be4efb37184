/** Between services and scheduling algorithms: which exist, and what an algorithm is shown. */
import type { Scheduler, SchedulerView, ServerChange } from './scheduler.ts';
import { schedulers } from './schedulers/index.ts';
import type { Kernel, KernelService } from './state.ts';

/** The scheduler of this name, if its module can be loaded: `none` needs no module and never picks. */
export const findScheduler = (kernel: Kernel, name: string): Scheduler | undefined =>
  kernel.missing.includes(name) ? undefined : schedulers.get(name);

/** What the service's scheduler may see now. */
export const viewOf = (kernel: Kernel, service: KernelService): SchedulerView => ({
  servers: service.servers,
  flags: service.config.flags,
  now: kernel.now,
  lblcExpiration: Number(kernel.sysctls.lblc_expiration) * 1000,
  lblcrExpiration: Number(kernel.sysctls.lblcr_expiration) * 1000,
  seed: Math.imul(kernel.seed ^ service.uid, 0x9e3779b1) >>> 0,
});

/** The service after its scheduler was told of a change to its servers. */
export const notify = (kernel: Kernel, service: KernelService, change: ServerChange): KernelService => {
  const scheduler = schedulers.get(service.config.scheduler);
  if (scheduler === undefined) return service;
  const schedulerState = scheduler.changed(service.schedulerState, viewOf(kernel, service), change);
  return { ...service, schedulerState };
};
