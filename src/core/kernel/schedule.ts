/** How a packet finds its service and its server (ip_vs_service_find, ip_vs_schedule and ip_vs_sched_persist, 6.1). */
import { familyOf } from '../model/address.ts';
import { findDestination } from './destinations.ts';
import { open } from './open.ts';
import { dropped, ignored, type Packet, type Passed, refused } from './packet.ts';
import { addTemplate, findTemplate, type TemplateId, templateFor } from './persistence.ts';
import type { SchedulerPacket } from './scheduler.ts';
import { findScheduler, viewOf } from './scheduling.ts';
import type { Kernel, KernelConnection, KernelServer, KernelService } from './state.ts';
import { count } from './stats.ts';
import { findService, replaceService } from './table.ts';

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
