/**
 * Adding and deleting routes (fib_table_insert and fib_table_delete, ip6_route_add and ip6_route_del): what the kernel
 * refuses, and in which words [measured on 6.1].
 */
import type { Address, Family } from '../../model/address.ts';
import type { NetworkAddress } from '../../model/network.ts';
import type { Changed, KernelNetwork, KernelRoute } from './network.types.ts';
import { networkOf, sameNetwork } from './prefixes.ts';
import { answers, hopOf, refuse, type WantedRoute } from './route-hops.ts';
import { routesOf } from './route-order.ts';
import { localTable, mainTable } from './tables.ts';

/** Metric of IPv6 routes that were given none. */
const userMetric = 1024;

/** The network with one more table, where it is none that is always there. */
export const withTable = (network: KernelNetwork, family: Family, table: number): KernelNetwork =>
  table === mainTable || table === localTable || network.tables[family].includes(table)
    ? network
    : { ...network, tables: { ...network.tables, [family]: [...network.tables[family], table] } };

/** Whether a table exists: main and local do, others from the first thing that was asked of them on. */
export const hasTable = (network: KernelNetwork, family: Family, table: number): boolean =>
  withTable(network, family, table) === network;

const hasHostBits = (to: NetworkAddress): boolean => networkOf(to).address !== to.address;

const routeOf = (wanted: WantedRoute, device: string): KernelRoute => {
  const { family, table, local, via } = wanted;
  const router = via === undefined || via === '0.0.0.0' ? {} : { via };
  const type = local ? 'local' : 'unicast';
  const to = networkOf(wanted.to);
  const common = { family, table, type, to, device, protocol: 'boot', ...router } as const;
  if (family === 6) return { ...common, scope: 'global', metric: userMetric };
  return { ...common, scope: local ? 'host' : via === undefined ? 'link' : 'global' };
};

/**
 * The network with a route. Refused: host bits in an IPv4 destination, a router that is not on a link, a second route to
 * the same destination in the same table (for IPv6, of the same metric). The table is there afterwards, even so.
 */
export const addRoute = (network: KernelNetwork, wanted: WantedRoute): Changed => {
  const change = inserted(network, wanted);
  return change.ok ? change : { ...change, left: withTable(network, wanted.family, wanted.table) };
};

const inserted = (network: KernelNetwork, wanted: WantedRoute): Changed => {
  const { family, table } = wanted;
  if (family === 4 && hasHostBits(wanted.to)) return refuse('Error: Invalid prefix for given prefix length.');
  const hop = hopOf(network, wanted);
  if (!hop.ok) return hop.refused;
  const route = routeOf(wanted, hop.device);
  const taken = network.routes.some(
    one =>
      one.family === family &&
      one.table === table &&
      one.metric === route.metric &&
      sameNetwork(one.to, route.to),
  );
  if (taken) return answers('File exists');
  const next = withTable(network, family, table);
  return { ok: true, network: { ...next, routes: [...next.routes, route] } };
};

/** What the root of an IPv6 table answers to when it holds no default route: an entry on lo that cannot be deleted. */
const isNullEntry = ({ to, via, device }: WantedRoute): boolean =>
  to.prefix === 0 && via === undefined && (device === undefined || device === 'lo');

/**
 * The network without the first route that fits: whatever was not said counts for nothing, and a route needs no `local`
 * to be found in a table that was named.
 */
export const deleteRoute = (network: KernelNetwork, wanted: WantedRoute): Changed => {
  const { family, table, local, via, device } = wanted;
  if (!hasTable(network, family, table)) return refuse('Error: FIB table does not exist.');
  if (family === 4 && hasHostBits(wanted.to)) return refuse('Error: Invalid prefix for given prefix length.');
  const to = networkOf(wanted.to);
  const there = routesOf(network, family, table).filter(one => sameNetwork(one.to, to));
  const found = there.find(
    one =>
      (via === undefined || one.via === via) &&
      (device === undefined || one.device === device) &&
      (!local || family === 6 || one.type === 'local'),
  );
  if (found !== undefined)
    return { ok: true, network: { ...network, routes: network.routes.filter(one => one !== found) } };
  return answers(
    family === 6 && there.length === 0 && isNullEntry(wanted)
      ? 'No such file or directory'
      : 'No such process',
  );
};

/** The destination that means everything of a family. */
export const everything = (family: Family): NetworkAddress =>
  family === 4 ? { address: '0.0.0.0' as Address, prefix: 0 } : { address: '::' as Address, prefix: 0 };
