/** Persistence templates (ip_vs_sched_persist of ip_vs_core.c): what they are kept under, made of, and when they hold. */
import { type Address, familyOf, ipv4FromBits } from '../model/address.ts';
import { adopt, invalidate, restart } from './connections.ts';
import { type Found, findDestination } from './destinations.ts';
import { masked } from './mask.ts';
import type { Packet } from './packet.ts';
import { maskOf } from './services.ts';
import type { Kernel, KernelConnection, KernelServer, KernelService } from './state.ts';

/** What a template stands for. */
export interface TemplateId {
  readonly protocol: Packet['protocol'] | 'ip';
  readonly client: Address;
  readonly virtual: Address;
  readonly virtualPort: number;
  readonly peData: string | undefined;
}

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
    return { protocol: 'ip', client, virtual: ipv4FromBits(id.mark), virtualPort: 0, peData };
  }
  const virtualPort = own && id.port !== 21 ? packet.virtualPort : 0;
  return { protocol: packet.protocol, client, virtual: packet.virtual, virtualPort, peData };
};

/** A Call-ID is looked up whoever the client is (ip_vs_sip_ct_match). */
const lookupKey = (service: KernelService, id: TemplateId): string =>
  id.peData === undefined
    ? `${id.protocol} ${id.client} ${id.virtual} ${id.virtualPort}`
    : `sip ${familyOf(id.client)} ${id.protocol} ${service.key} ${id.virtual} ${id.virtualPort} ${id.peData}`;

/** The valid template for a packet with its server; an invalid one is renamed so that nobody finds it again. */
export const findTemplate = (
  kernel: Kernel,
  service: KernelService,
  id: TemplateId,
): { readonly kernel: Kernel; readonly template?: KernelConnection; readonly found?: Found } => {
  const key = kernel.templates.get(lookupKey(service, id));
  const template = key === undefined ? undefined : kernel.connections.get(key);
  if (template === undefined) return { kernel };
  const found = findDestination(kernel, template);
  const quiescent = kernel.sysctls.expire_quiescent_template !== '0' && found?.server.weight === 0;
  if (found?.where !== 'service' || quiescent) return { kernel: invalidate(kernel, template) };
  return { kernel, template, found };
};

/** The kernel with a new template for a server, and the template. */
export const addTemplate = (
  kernel: Kernel,
  service: KernelService,
  server: KernelServer,
  id: TemplateId,
): { readonly kernel: Kernel; readonly template: KernelConnection } => {
  const timeout = (service.config.persistence?.timeout ?? 0) * 1000;
  const template: KernelConnection = {
    key: `template ${kernel.nextUid}`,
    uid: kernel.nextUid,
    template: true,
    lookup: lookupKey(service, id),
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
  const adopted = adopt(kernel, template, { server });
  const stored = template.lookup ?? '';
  return { kernel: { ...adopted, templates: adopted.templates.put(stored, template.key) }, template };
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
