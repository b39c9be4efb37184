/**
 * The past of a scene, put in place without living through it: connections of the last minutes with their timers,
 * templates, counters and rates as if the traffic had gone on for a while. Servers are picked by the real algorithms.
 */
import { bind } from '../destinations.ts';
import { connectionKey, type Packet } from '../packet.ts';
import { templateFor } from '../persistence.ts';
import type { SchedulerView } from '../scheduler.ts';
import { findScheduler, viewOf } from '../scheduling.ts';
import type {
  ConnectionState,
  Kernel,
  KernelConnection,
  KernelServer,
  KernelService,
  Timer,
} from '../state.ts';
import { stateTimeout } from '../tcp.ts';
import { drawRequest, type Flow, patience } from './flow.ts';
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

interface Bed {
  readonly kernel: Kernel;
  readonly load: Load;
  readonly use: Use;
  readonly draw: Lots;
  readonly view: SchedulerView;
  /** The view's own list: the counts move while connections are planted. */
  readonly servers: KernelServer[];
  service: KernelService;
  nextUid: number;
  readonly entries: KernelConnection[];
  readonly templates: Map<string, KernelConnection>;
  readonly keys: Set<string>;
}

const packetOf = (request: Flow['request']): Packet => ({ ...request, length: 0 });

const pickServer = (bed: Bed, packet: Packet): KernelServer | undefined => {
  const scheduler = findScheduler(bed.kernel, bed.service.config.scheduler);
  if (scheduler === undefined) return undefined;
  const { uid, state } = scheduler.pick(bed.service.schedulerState, bed.view, {
    family: packet.client.includes(':') ? 6 : 4,
    protocol: packet.protocol,
    source: packet.client,
    sourcePort: packet.clientPort,
    destination: packet.virtual,
    destinationPort: packet.virtualPort,
  });
  bed.service = { ...bed.service, schedulerState: state };
  return bed.servers.find(server => server.uid === uid);
};

/** Algorithms that look at the load of the moment, which for connections of the past is gone. */
const byLoad: ReadonlySet<string> = new Set(['wlc', 'lc', 'sed', 'nq', 'ovf', 'lblc', 'lblcr', 'twos']);

/** Where a connection of the past went: for algorithms that look at load, by weight, to which they even it out. */
const pickPast = (bed: Bed, packet: Packet): KernelServer | undefined => {
  const { scheduler } = bed.service.config;
  if (!byLoad.has(scheduler)) return pickServer(bed, packet);
  const even = scheduler === 'lc' || scheduler === 'nq';
  const able = bed.servers.filter(({ weight, overloaded }) => weight > 0 && !overloaded);
  let left = bed.draw.share() * able.reduce((sum, { weight }) => sum + (even ? 1 : weight), 0);
  return able.find(({ weight }) => {
    left -= even ? 1 : weight;
    return left < 0;
  });
};

const count = (bed: Bed, server: KernelServer, kind: 'active' | 'inactive' | 'persistent'): void => {
  const index = bed.servers.findIndex(({ uid }) => uid === server.uid);
  bed.servers[index] = bind(bed.servers[index] ?? server, kind);
};

/** The template that a packet of a persistent service comes under; made when its client is new. */
const templateOf = (bed: Bed, packet: Packet, age: number): KernelConnection | undefined => {
  const { service, kernel } = bed;
  const id = templateFor(service, packet);
  if (id === undefined) return undefined;
  const lookup = `${id.protocol} ${id.client} ${id.virtual} ${id.virtualPort}`;
  const known = bed.templates.get(lookup);
  if (known !== undefined) return known;
  const server = pickServer(bed, packet);
  if (server === undefined) return undefined;
  const timeout = (service.config.persistence?.timeout ?? 0) * 1000;
  const template: KernelConnection = {
    ...entryOf(bed, packet, server, 'ASSURED'),
    key: `template ${bed.nextUid}`,
    template: true,
    lookup,
    protocol: id.protocol,
    client: id.client,
    clientPort: 0,
    virtual: id.virtual,
    virtualPort: id.virtualPort,
    serverPort: id.virtualPort === 0 ? 0 : server.port,
    inactive: true,
    timeout,
    expires: kernel.now + Math.max(1000, timeout - age),
  };
  bed.nextUid += 1;
  bed.templates.set(lookup, template);
  count(bed, server, 'persistent');
  return template;
};

const entryOf = (
  bed: Bed,
  packet: Packet,
  server: KernelServer,
  state: ConnectionState,
): KernelConnection => {
  const { kernel, service } = bed;
  const timeout = stateTimeout(state, kernel.timeouts);
  return {
    key: connectionKey(packet),
    uid: bed.nextUid,
    template: false,
    lookup: undefined,
    protocol: packet.protocol,
    family: packet.client.includes(':') ? 6 : 4,
    client: packet.client,
    clientPort: packet.clientPort,
    virtual: packet.virtual,
    virtualPort: packet.virtualPort,
    server: server.address,
    serverPort: server.port === 0 ? packet.virtualPort : server.port,
    method: server.method,
    state,
    inactive: state !== 'ESTABLISHED' && state !== 'SYN_RECV',
    noOutput: server.method !== 'nat',
    service: service.id,
    serverUid: server.uid,
    configuredPort: server.port,
    timeout,
    expires: kernel.now + timeout,
    wheelSecond: 0,
    control: undefined,
    controls: 0,
    peData: undefined,
  };
};

/** Plants one connection that was last heard of `age` milliseconds ago; undefined when nobody could take it. */
const plantOne = (
  bed: Bed,
  age: number,
  choose: typeof pickServer,
  stateOn: (server: KernelServer) => ConnectionState,
): { readonly flow: Flow; readonly server: KernelServer } | undefined => {
  const request = drawRequest(bed.load, bed.use.protocol, bed.draw);
  const packet = packetOf(request);
  if (bed.keys.has(connectionKey(packet))) return undefined;
  bed.keys.add(connectionKey(packet));
  const persistent = bed.service.config.persistence !== undefined;
  const template = persistent ? templateOf(bed, packet, age) : undefined;
  const server = persistent ? bed.servers.find(one => one.uid === template?.serverUid) : choose(bed, packet);
  if (server === undefined) return undefined;
  const state = stateOn(server);
  const entry = entryOf(bed, packet, server, state);
  const expires = bed.kernel.now + Math.max(1000, entry.timeout - age);
  bed.nextUid += 1;
  bed.entries.push({ ...entry, expires, control: template?.key });
  if (template?.lookup !== undefined) {
    const held = bed.templates.get(template.lookup) ?? template;
    bed.templates.set(template.lookup, { ...held, controls: held.controls + 1 });
  }
  count(bed, server, entry.inactive ? 'inactive' : 'active');
  return { flow: { request, key: entry.key, method: server.method, until: 0 }, server };
};

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

const slotAhead = 60;

/** The kernel with planted entries in its table, their timers set as connections.ts would have set them. */
export const settle = (kernel: Kernel, entries: readonly KernelConnection[], nextUid: number): Kernel => {
  let { connections, templates, wheel } = kernel;
  const latest = Math.floor(kernel.now / 1000) + slotAhead;
  const timers = new Map<number, Timer>();
  for (const entry of entries) {
    const second = Math.min(Math.floor(entry.expires / 1000), latest);
    connections = connections.put(entry.key, { ...entry, wheelSecond: second });
    timers.set(second, { key: entry.key, uid: entry.uid, next: timers.get(second) });
    if (entry.lookup !== undefined) templates = templates.put(entry.lookup, entry.key);
  }
  for (const [second, timer] of timers) wheel = wheel.put(String(second), timer);
  return { ...kernel, connections, templates, wheel, nextUid };
};

/** The lots for the past of load `index`. */
export const pastLots = (seed: number, index: number): Lots => lots(seed, 0xa57, index);
