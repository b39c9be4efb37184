/** The title lines of the listings, and the columns that they announce. */
import type { Format } from './reading.ts';
import type { Scanner } from './scanner.ts';

/** What the columns of a listing are. `unknown`: rows without titles, told apart by the words themselves. */
export type Layout = 'list' | 'tun-info' | 'thresholds' | 'persistent-conn' | 'stats' | 'rate' | 'unknown';

/** The format that a layout is of; /proc/net/ip_vs has the titles of `list`. */
export const layoutFormat = (layout: Layout, proc: boolean): Format =>
  proc ? 'proc-ip_vs' : layout === 'unknown' ? 'list' : layout;

/** `Prot LocalAddress:Port …`: the layout it announces; undefined when the line is not that title. */
export const serviceTitle = (scan: Scanner): Layout | undefined => {
  if (!scan.is(0, 'Prot') || !scan.is(1, 'LocalAddress:Port')) return undefined;
  if (scan.is(2, 'Scheduler')) return 'list';
  if (scan.is(2, 'Conns')) return 'stats';
  if (scan.is(2, 'CPS')) return 'rate';
  if (scan.is(2, 'Uthreshold')) return 'thresholds';
  if (scan.is(2, 'Weight')) return 'persistent-conn';
  return 'unknown';
};

/** `-> RemoteAddress:Port …`: the layout it announces, undefined when the line is not that title. */
export const serverTitle = (scan: Scanner, above: Layout): Layout | undefined => {
  if (!scan.is(0, '->') || !scan.is(1, 'RemoteAddress:Port')) return undefined;
  if (scan.is(2, 'Forward')) return scan.is(3, 'TunnelInfo') ? 'tun-info' : 'list';
  return above;
};

/** `IP Virtual Server version 1.2.1 (size=4096)`: version and size; undefined when the line is not that. */
export const versionLine = (scan: Scanner): { version: string; tableSize?: number } | undefined => {
  const at = scan.is(0, 'IP') ? 0 : scan.is(1, 'IP') ? 1 : -1;
  if (at < 0 || !scan.is(at + 1, 'Virtual') || !scan.is(at + 2, 'Server') || !scan.is(at + 3, 'version')) {
    return undefined;
  }
  const size = /^\(size=(\d+)\)$/.exec(scan.count > at + 5 ? scan.word(at + 5) : '');
  const version = scan.count > at + 4 ? scan.word(at + 4) : '';
  return { version, ...(size === null ? {} : { tableSize: Number(size[1]) }) };
};
