/** Routes in steps: as `ip route` takes them, and as `route` does. */

import type { RouteItem } from '../model/net-item.ts';
import { routeWords } from '../net/argv.ts';

/** What a route's step sets before it calls `want`, and the words after `route`. */
interface RouteStep {
  readonly variables: readonly (readonly [name: string, value: string])[];
  readonly words: readonly string[];
}

/** Prefix 24 as 255.255.255.0; 0..32. */
export const netmask = (prefix: number): string =>
  [0, 8, 16, 24].map(start => 256 - 2 ** (8 - Math.min(8, Math.max(0, prefix - start)))).join('.');

/**
 * `want there route default via 10.0.0.254`. The metric of IPv4 is 0, the best one; IPv6 puts 1024 where
 * nothing is said, and a default route gets 1, to win against those that routers advertise.
 */
export const routeStep = (item: RouteItem): RouteStep => {
  const local = item.local === true;
  const all = routeWords(item);
  const table = item.table === undefined ? 'main' : String(item.table);
  const metric = item.family === 4 ? '0' : item.to === undefined && !local ? '1' : '1024';
  // The table stands last, and the type first: both are in variables.
  const words = all.slice(local ? 1 : 0, item.table === undefined ? undefined : -2);
  return {
    variables: [
      ['family', String(item.family)],
      ['type', local ? 'local' : 'unicast'],
      ['table', table],
      ['metric', metric],
    ],
    words,
  };
};

const dots = (text: string): string => text.replaceAll('.', '\\.');

/**
 * `route add default gw VIA`, `route add -host ADDRESS dev DEVICE`; `route -n` shows destination, gateway and
 * mask in columns.
 */
export const classicRouteStep = ({ to, via, device }: RouteItem): RouteStep => {
  const target =
    to === undefined
      ? ['default']
      : to.prefix === 32
        ? ['-host', to.address]
        : ['-net', to.address, 'netmask', netmask(to.prefix)];
  const columns = [to?.address ?? '0.0.0.0', via ?? '0.0.0.0', netmask(to?.prefix ?? 0)].map(dots);
  const shown = `^${columns.join('  *')} `;
  return {
    variables: [['line', device === undefined ? shown : `${shown}.* ${dots(device)}$`]],
    words: [
      ...target,
      ...(via === undefined ? [] : ['gw', via]),
      ...(device === undefined ? [] : ['dev', device]),
    ],
  };
};
