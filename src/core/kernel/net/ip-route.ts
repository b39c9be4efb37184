/** `ip route`: shows, adds and deletes routes, in the words of iproute2 6.1 [measured]. */
import { type Address, type Family, familyOf } from '../../model/address.ts';
import type { NetworkAddress } from '../../model/network.ts';
import { routeJson, routeText } from './ip-route-text.ts';
import {
  findDevice,
  type IpObject,
  type IpOptions,
  incomplete,
  type Read,
  read,
  readAddressWord,
  readPrefixWord,
  stop,
} from './ip-words.ts';
import type { KernelNetwork } from './network.types.ts';
import type { WantedRoute } from './route-hops.ts';
import { routesOf } from './route-order.ts';
import { addRoute, deleteRoute, everything, hasTable } from './routes.ts';
import { changed, fails, notModelled, type Said, says } from './said.ts';
import { localTable, mainTable, readTable } from './tables.ts';

/** Table 0 means main. `called`: what a complaint says of it. */
const readTableWord = (network: KernelNetwork, word: string | undefined, called: string): Read<number> => {
  if (word === undefined) return incomplete(network);
  const table = readTable(word);
  return table === undefined
    ? stop(network, 255, `Error: argument "${word}" is wrong: ${called} value is invalid\n`)
    : read(table === 0 ? mainTable : table);
};

const show = (network: KernelNetwork, words: readonly string[], options: IpOptions): Said => {
  const { family = 4, json, details } = options;
  if (words.length > 0 && words[0] !== 'table')
    return notModelled(network, 'ip', `ip route show ${words[0]}`);
  if (words.length > 2) return notModelled(network, 'ip', `ip route show … ${words[2]}`);
  if (words[1] === 'all') return notModelled(network, 'ip', 'ip route show table all');
  const table = words.length === 0 ? read(mainTable) : readTableWord(network, words[1], 'table id');
  if (!table.ok) return table.said;
  if (!hasTable(network, family, table.value)) {
    const stderr = `Error: ipv${family}: FIB table does not exist.\nDump terminated\n`;
    return { ...fails(network, 2, stderr), stdout: json ? '[' : '' };
  }
  // `ip` itself leaves local routes out of IPv6's main table: kernels before there were others kept all of them there.
  const hidden = family === 6 && table.value === mainTable;
  const routes = routesOf(network, family, table.value).filter(({ type }) => !hidden || type !== 'local');
  return says(
    network,
    json
      ? `${JSON.stringify(routes.map(route => routeJson(route, details)))}\n`
      : routes.map(route => routeText(route, details)).join(''),
  );
};

const types: ReadonlySet<string> = new Set([
  ...['unicast', 'broadcast', 'multicast', 'anycast', 'blackhole', 'unreachable', 'prohibit', 'throw', 'nat'],
]);
/** Words that `ip route add` knows besides those that lvsh uses. */
const others: ReadonlySet<string> = new Set([
  ...['src', 'metric', 'priority', 'preference', 'scope', 'mtu', 'proto', 'protocol', 'tos', 'dsfield'],
  ...[
    'onlink',
    'nexthop',
    'nhid',
    'weight',
    'vrf',
    'encap',
    'advmss',
    'pref',
    'expires',
    'initcwnd',
    'window',
  ],
  ...['rtt', 'realms', 'lock', 'hoplimit', 'quickack', 'congctl', 'features', 'from', 'to', 'exact'],
]);

/** What a line says of a route; the family comes from the first address of it. */
interface Words {
  family?: Family;
  to?: NetworkAddress;
  via?: Address;
  device?: string;
  table?: number;
}

/** Takes the words that stand at `at`, and says how many they were. */
const takeWord = (
  network: KernelNetwork,
  words: readonly string[],
  at: number,
  found: Words,
): Read<number> => {
  const [word = '', value] = words.slice(at, at + 2);
  if (word === 'via' || word === 'dev' || word === 'table') {
    if (value === undefined) return incomplete(network);
    if (word === 'dev') found.device = value;
    else if (word === 'table') {
      const table = readTableWord(network, value, '"table"');
      if (!table.ok) return table;
      found.table = table.value;
    } else {
      if (found.via !== undefined)
        return stop(
          network,
          255,
          'Error: argument "via" is wrong: use nexthop syntax to specify multiple via\n',
        );
      const via = readAddressWord(network, value, found.family ?? (value.includes(':') ? 6 : 4));
      if (!via.ok) return via;
      found.via = via.value;
      found.family = familyOf(via.value);
    }
    return read(2);
  }
  if (others.has(word)) return { ok: false, said: notModelled(network, 'ip', `ip route add … ${word}`) };
  if (found.to !== undefined)
    return stop(network, 255, `Error: either "to" is duplicate, or "${word}" is a garbage.`);
  if (word === 'default') found.to = everything(found.family ?? 4);
  else {
    const to = readPrefixWord(network, word, found.family);
    if (!to.ok) return to;
    found.to = to.value;
    found.family = familyOf(to.value.address);
  }
  return read(1);
};

const readWanted = (
  network: KernelNetwork,
  all: readonly string[],
  { family: asked }: IpOptions,
): Read<WantedRoute> => {
  const [first = ''] = all;
  if (types.has(first)) return { ok: false, said: notModelled(network, 'ip', `routes of the type ${first}`) };
  const local = first === 'local';
  const words = local ? all.slice(1) : all;
  if (local && words.length === 0) return incomplete(network);
  const found: Words = asked === undefined ? {} : { family: asked };
  for (let at = 0; at < words.length; ) {
    const taken = takeWord(network, words, at, found);
    if (!taken.ok) return taken;
    at += taken.value;
  }
  if (found.to === undefined)
    return { ok: false, said: notModelled(network, 'ip', 'a route without a destination') };
  const { family = 4, via, device, table = local ? localTable : mainTable } = found;
  if (local && family === 6 && via !== undefined)
    return { ok: false, said: notModelled(network, 'ip', 'a local route over a router') };
  if (device !== undefined) {
    const there = findDevice(network, device);
    if (!there.ok) return there;
  }
  return read({
    family,
    table,
    local,
    // `default` before the family was known, `via` of the other one after it.
    to: found.to.prefix === 0 ? everything(family) : found.to,
    ...(via === undefined ? {} : { via }),
    ...(device === undefined ? {} : { device }),
  });
};

/** The object `ip route`. */
export const ipRoute: IpObject = (network, verb, words, options) => {
  switch (verb) {
    case 'show':
    case 'list':
    case 'lst':
      return show(network, words, options);
    case 'add':
    case 'delete': {
      const wanted = readWanted(network, words, options);
      if (!wanted.ok) return wanted.said;
      return changed(
        network,
        verb === 'add' ? addRoute(network, wanted.value) : deleteRoute(network, wanted.value),
      );
    }
    default:
      return notModelled(network, 'ip', `ip route ${verb}`);
  }
};
