/** Adding, editing, deleting and zeroing virtual services (ip_vs_add_service and its kin of ip_vs_ctl.c). */
import { type ServiceConfig, type ServiceId, serviceKey } from '../model/service.ts';
import { type Outcome, refuse } from './outcome.ts';
import { findScheduler, viewOf } from './scheduling.ts';
import { afterDeletion, discard } from './servers.ts';
import type { Kernel, KernelService } from './state.ts';
import { newStats, zeroed } from './stats.ts';
import {
  allServices,
  findService,
  insertService,
  mapServices,
  removeService,
  replaceService,
} from './table.ts';

/** ENOENT for a scheduler or persistence engine whose module does not exist; `sip` is the only engine. */
const modulesExist = (kernel: Kernel, config: ServiceConfig): boolean =>
  findScheduler(kernel, config.scheduler) !== undefined && (config.pe === undefined || config.pe === 'sip');

const bound = (kernel: Kernel, service: KernelService): KernelService => {
  const scheduler = findScheduler(kernel, service.config.scheduler);
  return { ...service, schedulerState: scheduler?.start(viewOf(kernel, service)) };
};

/** Adds a service without servers. EEXIST; ENOENT: no such scheduler or persistence engine. */
export const addService = (kernel: Kernel, id: ServiceId, config: ServiceConfig): Outcome => {
  if (findService(kernel, id) !== undefined) return refuse('EEXIST');
  if (!modulesExist(kernel, config)) return refuse('ENOENT');
  const service: KernelService = {
    uid: kernel.nextUid,
    key: serviceKey(id),
    id,
    config,
    schedulerState: undefined,
    servers: [],
    stats: newStats,
    restless: false,
  };
  const next = { ...kernel, nextUid: kernel.nextUid + 1 };
  return { ok: true, kernel: insertService(next, bound(next, service)) };
};

/** Sets everything of a service anew; only another scheduler is bound afresh. ESRCH: no such service; ENOENT. */
export const editService = (kernel: Kernel, id: ServiceId, config: ServiceConfig): Outcome => {
  const service = findService(kernel, id);
  if (service === undefined) return refuse('ESRCH');
  if (!modulesExist(kernel, config)) return refuse('ENOENT');
  const edited = { ...service, config };
  const same = service.config.scheduler === config.scheduler;
  return { ok: true, kernel: replaceService(kernel, same ? edited : bound(kernel, edited)) };
};

/** Deletes a service; its servers go to the trash, connections stay. ESRCH: no such service. */
export const deleteService = (kernel: Kernel, id: ServiceId): Outcome => {
  const service = findService(kernel, id);
  if (service === undefined) return refuse('ESRCH');
  const without = discard(removeService(kernel, service), service, service.servers);
  return { ok: true, kernel: afterDeletion(without) };
};

/** Deletes all services. */
export const flush = (kernel: Kernel): Kernel => {
  let next = kernel;
  for (const service of allServices(kernel)) next = discard(next, service, service.servers);
  const empty = kernel.addressServices.map(() => []);
  return afterDeletion({
    ...next,
    addressServices: empty,
    markServices: empty,
    ipv4Services: 0,
    ipv6Services: 0,
    ftpServices: 0,
    anyPortServices: 0,
  });
};

const zeroedService = (service: KernelService): KernelService => ({
  ...service,
  stats: zeroed(service.stats),
  servers: service.servers.map(server => ({ ...server, stats: zeroed(server.stats) })),
});

/** Zeroes the counters of one service and its servers; ESRCH: no such service. The director's totals stay. */
export const zeroService = (kernel: Kernel, id: ServiceId): Outcome => {
  const service = findService(kernel, id);
  if (service === undefined) return refuse('ESRCH');
  return { ok: true, kernel: replaceService(kernel, zeroedService(service)) };
};

/** Zeroes the counters of everything. */
export const zeroAll = (kernel: Kernel): Kernel => ({
  ...mapServices(kernel, zeroedService),
  stats: zeroed(kernel.stats),
});
