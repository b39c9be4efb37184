import { describe, expect, it } from 'vitest';
import { procFile } from '../../../src/core/kernel/proc.ts';
import { sysctlDefaults } from '../../../src/core/kernel/sysctl.ts';
import { bench } from './bench.ts';

const text = (lines: readonly string[], path: string): string => procFile(bench(lines).kernel, path) ?? '';

describe('/proc/net/ip_vs', () => {
  const lines = [
    '-A -t 10.1.0.200:80 -s rr',
    '-a -t 10.1.0.200:80 -r 10.0.0.12:8080 -m -w 2147483647',
    '-a -t 10.1.0.200:80 -r [fd00::12]:80 -i',
    '-A -u 10.1.0.200:5060 -s sh -p 90 -M 255.255.0.0 -o',
    '-A -t [fd00:1::200]:80 -s rr -p 10 -M 64',
    '-A -u [fd00:1::200]:53 -s rr -o',
    '-A -f 300 -s mh -o',
    '-A -f 1 -6 -s wrr -p 120',
    '-A --sctp-service 10.1.0.200:3868 -s none',
  ];

  it('has the kernel’s own columns, blanks and hexadecimal numbers', () => {
    const rows = text(lines, '/proc/net/ip_vs').split('\n');
    expect(rows.slice(0, 3)).toEqual([
      'IP Virtual Server version 1.2.1 (size=4096)',
      'Prot LocalAddress:Port Scheduler Flags',
      '  -> RemoteAddress:Port Forward Weight ActiveConn InActConn',
    ]);
    expect(new Set(rows.slice(3))).toEqual(
      new Set([
        'TCP  0A0100C8:0050 rr  ',
        '  -> [fd00:0000:0000:0000:0000:0000:0000:0012]:0050      Tunnel  1      0          0         ',
        '  -> 0A00000C:1F90      Masq    2147483647 0          0         ',
        'UDP  0A0100C8:13C4 sh ops  persistent 9000 FFFF0000',
        'TCP  [fd00:0001:0000:0000:0000:0000:0000:0200]:0050 rr persistent 1000 40000000',
        'UDP  [fd00:0001:0000:0000:0000:0000:0000:0200]:0035 rr ',
        'FWM  0000012C mh ops ',
        'FWM  00000001 wrr persistent 12000 80000000',
        'SCTP  0A0100C8:0F1C none  ',
        '',
      ]),
    );
  });

  it('counts persistence in ticks of the kernel’s clock', () => {
    const made = bench(['-A -t 10.1.0.200:80 -s rr -p 600'], { hz: 250 });
    expect(procFile(made.kernel, '/proc/net/ip_vs')).toContain('rr  persistent 150000 FFFFFFFF');
  });

  it('is in hash order: by the last byte of the address, then marks', () => {
    const made = bench(
      ['-A -f 1', '-A -t 10.0.0.9:80', '-A -t 10.0.0.1:80', '-A -t 10.0.1.1:80', '-A -t 10.0.0.2:80'],
      { hashSalt: 0 },
    );
    const order = [...(procFile(made.kernel, '/proc/net/ip_vs') ?? '').matchAll(/^(?:TCP|FWM) +(\S+)/gm)];
    expect(order.map(([, id]) => id)).toEqual([
      '0A000002:0050',
      '0A000101:0050',
      '0A000001:0050',
      '0A000009:0050',
      '00000001',
    ]);
  });
});

describe('/proc/net/ip_vs_conn', () => {
  it('shows connections of both families in hexadecimal', () => {
    const made = bench([
      '-A -t 10.1.0.200:80 -s rr',
      '-a -t 10.1.0.200:80 -r 10.0.0.12:8080 -m',
      '-A -f 17 -6 -s rr -p 60',
      '-a -f 17 -6 -r [fd00::11]:0 -g',
    ]);
    made.connect('10.1.0.200:80', { port: 43533 });
    made.connect('[fd00:9::1]:443', { port: 5, mark: 17, hold: true });
    const v6 = 'fd00:0001:0000:0000:0000:0000:0000:0001';
    const server = 'fd00:0000:0000:0000:0000:0000:0000:0011';
    expect(procFile(made.kernel, '/proc/net/ip_vs_conn')?.split('\n').sort()).toEqual([
      '',
      `IP  ${v6} 0000 0000:0011:0000:0000:0000:0000:0000:0000 0000 ${server} 0000 ASSURED          59`,
      'Pro FromIP   FPrt ToIP     TPrt DestIP   DPrt State       Expires PEName PEData',
      'TCP 0A010001 AA0D 0A0100C8 0050 0A00000C 1F90 TIME_WAIT       119',
      `TCP ${v6} 0005 fd00:0009:0000:0000:0000:0000:0000:0001 01BB ${server} 01BB ESTABLISHED     899`,
    ]);
    expect(procFile(made.kernel, '/proc/net/ip_vs_conn_sync')).toContain(
      'TCP 0A010001 AA0D 0A0100C8 0050 0A00000C 1F90 TIME_WAIT   LOCAL      119\n',
    );
  });
});

describe('settings', () => {
  it('are files under /proc/sys', () => {
    expect(Object.keys(sysctlDefaults)).toHaveLength(30);
    expect(text([], '/proc/sys/net/ipv4/vs/sync_threshold')).toBe('3\t50\n');
    expect(procFile(bench().kernel, '/proc/sys/net/ipv4/vs/nothing')).toBeUndefined();
    expect(procFile(bench().kernel, '/etc/passwd')).toBeUndefined();
    expect(procFile(bench().kernel, 'toString')).toBeUndefined();
  });

  it.each([
    ['sync_threshold', '5 10', '5\t10'],
    ['sync_threshold', '5 5', undefined],
    ['drop_entry', '3', '3'],
    ['drop_entry', '4', undefined],
    ['sync_ports', '3', undefined],
    ['conn_reuse_mode', 'x', undefined],
    ['expire_nodest_conn', ' 1\n', '1'],
  ])('%s takes or refuses %j', (name, value, expected) => {
    const made = bench();
    if (expected === undefined) expect(() => made.sysctl(name, value)).toThrow();
    else {
      made.sysctl(name, value);
      expect(procFile(made.kernel, `/proc/sys/net/ipv4/vs/${name}`)).toBe(`${expected}\n`);
    }
  });
});
