/** The network of the practice machine as it is at the start: a director in working order. */
import type { Address, Family } from '../../model/address.ts';
import { contains } from '../../model/network.ts';
import type { NetworkInterface } from '../interfaces.ts';
import { addAddress } from './addresses.ts';
import type { KernelNeighbour, KernelNetwork, KernelRoute } from './network.types.ts';
import { addRoute, everything } from './routes.ts';
import { confNames } from './settings.ts';
import { defaultTable, localTable, mainTable } from './tables.ts';

/** The routers towards the clients. */
const routers: readonly Address[] = ['10.1.0.1' as Address, 'fd00:1::1' as Address];

const startRules: KernelNetwork['rules'] = {
  4: [
    { priority: 0, table: localTable },
    { priority: 32766, table: mainTable },
    { priority: 32767, table: defaultTable },
  ],
  6: [
    { priority: 0, table: localTable },
    { priority: 32766, table: mainTable },
  ],
};

/** IPv6 multicast leaves by every interface but the loopback. */
const multicast = (device: string): KernelRoute => ({
  family: 6,
  table: localTable,
  type: 'multicast',
  to: { address: 'ff00::' as Address, prefix: 8 },
  device,
  protocol: 'kernel',
  scope: 'global',
  metric: 256,
});

/**
 * A director forwards, and tells nobody of shorter ways. `all` counts for every interface: the larger value wins for
 * rp_filter, arp_ignore and arp_announce, and either is enough for send_redirects.
 */
const startSettings = (interfaces: readonly NetworkInterface[]): Readonly<Record<string, string>> => {
  const devices = ['all', 'default', ...interfaces.map(({ name }) => name)];
  return Object.fromEntries([
    ['net.ipv4.ip_forward', '1'],
    ['net.ipv6.conf.all.forwarding', '1'],
    ...devices.flatMap(device => confNames.map(name => [`net.ipv4.conf.${device}.${name}`, '0'])),
  ]);
};

/** The MAC address of a host of the practice network, made from its address. */
export const practiceMac = (address: Address): string => {
  const bytes = address.includes(':')
    ? address
        .split(':')
        .slice(-2)
        .flatMap(group => {
          const value = Number.parseInt(group || '0', 16);
          return [value >> 8, value & 255];
        })
    : address.split('.').map(Number);
  const kind = address.includes(':') ? 6 : 4;
  return [2, kind, ...bytes].map(byte => byte.toString(16).padStart(2, '0')).join(':');
};

/** A neighbour on the link that an address lies in; undefined where it lies in none. */
export const neighbourOf = (
  interfaces: readonly NetworkInterface[],
  address: Address,
  answers: boolean,
): KernelNeighbour | undefined => {
  const link = interfaces.find(({ name, addresses }) =>
    addresses.some(own => name !== 'lo' && contains(own, address)),
  );
  if (link === undefined) return undefined;
  const common = { address, device: link.name };
  return answers
    ? { ...common, mac: practiceMac(address), state: 'REACHABLE' }
    : { ...common, state: 'FAILED' };
};

const bare = (interfaces: readonly NetworkInterface[]): KernelNetwork => ({
  interfaces: interfaces.map(one => ({ ...one, addresses: [] })),
  routes: interfaces.filter(({ name }) => name !== 'lo').map(({ name }) => multicast(name)),
  tables: { 4: [], 6: [] },
  rules: startRules,
  neighbours: [],
  filter: { 4: [], 6: [] },
  nft: [],
  modules: [],
  sysctls: startSettings(interfaces),
});

const withRouter = (network: KernelNetwork, via: Address): KernelNetwork => {
  const family: Family = via.includes(':') ? 6 : 4;
  const table = mainTable;
  const added = addRoute(network, { family, table, local: false, to: everything(family), via });
  const router = neighbourOf(network.interfaces, via, true);
  return added.ok && router !== undefined
    ? { ...added.network, neighbours: [...added.network.neighbours, router] }
    : network;
};

/**
 * The network of these interfaces: what comes with their addresses, the usual rules, default routes over 10.1.0.1 and
 * fd00:1::1 where these lie on a link, and the settings of a director that forwards.
 */
export const startNetwork = (interfaces: readonly NetworkInterface[]): KernelNetwork => {
  let network = bare(interfaces);
  for (const [at, { addresses }] of interfaces.entries()) {
    // Newer IPv6 addresses come first, so the last one of the list is added first.
    for (const own of [
      ...addresses.filter(({ address }) => !address.includes(':')),
      ...addresses.filter(({ address }) => address.includes(':')).reverse(),
    ]) {
      const device = network.interfaces[at];
      const added = device === undefined ? undefined : addAddress(network, device, own);
      if (added?.ok === true) network = added.network;
    }
  }
  return routers.reduce(withRouter, network);
};
