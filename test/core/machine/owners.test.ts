import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ownerRows } from '../../../src/core/machine/owner-rows.ts';
import { ownersOf, rowOf } from '../../../src/core/machine/owners.ts';
import type { OwnerFacts, Suspect } from '../../../src/core/machine/owners.types.ts';
import { hostileText } from './hostile.ts';

const nobody: OwnerFacts = { processes: [], interfaces: ['lo', 'eth0'] };

const process = (pid: number, line: string, more: Partial<Suspect> = {}): Suspect => {
  const argv = line.split(' ');
  return { pid, parent: 1, comm: (argv[0] ?? '').split('/').at(-1) ?? '', argv, ...more };
};

const owners = (...processes: readonly Suspect[]) => ownersOf({ ...nobody, processes });

const vip = 'virtual_server 10.0.0.200 80 {\n  protocol TCP\n  real_server 10.0.0.11 80 { weight 3 }\n}\n';
const vrrp = 'vrrp_instance V {\n  virtual_ipaddress { 10.0.0.200 }\n}\n';
const config = (...texts: readonly string[]) => ({
  config: { path: '/etc/keepalived/keepalived.conf', texts },
});

test('a machine where nobody touches the table', () => {
  expect(ownersOf(nobody)).toEqual([]);
});

describe('keepalived', () => {
  test('owns the services of its configuration', () => {
    expect(owners(process(812, '/usr/sbin/keepalived --dont-fork', config(vip)))).toEqual([
      {
        id: 'keepalived',
        name: 'keepalived (pid 812)',
        does: expect.stringMatching(
          /^It leaves a change alone until something moves: .*its end removes its services\.$/,
        ),
        instead: expect.stringMatching(/^Change \/etc\/keepalived\/keepalived\.conf and reload keepalived/),
        owns: ['tcp:10.0.0.200:80'],
        daemons: false,
        sure: true,
      },
    ]);
  });

  test('with VRRP alone it owns nothing, by its configuration or by its options', () => {
    expect(owners(process(812, 'keepalived', config(vrrp)))).toEqual([]);
    for (const flag of ['-P', '--vrrp', '-DP', '-nPl'])
      expect(owners(process(812, `keepalived ${flag}`, config(vip))), flag).toEqual([]);
  });

  test('it may own the sync daemons and no service', () => {
    const text = `global_defs {\n  lvs_sync_daemon eth0 V id 5\n}\n${vrrp}`;
    expect(owners(process(812, 'keepalived', config(text)))).toMatchObject([
      { owns: [], daemons: true, does: 'It starts and stops the sync daemons as its VRRP state goes.' },
    ]);
  });

  test('one that clears the table owns all of it', () => {
    const [owner] = owners(process(812, 'keepalived', config(`global_defs {\n lvs_flush\n}\n${vip}`)));
    expect(owner).toMatchObject({ owns: 'all', sure: true });
    expect(owner?.does).toMatch(/lvs_flush/);
  });

  test('one that was told to leave its services when it ends', () => {
    for (const flag of ['-I', '-DI', '--dont-release-ipvs'])
      expect(owners(process(812, `keepalived ${flag}`, config(vip)))[0]?.does, flag).toMatch(
        /its end leaves its services\.$/,
      );
  });

  test('without its configuration it is not sure', () => {
    expect(owners(process(812, 'keepalived'))).toMatchObject([
      { owns: 'all', sure: false, does: expect.stringMatching(/^Whether it has services .* not known/) },
    ]);
  });

  test('its children are not counted, a second one is', () => {
    const children = [
      process(813, 'keepalived', { parent: 812, ...config(vip) }),
      process(814, 'keepalived', { parent: 812, comm: 'keepalived_lvs', ...config(vip) }),
    ];
    const found = owners(
      process(812, 'keepalived', config(vip)),
      ...children,
      process(900, 'keepalived', config(vip)),
    );
    expect(found.map(one => one.name)).toEqual(['keepalived (pid 812)', 'keepalived (pid 900)']);
  });

  test.each([
    ['keepalived', '/etc/keepalived/keepalived.conf'],
    ['keepalived -f /a.conf', '/a.conf'],
    ['keepalived -f/a.conf', '/a.conf'],
    ['keepalived -Df /a.conf', '/a.conf'],
    ['keepalived --use-file=/a.conf -D', '/a.conf'],
    ['keepalived --use-file /a.conf', '/a.conf'],
    ['keepalived -p /run/f -D', '/etc/keepalived/keepalived.conf'],
  ])('%s reads %s', (line, path) => {
    expect(rowOf('keepalived', line.split(' '))?.config?.(line.split(' '))).toEqual([path]);
  });
});

describe('ldirectord', () => {
  const text = 'virtual=10.0.0.200:80\n\treal=10.0.0.11:80 gate\n\tprotocol=tcp\n';
  const run = (line: string, comm: string) =>
    owners(process(99, line, { comm, config: { path: '/etc/ha.d/ldirectord.cf', texts: [text] } }));

  test.each([
    ['/usr/bin/perl -w /usr/sbin/ldirectord start', 'ldirectord'],
    ['/usr/bin/perl -w /usr/sbin/ldirectord /etc/my.cf start', 'perl'],
    ['ldirectord tcp:10.0.0.200:80', 'ldirectord tcp:1'],
  ])('%s', (line, comm) => {
    expect(run(line, comm)).toMatchObject([
      { id: 'ldirectord', name: 'ldirectord (pid 99)', owns: ['tcp:10.0.0.200:80'], sure: true },
    ]);
  });

  test('another Perl script is nobody', () => {
    expect(run('/usr/bin/perl -w /usr/bin/exiqgrep ldirectord.cf', 'perl')).toEqual([]);
  });

  test.each([
    ['start', ['/etc/ha.d/ldirectord.cf', '/etc/ha.d/conf/ldirectord.cf', 'ldirectord.cf']],
    ['-d /x/my.cf start', ['/etc/ha.d//x/my.cf', '/etc/ha.d/conf//x/my.cf', '/x/my.cf']],
  ])('its configuration after %s', (words, paths) => {
    const argv = ['/usr/bin/perl', '-w', '/usr/sbin/ldirectord', ...words.split(' ')];
    expect(rowOf('ldirectord', argv)?.config?.(argv)).toEqual(paths);
  });
});

describe('Kubernetes', () => {
  test.each([
    ['by its option', process(5, 'kube-proxy --proxy-mode=ipvs')],
    ['by its option, apart', process(5, '/usr/local/bin/kube-proxy --v 2 --proxy-mode ipvs')],
    [
      'by its configuration',
      process(5, 'kube-proxy --config=/x', { config: { path: '/x', texts: ['kind: K\nmode: "ipvs"\n'] } }),
    ],
  ])('kube-proxy %s', (_, suspect) => {
    expect(owners(suspect)).toMatchObject([
      { id: 'kube-proxy', name: 'kube-proxy (pid 5)', owns: 'all', sure: true },
    ]);
  });

  test('kube-proxy in another mode is nobody', () => {
    const iptables = process(5, 'kube-proxy --config=/x', {
      config: { path: '/x', texts: ['mode: iptables\n# mode: ipvs\n'] },
    });
    expect(owners(process(4, 'kube-proxy'), iptables)).toEqual([]);
  });

  test('its interface says it, too, even where no process is to be seen', () => {
    const interfaces = ['lo', 'kube-ipvs0'];
    expect(ownersOf({ interfaces, processes: [process(5, 'kube-proxy')] })).toMatchObject([
      { name: 'kube-proxy (pid 5)', sure: true },
    ]);
    expect(ownersOf({ interfaces, processes: [] })).toMatchObject([
      { name: 'kube-proxy (interface kube-ipvs0)', sure: false },
    ]);
  });

  test('kube-router, unless it is told to leave services alone', () => {
    expect(owners(process(6, '/usr/local/bin/kube-router --run-router=true'))).toMatchObject([
      { id: 'kube-router', owns: 'all' },
    ]);
    expect(owners(process(6, 'kube-router --run-service-proxy=false'))).toEqual([]);
  });
});

describe('Docker', () => {
  test('owns the tables of its own namespaces, never that of the machine', () => {
    const dockerd = process(7, '/usr/bin/dockerd -H fd://');
    expect(owners(dockerd)).toEqual([]);
    expect(ownersOf({ ...nobody, processes: [dockerd], docker: 'ingress_sbox' })).toMatchObject([
      {
        id: 'dockerd',
        name: 'dockerd (pid 7, ingress_sbox)',
        does: expect.stringMatching(/swarm \(ingress_sbox\): it adds/),
      },
    ]);
    expect(ownersOf({ ...nobody, docker: 'lb_x' })).toMatchObject([{ name: 'dockerd (lb_x)' }]);
  });
});

describe('the unit of ipvsadm itself', () => {
  const unit = { name: 'ipvsadm.service', saves: true, clears: true, file: '/etc/sysconfig/ipvsadm' };

  test('one that saves over the file and clears', () => {
    expect(ownersOf({ ...nobody, unit })).toMatchObject([
      {
        id: 'ipvsadm-unit',
        name: 'ipvsadm’s unit (ipvsadm.service)',
        does: 'When it is stopped or restarted, and at shutdown, it writes the running table over /etc/sysconfig/ipvsadm and then clears it: what was edited in the file is lost.',
        instead: expect.stringMatching(/with a restore, never with a restart/),
        owns: 'all',
      },
    ]);
  });

  test('one that only clears, one that only saves, one that does neither', () => {
    const [clears] = ownersOf({ ...nobody, unit: { ...unit, saves: false } });
    expect(clears).toMatchObject({
      does: 'When it is stopped or restarted it clears the table; what is not in /etc/sysconfig/ipvsadm by then is lost.',
      instead: 'Save after the change.',
    });
    expect(ownersOf({ ...nobody, unit: { ...unit, clears: false } })[0]?.does).not.toMatch(/clears/);
    expect(ownersOf({ ...nobody, unit: { ...unit, saves: false, clears: false } })).toEqual([]);
  });
});

test('every row can be seen, and says what it does and what to do instead in whole sentences', () => {
  const all = ownersOf({
    interfaces: [],
    docker: 'ingress_sbox',
    unit: { name: 'ipvsadm.service', saves: true, clears: true },
    processes: [
      process(11, 'keepalived', config(vip)),
      process(12, 'ldirectord start'),
      process(13, 'kube-proxy --proxy-mode=ipvs'),
      process(14, 'kube-router'),
      process(15, 'dockerd'),
    ],
  });
  expect(all.map(one => one.id)).toEqual(ownerRows.map(row => row.id));
  for (const { does, instead } of all) {
    expect(does).toMatch(/^[A-Z].*\.$/);
    expect(instead).toMatch(/^[A-Z].*\.$/);
  }
});

test('other processes are nobody, whatever their names and arguments are', () => {
  const text = hostileText(
    '-f',
    '-P',
    '--config',
    '--proxy-mode',
    '=',
    '/',
    'keepalived',
    'ldirectord',
    'kube-proxy',
  );
  fc.assert(
    fc.property(text, fc.array(text, { maxLength: 6 }), (comm, argv) => {
      rowOf(comm, argv)?.config?.(argv);
      expect(ownersOf({ ...nobody, processes: [process(5, 'vim', { argv })] })).toEqual([]);
    }),
  );
});
