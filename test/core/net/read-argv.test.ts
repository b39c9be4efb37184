import { describe, expect, it } from 'vitest';
import type { Address } from '../../../src/core/model/address.ts';
import type { NetItem } from '../../../src/core/model/net-item.ts';
import { addArgv, itemKey, removeArgv } from '../../../src/core/net/argv.ts';
import { readItemArgv } from '../../../src/core/net/read-argv.ts';

const a = (text: string): Address => text as Address;

const items: readonly NetItem[] = [
  { what: 'address', address: a('10.0.0.200'), prefix: 32, device: 'eth0' },
  { what: 'address', address: a('fd00::200'), prefix: 128, device: 'bond0.100', nodad: true },
  { what: 'address', address: a('fd00::201'), prefix: 128, device: 'eth0', nodad: true, deprecated: true },
  { what: 'route', family: 4, to: undefined, via: a('10.0.0.1') },
  {
    what: 'route',
    family: 4,
    to: { address: a('10.0.0.200'), prefix: 32 },
    via: a('10.0.0.100'),
    device: 'eth0',
  },
  { what: 'route', family: 4, to: undefined, local: true, device: 'lo', table: 100 },
  { what: 'route', family: 6, to: undefined, local: true, device: 'lo', table: 100 },
  { what: 'rule', family: 4, mark: 17, table: 100 },
  { what: 'rule', family: 6, mark: 4294967295, table: 4294967295 },
  {
    what: 'iptables',
    program: 'iptables-legacy',
    table: 'mangle',
    chain: 'PREROUTING',
    words: [
      '-d',
      '10.0.0.200/32',
      '-p',
      'tcp',
      '-m',
      'multiport',
      '--dports',
      '80,443',
      '-j',
      'MARK',
      '--set-mark',
      '17',
    ],
  },
  {
    what: 'iptables',
    program: 'ip6tables',
    table: 'nat',
    chain: 'POSTROUTING',
    words: ['-s', 'fd00::/64', '-o', 'eth1', '-j', 'MASQUERADE'],
  },
  {
    what: 'iptables',
    program: 'iptables',
    table: 'filter',
    chain: 'INPUT',
    words: ['-d', '10.0.0.200/32', '-p', 'tcp', '--dport', '80', '-j', 'ACCEPT'],
    first: true,
  },
  {
    what: 'nft',
    family: 'ip',
    name: 'lvsh_mark_17',
    body: 'chain prerouting { type filter hook prerouting priority mangle; ip daddr 10.0.0.200 tcp dport { 80, 443 } meta mark set 17; }',
  },
  {
    what: 'nft',
    family: 'ip',
    name: 'lvsh_outbound',
    body: 'chain postrouting { type nat hook postrouting priority 100; ip saddr 10.0.0.0/24 oifname "eth1.5" masquerade; };',
  },
  { what: 'module', name: 'ip_vs' },
];

describe('an item as a command line', () => {
  it.each(items.map(item => [itemKey(item), item] as const))('%s reads back', (_key, item) => {
    expect(readItemArgv(addArgv(item))).toEqual({ item, add: true });
  });

  it.each(items.filter(item => item.what !== 'module').map(item => [itemKey(item), item] as const))(
    '%s: so does its removal, under the same key',
    (key, item) => {
      const read = readItemArgv(removeArgv(item) ?? []);
      expect(read?.add).toBe(false);
      expect(read === undefined ? '' : itemKey(read.item)).toBe(key);
    },
  );

  it.each([
    ['ip', 'addr', 'add', '10.0.0.200/33', 'dev', 'eth0'],
    ['ip', 'addr', 'add', '10.0.0.200', 'dev', 'eth0'],
    ['ip', 'addr', 'add', 'fd00::1/64', 'dev', 'eth0'],
    ['ip', 'addr', 'add', '10.0.0.200/32', 'dev', '-batch'],
    ['ip', 'addr', 'add', '10.0.0.200/32', 'dev', 'eth0', 'nodad', 'nodad'],
    ['ip', 'addr', 'flush', '10.0.0.200/32', 'dev', 'eth0'],
    ['ip', '-batch', '/tmp/x'],
    ['ip', 'netns', 'exec', 'x', 'sh'],
    ['ip', 'route', 'add', 'default', 'via'],
    ['ip', 'route', 'add', 'default', 'via', '10.0.0.1', 'via', '10.0.0.2'],
    ['ip', 'route', 'add', 'default', 'via', 'fd00::1'],
    ['ip', 'rule', 'add', 'fwmark', '0', 'lookup', '100'],
    ['ip', 'rule', 'add', 'fwmark', '0x11', 'lookup', '100'],
    ['ip', 'rule', 'add', 'fwmark', '4294967296', 'lookup', '100'],
    ['iptables', '-t', 'mangle', '-A', 'PREROUTING', '-j', 'MARK'],
    ['iptables', '-w', '-t', 'mangle', '-F', 'PREROUTING'],
    ['iptables', '-w', '-t', 'raw', '-A', 'PREROUTING', '-j', 'MARK'],
    ['iptables', '-w', '-t', 'filter', '-A', 'INPUT', '-j', 'DROP'],
    ['iptables', '-w', '-t', 'filter', '-A', 'INPUT', '--modprobe', '/tmp/x'],
    ['iptables', '-w', '-t', 'filter', '-A', 'INPUT', '-d', '-F'],
    ['nft', 'table ip lvsh_1 { chain a { } } table ip other { }'],
    ['nft', 'table ip lvsh_1 { include "/etc/shadow" }'],
    ['nft', 'table ip lvsh_1 { oifname "/etc" }'],
    ['nft', 'table ip lvsh_1 { oifname "a" ; include "b" }'],
    ['nft', '-f', '/tmp/x'],
    ['nft', 'flush ruleset'],
    ['nft', 'delete', 'table', 'ip', 'X;'],
    ['modprobe', '-r', 'ip_vs'],
    ['modprobe', '../x'],
    ['sh', '-c', 'true'],
    [],
  ])('%s %s %s … is none of ours', (...argv) => {
    expect(readItemArgv(argv)).toBeUndefined();
  });
});
