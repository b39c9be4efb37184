import { describe, expect, test } from 'vitest';
import { practiceHost } from '../../src/host/practice.ts';

/** A host with a clock that the test turns. */
const hostAt = (scene?: 'calm' | 'dead') => {
  let at = 1_700_000_000_000;
  const host = practiceHost({ ...(scene === undefined ? {} : { scene }), seed: 1, now: () => at });
  return {
    host,
    pass(milliseconds: number): void {
      at += milliseconds;
    },
  };
};

const value = <T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false }): T => {
  if (!result.ok) throw new Error('a failure');
  return result.value;
};

describe('the practice host', () => {
  test('runs ipvsadm, and what it changes stays', async () => {
    const { host } = hostAt();
    expect(value(await host.run('ipvsadm', ['-A', '-t', '10.1.0.200:80', '-s', 'rr']))).toMatchObject({
      stdout: '',
      stderr: '',
      exit: 0,
    });
    expect(value(await host.run('ipvsadm-save', ['-n'])).stdout).toBe('-A -t 10.1.0.200:80 -s rr\n');
    const stdin = '-A -u 10.1.0.200:53 -s wlc\n';
    expect(value(await host.run('ipvsadm', ['-R'], { stdin })).exit).toBe(0);
    expect(value(await host.run('ipvsadm', ['-A', '-t', '10.1.0.200:80', '-s', 'rr']))).toMatchObject({
      stderr: 'Service already exists\n',
      exit: 255,
    });
    expect(value(await host.readFile('/proc/net/ip_vs')).text).toContain('UDP  0A0100C8:0035 wlc');
  });

  test('time goes along with the clock', async () => {
    const { host, pass } = hostAt('calm');
    const before = host.now();
    const first = value(await host.readFile('/proc/net/ip_vs_stats')).text;
    expect(value(await host.readFile('/proc/net/ip_vs_stats')).text).toBe(first);
    pass(2_000);
    expect(value(await host.readFile('/proc/net/ip_vs_stats')).text).not.toBe(first);
    expect(host.now()).toBe(before + 2_000);
  });

  test('after a long pause it goes on where it was, and a clock set back does no harm', () => {
    const { host, pass } = hostAt('calm');
    const before = host.now();
    pass(3_600_000);
    expect(host.now()).toBe(before + 10_000);
    pass(-7_200_000);
    expect(host.now()).toBe(before + 10_000);
    pass(7_200_000 + 500);
    expect(host.now()).toBe(before + 10_500);
  });

  test('has names for its scene', async () => {
    const { host } = hostAt('calm');
    expect(value(await host.run('ipvsadm', ['-L'])).stdout).toMatch(/^TCP {2}www:http wlc$/m);
  });

  test('shows what a director has: kernel, modules, settings', async () => {
    const { host } = hostAt('calm');
    expect(value(await host.readFile('/proc/sys/kernel/osrelease')).text).toBe('6.1.176-practice\n');
    const modules = value(await host.readFile('/proc/modules')).text;
    expect(modules).toMatch(/^ip_vs_wlc /m);
    expect(modules).not.toMatch(/^ip_vs_twos /m);
    const available = value(await host.readFile('/lib/modules/6.1.176-practice/modules.dep')).text;
    expect(available).toMatch(/\/ip_vs_lblcr\.ko: /);
    expect(available).not.toMatch(/ip_vs_twos/);
    for (const folder of ['/proc/net', '/proc/sys/net/ipv4/vs', '/proc/sys/net/ipv4/vs/']) {
      for (const name of value(await host.listFolder(folder))) {
        expect((await host.readFile(`${folder.replace(/\/$/, '')}/${name}`)).ok).toBe(true);
      }
    }
    expect(value(await host.listFolder('/usr/sbin'))).toContain('ipvsadm');
  });

  test('never falls through to this machine', async () => {
    const { host } = hostAt();
    for (const program of ['sh', 'ls', 'sudo', 'insmod', '/bin/sh', '', 'constructor']) {
      expect(await host.run(program, ['-c', 'true'])).toMatchObject({
        ok: false,
        failure: { kind: 'not-found' },
      });
    }
    for (const path of [
      '/etc/passwd',
      '/proc/self/status',
      '/proc/net/tcp',
      'package.json',
      '',
      '__proto__',
    ]) {
      expect(await host.readFile(path)).toMatchObject({ ok: false, failure: { kind: 'not-found' } });
    }
    for (const folder of ['/etc', '/home', '.', '', 'toString']) {
      expect(await host.listFolder(folder)).toMatchObject({ ok: false, failure: { kind: 'not-found' } });
    }
  });

  test('keeps to limits', async () => {
    const { host } = hostAt('calm');
    const cut = value(await host.readFile('/proc/net/ip_vs', { maxBytes: 200 }));
    expect(cut.cut).toBe(true);
    expect(cut.text.length).toBeLessThanOrEqual(200);
    expect(cut.text.endsWith('\n')).toBe(true);
    expect(await host.run('ipvsadm', ['-Ln'], { maxBytes: 10 })).toMatchObject({
      ok: false,
      failure: { kind: 'read' },
    });
  });
});
