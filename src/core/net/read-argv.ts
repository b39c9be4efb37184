/**
 * Reads back what argv.ts printed: the journal's lines come through here. Whatever is not exactly one of our own command
 * lines gives undefined, so that a journal which somebody edited cannot make lvsh run another program or option.
 */
import { type Address, type Family, familyOf, fullLength, parseAddress } from '../model/address.ts';
import type { FilterItem, FilterProgram, NetItem, NftItem, RouteItem } from '../model/net-item.ts';
import type { NetworkAddress } from '../model/network.ts';
import { addArgv, removeArgv } from './argv.ts';

/** An item and whether the line brings it. */
export interface ItemChange {
  readonly item: NetItem;
  readonly add: boolean;
}

/** The kernel admits more (IFNAMSIZ 16, no slash, no blank); these are the names that people give. */
const device = /^[A-Za-z0-9_][A-Za-z0-9._@-]{0,14}$/;
const number = /^[1-9]\d{0,9}$/;

const wholeNumber = (text: string | undefined): number | undefined => {
  const value = text !== undefined && number.test(text) ? Number(text) : Number.NaN;
  return value <= 0xffff_ffff ? value : undefined;
};

const address = (text: string | undefined, family: Family): Address | undefined => {
  const read = text === undefined ? undefined : parseAddress(text);
  return read !== undefined && familyOf(read) === family ? read : undefined;
};

const network = (text: string | undefined, family: Family): NetworkAddress | undefined => {
  const [, host, length] = /^([^/]+)\/(\d{1,3})$/.exec(text ?? '') ?? [];
  const read = address(host, family);
  const prefix = Number(length);
  return read === undefined || prefix > fullLength(family) ? undefined : { address: read, prefix };
};

/** Words in pairs, `via X dev Y`; undefined where one is not among `names`, stands twice or lacks its value. */
const pairs = (words: readonly string[], names: readonly string[]): Map<string, string> | undefined => {
  const found = new Map<string, string>();
  for (let at = 0; at < words.length; at += 2) {
    const [name = '', value] = words.slice(at, at + 2);
    if (!names.includes(name) || value === undefined || found.has(name)) return undefined;
    found.set(name, value);
  }
  return found;
};

const readAddress = (words: readonly string[], family: Family): NetItem | undefined => {
  const [where, word, name = ''] = words;
  const more = words.slice(3);
  const read = network(where, family);
  if (read === undefined || word !== 'dev' || !device.test(name)) return undefined;
  return {
    what: 'address',
    ...read,
    device: name,
    ...(more.includes('nodad') ? { nodad: true } : {}),
    ...(more.includes('preferred_lft') ? { deprecated: true } : {}),
  };
};

const readRoute = (all: readonly string[], family: Family): RouteItem | undefined => {
  const local = all[0] === 'local';
  const [target, ...rest] = local ? all.slice(1) : all;
  const every = local ? (family === 6 ? '::/0' : '0.0.0.0/0') : 'default';
  const to = target === every ? undefined : network(target, family);
  const found = pairs(rest, ['via', 'dev', 'table']);
  if (found === undefined || (to === undefined && target !== every)) return undefined;
  const [via, name, table] = [found.get('via'), found.get('dev'), found.get('table')];
  const router = address(via, family);
  const number = wholeNumber(table);
  if ((via !== undefined && router === undefined) || (table !== undefined && number === undefined))
    return undefined;
  if (name !== undefined && !device.test(name)) return undefined;
  return {
    what: 'route',
    family,
    to,
    ...(local ? { local } : {}),
    ...(router === undefined ? {} : { via: router }),
    ...(name === undefined ? {} : { device: name }),
    ...(number === undefined ? {} : { table: number }),
  };
};

const readRule = (words: readonly string[], family: Family): NetItem | undefined => {
  const found = pairs(words, ['fwmark', 'lookup']);
  const [mark, table] = [wholeNumber(found?.get('fwmark')), wholeNumber(found?.get('lookup'))];
  return mark === undefined || table === undefined ? undefined : { what: 'rule', family, mark, table };
};

const readIp = (all: readonly string[]): ItemChange | undefined => {
  const family: Family = all[0] === '-6' ? 6 : 4;
  const [object, verb, ...words] = family === 6 ? all.slice(1) : all;
  const readers: Readonly<Record<string, (words: readonly string[], family: Family) => NetItem | undefined>> =
    {
      addr: readAddress,
      route: readRoute,
      rule: readRule,
    };
  const read = object !== undefined && Object.hasOwn(readers, object) ? readers[object] : undefined;
  const item = verb === 'add' || verb === 'del' ? read?.(words, family) : undefined;
  return item === undefined ? undefined : { item, add: verb === 'add' };
};

/** The options of rules that lvsh writes; each takes one value, `-p` and `-m` and `-j` one of these. */
const filterOptions: ReadonlySet<string> = new Set([
  '-d',
  '-s',
  '-i',
  '-o',
  '-p',
  '-m',
  '-j',
  '--dport',
  '--dports',
  '--set-mark',
  '--to-source',
  '--vaddr',
  '--vport',
  '--vproto',
  '--comment',
]);
const filterValue = /^[A-Za-z0-9:][A-Za-z0-9.:,/_@-]{0,200}$/;
const filterTargets: ReadonlySet<string> = new Set(['MARK', 'SNAT', 'MASQUERADE', 'ACCEPT']);
const filterTables: ReadonlySet<string> = new Set(['mangle', 'nat', 'filter']);
const filterChains: ReadonlySet<string> = new Set([
  'PREROUTING',
  'INPUT',
  'FORWARD',
  'OUTPUT',
  'POSTROUTING',
]);
const filterPrograms: readonly string[] = ['iptables', 'iptables-legacy', 'ip6tables', 'ip6tables-legacy'];

const readFilter = (program: string, all: readonly string[]): ItemChange | undefined => {
  const [wait, option, table = '', verb, chain = '', ...words] = all;
  if (wait !== '-w' || option !== '-t' || !filterTables.has(table) || !filterChains.has(chain))
    return undefined;
  if (verb !== '-A' && verb !== '-I' && verb !== '-D') return undefined;
  for (let at = 0; at < words.length; at += 2) {
    const [name = '', value = ''] = words.slice(at, at + 2);
    if (!filterOptions.has(name) || !filterValue.test(value)) return undefined;
    if (name === '-j' && !filterTargets.has(value)) return undefined;
  }
  const first = verb === '-I' ? { first: true } : {};
  const item = {
    what: 'iptables',
    program: program as FilterProgram,
    table,
    chain,
    words,
    ...first,
  } as FilterItem;
  return { item, add: verb !== '-D' };
};

const nftName = /^[a-z][a-z0-9_]{0,30}$/;
/** No quotes but around an interface's name, no comments, no variables; a brace may not close the table. */
const nftBody = /^[A-Za-z0-9 .:,;{}/_-]{1,2000}$/;

/** The body with the names of interfaces left out. */
const withoutNames = (body: string): string =>
  body.replace(/\boifname "[A-Za-z0-9_][A-Za-z0-9_.@-]{0,14}"/g, 'oifname');

const staysInside = (body: string): boolean => {
  let depth = 0;
  for (const sign of body) {
    depth += sign === '{' ? 1 : sign === '}' ? -1 : 0;
    if (depth < 0) return false;
  }
  return depth === 0;
};

const readNft = (words: readonly string[]): ItemChange | undefined => {
  if (words.length === 1) {
    const [, family = '', name = '', body = ''] =
      /^table (ip6?|inet) (\S+) \{ (.*) \}$/.exec(words[0] ?? '') ?? [];
    if (!nftName.test(name) || !nftBody.test(withoutNames(body)) || !staysInside(body)) return undefined;
    return { item: { what: 'nft', family: family as NftItem['family'], name, body }, add: true };
  }
  // Taking it away needs no body, and what is there is known by its name.
  const [verb, object, family = '', name = ''] = words;
  if (verb !== 'delete' || object !== 'table' || !/^(ip6?|inet)$/.test(family) || !nftName.test(name))
    return undefined;
  return { item: { what: 'nft', family: family as NftItem['family'], name, body: '' }, add: false };
};

const readAny = (argv: readonly string[]): ItemChange | undefined => {
  const [program = '', ...words] = argv;
  if (program === 'ip') return readIp(words);
  if (filterPrograms.includes(program)) return readFilter(program, words);
  if (program === 'nft') return readNft(words);
  if (program === 'modprobe' && words.length === 1 && /^[a-z0-9_]{1,60}$/.test(words[0] ?? ''))
    return { item: { what: 'module', name: words[0] ?? '' }, add: true };
  return undefined;
};

/** The item of a command line; undefined unless printing it gives the same words again. */
export const readItemArgv = (argv: readonly string[]): ItemChange | undefined => {
  const read = readAny(argv);
  if (read === undefined) return undefined;
  const again = read.add ? addArgv(read.item) : removeArgv(read.item);
  const same = again?.length === argv.length && again.every((word, index) => word === argv[index]);
  return same ? read : undefined;
};
