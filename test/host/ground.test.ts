import { describe, expect, test } from 'vitest';
import type { SeenService } from '../../src/core/model/snapshot.ts';
import { aroundOf } from '../../src/host/around.ts';
import { memoryDisk } from '../../src/host/disk/make.ts';
import { readGround } from '../../src/host/ground.ts';
import { practiceHost } from '../../src/host/practice.ts';
import { ipvsadmOn } from '../../src/host/tool.ts';
import { recorded } from '../core/machine/recorded.ts';
import { type FakeHost, fakeHost, type Machine } from './fake.ts';

type Programs = NonNullable<Machine['programs']>;

const missing = { failure: { kind: 'not-found', what: 'ip is not installed' } } as const;
const bare = '-P PREROUTING ACCEPT\n';

const table: Programs = { 'ipvsadm -Ln --timeout': 'Timeout (tcp tcpfin udp): 900 120 300\n' };
const network: Programs = {
  'ip -j addr': recorded('ip-j-addr'),
  'ip -j route': recorded('ip-j-route'),
  'ip -6 -j route': recorded('ip-6-j-route'),
  'ip -j neigh': recorded('ip-j-neigh'),
};
const filters: Programs = {
  'iptables -w -t mangle -S': `${bare}-A PREROUTING -d 10.0.0.200/32 -p tcp -m tcp --dport 80 -j MARK --set-xmark 0x7/0xffffffff\n`,
  'iptables -V': 'iptables v1.8.9 (legacy)\n',
  'ip6tables -w -t mangle -S': bare,
  'ip6tables -V': 'ip6tables v1.8.9 (legacy)\n',
  'nft -c add table ip lvsh': '',
  'nft -c add table ip6 lvsh': '',
  'nft list ruleset':
    'table ip x {\n\tchain c {\n\t\ttype filter hook prerouting priority mangle; policy accept;\n' +
    '\t\tip daddr 10.0.0.201 tcp dport 80 meta mark set 0x00000003\n\t}\n}\n',
};
const files = {
  '/proc/sys/kernel/osrelease': '6.1.0\n',
  '/proc/modules': 'ip_vs_rr 16384 1 - Live 0x0\nip_vs 1 2 - Live 0x0\n',
  '/lib/modules/6.1.0/modules.dep': 'kernel/net/netfilter/ipvs/ip_vs_wrr.ko.xz: x\n',
  '/proc/sys/net/ipv4/ip_forward': '1\n',
  '/proc/sys/net/ipv4/conf/all/rp_filter': '0\n',
  '/proc/sys/net/ipv4/conf/eth0/rp_filter': '2\n',
  '/proc/sys/net/ipv4/conf/eth0.10/send_redirects': '1\n',
  '/proc/sys/net/ipv6/conf/all/forwarding': '0\n',
  '/proc/sys/net/ipv4/vs/conntrack': '1\n',
  '/proc/sys/net/ipv4/conf/nobody/rp_filter': '1\n',
};

const whole: Machine = { files, programs: { ...table, ...network, ...filters } };

const read = async (machine: Machine, known: Parameters<typeof readGround>[1] = {}) => {
  const host: FakeHost = fakeHost(machine);
  const ground = await readGround(host, known);
  host.check();
  return { ground, host };
};

describe('the ground under wizards', () => {
  test('everything that a machine tells', async () => {
    const services: readonly SeenService[] = [{ key: 'tcp:10.0.0.200:80', servers: [] }];
    const { ground, host } = await read(whole, { services });
    expect(ground.director).toBe('lb1');
    expect(ground.network?.interfaces.map(({ name }) => name)).toContain('eth0.10');
    expect(ground.neighbours).toContainEqual({ address: '10.0.0.9', device: 'eth0', state: 'FAILED' });
    expect(ground.services).toBe(services);
    expect(ground.schedulers).toEqual(['rr', 'wrr']);
    expect(ground.sysctls).toEqual({
      'net.ipv4.ip_forward': '1',
      'net.ipv4.vs.conntrack': '1',
      'net.ipv6.conf.all.forwarding': '0',
      'net.ipv4.conf.all.rp_filter': '0',
      'net.ipv4.conf.eth0.rp_filter': '2',
      'net.ipv4.conf.eth0/10.send_redirects': '1',
    });
    expect(ground.markers).toEqual({ 4: 'iptables', 6: 'ip6tables' });
    expect(ground.marks).toEqual([3, 7]);
    expect(ground.scriptsOnly).toBeUndefined();
    expect(host.ran.length).toBe(12);
  });

  test('nothing that is run changes the machine', async () => {
    const { host } = await read(whole);
    for (const line of host.ran)
      expect(line).toMatch(
        /^(?:ip (?:-6 )?-j (?:addr|route|neigh)|ip6?tables (?:-w -t mangle -S|-V)|nft -c .*|nft list ruleset|ipvsadm -Ln --timeout)$/,
      );
  });

  test('schedulers that are known are not looked for; without lists of modules they are not guessed', async () => {
    expect((await read(whole, { schedulers: ['rr'] })).ground.schedulers).toEqual(['rr']);
    const { '/lib/modules/6.1.0/modules.dep': _, ...without } = files;
    expect((await read({ ...whole, files: without })).ground.schedulers).toBeUndefined();
  });

  test('an ip that knows no -j, and one that cannot say neighbours', async () => {
    const unknown = { exit: 255, stderr: 'Option "-j" is unknown, try "ip -help".\n' };
    const plain: Programs = {
      'ip -j addr': unknown,
      'ip -j neigh': unknown,
      'ip addr': recorded('ip-addr'),
      'ip route': recorded('ip-route'),
      'ip -6 route': recorded('ip-6-route'),
    };
    const programs = { ...table, ...filters, ...plain };
    const told = await read({ files, programs: { ...programs, 'ip neigh': recorded('busybox-ip-neigh') } });
    expect(told.ground.neighbours).toHaveLength(6);
    expect(told.ground.network).toBeDefined();
    const silent = await read({ files, programs: { ...programs, 'ip neigh': { exit: 1 } } });
    expect(silent.ground).not.toHaveProperty('neighbours');
    expect(silent.ground.scriptsOnly).toBeUndefined();
  });
});

describe('scripts only', () => {
  const bareMachine = (more: Programs): Machine => ({ files, programs: { ...whole.programs, ...more } });

  test.each<[string, Programs, string]>([
    [
      'no ipvsadm',
      { 'ipvsadm -Ln --timeout': { failure: { kind: 'no-ipvsadm', what: 'ipvsadm is not installed' } } },
      'ipvsadm is not installed',
    ],
    [
      'no rights',
      {
        'ipvsadm -Ln --timeout': {
          exit: 2,
          stderr: "Can't initialize ipvs: Permission denied (you must be root)\n",
        },
      },
      'ipvsadm',
    ],
    [
      'no IPVS in the kernel',
      {
        'ipvsadm -Ln --timeout': {
          exit: 2,
          stderr:
            "Can't initialize ipvs: Protocol not available\nAre you sure that IP Virtual Server is built in the kernel or as module?\n",
        },
      },
      'kernel',
    ],
    ['no ip', { 'ip -j addr': missing, 'ip -j neigh': missing }, 'ip is not installed'],
  ])('%s: the reason', async (_, more, reason) => {
    expect((await read(bareMachine(more))).ground.scriptsOnly).toContain(reason);
  });

  test('started to read only', async () => {
    expect((await read(whole, { readOnly: true })).ground.scriptsOnly).toBe('lvsh was started to read only');
  });

  test('a machine where nothing works gives nothing but its name and the reason', async () => {
    const nothing = { failure: { kind: 'not-found', what: 'it is not installed' } } as const;
    const { programs = {} } = whole;
    const lines = [
      ...Object.keys(programs),
      'iptables-legacy -w -t mangle -S',
      'ip6tables-legacy -w -t mangle -S',
    ];
    const { ground } = await read({ programs: Object.fromEntries(lines.map(line => [line, nothing])) });
    expect(ground).toEqual({
      director: 'lb1',
      markers: { 4: undefined, 6: undefined },
      scriptsOnly: expect.any(String),
    });
  });

  test('through sudo, where ipvsadm goes through it', async () => {
    const denied = { exit: 2, stderr: "Can't initialize ipvs: Permission denied (you must be root)\n" };
    const programs = {
      ...network,
      'ipvsadm -Ln --timeout': denied,
      'sudo -n ipvsadm -Ln --timeout': 'Timeout (tcp tcpfin udp): 900 120 300\n',
      ...Object.fromEntries(Object.entries(filters).map(([line, answer]) => [`sudo -n ${line}`, answer])),
    };
    const host = fakeHost({ files, programs });
    const ground = await readGround(host, { tool: ipvsadmOn(host, true) });
    host.check();
    expect(ground.scriptsOnly).toBeUndefined();
    expect(ground.markers).toEqual({ 4: 'iptables', 6: 'ip6tables' });
  });
});

test('the practice director has ground for wizards', async () => {
  const host = practiceHost({ scene: 'dead', seed: 1, now: () => 0 });
  const facts = { inodeOf: async () => undefined, attributesOf: async () => undefined };
  const around = aroundOf({
    host,
    disk: memoryDisk({ files: {}, folders: [], now: () => 0 }),
    facts,
    folder: async () => '/state',
  });
  const ground = await around.ground({});
  expect(ground.scriptsOnly).toBeUndefined();
  expect(ground.markers).toEqual({ 4: 'iptables', 6: 'ip6tables' });
  expect(ground.marks).toEqual([1]);
  expect(ground.network?.routes).toContainEqual({
    to: undefined,
    family: 4,
    via: '10.1.0.1',
    interface: 'eth1',
  });
  expect(ground.neighbours).toContainEqual({ address: '10.0.0.42', device: 'eth0', state: 'FAILED' });
  expect(ground.neighbours?.find(({ address }) => address === '10.0.0.41')?.state).toBe('REACHABLE');
  expect(ground.sysctls?.['net.ipv4.conf.eth1.rp_filter']).toBe('0');
  expect(ground.schedulers).toContain('mh');
  expect(ground.schedulers).not.toContain('twos');
});
