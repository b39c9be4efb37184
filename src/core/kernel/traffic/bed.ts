/** Planting single connections: an entry with its server, its template and its timer, as if it had come long ago. */
import { bind } from '../destinations.ts';
import { connectionKey, type Packet } from '../packet.ts';
import { templateFor } from '../persistence.ts';
import type { SchedulerView } from '../scheduler.ts';
import { findScheduler } from '../scheduling.ts';
import type { ConnectionState, Kernel, KernelConnection, KernelServer, KernelService } from '../state.ts';
import { stateTimeout } from '../tcp.ts';
import { drawRequest, type Flow } from './flow.ts';
import type { Lots } from './lots.ts';
import type { Load } from './scene.ts';
import type { Use } from './uses.ts';

/** What the connections of one service are planted in. */
export interface Bed {
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

/** Asks the service's scheduler, which sees the connections planted so far. */
export const pickServer = (bed: Bed, packet: Packet): KernelServer | undefined => {
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
export const pickPast = (bed: Bed, packet: Packet): KernelServer | undefined => {
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
export const plantOne = (
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
