/** The practice director answers every line that plans run, and everything that they read back. */
import { describe, expect, test } from 'vitest';
import { parseAddress } from '../../src/core/model/address.ts';
import type { NetItem } from '../../src/core/model/net-item.ts';
import { addArgv, filterArgv, removeArgv } from '../../src/core/net/argv.ts';
import { readItems } from '../../src/host/net-items.ts';
import { readNetwork } from '../../src/host/network.ts';
import { practiceHost } from '../../src/host/practice.ts';

const address = (text: string) => {
  const read = parseAddress(text);
  if (read === undefined) throw new Error(text);
  return read;
};
const network = (text: string, prefix: number) => ({ address: address(text), prefix });

const items: readonly (readonly [string, NetItem])[] = [
  ['a VIP', { what: 'address', ...network('10.0.0.200', 32), device: 'eth0' }],
  ['a VIP of IPv6', { what: 'address', ...network('fd00::200', 128), device: 'lo', nodad: true }],
  ['a second address', { what: 'address', ...network('10.0.0.201', 24), device: 'eth0' }],
  ['a host route', { what: 'route', family: 4, to: network('10.9.9.9', 32), device: 'eth1' }],
  [
    'a network behind a router',
    { what: 'route', family: 6, to: network('fd05::', 64), via: address('fd00::9'), device: 'eth0' },
  ],
  ['a default route', { what: 'route', family: 4, to: undefined, via: address('10.1.0.1'), table: 7 }],
  ['everything local', { what: 'route', family: 4, to: undefined, local: true, device: 'lo', table: 100 }],
  [
    'everything local, IPv6',
    { what: 'route', family: 6, to: undefined, local: true, device: 'lo', table: 100 },
  ],
  ['a rule for a mark', { what: 'rule', family: 4, mark: 17, table: 100 }],
  ['a rule for a mark, IPv6', { what: 'rule', family: 6, mark: 17, table: 100 }],
  [
    'a mark',
    {
      what: 'iptables',
      program: 'iptables',
      table: 'mangle',
      chain: 'PREROUTING',
      words:
        '-d 10.0.0.200/32 -p tcp -m multiport --dports 80,443 -m comment --comment lvsh -j MARK --set-mark 17'.split(
          ' ',
        ),
    },
  ],
  [
    'a mark of IPv6',
    {
      what: 'iptables',
      program: 'ip6tables',
      table: 'mangle',
      chain: 'PREROUTING',
      words: '-d fd00::200/128 -p udp --dport 53 -j MARK --set-mark 17'.split(' '),
    },
  ],
  [
    'source addresses of what IPVS forwards',
    {
      what: 'iptables',
      program: 'iptables',
      table: 'nat',
      chain: 'POSTROUTING',
      words: '-m ipvs --vaddr 10.0.0.200/32 --vport 80 --vproto 6 -j SNAT --to-source 10.0.0.254'.split(' '),
    },
  ],
  [
    'a table of nft',
    {
      what: 'nft',
      family: 'ip',
      name: 'lvsh_mark_17',
      body: 'chain prerouting { type filter hook prerouting priority -150; ip daddr 10.0.0.200 tcp dport { 80, 443 } meta mark set 17; };',
    },
  ],
  ['a module', { what: 'module', name: 'ip_vs_wrr' }],
  ['a module of another kind', { what: 'module', name: 'nf_conntrack' }],
];

const machine = () => {
  const host = practiceHost({ now: () => 0 });
  const run = async ([program = '', ...args]: readonly string[]) => {
    const ran = await host.run(program, args);
    if (!ran.ok) throw new Error(ran.failure.what);
    return { exit: ran.value.exit, stderr: ran.value.stderr };
  };
  const there = async (item: NetItem) => {
    const read = await readItems(host, { item }, false);
    if (!read.ok) throw new Error(`${read.failure.what}: ${read.failure.why}`);
    return read.value.item?.there;
  };
  return { host, run, there };
};

const done = { exit: 0, stderr: '' };

describe('what plans add to the network', () => {
  test.each(items)('%s: comes, is there, goes', async (_, item) => {
    const { host, run, there } = machine();
    const before = host.practice().kernel.network;
    expect(await there(item)).toBe(false);
    expect(await run(addArgv(item))).toEqual(done);
    expect(await there(item)).toBe(true);
    const remove = removeArgv(item);
    if (remove === undefined) return;
    expect(await run(remove)).toEqual(done);
    expect(await there(item)).toBe(false);
    expect((await run(remove)).exit).not.toBe(0);
    // A table that was there once stays, as it does in the kernel.
    expect({ ...host.practice().kernel.network, tables: before.tables }).toEqual(before);
  });

  test('a second one of what is there already: addresses and routes are refused, rules are not', async () => {
    for (const [name, item] of items) {
      const { run } = machine();
      await run(addArgv(item));
      const again = await run(addArgv(item));
      const once = item.what === 'address' || item.what === 'route';
      expect([name, again.exit]).toEqual([name, once ? 2 : 0]);
      if (once) expect(again.stderr).toBe('RTNETLINK answers: File exists\n');
    }
  });

  test('-C says whether a rule is there', async () => {
    const { run } = machine();
    for (const [, item] of items) {
      if (item.what !== 'iptables') continue;
      expect((await run(filterArgv('-C', item))).exit).toBe(1);
      await run(addArgv(item));
      expect(await run(filterArgv('-C', item))).toEqual(done);
    }
  });

  test('the reader of networks sees them', async () => {
    const { host, run } = machine();
    await run(['ip', 'addr', 'add', '10.0.0.200/32', 'dev', 'eth0']);
    await run(['ip', '-6', 'route', 'add', 'fd05::/64', 'via', 'fd00::9']);
    const read = await readNetwork(host);
    if (!read.ok) throw new Error(read.failure.what);
    const eth0 = read.value.interfaces.find(({ name }) => name === 'eth0');
    expect(eth0).toMatchObject({ up: true, mtu: 1500, mac: '02:04:0a:00:00:fe' });
    expect(eth0?.addresses.map(({ address: own }) => own)).toEqual(['10.0.0.254', '10.0.0.200', 'fd00::254']);
    expect(read.value.routes).toContainEqual({
      to: network('fd05::', 64),
      family: 6,
      via: 'fd00::9',
      interface: 'eth0',
    });
  });
});

describe('what the practice director does not model', () => {
  test.each([
    'ip link',
    'ip link set eth0 down',
    'ip -s neigh',
    'ip addr flush dev eth0',
    'ip addr add 10.0.0.9/32 dev eth0 label eth0:0',
    'ip addr del 10.0.0.254 dev eth0',
    'ip route add blackhole 10.9.0.0/16',
    'ip route add 10.9.0.0/16 dev eth0 metric 5',
    'ip route get 10.0.0.1',
    'ip route show table all',
    'ip rule add from 10.0.0.0/8 lookup 100',
    'ip neigh add 10.0.0.7 lladdr 02:00:00:00:00:07 dev eth0',
    'iptables -F',
    'iptables -t nat -L',
    'iptables -A INPUT -m limit -j ACCEPT',
    'iptables -t nat -A PREROUTING -j DNAT --to-destination 10.0.0.7',
    'iptables -A INPUT -s 10.0.0.1,10.0.0.2 -j ACCEPT',
    'nft flush ruleset',
    'nft list chains',
    'nft table ip x { chain c { fib daddr type local accept; }; }',
    'nft table ip x { set s { type ipv4_addr; }; }',
    'nft table ip6 x { chain c { ip daddr 10.0.0.1 accept; }; }',
    'nft -j list ruleset',
    'modprobe -r ip_vs',
    'modprobe ip_vs conn_tab_bits=16',
    'sysctl -a',
  ])('%s: says so, and changes nothing', async line => {
    const { host, run } = machine();
    const before = host.practice().kernel.network;
    const { exit, stderr } = await run(line.split(' '));
    expect(exit).toBe(1);
    expect(stderr).toMatch(/^\w+: the practice director does not model [^\n]+\n$/);
    expect(host.practice().kernel.network).toEqual(before);
  });

  test('a module that this kernel lacks, a device that there is not', async () => {
    const { run } = machine();
    expect(await run(['modprobe', 'ip_vs_twos'])).toEqual({
      exit: 1,
      stderr: 'modprobe: FATAL: Module ip_vs_twos not found in directory /lib/modules/6.1.176-practice\n',
    });
    expect(await run(['ip', 'addr', 'add', '10.0.0.9/32', 'dev', 'wlan0'])).toEqual({
      exit: 1,
      stderr: 'Cannot find device "wlan0"\n',
    });
  });
});

test('settings stand in files, and the folder of interfaces lists them', async () => {
  const { host, run } = machine();
  const folder = '/proc/sys/net/ipv4/conf';
  const listed = await host.listFolder(folder);
  expect(listed).toEqual({ ok: true, value: ['all', 'default', 'lo', 'eth0', 'eth1'] });
  expect(await run(['sysctl', '-w', 'net.ipv4.conf.eth0.rp_filter=2'])).toEqual(done);
  const file = await host.readFile(`${folder}/eth0/rp_filter`);
  expect(file.ok && file.value.text).toBe('2\n');
  for (const name of ['all', 'default', 'lo', 'eth0', 'eth1'])
    for (const setting of ['arp_announce', 'arp_ignore', 'rp_filter', 'send_redirects'])
      expect((await host.readFile(`${folder}/${name}/${setting}`)).ok).toBe(true);
});

test('a scene holds its VIPs, marks its packets, and has heard of its real servers', async () => {
  const host = practiceHost({ scene: 'dead', seed: 1, now: () => 0 });
  const { interfaces, filter, neighbours } = host.practice().kernel.network;
  const own = interfaces.find(({ name }) => name === 'eth1')?.addresses.map(({ address: one }) => one);
  expect(own).toContain('10.1.0.80');
  expect(own).toContain('fd00:1::80');
  expect(filter[4].map(({ words }) => words)).toEqual([
    '-d 10.1.0.81/32 -p tcp -m multiport --dports 80,443 -j MARK --set-xmark 0x1/0xffffffff',
  ]);
  expect(neighbours).toContainEqual({ address: '10.0.0.42', device: 'eth0', state: 'FAILED' });
  expect(neighbours).toContainEqual({
    address: '10.0.0.41',
    device: 'eth0',
    mac: '02:04:0a:00:00:29',
    state: 'REACHABLE',
  });
  const large = practiceHost({ scene: 'large', seed: 1, now: () => 0 });
  expect(large.practice().kernel.network.routes).toContainEqual(
    expect.objectContaining({ type: 'local', to: network('172.16.0.0', 12), device: 'lo' }),
  );
});
