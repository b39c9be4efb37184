/** Persistence templates (ip_vs_sched_persist of ip_vs_core.c): what they are kept under, made of, and when they hold. */
import { type Address, type Family, familyOf, ipv4FromBits, ipv6FromGroups } from '../model/address.ts';
import { invalidate, restart } from './connections.ts';
import { bind, findDestination, putDestination } from './destinations.ts';
import { masked, maskOf } from './mask.ts';
import type { Packet } from './packet.ts';
import type { Kernel, KernelConnection, KernelServer, KernelService } from './state.ts';

/** What a template stands for. */
export interface TemplateId {
  readonly protocol: Packet['protocol'] | 'ip';
  readonly client: Address;
  readonly virtual: Address;
  readonly virtualPort: number;
  readonly peData: string | undefined;
}

/** A mark where an address is expected: the first four bytes of it (shown as 0.0.0.17, or as 0:11::). */
const markAddress = (mark: number, family: Family): Address =>
  family === 4 ? ipv4FromBits(mark) : ipv6FromGroups([mark >>> 16, mark & 0xffff, 0, 0, 0, 0, 0, 0]);

/**
 * The template for a packet of a service: <client's network, VIP, port>; port 0 for FTP and for port-0 services; for
 * marks <client's network, mark> of protocol IP. undefined when the engine `sip` finds no Call-ID: such a packet
 * is dropped (ip_vs_sip_fill_param; for TCP always).
 */
export const templateFor = (service: KernelService, packet: Packet): TemplateId | undefined => {
  const { id, config } = service;
  const own = id.kind === 'address' && id.port === packet.virtualPort;
  const sip = config.pe === 'sip';
  const peData = sip && packet.protocol === 'udp' ? packet.callId : undefined;
  if (sip && peData === undefined) return undefined;
  const client = masked(packet.client, maskOf(id, config));
  if (id.kind === 'fwmark') {
    return { protocol: 'ip', client, virtual: markAddress(id.mark, id.family), virtualPort: 0, peData };
  }
  const virtualPort = own && id.port !== 21 ? packet.virtualPort : 0;
  return { protocol: packet.protocol, client, virtual: packet.virtual, virtualPort, peData };
};

/** A Call-ID is looked up whoever the client is (ip_vs_sip_ct_match). */
const lookupKey = (service: KernelService, id: TemplateId): string =>
  id.peData === undefined
    ? `${id.protocol} ${id.client} ${id.virtual} ${id.virtualPort}`
    : `sip ${familyOf(id.client)} ${id.protocol} ${service.key} ${id.virtual} ${id.virtualPort} ${id.peData}`;

/** The valid template for a packet, if there is one; an invalid one is renamed so that nobody finds it again. */
export const findTemplate = (
  kernel: Kernel,
  service: KernelService,
  id: TemplateId,
): { readonly kernel: Kernel; readonly template: KernelConnection | undefined } => {
  const key = kernel.templates.get(lookupKey(service, id));
  const template = key === undefined ? undefined : kernel.connections.get(key);
  if (template === undefined) return { kernel, template };
  const found = findDestination(kernel, template);
  const quiescent = kernel.sysctls.expire_quiescent_template !== '0' && found?.server.weight === 0;
  return found?.where === 'service' && !quiescent
    ? { kernel, template }
    : { kernel: invalidate(kernel, template), template: undefined };
};

/** The kernel with a new template for a server, and the template. */
export const addTemplate = (
  kernel: Kernel,
  service: KernelService,
  server: KernelServer,
  id: TemplateId,
): { readonly kernel: Kernel; readonly template: KernelConnection } => {
  const timeout = (service.config.persistence?.timeout ?? 0) * 1000;
  const lookup = lookupKey(service, id);
  const template: KernelConnection = {
    key: `template ${kernel.nextUid}`,
    uid: kernel.nextUid,
    template: true,
    lookup,
    protocol: id.protocol,
    family: familyOf(id.client),
    client: id.client,
    clientPort: 0,
    virtual: id.virtual,
    virtualPort: id.virtualPort,
    server: server.address,
    serverPort: id.virtualPort === 0 ? 0 : server.port,
    method: server.method,
    state: 'NONE',
    inactive: true,
    noOutput: server.method !== 'nat',
    service: service.id,
    serverUid: server.uid,
    configuredPort: server.port,
    timeout,
    expires: kernel.now + timeout,
    wheelSecond: 0,
    control: undefined,
    controls: 0,
    peData: id.peData,
  };
  const found = findDestination(kernel, template);
  const bound =
    found === undefined ? kernel : putDestination(kernel, found, bind(server, 'persistent'), undefined);
  const stored = restart({ ...bound, nextUid: bound.nextUid + 1 }, template);
  return { kernel: { ...stored, templates: stored.templates.put(lookup, template.key) }, template };
};

/** The kernel with a template holding one more connection, its timer restarted. */
export const holdTemplate = (kernel: Kernel, key: string): Kernel => {
  const template = kernel.connections.get(key);
  return template === undefined ? kernel : restart(kernel, { ...template, controls: template.controls + 1 });
};

/** The kernel with a connection's template assured: an answer came, or TCP was established (ip_vs_control_assure_ct). */
export const assure = (kernel: Kernel, connection: KernelConnection): Kernel => {
  const template = connection.control === undefined ? undefined : kernel.connections.get(connection.control);
  if (template === undefined || template.state === 'ASSURED') return kernel;
  return { ...kernel, connections: kernel.connections.put(template.key, { ...template, state: 'ASSURED' }) };
};
