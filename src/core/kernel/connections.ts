/**
 * The connection table with its timers (ip_vs_conn.c). A timer wheel with one slot a second holds keys; an entry is
 * put at most a minute ahead and moved on when its slot comes, so that the restart of a timer costs nothing.
 */
import { findDestination, kindOf, putDestination, unbind } from './destinations.ts';
import type { Kernel, KernelConnection, Timer } from './state.ts';

/**
 * How far ahead, in seconds, an entry is put. Entries mostly live to see their timer restarted: a short horizon keeps
 * few cells of entries that are long gone, a long one has few cells to move.
 */
const slotAhead = 60;

const wheelSecondFor = (now: number, expires: number): number =>
  Math.min(Math.floor(expires / 1000), Math.floor(now / 1000) + slotAhead);

/** The kernel with an entry stored and its timer set to `connection.expires`. */
const store = (kernel: Kernel, connection: KernelConnection): Kernel => {
  const known = kernel.connections.get(connection.key);
  const second = wheelSecondFor(kernel.now, connection.expires);
  if (known?.uid === connection.uid && known.wheelSecond <= second) {
    const kept =
      known.wheelSecond === connection.wheelSecond
        ? connection
        : { ...connection, wheelSecond: known.wheelSecond };
    return { ...kernel, connections: kernel.connections.put(connection.key, kept) };
  }
  const slot = String(second);
  const timer: Timer = { key: connection.key, uid: connection.uid, next: kernel.wheel.get(slot) };
  return {
    ...kernel,
    connections: kernel.connections.put(connection.key, { ...connection, wheelSecond: second }),
    wheel: kernel.wheel.put(slot, timer),
  };
};

/** The kernel with an entry's timer restarted from its timeout. */
export const restart = (kernel: Kernel, connection: KernelConnection): Kernel =>
  store(kernel, { ...connection, expires: kernel.now + connection.timeout });

/** The kernel without an entry, its server and its template relieved of it. */
export const remove = (kernel: Kernel, connection: KernelConnection): Kernel => {
  const found = findDestination(kernel, connection);
  const relieved =
    found === undefined
      ? kernel
      : putDestination(kernel, found, unbind(found.server, kindOf(connection)), undefined);
  const controller =
    connection.control === undefined ? undefined : kernel.connections.get(connection.control);
  const rest = relieved.connections.drop(connection.key);
  return {
    ...relieved,
    connections:
      controller === undefined
        ? rest
        : rest.put(controller.key, { ...controller, controls: controller.controls - 1 }),
    templates:
      connection.lookup === undefined ? relieved.templates : relieved.templates.drop(connection.lookup),
  };
};

/**
 * The kernel with an entry that its next timer tick will remove: no packet finds it any more, but its server still
 * counts it (ip_vs_conn_expire_now). Also gives the entry as it is now, for `remove`.
 */
export const setAside = (
  kernel: Kernel,
  connection: KernelConnection,
): { readonly kernel: Kernel; readonly aside: KernelConnection } => {
  const aside = { ...connection, key: `aside ${connection.uid}` };
  const connections = kernel.connections.drop(connection.key).put(aside.key, aside);
  return { kernel: { ...kernel, connections }, aside };
};

/** A template that still controls connections is not dropped but waits another 60 s (ip_vs_conn_expire). */
const controllerDelay = 60_000;

/** The kernel after the timer of an entry has fired. */
const expire = (kernel: Kernel, connection: KernelConnection): Kernel =>
  connection.controls > 0
    ? restart(kernel, { ...connection, timeout: controllerDelay })
    : remove(kernel, connection);

/** The kernel with a template renamed so that nobody finds it: `:65535` in listings (ip_vs_check_template). */
export const invalidate = (kernel: Kernel, template: KernelConnection): Kernel => {
  if (template.lookup === undefined) return kernel;
  const renamed = { ...template, lookup: undefined, virtualPort: 65535, serverPort: 65535, clientPort: 0 };
  return {
    ...kernel,
    connections: kernel.connections.put(template.key, renamed),
    templates: kernel.templates.drop(template.lookup),
  };
};

/**
 * The kernel after expire_nodest_conn has done its work: every connection whose server was deleted is gone, with the
 * template that no other connection holds (ip_vs_expire_nodest_conn_flush).
 */
export const dropOrphans = (kernel: Kernel): Kernel => {
  let next = kernel;
  for (const { key } of kernel.connections.values()) {
    const connection = next.connections.get(key);
    if (connection === undefined || connection.controls > 0) continue;
    if (findDestination(next, connection)?.where === 'service') continue;
    next = remove(next, connection);
    const controller =
      connection.control === undefined ? undefined : next.connections.get(connection.control);
    if (controller?.controls === 0) next = remove(next, controller);
  }
  return next;
};

/** Not on the wheel: `store` puts it there. */
const offWheel = Number.POSITIVE_INFINITY;

/**
 * The live entries that a second of the wheel holds, each once, in the order in which they fire: of those that end at
 * one moment the newest first, as a bucket of the kernel's timers runs [measured]. So a template that ends together
 * with its connections finds them gone.
 */
const dueIn = (kernel: Kernel, second: number): readonly KernelConnection[] => {
  const entries = new Map<string, KernelConnection>();
  for (let timer = kernel.wheel.get(String(second)); timer !== undefined; timer = timer.next) {
    const entry = kernel.connections.get(timer.key);
    if (entry?.uid === timer.uid && entry.wheelSecond === second) entries.set(timer.key, entry);
  }
  return [...entries.values()].sort((one, other) => one.expires - other.expires || other.uid - one.uid);
};

/** The kernel at the time `until`, which lies in this second of the wheel, all its timers up to then worked off. */
export const runWheelSecond = (kernel: Kernel, second: number, until: number): Kernel => {
  const entries = dueIn(kernel, second);
  const passed = kernel.wheel.drop(String(second));
  if (entries.length === 0) return { ...kernel, now: until, wheel: passed };
  let next: Kernel = { ...kernel, wheel: passed };
  let waiting: Timer | undefined;
  for (const { key, uid } of entries) {
    const entry = next.connections.get(key);
    if (entry?.uid !== uid) continue;
    if (entry.expires > until && Math.floor(entry.expires / 1000) <= second) {
      waiting = { key, uid, next: waiting };
      continue;
    }
    const loose = { ...entry, wheelSecond: offWheel };
    next = {
      ...next,
      now: Math.max(next.now, Math.min(entry.expires, until)),
      connections: next.connections.put(key, loose),
    };
    next = entry.expires <= until ? expire(next, loose) : store(next, loose);
  }
  const wheel = waiting === undefined ? next.wheel : next.wheel.put(String(second), waiting);
  return { ...next, now: until, wheel };
};
