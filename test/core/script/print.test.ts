import { describe, expect, test } from 'vitest';
import { printScript } from '../../../src/core/script/print.ts';
import { comment } from '../../../src/core/script/print-comment.ts';
import type { Item, Script } from '../../../src/core/script/script.types.ts';
import { address, scriptOf, wantOf } from './wants.ts';

const snapshot = (name: string): string => `./fixtures/${name}.sh`;

const script = (items: readonly Item['do'][], more: Partial<Script> = {}): Script => ({
  role: 'director',
  flavour: 'iproute2',
  name: 'lvs-test',
  header: ['It is a test.'],
  items: items.map(item => ({ do: item, why: 'It has a reason.', without: 'it is missed' })),
  checks: [],
  ...more,
});

const printed = (...items: readonly Item['do'][]): string => printScript(script(items), { explain: false });

const stepLine = (text: string): readonly string[] =>
  text.split('\n').filter(line => line.startsWith('      want') || line.startsWith('      family='));

describe('whole scripts', () => {
  test('a real server for DR, short enough to be read before it is run', () => {
    const text = printScript(scriptOf(wantOf('dr', 4)), { explain: false });
    expect(text.split('\n').length).toBeLessThan(130);
    return expect(text).toMatchFileSnapshot(snapshot('dr'));
  });

  test('with what old systems have', () =>
    expect(printScript(scriptOf(wantOf('nat', 4), 'classic'), { explain: false })).toMatchFileSnapshot(
      snapshot('nat-classic'),
    ));

  test('for good, with every reason', () =>
    expect(
      printScript(scriptOf(wantOf('tun', 4, { type: 'gue', port: 6080, checksum: 'none' }), 'systemd'), {
        explain: true,
      }),
    ).toMatchFileSnapshot(snapshot('tun-gue-systemd')));

  test('a script that changes nothing does nothing', () => {
    const text = printScript(scriptOf(wantOf('snat', 4)), { explain: false });
    expect(text).toContain('there is nothing to do on this machine');
    expect(text).not.toContain('needs root');
    expect(text).not.toContain('/run/lvsh');
  });
});

describe('what is printed', () => {
  test('only the functions of the things in it', () => {
    const functions = [...printed({ what: 'module', name: 'ip_vs' }).matchAll(/^(\w+)\(\)/gm)].map(m => m[1]);
    expect(functions).toEqual(
      [
        'step',
        'module_is',
        'module_set',
        'want',
        'remember',
        'other',
        'recall',
        'forget',
        'start',
        'back',
        'stop',
      ].concat(['status', 'report', 'need']),
    );
  });

  test('one reader of settings where one of them has two names, and one of addresses where one is without DAD', () => {
    const text = printed(
      { what: 'sysctl', name: 'net.ipv4.ip_forward', value: '1' },
      { what: 'sysctl', name: 'net.ipv4.conf.eth0/100.rp_filter', value: '2', atLeast: true },
      { what: 'address', address: address('10.0.0.200'), prefix: 32, device: 'lo' },
      { what: 'address', address: address('fd00::200'), prefix: 128, device: 'lo', nodad: true },
      { what: 'address', address: address('fd00::201'), prefix: 128, device: 'eth0', deprecated: true },
    );
    expect(text.match(/^sysctl_is\(\)/gm)).toHaveLength(1);
    expect(text.match(/^address_is\(\)/gm)).toHaveLength(1);
    expect(stepLine(text)).toEqual([
      '      want 1 sysctl net.ipv4.ip_forward ;;',
      '      want 2+ sysctl net.ipv4.conf.eth0/100.rp_filter net.ipv4.conf.all.rp_filter ;;',
      '      want there address 10.0.0.200/32 lo ;;',
      '      want there address fd00::200/128 lo nodad ;;',
      '      want there address fd00::201/128 eth0 preferred_lft 0 ;;',
    ]);
  });

  test('the settings of all interfaces have no other one beside them', () => {
    const text = printed(
      { what: 'sysctl', name: 'net.ipv4.conf.all.rp_filter', value: '0' },
      { what: 'sysctl', name: 'net.ipv4.conf.default.arp_ignore', value: '1' },
      { what: 'sysctl', name: 'net.ipv4.conf.eth0.forwarding', value: '1' },
    );
    expect(stepLine(text)).toEqual([
      '      want 0 sysctl net.ipv4.conf.all.rp_filter ;;',
      '      want 1 sysctl net.ipv4.conf.default.arp_ignore ;;',
      '      want 1 sysctl net.ipv4.conf.eth0.forwarding ;;',
    ]);
  });

  test('routes with their family, type, table and metric', () => {
    const via = address('10.0.0.10');
    expect(
      stepLine(
        printed(
          { what: 'route', family: 4, to: undefined, via },
          { what: 'route', family: 6, to: undefined, via: address('fd00::10'), device: 'eth0' },
          { what: 'route', family: 4, to: { address: address('10.9.0.0'), prefix: 16 }, via },
          { what: 'route', family: 4, to: undefined, local: true, device: 'lo', table: 100 },
          { what: 'route', family: 6, to: undefined, local: true, device: 'lo', table: 100 },
        ),
      ),
    ).toEqual([
      '      family=4 type=unicast table=main metric=0',
      '      want there route default via 10.0.0.10 ;;',
      '      family=6 type=unicast table=main metric=1',
      '      want there route default via fd00::10 dev eth0 ;;',
      '      family=4 type=unicast table=main metric=0',
      '      want there route 10.9.0.0/16 via 10.0.0.10 ;;',
      '      family=4 type=local table=100 metric=0',
      '      want there route 0.0.0.0/0 dev lo ;;',
      '      family=6 type=local table=100 metric=1024',
      '      want there route ::/0 dev lo ;;',
    ]);
  });

  test('what is remembered lies where it is found again after a reboot when its work is', () => {
    expect(printed({ what: 'module', name: 'ip_vs' })).toContain('\nmemory=/run/lvsh$space/$name');
    expect(printed({ what: 'file', path: '/etc/x', text: 'x\n', mode: '0644' })).toContain(
      '\nmemory=/var/lib/lvsh/scripts$space/$name',
    );
  });

  test('a thing that is there twice has two steps; a step is called after the thing', () => {
    const text = printed(
      { what: 'module', name: 'ip_vs' },
      { what: 'fou', port: 6080, family: 4 },
      { what: 'module', name: 'ip_vs' },
    );
    expect(text).toContain("\nsteps='module.ip_vs fou.4.6080 module.ip_vs:2'\n");
  });

  test('a program that leaves nothing to look at is its own script’s; others are shared', () => {
    const stepsOf = (name: string, check: readonly string[]): string | undefined =>
      /^steps='.*'$/m.exec(
        printScript(script([{ what: 'program', start: [['exportfs', '-ra']], stop: [], check }], { name }), {
          explain: false,
        }),
      )?.[0];
    expect(stepsOf('one', [])).not.toBe(stepsOf('other', []));
    expect(stepsOf('one', ['true'])).toBe(stepsOf('other', ['true']));
  });

  test('reasons as comments only when asked for', () => {
    const item: Item['do'] = { what: 'module', name: 'ip_vs' };
    expect(printed(item)).not.toContain('It has a reason.');
    expect(printScript(script([item]), { explain: true })).toContain(
      '    # It has a reason.\n    module.ip_vs)\n',
    );
  });

  test('programs that are needed are named with what brings them, once', () => {
    const text = printed(
      { what: 'fou', port: 6080, family: 4 },
      { what: 'rule', family: 4, mark: 1, table: 100 },
      { what: 'program', start: [['frobnicate'], ['cat', 'x']], stop: [], check: [] },
    );
    expect(text.match(/^need .*$/gm)).toEqual(["need ip ': install iproute2'", 'need frobnicate']);
  });
});

describe('comments', () => {
  test('are wrapped at 78 columns and never end before their line does', () => {
    const lines = comment(`${'word '.repeat(40)}\nrm -rf /\r\n\u2028end`, '    ');
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(78);
    expect(lines.every(line => line.startsWith('    # '))).toBe(true);
    expect(lines.join('\n')).toContain('rm -rf / end');
  });

  test('give no orders to shellcheck', () => {
    expect(comment('shellcheck disable=all')).toEqual(['# "shellcheck disable=all']);
  });

  test('an empty one is an empty comment', () => {
    expect(comment('')).toEqual(['#']);
  });
});
