import { describe, expect, test } from 'vitest';
import type { FileFacts } from '../../src/host/filefacts.ts';
import { findOwners } from '../../src/host/owners.ts';
import { type FakeHost, fakeHost, type Machine } from './fake.ts';

const ours = 4026531840;
const other = 4026532111;

interface Process {
  readonly comm: string;
  readonly argv?: readonly string[];
  readonly parent?: number;
  readonly uid?: number;
  readonly net?: number;
}

/** A machine with these processes; their files as the kernel writes them. */
const machine = (processes: Readonly<Record<number, Process>>, more: Machine = {}): Machine => ({
  files: {
    '/proc/net/dev': 'Inter-|   Receive\n face |bytes\n    lo: 1 2\n  eth0: 1 2\n',
    ...Object.fromEntries(
      Object.entries(processes).flatMap(([pid, { comm, argv, parent = 1 }]) => [
        [`/proc/${pid}/comm`, `${comm}\n`],
        // The command line of what nobody suspects must not be read: it is not there.
        ...(argv === undefined ? [] : [[`/proc/${pid}/cmdline`, argv.map(word => `${word}\0`).join('')]]),
        [`/proc/${pid}/stat`, `${pid} (${comm}) S ${parent} 1 1 0 -1 4194560\n`],
      ]),
    ),
    ...more.files,
  },
  folders: { '/proc': [...Object.keys(processes), 'net', 'self', 'sys'], ...more.folders },
  programs: { ...more.programs },
});

const facts = (
  processes: Readonly<Record<number, Process>>,
  inodes: Readonly<Record<string, number>> = {},
): FileFacts => ({
  inodeOf: async path => {
    const pid = /^\/proc\/(\d+)\/ns\/net$/.exec(path)?.[1];
    if (pid !== undefined) return processes[Number(pid)]?.net ?? ours;
    return path === '/proc/self/ns/net' ? ours : inodes[path];
  },
  attributesOf: async path => {
    const found = processes[Number(/^\/proc\/(\d+)$/.exec(path)?.[1])];
    return found === undefined ? undefined : { mode: 0o555, uid: found.uid ?? 0 };
  },
});

const look = async (processes: Readonly<Record<number, Process>>, more: Machine = {}) => {
  const host: FakeHost = fakeHost(machine(processes, more));
  const found = await findOwners(host, facts(processes));
  host.check();
  return found;
};

const keepalived: Process = { comm: 'keepalived', argv: ['/usr/sbin/keepalived', '--dont-fork'] };
const conf = '/etc/keepalived/keepalived.conf';
const service = (address: string): string => `virtual_server ${address} 80 {\n protocol TCP\n}\n`;

test('a machine of many processes: of those that nobody suspects, only the name is read', async () => {
  const processes = Object.fromEntries(
    Array.from({ length: 300 }, (_, index) => [index + 2, { comm: `worker/${index}` }]),
  );
  expect(await look(processes)).toEqual([]);
});

describe('keepalived', () => {
  test('with the files that its configuration includes', async () => {
    const found = await look(
      { 812: keepalived, 813: { ...keepalived, parent: 812 } },
      {
        files: {
          [conf]: `include conf.d/*.conf\ninclude /srv/more.conf\ninclude gone.conf\n${service('10.0.0.1')}`,
          '/etc/keepalived/conf.d/a.conf': `include no-deeper.conf\n${service('10.0.0.2')}`,
          '/etc/keepalived/conf.d/b.conf.off': service('10.0.0.3'),
          '/srv/more.conf': service('10.0.0.4'),
        },
        folders: { '/etc/keepalived/conf.d': ['b.conf.off', 'a.conf'] },
      },
    );
    expect(found).toMatchObject([
      {
        name: 'keepalived (pid 812)',
        owns: ['tcp:10.0.0.1:80', 'tcp:10.0.0.2:80', 'tcp:10.0.0.4:80'],
        sure: true,
      },
    ]);
  });

  test('in a container with the network of the machine: its own files count', async () => {
    const files = { [conf]: service('10.0.0.1'), [`/proc/812/root${conf}`]: service('10.0.0.9') };
    expect(await look({ 812: keepalived }, { files })).toMatchObject([{ owns: ['tcp:10.0.0.9:80'] }]);
  });

  test('in another network namespace it is nobody; where that cannot be seen, it counts', async () => {
    expect(
      await look({ 812: { ...keepalived, net: other } }, { files: { [conf]: service('10.0.0.1') } }),
    ).toEqual([]);
    const host = fakeHost(machine({ 812: keepalived }, { files: { [conf]: service('10.0.0.1') } }));
    const blind: FileFacts = { ...facts({ 812: keepalived }), inodeOf: async () => undefined };
    expect(await findOwners(host, blind)).toMatchObject([{ id: 'keepalived' }]);
  });

  test('VRRP only', async () => {
    expect(await look({ 812: keepalived }, { files: { [conf]: 'vrrp_instance V {\n}\n' } })).toEqual([]);
  });

  test('without a configuration that could be read, and with a path that leads nowhere from here', async () => {
    expect(await look({ 812: keepalived })).toMatchObject([{ sure: false }]);
    const relative = { comm: 'keepalived', argv: ['keepalived', '-f', 'my.conf'] };
    expect(await look({ 812: relative }, { files: { 'my.conf': service('10.0.0.1') } })).toMatchObject([
      { sure: false },
    ]);
  });

  test('a program of that name that is not root’s cannot have its way: not even its arguments are read', async () => {
    const files = { '/home/eve/pipe': service('10.0.0.1') };
    const eve = { comm: 'keepalived', argv: ['keepalived', '-f', '/home/eve/pipe'], uid: 1000 };
    expect(await look({ 812: eve }, { files })).toEqual([]);
  });

  test('a name with brackets and blanks in it hides no parent', async () => {
    const found = await look(
      { 812: keepalived, 813: { comm: 'keepalived) S 1 (', argv: ['keepalived'], parent: 812 } },
      { files: { [conf]: service('10.0.0.1') } },
    );
    expect(found.map(one => one.name)).toEqual(['keepalived (pid 812)']);
  });
});

test('kube-proxy, by its configuration and by the interface in our own namespace', async () => {
  const proxy = { comm: 'kube-proxy', argv: ['kube-proxy', '--config=/var/lib/kube-proxy/config.conf'] };
  const files = { '/proc/5/root/var/lib/kube-proxy/config.conf': 'mode: "ipvs"\n' };
  expect(await look({ 5: proxy }, { files })).toMatchObject([{ id: 'kube-proxy', sure: true }]);
  const dev = { '/proc/net/dev': 'Inter-|\n face |\nkube-ipvs0: 0 0\n    lo: 0 0\n' };
  expect(await look({}, { files: dev })).toMatchObject([{ name: 'kube-proxy (interface kube-ipvs0)' }]);
});

describe('Docker', () => {
  const dockerd = { 7: { comm: 'dockerd', argv: ['/usr/bin/dockerd'], net: other } };
  const folders = { '/run/docker/netns': ['1-abc', 'ingress_sbox', 'lb_x', 'f00'] };
  const inside = (path: string) =>
    findOwners(fakeHost(machine(dockerd, { folders })), facts(dockerd, { [path]: ours }));

  test('in one of its load-balancing namespaces, whatever namespace it is in itself', async () => {
    expect(await inside('/run/docker/netns/ingress_sbox')).toMatchObject([
      { name: 'dockerd (pid 7, ingress_sbox)' },
    ]);
    expect(await inside('/run/docker/netns/lb_x')).toMatchObject([{ name: 'dockerd (pid 7, lb_x)' }]);
  });

  test('on the machine itself, and in the namespace of a container, it is nobody', async () => {
    expect(await inside('/nowhere')).toEqual([]);
    expect(await inside('/run/docker/netns/f00')).toEqual([]);
  });
});

describe('the unit of ipvsadm', () => {
  const folders = {
    '/run/systemd/system': [],
    '/usr/lib/systemd/system': ['ipvsadm.service', 'sshd.service'],
  };
  const text =
    '# /usr/lib/systemd/system/ipvsadm.service\n[Service]\nExecStart=/bin/sh -c "ipvsadm-restore < /etc/sysconfig/ipvsadm"\nExecStop=/bin/sh -c "ipvsadm-save -n > /etc/sysconfig/ipvsadm"\nExecStop=/sbin/ipvsadm -C\n';
  const programs = (active: string) => ({
    'systemctl is-active ipvsadm.service': { stdout: `${active}\n`, exit: active === 'active' ? 0 : 3 },
    'systemctl is-enabled ipvsadm.service': 'enabled\n',
    'systemctl cat ipvsadm.service': text,
  });

  test('active: it saves over the file and clears', async () => {
    expect(await look({}, { folders, programs: programs('active') })).toMatchObject([
      { id: 'ipvsadm-unit', does: expect.stringMatching(/over \/etc\/sysconfig\/ipvsadm and then clears/) },
    ]);
  });

  test('not active, or not there: nobody; where systemd has no such unit, it is not even asked', async () => {
    expect(await look({}, { folders, programs: programs('inactive') })).toEqual([]);
    expect(
      await look({}, { folders: { '/run/systemd/system': [], '/usr/lib/systemd/system': ['sshd.service'] } }),
    ).toEqual([]);
    expect(await look({}, { folders: { '/usr/lib/systemd/system': ['ipvsadm.service'] } })).toEqual([]);
  });
});
