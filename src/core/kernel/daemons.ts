/**
 * The connection synchronisation daemons (start_sync_thread and stop_sync_thread of ip_vs_sync.c). One director alone
 * has nobody to talk to: here they only run, refuse what they refuse, and are listed.
 */
import { familyOf } from '../model/address.ts';
import type { SyncDaemon } from '../model/observe.ts';
import { type Outcome, refuse } from './outcome.ts';
import type { Kernel } from './state.ts';

/** Room for IP and UDP headers in a message. */
const headers = (group: SyncDaemon['group']): number => (familyOf(group) === 6 ? 48 : 28);

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

/**
 * Starts a daemon; a maximal length of 0 becomes what fits the interface. EINVAL while a service has a server of
 * the other family; ENODEV: no such interface; EEXIST: one of this role runs already; ENETUNREACH: a
 * master with an IPv6 group on lo, which has no route for IPv6 multicast [measured].
 */
export const startDaemon = (kernel: Kernel, daemon: SyncDaemon): Outcome => {
  if (kernel.mixedServers > 0) return refuse('EINVAL');
  const device = kernel.network.interfaces.find(one => one.name === daemon.interface);
  if (device === undefined) return refuse('ENODEV');
  if (kernel.daemons.some(one => one.role === daemon.role)) return refuse('EEXIST');
  const routeless = device.name === 'lo' && familyOf(daemon.group) === 6;
  if (daemon.role === 'master' && routeless) return refuse('ENETUNREACH');
  const room = headers(daemon.group);
  const backup = daemon.role === 'backup';
  const mtu = backup ? clamp(device.mtu, 1500, 65535) : 1500;
  const maxLen = daemon.maxLen === 0 ? mtu - room : clamp(daemon.maxLen, backup ? 1024 : 1, 65535 - room);
  const started = { ...daemon, maxLen };
  const daemons = backup ? [...kernel.daemons, started] : [started, ...kernel.daemons];
  return { ok: true, kernel: { ...kernel, daemons } };
};

/** Stops the daemon of a role, whatever its id [measured]. ESRCH: none runs. */
export const stopDaemon = (kernel: Kernel, role: SyncDaemon['role']): Outcome => {
  const daemons = kernel.daemons.filter(one => one.role !== role);
  if (daemons.length === kernel.daemons.length) return refuse('ESRCH');
  return { ok: true, kernel: { ...kernel, daemons } };
};
