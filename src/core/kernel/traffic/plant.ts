/**
 * The past of a scene, put in place without living through it: connections of the last minutes with their timers,
 * templates, counters and rates as if the traffic had gone on for a while. Servers are picked by the real algorithms.
 */
import { viewOf } from '../scheduling.ts';
import type { ConnectionState, Kernel, KernelConnection, KernelServer, KernelService } from '../state.ts';
import { stateTimeout } from '../tcp.ts';
import { type Bed, pickPast, pickServer, plantOne } from './bed.ts';
import { type Flow, patience } from './flow.ts';
import { type Lots, lots } from './lots.ts';
import { credited } from './past.ts';
import type { Load, Scene } from './scene.ts';
import { type Use, uses } from './uses.ts';

/** A service with its past: the new service, its entries and the connections that are still open. */
export interface Planted {
  readonly service: KernelService;
  readonly entries: readonly KernelConnection[];
  readonly flows: readonly Flow[];
  readonly nextUid: number;
}

/** How long closed connections (of UDP: answered ones) stay in the table. */
const memory = (kernel: Kernel, service: KernelService, use: Use): number => {
  if (service.config.ops) return 0;
  if (use.protocol === 'udp') return kernel.timeouts.udp * 1000;
  const nat = service.servers.some(({ method }) => method === 'nat');
  return stateTimeout(nat ? 'TIME_WAIT' : 'FIN_WAIT', kernel.timeouts);
};

/** The state in which connections to a server end up once closed. */
const closedState = (server: KernelServer, use: Use): ConnectionState => {
  if (use.protocol === 'udp') return 'UDP';
  return server.method === 'nat' ? 'TIME_WAIT' : 'FIN_WAIT';
};

/** A client that waits for an answer since some seconds. */
const waiting = (flow: Flow, now: number, draw: Lots): Flow => ({
  ...flow,
  until: now + draw.below(patience),
  retry: { at: now + draw.below(8000), wait: 16_000 },
});

/**
 * A service of a kernel after `lived` milliseconds of its load, up to the kernel's present. Servers of the scene
 * that answer nothing have half-open connections instead of closed ones.
 */
export const plantService = (
  kernel: Kernel,
  service: KernelService,
  load: Load,
  draw: Lots,
  scene: Scene,
  lived: number,
  nextUid: number,
): Planted => {
  const servers = service.servers.slice();
  const view = { ...viewOf(kernel, service), servers };
  const use = uses[load.use];
  const bed: Bed = {
    kernel,
    load,
    use,
    draw,
    view,
    servers,
    service,
    nextUid,
    entries: [],
    templates: new Map(),
    keys: new Set(),
  };
  const flows: Flow[] = [];
  const picks = new Map<number, number>();
  const isSilent = (server: KernelServer) => scene.silent.includes(server.address);
  const note = (server: KernelServer) => picks.set(server.uid, (picks.get(server.uid) ?? 0) + 1);
  const stateOn = (server: KernelServer, usual: ConnectionState) =>
    isSilent(server) && use.protocol === 'tcp' ? 'SYN_RECV' : usual;
  const open = draw.times((load.perSecond * Math.min(use.lasts, lived * 0.6)) / 1000);
  for (let index = 0; index < open; index++) {
    const planted = plantOne(bed, draw.below(4000), pickServer, server => stateOn(server, 'ESTABLISHED'));
    if (planted === undefined) continue;
    note(planted.server);
    const until = kernel.now + draw.wait(use.lasts);
    flows.push(
      isSilent(planted.server) ? waiting(planted.flow, kernel.now, draw) : { ...planted.flow, until },
    );
  }
  const window = Math.min(lived, memory(kernel, service, use));
  const closed = draw.times((load.perSecond * window) / 1000);
  for (let index = 0; index < closed; index++) {
    const age = draw.below(Math.max(1, window));
    const planted = plantOne(bed, age, pickPast, server => stateOn(server, closedState(server, use)));
    if (planted !== undefined) note(planted.server);
  }
  bed.entries.push(...bed.templates.values());
  const planted = credited({ ...bed.service, servers }, load, use, lived, picks, isSilent);
  return { service: planted, entries: bed.entries, flows, nextUid: bed.nextUid };
};

/** The lots for the past of load `index`. */
export const pastLots = (seed: number, index: number): Lots => lots(seed, 0xa57, index);
