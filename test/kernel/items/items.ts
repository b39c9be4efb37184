/** Things of the network that a plan may add, all kinds of them, for the director of test/kernel/items.test.ts. */
import type { Address } from '../../../src/core/model/address.ts';
import type { FilterItem, NetItem } from '../../../src/core/model/net-item.ts';

const a = (text: string): Address => text as Address;

const mark = (program: FilterItem['program'], vip: string): FilterItem => ({
  what: 'iptables',
  program,
  table: 'mangle',
  chain: 'PREROUTING',
  words: [...`-d ${vip} -p tcp -m multiport --dports 80,443 -j MARK --set-mark 17`.split(' ')],
});

/** In the order in which they can be added. */
export const items: readonly NetItem[] = [
  { what: 'module', name: 'ip_vs_rr' },
  { what: 'address', address: a('10.0.0.200'), prefix: 32, device: 'eth0' },
  { what: 'address', address: a('fd00::200'), prefix: 128, device: 'eth0', nodad: true },
  {
    what: 'route',
    family: 4,
    to: { address: a('10.9.0.200'), prefix: 32 },
    via: a('10.0.0.7'),
    device: 'eth0',
  },
  { what: 'route', family: 4, to: undefined, via: a('10.0.0.1') },
  { what: 'route', family: 6, to: undefined, via: a('fd00::1'), device: 'eth0' },
  { what: 'rule', family: 4, mark: 17, table: 100 },
  { what: 'rule', family: 6, mark: 4294967295, table: 100 },
  { what: 'route', family: 4, to: undefined, local: true, device: 'lo', table: 100 },
  { what: 'route', family: 6, to: undefined, local: true, device: 'lo', table: 100 },
  mark('iptables-legacy', '10.0.0.200/32'),
  mark('ip6tables-legacy', 'fd00::200/128'),
  {
    what: 'iptables',
    program: 'iptables-legacy',
    table: 'nat',
    chain: 'POSTROUTING',
    words: [...'-m ipvs --vaddr 10.0.0.200 --vport 80 --vproto 6 -j SNAT --to-source 10.0.0.254'.split(' ')],
  },
];
