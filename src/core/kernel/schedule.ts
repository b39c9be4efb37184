/** How a packet finds its service and its server (ip_vs_service_find, ip_vs_schedule and ip_vs_sched_persist, 6.1). */
import { familyOf } from '../model/address.ts';
import { restart } from './connections.ts';
import { bind, type Found, findDestination, kindOf, putDestination, unbind } from './destinations.ts';
import { connectionKey, dropped, forwarded, ignored, type Packet, type Passed, refused } from './packet.ts';
import {
  addTemplate,
  assure,
  findTemplate,
  holdTemplate,
  type TemplateId,
  templateFor,
} from './persistence.ts';
import type { SchedulerPacket } from './scheduler.ts';
import { findScheduler, viewOf } from './scheduling.ts';
import type { Kernel, KernelConnection, KernelServer, KernelService } from './state.ts';
import { count } from './stats.ts';
import { findService, replaceService } from './table.ts';
import { isActive, nextState, stateTimeout } from './tcp.ts';

/** The lookup of ip_vs_service_find: mark, then VIP and port, then FTP data, then port 0. */
export const serviceFor = (kernel: Kernel, packet: Packet): KernelService | undefined => {
  const { protocol, virtual: address, virtualPort: port, mark = 0 } = packet;
  if (mark !== 0) {
    const service = findService(kernel, { kind: 'fwmark', mark, family: familyOf(address) });
    if (service !== undefined) return service;
  }
  const at = (vport: number) => findService(kernel, { kind: 'address', protocol, address, port: vport });
  const exact = at(port);
  if (exact !== undefined) return exact;
  const ftpData = protocol === 'tcp' && kernel.ftpServices > 0 && (port === 20 || port >= 1024);
  return (ftpData ? at(21) : undefined) ?? (kernel.anyPortServices > 0 ? at(0) : undefined);
};

interface Picked {
  readonly kernel: Kernel;
  readonly service: KernelService;
  readonly server: KernelServer | undefined;
}

/** Asks the service's scheduler for a server. */
const pick = (kernel: Kernel, service: KernelService, packet: Packet): Picked => {
  const scheduler = findScheduler(kernel, service.config.scheduler);
  if (scheduler === undefined) return { kernel, service, server: undefined };
  const seen: SchedulerPacket = {
    family: familyOf(packet.client),
    protocol: packet.protocol,
    source: packet.client,
    sourcePort: packet.clientPort,
    destination: packet.virtual,
    destinationPort: packet.virtualPort,
  };
  const { uid, state } = scheduler.pick(service.schedulerState, viewOf(kernel, service), seen);
  const server = uid === undefined ? undefined : service.servers.find(one => one.uid === uid);
  if (state === service.schedulerState) return { kernel, service, server };
  const advanced = { ...service, schedulerState: state };
  return { kernel: replaceService(kernel, advanced), service: advanced, server };
};

/** ip_vs_leave: an FTP service lets other ports pass, everything else is refused. */
const leave = (kernel: Kernel, service: KernelService, packet: Packet): Passed => {
  const ftp = service.id.kind === 'address' && service.id.port === 21;
  return ftp && packet.virtualPort !== 21 ? ignored(kernel) : refused(kernel);
};

const newConnection = (
  kernel: Kernel,
  { service, server }: Home,
  packet: Packet,
  serverPort: number,
  control: string | undefined,
): KernelConnection => {
  const noOutput = server.method !== 'nat';
  const state =
    packet.protocol === 'udp'
      ? 'UDP'
      : nextState('NONE', noOutput ? 'input-only' : 'input', packet.segment ?? 'ack');
  const timeout = stateTimeout(state, kernel.timeouts);
  return {
    key: connectionKey(packet),
    uid: kernel.nextUid,
    template: false,
    lookup: undefined,
    protocol: packet.protocol,
    family: familyOf(packet.client),
    client: packet.client,
    clientPort: packet.clientPort,
    virtual: packet.virtual,
    virtualPort: packet.virtualPort,
    server: server.address,
    serverPort,
    method: server.method,
    state,
    inactive: !isActive(state),
    noOutput,
    service: service.id,
    serverUid: server.uid,
    configuredPort: server.port,
    timeout,
    expires: kernel.now + timeout,
    wheelSecond: 0,
    control,
    controls: 0,
    peData: undefined,
  };
};

/** A server in its service. */
type Home = Extract<Found, { where: 'service' }>;

/** One-packet scheduling: counted, and the entry is gone at once; what remains of it is the thresholds' flag. */
const onePacket = (kernel: Kernel, home: Home, packet: Packet, control: string | undefined): Kernel => {
  const released = unbind(bind(home.server, 'inactive'), 'inactive');
  const next = putDestination(kernel, home, released, { conns: 1, inPkts: 1, inBytes: packet.length });
  const template = control === undefined ? undefined : next.connections.get(control);
  return template === undefined ? next : restart(next, template);
};

/** Makes the connection of a packet that a server was found for. */
const open = (
  kernel: Kernel,
  service: KernelService,
  home: Home,
  packet: Packet,
  serverPort: number,
  control: string | undefined,
): Passed => {
  const connection = newConnection(kernel, home, packet, serverPort, control);
  if (service.config.ops && packet.protocol === 'udp') {
    const verdict = { ...forwarded(connection, packet, true), connection: undefined };
    return { kernel: onePacket(kernel, home, packet, control), verdict };
  }
  const bound = bind(home.server, kindOf(connection));
  const counted = putDestination(kernel, home, bound, { conns: 1, inPkts: 1, inBytes: packet.length });
  const stored = restart({ ...counted, nextUid: counted.nextUid + 1 }, connection);
  const held = control === undefined ? stored : holdTemplate(stored, control);
  return {
    kernel: connection.state === 'ESTABLISHED' ? assure(held, connection) : held,
    verdict: forwarded(connection, packet, true),
  };
};

/**
 * The template of an FTP service and that of a port-0 service on the same VIP are the same one, so a connection can
 * end at a server of another service than its own; its own still counts it (ip_vs_conn_stats) [measured].
 */
const creditOwnService = (kernel: Kernel, own: KernelService, home: KernelService): Kernel => {
  if (own.uid === home.uid) return kernel;
  return [
    { id: own.id, conns: 1 },
    { id: home.id, conns: -1 },
  ].reduce((next, { id, conns }) => {
    const service = findService(next, id);
    if (service === undefined) return next;
    return replaceService(next, { ...service, stats: count(service.stats, { conns }), restless: true });
  }, kernel);
};

interface Templated {
  readonly kernel: Kernel;
  /** undefined when there is no server for a new template. */
  readonly template: KernelConnection | undefined;
}

const templateOf = (kernel: Kernel, service: KernelService, id: TemplateId, packet: Packet): Templated => {
  const known = findTemplate(kernel, service, id);
  if (known.template !== undefined) return { kernel: known.kernel, template: known.template };
  const picked = pick(known.kernel, service, packet);
  if (picked.server === undefined) return { kernel: picked.kernel, template: undefined };
  return addTemplate(picked.kernel, picked.service, picked.server, id);
};

/** ip_vs_sched_persist: the scheduler is asked only when no valid template leads to a server. */
const schedulePersistent = (kernel: Kernel, service: KernelService, packet: Packet): Passed => {
  const id = templateFor(service, packet);
  if (id === undefined) return dropped(kernel);
  const { kernel: next, template } = templateOf(kernel, service, id, packet);
  if (template === undefined) return leave(next, service, packet);
  const found = findDestination(next, template);
  if (found?.where !== 'service') return dropped(next);
  const port = service.id.kind === 'address' ? service.id.port : 0;
  const serverPort =
    packet.virtualPort === port && found.server.port !== 0 ? found.server.port : packet.virtualPort;
  const opened = open(next, service, found, packet, serverPort, template.key);
  return { ...opened, kernel: creditOwnService(opened.kernel, service, found.service) };
};

/** ip_vs_schedule: finds a server for a packet that opens a connection to a service, or refuses it. */
export const schedule = (kernel: Kernel, service: KernelService, packet: Packet): Passed => {
  if (packet.clientPort === 20) return ignored(kernel);
  if (service.config.persistence !== undefined) return schedulePersistent(kernel, service, packet);
  if (service.id.kind === 'address' && service.id.port !== packet.virtualPort) {
    return leave(kernel, service, packet);
  }
  const { kernel: next, service: home, server } = pick(kernel, service, packet);
  if (server === undefined) return leave(next, home, packet);
  const index = home.servers.indexOf(server);
  const serverPort = server.port === 0 ? packet.virtualPort : server.port;
  return open(next, home, { where: 'service', service: home, index, server }, packet, serverPort, undefined);
};
