/** Openings in the words of the three firewalls: for display, and as parts of scripts. */

import { quote } from '../ipvsadm/print.ts';
import { fullLength } from '../model/address.ts';
import type { FilterItem, FilterProgram } from '../model/net-item.ts';
import { filterArgv } from '../net/argv.ts';
import { filterProgram } from './marks.ts';
import { distinctPorts, nftPorts, portMatches } from './marks-ports.ts';
import type { Opening } from './openings.ts';
import type { Item } from './script.types.ts';

/** What keeps a machine's firewall. `nft`: rules in `inet filter`, the table of /etc/nftables.conf; `firewalld`: its default zone. */
export type Firewall = FilterProgram | 'nft' | 'firewalld';

const isNumber = (protocol: string): boolean => /^\d+$/.test(protocol);

const filterItems = (
  { chain, family, protocol, ports, side, from, to }: Opening,
  program: FilterProgram,
): readonly FilterItem[] => {
  const whole = fullLength(family);
  return portMatches(protocol, ports, side).map(match => ({
    what: 'iptables',
    program: filterProgram(program, family),
    table: 'filter',
    chain,
    words: [
      ...(from === undefined ? [] : ['-s', `${from}/${whole}`]),
      ...(to === undefined ? [] : ['-d', `${to}/${whole}`]),
      ...match,
      ...['-j', 'ACCEPT'],
    ],
    // After somebody's last REJECT it would open nothing.
    first: true,
  }));
};

const nftChain = ({ chain }: Opening): readonly string[] => ['inet', 'filter', chain.toLowerCase()];

/** An inet table holds both families, so a rule without an address says its own. */
const nftMatch = ({ family, protocol, ports, side, from, to }: Opening): string => {
  const ip = family === 4 ? 'ip' : 'ip6';
  return [
    ...(from === undefined && to === undefined ? [`meta nfproto ipv${family}`] : []),
    ...(from === undefined ? [] : [`${ip} saddr ${from}`]),
    ...(to === undefined ? [] : [`${ip} daddr ${to}`]),
    nftPorts(protocol, ports, side),
  ].join(' ');
};

/** By its comment a rule is found again: nft prints rules in its own words. At most 128 bytes. */
const nftComment = (opening: Opening): string => {
  const { from, to, protocol, ports, side } = opening;
  const list = nftPorts(protocol, ports, side).replace(/[^\w,-]+/g, ' ');
  return `lvsh ${from ?? 'any'} ${to ?? 'any'} ${list}`.slice(0, 120).trim();
};

const nftItem = (opening: Opening): Item['do'] => {
  const [family = '', table = '', chain = ''] = nftChain(opening);
  const comment = nftComment(opening);
  const list = 'nft -a list chain inet filter "$1"';
  return {
    what: 'program',
    start: [
      ['nft', 'insert', 'rule', family, table, chain, `${nftMatch(opening)} accept comment "${comment}"`],
    ],
    stop: [
      [
        'sh',
        '-c',
        `handle=$(${list} | grep -F -e "\\"$2\\"" | sed -n '1s/.* # handle //p') && nft delete rule inet filter "$1" handle "$handle"`,
        ...['sh', chain, comment],
      ],
    ],
    check: ['sh', '-c', `${list} | grep -qF -e "\\"$2\\""`, 'sh', chain, comment],
  };
};

/** Rich rules hold one port or range each. firewalld has no names for all protocols: 4 is none of its `ipip`, which is 94. */
const richRules = ({ family, protocol, ports, side, from, to }: Opening): readonly string[] => {
  const head = [
    `rule family="ipv${family}"`,
    ...(from === undefined ? [] : [`source address="${from}"`]),
    ...(to === undefined ? [] : [`destination address="${to}"`]),
  ];
  const element = side === 'd' ? 'port' : 'source-port';
  const parts =
    isNumber(protocol) || ports.length === 0
      ? [`protocol value="${protocol}"`]
      : distinctPorts(ports).map(
          ([first, last]) =>
            `${element} port="${first === last ? first : `${first}-${last}`}" protocol="${protocol}"`,
        );
  return parts.map(part => [...head, part, 'accept'].join(' '));
};

const conntrack: Item['do'] = { what: 'sysctl', name: 'net.ipv4.vs.conntrack', value: '1' };

/**
 * firewalld drops INVALID packets in FORWARD before it looks at any rule of its own (seen with firewalld 1.3), so no rule lets the answers of
 * NAT servers through: they have to be ESTABLISHED, which they are with net.ipv4.vs.conntrack=1. It leaves OUTPUT open.
 */
const firewalldItems = (opening: Opening, permanent: boolean): readonly Item['do'][] => {
  if (opening.chain === 'FORWARD') return [conntrack];
  if (opening.chain === 'OUTPUT') return [];
  return richRules(opening).map(rule => {
    const both = (verb: string): readonly (readonly string[])[] => [
      ['firewall-cmd', `--${verb}-rich-rule=${rule}`],
      ...(permanent ? [['firewall-cmd', '--permanent', `--${verb}-rich-rule=${rule}`]] : []),
    ];
    return {
      what: 'program',
      start: both('add'),
      stop: both('remove'),
      check: ['firewall-cmd', `--query-rich-rule=${rule}`],
    };
  });
};

const doOf = (opening: Opening, firewall: Firewall, permanent: boolean): readonly Item['do'][] => {
  if (firewall === 'nft') return [nftItem(opening)];
  if (firewall === 'firewalld') return firewalldItems(opening, permanent);
  return filterItems(opening, firewall).map(item => ({
    what: 'program',
    start: [filterArgv('-I', item)],
    stop: [filterArgv('-D', item)],
    check: filterArgv('-C', item),
  }));
};

/**
 * Openings as parts of a script, each thing once. `permanent`: firewalld keeps them over a reload and a reboot; the other two have no such
 * word (a unit of our own puts them back, see director-permanent.ts).
 */
export const openingItems = (
  list: readonly Opening[],
  firewall: Firewall,
  permanent = false,
): readonly Item[] => {
  const found = new Map<string, Item>();
  for (const opening of list)
    for (const item of doOf(opening, firewall, permanent)) {
      const key = JSON.stringify(item);
      if (!found.has(key)) found.set(key, { do: item, why: opening.why, without: opening.without });
    }
  return [...found.values()];
};

/** Openings as command lines that a person can type, each once; for firewalld in the form that lasts. */
export const openingLines = (list: readonly Opening[], firewall: Firewall): readonly string[] => {
  const line = (words: readonly string[]): string => words.map(quote).join(' ');
  if (firewall === 'nft')
    return list.map(opening =>
      line(['nft', 'insert', 'rule', ...nftChain(opening), ...nftMatch(opening).split(' '), 'accept']),
    );
  if (firewall !== 'firewalld')
    return list
      .flatMap(opening => filterItems(opening, firewall))
      .map(({ program, chain, words }) => line([program, '-I', chain, ...words]));
  const rules = list.filter(({ chain }) => chain === 'INPUT').flatMap(richRules);
  return [
    ...rules.map(rule => line(['firewall-cmd', '--permanent', `--add-rich-rule=${rule}`])),
    ...(rules.length === 0 ? [] : ['firewall-cmd --reload']),
    ...(list.some(({ chain }) => chain === 'FORWARD') ? ['sysctl -w net.ipv4.vs.conntrack=1'] : []),
  ];
};
