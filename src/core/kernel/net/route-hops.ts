/** Where a route that somebody asks for leads (fib_check_nh of fib_semantics.c, ip6_route_check_nh of route.c) [measured on 6.1]. */
import { type Address, type Family, ipv6Groups } from '../../model/address.ts';
import { contains, type NetworkAddress } from '../../model/network.ts';
import type { Changed, KernelNetwork, KernelRoute } from './network.types.ts';
import { localTable, mainTable } from './tables.ts';

/** A route as somebody asks for it. */
export interface WantedRoute {
  readonly family: Family;
  readonly table: number;
  readonly local: boolean;
  /** As typed: host bits may be set. */
  readonly to: NetworkAddress;
  readonly via?: Address;
  readonly device?: string;
}

/** A change that is refused, in these words. */
export const refuse = (says: string): Changed => ({ ok: false, says });
/** A change that is refused with an error of the kernel that has no words of its own. */
export const answers = (error: string): Changed => refuse(`RTNETLINK answers: ${error}`);

/** The most specific route to an address among those asked, the earliest of equal ones. */
const bestRoute = (routes: readonly KernelRoute[], address: Address): KernelRoute | undefined => {
  let best: KernelRoute | undefined;
  for (const route of routes) {
    if (!contains(route.to, address)) continue;
    if (best === undefined || route.to.prefix > best.to.prefix) best = route;
  }
  return best;
};

/**
 * Tables in which a router is looked for, one group after the other: the one that was named, then local, then main. IPv4
 * keeps the last two in one tree as long as nobody has added a rule, so the more specific route wins then.
 */
const asked = (network: KernelNetwork, { family, table }: WantedRoute): readonly (readonly number[])[] => {
  const named = table === mainTable ? [] : [[table]];
  const usual = network.rules[family].every(({ mark }) => mark === undefined);
  return family === 4 && usual ? [...named, [localTable, mainTable]] : [...named, [localTable], [mainTable]];
};

/** The routes by which a router may be reached. */
const near = (
  network: KernelNetwork,
  wanted: WantedRoute,
  tables: readonly number[],
): readonly KernelRoute[] =>
  network.routes.filter(
    ({ family, table, device, scope }) =>
      family === wanted.family &&
      tables.includes(table) &&
      (wanted.device === undefined || device === wanted.device) &&
      // A router behind a router is none (IPv4 says so by scopes, which must be nearer than the route's own).
      (family === 6 || scope !== 'global'),
  );

const reach = (network: KernelNetwork, wanted: WantedRoute, via: Address): KernelRoute | undefined => {
  for (const tables of asked(network, wanted)) {
    const found = bestRoute(near(network, wanted, tables), via);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** The interface by which a route leaves, or why there is none. */
type Hop = { readonly ok: true; readonly device: string } | { readonly ok: false; readonly refused: Changed };

const noHop = (refused: Changed): Hop => ({ ok: false, refused });

const hop4 = (network: KernelNetwork, wanted: WantedRoute): Hop => {
  const { via, device, local } = wanted;
  if (via === undefined || via === '0.0.0.0')
    return device === undefined ? noHop(answers('No such device')) : { ok: true, device };
  if (local) return noHop(refuse('Error: Route with host scope can not have a gateway.'));
  const found = reach(network, wanted, via);
  return found === undefined || (found.type !== 'unicast' && found.type !== 'local')
    ? noHop(refuse('Error: Nexthop has invalid gateway.'))
    : { ok: true, device: device ?? found.device };
};

const hop6 = (network: KernelNetwork, wanted: WantedRoute): Hop => {
  const { via, device } = wanted;
  if (via === undefined)
    return device === undefined ? noHop(answers('No such device')) : { ok: true, device };
  const [first = 0] = ipv6Groups(via);
  const linkLocal = (first & 0xffc0) === 0xfe80;
  if (via === '::' || (first & 0xff00) === 0xff00) return noHop(refuse('Error: Invalid gateway address.'));
  const held = network.interfaces.filter(({ addresses }) => addresses.some(({ address }) => address === via));
  if (held.some(({ name }) => !linkLocal || name === device))
    return noHop(refuse('Error: Gateway can not be a local address.'));
  if (linkLocal)
    return device === undefined ? noHop(refuse('Error: Egress device not specified.')) : { ok: true, device };
  const found = reach(network, wanted, via);
  return found === undefined || found.via !== undefined
    ? noHop(answers('No route to host'))
    : { ok: true, device: device ?? found.device };
};

/** Where it leads. */
export const hopOf = (network: KernelNetwork, wanted: WantedRoute): Hop =>
  wanted.family === 4 ? hop4(network, wanted) : hop6(network, wanted);
