/** New connections (ip_vs_conn_new and what ip_vs_in_hook does with the first packet). */
import { familyOf } from '../model/address.ts';
import { restart } from './connections.ts';
import { bind, type Found, kindOf, putDestination, unbind } from './destinations.ts';
import { connectionKey, forwarded, type Packet, type Passed } from './packet.ts';
import { assure, holdTemplate } from './persistence.ts';
import type { Kernel, KernelConnection, KernelService } from './state.ts';
import { isActive, nextState, stateTimeout } from './tcp.ts';

/** A server in its service. */
type Home = Extract<Found, { where: 'service' }>;

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

/** One-packet scheduling: counted, and the entry is gone at once; what remains of it is the thresholds' flag. */
const onePacket = (kernel: Kernel, home: Home, packet: Packet, control: string | undefined): Kernel => {
  const released = unbind(bind(home.server, 'inactive'), 'inactive');
  const next = putDestination(kernel, home, released, { conns: 1, inPkts: 1, inBytes: packet.length });
  const template = control === undefined ? undefined : next.connections.get(control);
  return template === undefined ? next : restart(next, template);
};

/**
 * The connection of a packet for which a server was found, bound, counted and with its timer set. `serverPort`: where NAT
 * sends it; `control`: the key of the template that led here.
 */
export const open = (
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
