/** The programs that add and remove the things of model/net-item.ts: argument arrays, never lines for a shell. */
import { type Family, familyOf } from '../model/address.ts';
import type { AddressItem, FilterItem, NetItem, RouteItem, RuleItem } from '../model/net-item.ts';
import type { NetworkAddress } from '../model/network.ts';

/** `ip` speaks IPv4 unless it is told otherwise. */
const ip = (family: Family, ...words: readonly string[]): readonly string[] => [
  'ip',
  ...(family === 6 ? ['-6'] : []),
  ...words,
];

const networkText = ({ address, prefix }: NetworkAddress): string => `${address}/${prefix}`;

const addressArgv = (verb: 'add' | 'del', item: AddressItem): readonly string[] =>
  ip(
    familyOf(item.address),
    'addr',
    verb,
    `${item.address}/${item.prefix}`,
    'dev',
    item.device,
    ...(verb === 'add' && item.nodad === true ? ['nodad'] : []),
    ...(verb === 'add' && item.deprecated === true ? ['preferred_lft', '0'] : []),
  );

/** What names a route after `ip route add` or `del`. */
export const routeWords = (item: RouteItem): readonly string[] => [
  ...(item.local === true ? ['local'] : []),
  // `default` of a local route is read as "0.0.0.0", so all of the family is written out.
  item.to === undefined
    ? item.local === true
      ? item.family === 6
        ? '::/0'
        : '0.0.0.0/0'
      : 'default'
    : networkText(item.to),
  ...(item.via === undefined ? [] : ['via', item.via]),
  ...(item.device === undefined ? [] : ['dev', item.device]),
  ...(item.table === undefined ? [] : ['table', String(item.table)]),
];

const routeArgv = (verb: 'add' | 'del', item: RouteItem): readonly string[] =>
  ip(item.family, 'route', verb, ...routeWords(item));

const ruleArgv = (verb: 'add' | 'del', { family, mark, table }: RuleItem): readonly string[] =>
  ip(family, 'rule', verb, 'fwmark', String(mark), 'lookup', String(table));

/** `-A` adds, `-I` adds before all others, `-D` removes, `-C` asks whether it is there (exit code 0). `-w`: waits for another run of the program. */
export const filterArgv = (verb: '-A' | '-I' | '-D' | '-C', item: FilterItem): readonly string[] => [
  item.program,
  '-w',
  '-t',
  item.table,
  verb,
  item.chain,
  ...item.words,
];

/** The program that brings an item. */
export const addArgv = (item: NetItem): readonly string[] => {
  switch (item.what) {
    case 'address':
      return addressArgv('add', item);
    case 'route':
      return routeArgv('add', item);
    case 'rule':
      return ruleArgv('add', item);
    case 'iptables':
      return filterArgv(item.first === true ? '-I' : '-A', item);
    case 'nft':
      return ['nft', `table ${item.family} ${item.name} { ${item.body} }`];
    case 'module':
      return ['modprobe', item.name];
  }
};

/** The program that takes an item away; undefined for what stays (modules). */
export const removeArgv = (item: NetItem): readonly string[] | undefined => {
  switch (item.what) {
    case 'address':
      return addressArgv('del', item);
    case 'route':
      return routeArgv('del', item);
    case 'rule':
      return ruleArgv('del', item);
    case 'iptables':
      return filterArgv('-D', item);
    case 'nft':
      return ['nft', 'delete', 'table', item.family, item.name];
    case 'module':
      return undefined;
  }
};

/**
 * The item's name wherever things are compared: the line that would add it, without what its removal does not know (how an
 * address was brought, the chains of an nft table).
 */
export const itemKey = (item: NetItem): string => {
  switch (item.what) {
    case 'nft':
      return `nft table ${item.family} ${item.name}`;
    case 'address':
      return addArgv({ ...item, nodad: false, deprecated: false }).join(' ');
    case 'iptables':
      return addArgv({ ...item, first: false }).join(' ');
    default:
      return addArgv(item).join(' ');
  }
};
