/** What is written, tried by the real keepalived: its exit code is 0 where it has nothing to say against a file. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Address } from '../../../src/core/model/address.ts';
import { keepalivedCautions, keepalivedConf } from '../../../src/core/neighbour/keepalived.ts';
import type { Check, KeepalivedWant } from '../../../src/core/neighbour/want.types.ts';
import { good } from '../plan/practice.ts';
import { anyCheck, anyTable, everything, plainWant } from './wants.ts';

const program = '/usr/sbin/keepalived';
/** The adverts need an interface that there is, and that is no loopback. */
const [device] = Object.entries(networkInterfaces()).flatMap(([name, addresses]) =>
  addresses?.some(({ internal }) => !internal) === true ? [name] : [],
);

const missing = !existsSync(program)
  ? 'not installed: keepalived; run: apt-get install -y --no-install-recommends keepalived'
  : device === undefined
    ? 'this machine has no interface but its loopback'
    : undefined;
const suite = 'keepalived --config-test';

describe.skipIf(missing !== undefined)(missing === undefined ? suite : `${suite} (${missing})`, () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'lvsh-keepalived-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** The exit code, and what it says against a text. */
  const tried = (text: string): string => {
    const file = join(folder, 'keepalived.conf');
    writeFileSync(file, text);
    const { status, stdout, stderr } = spawnSync(program, ['--config-test', '--use-file', file], {
      encoding: 'utf8',
    });
    return `${status} ${stdout}${stderr}`.trim();
  };
  const of = (want: Partial<KeepalivedWant>): string =>
    tried(good(keepalivedConf(plainWant(want.services ?? everything, { interface: device ?? '', ...want }))));

  const path = '/a!b?c=%23&d=(e)*;~,:@+';
  const checks: readonly Check[] = [
    { kind: 'none' },
    { kind: 'ping' },
    { kind: 'tcp' },
    { kind: 'tcp', port: 8080 },
    { kind: 'udp' },
    { kind: 'udp', port: 53 },
    { kind: 'http', path },
    { kind: 'http', path, port: 8080, status: 204, host: 'www.example.org' },
    { kind: 'https', path, host: 'www.example.org' },
  ];

  it.each(checks)('%j: nothing is said against it', check => {
    expect(of({ check })).toBe('0');
    expect(of({ check, inhibit: true, quorum: 2, role: 'backup', priority: 1 })).toBe('0');
  });

  it('adverts by unicast, VIPs beyond twenty, sync daemon', () => {
    const vips = [...new Array(300).keys()].map(n => `10.1.${n >> 7}.${(n & 127) + 1}` as Address);
    const six = [...new Array(300).keys()].map(n => `fd00:1::${(n + 1).toString(16)}` as Address);
    const peers = ['10.0.0.2', 'fd00::2'] as Address[];
    const sync = { interface: device ?? '', id: 255 };
    const services = everything.filter(({ servers }) => servers.every(({ id }) => !id.address.includes(':')));
    expect(of({ peers, advertSeconds: 40, virtualRouterId: 255, priority: 254 })).toBe('0');
    expect(of({ vips: [...vips, ...six] })).toBe('0');
    const marks = services.filter(({ id }) => id.kind === 'fwmark' && id.family === 4);
    expect(of({ sync, services: marks })).toBe('0');
    expect(good(keepalivedConf(plainWant(marks, { sync })))).toContain('lvs_sync_daemon');
  });

  it.each(['10.0.0.99', 'fd00::99'] as Address[])('sorry server %s', address => {
    const check = { kind: 'tcp' } as const;
    for (const method of [undefined, 'nat', 'dr', 'tun'] as const)
      for (const port of [undefined, 8080] as const)
        expect(
          of({
            check,
            sorry: {
              address,
              ...(port === undefined ? {} : { port }),
              ...(method === undefined ? {} : { method }),
            },
          }),
        ).toBe('0');
  });

  it('random tables: what is said against them was told before', () => {
    fc.assert(
      fc.property(anyTable, anyCheck, (services, check) => {
        const told = keepalivedCautions(plainWant(services, { check })).some(one =>
          one.includes('complains of'),
        );
        const said = of({ services, check });
        if (told) expect(said).toMatch(/exceeds total weight of real servers 0/);
        else expect(said).toBe('0');
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('would say something against what is wrong', () => {
    expect(tried('virtual_server 10.0.0.200 80 {\n    lb_algo nonsense\n}\n')).not.toBe('0');
  });
});
