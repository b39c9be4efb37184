/** The way of a packet through IPVS: from a client (ip_vs_in_hook of ip_vs_core.c, 6.1), and of the answer back. */
import { familyOf } from '../model/address.ts';
import { remove, setAside } from './connections.ts';
import { findDestination } from './destinations.ts';
import { connectionKey, dropped, forwarded, ignored, type Packet, type Passed } from './packet.ts';
import { pass } from './pass.ts';
import { schedule, serviceFor } from './schedule.ts';
import type { Kernel, KernelConnection } from './state.ts';

/** Whether a SYN on a known connection opens a new one (conn_reuse_mode, expire_nodest_conn; ip_vs_in_hook). */
const reopens = (kernel: Kernel, connection: KernelConnection): boolean => {
  const { sysctls } = kernel;
  if (sysctls.expire_nodest_conn !== '0' && findDestination(kernel, connection)?.server.weight === 0) {
    return true;
  }
  const mode = Number(sysctls.conn_reuse_mode);
  if (mode === 0 || connection.control !== undefined) return false;
  if (connection.state === 'TIME_WAIT' || connection.state === 'CLOSE') return true;
  return (mode & 2) !== 0 && connection.state === 'FIN_WAIT' && connection.noOutput;
};

/** A packet that no connection takes: it opens one, or is none of IPVS's business. */
const begin = (kernel: Kernel, packet: Packet): Passed => {
  const opening = packet.protocol === 'tcp' && packet.segment === 'syn';
  if (packet.protocol === 'tcp' && !opening && kernel.sysctls.sloppy_tcp === '0') return ignored(kernel);
  const service = serviceFor(kernel, packet);
  return service === undefined ? ignored(kernel) : schedule(kernel, service, packet);
};

/** The old connection goes only after its successor was scheduled: meanwhile it counts in loads and thresholds [measured]. */
const succeed = (kernel: Kernel, connection: KernelConnection, packet: Packet): Passed => {
  const { kernel: cleared, aside } = setAside(kernel, connection);
  const passed = begin(cleared, packet);
  return { ...passed, kernel: remove(passed.kernel, aside) };
};

/** Gives a packet from a client to IPVS. */
export const receive = (kernel: Kernel, packet: Packet): Passed => {
  const hooked = familyOf(packet.virtual) === 4 ? kernel.ipv4Services : kernel.ipv6Services;
  const backupOnly =
    kernel.sysctls.backup_only !== '0' && kernel.daemons.some(({ role }) => role === 'backup');
  if (hooked === 0 || backupOnly) return ignored(kernel);
  const opening = packet.protocol === 'tcp' && packet.segment === 'syn';
  const connection = kernel.connections.get(connectionKey(packet));
  if (connection === undefined) return begin(kernel, packet);
  if (opening && reopens(kernel, connection)) return succeed(kernel, connection, packet);
  if (findDestination(kernel, connection)?.where !== 'service') {
    return kernel.sysctls.expire_nodest_conn === '0' ? dropped(kernel) : succeed(kernel, connection, packet);
  }
  return {
    kernel: pass(kernel, connection, [{ ...packet, side: 'client' }]),
    verdict: forwarded(connection, packet, false),
  };
};

/** Lets a real server's answer pass back: it changes something only where answers pass the director, with NAT. */
export const answer = (kernel: Kernel, key: string, packet: Pick<Packet, 'segment' | 'length'>): Kernel => {
  const connection = kernel.connections.get(key);
  return connection === undefined || connection.method !== 'nat'
    ? kernel
    : pass(kernel, connection, [{ ...packet, side: 'server' }]);
};
