/** Putting planted entries into the connection table. */
import type { Kernel, KernelConnection, Timer } from '../state.ts';

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
