import { describe, expect, test } from 'vitest';
import type { DirectorReading } from '../../src/core/director/reading.ts';
import type { Result } from '../../src/core/model/failure.ts';
import type { SeenService } from '../../src/core/model/snapshot.ts';
import { type HostDirector, openDirector } from '../../src/host/director.ts';
import { change, type FakeHost, fakeHost, type Machine } from './fake.ts';

const header = [
  'IP Virtual Server version 1.2.1 (size=4096)',
  'Prot LocalAddress:Port Scheduler Flags',
  '  -> RemoteAddress:Port Forward Weight ActiveConn InActConn',
];
const proc = (...lines: string[]): string => `${[...header, ...lines].join('\n')}\n`;

const web = [
  'TCP  0A0000C8:0050 wrr  persistent 36000 FFFFFFFF',
  '  -> 0A00000E:0050      Masq    1      2          1         ',
  '  -> 0A000007:0050      Tunnel  3      5          7         ',
];
const listHeader =
  'IP Virtual Server version 1.2.1 (size=4096)\nProt LocalAddress:Port               Conns   InPkts  OutPkts  InBytes OutBytes\n  -> RemoteAddress:Port\n';
const stats = (conns: number): string =>
  `${listHeader}TCP  10.0.0.200:80                 ${conns}  ${conns * 10}  0  ${conns * 1000}  0\n` +
  `  -> 10.0.0.7:80  ${conns}  ${conns * 10}  0  ${conns * 1000}  0\n  -> 10.0.0.14:80  0 0 0 0 0\n`;
const saved =
  '-A -t 10.0.0.200:80 -s wrr -p 360\n-a -t 10.0.0.200:80 -r 10.0.0.7:80 -i -w 3 --tun-type gre --tun-csum\n-a -t 10.0.0.200:80 -r 10.0.0.14:80 -m -w 1\n';
const thresholds =
  'IP Virtual Server version 1.2.1 (size=4096)\nProt LocalAddress:Port            Uthreshold Lthreshold ActiveConn InActConn \n  -> RemoteAddress:Port\nTCP  10.0.0.200:80 wrr persistent 360\n  -> 10.0.0.7:80                  100        50         5          7         \n  -> 10.0.0.14:80                 0          0          2          1         \n';
const templates =
  'IP Virtual Server version 1.2.1 (size=4096)\nProt LocalAddress:Port            Weight    PersistConn ActiveConn InActConn \n  -> RemoteAddress:Port\nTCP  10.0.0.200:80 wrr persistent 360\n  -> 10.0.0.7:80                  3         4           5          7         \n  -> 10.0.0.14:80                 1         0           2          1         \n';
const noRates = `${listHeader.replace('Conns   InPkts  OutPkts  InBytes OutBytes', 'CPS    InPPS   OutPPS    InBPS   OutBPS')}`;

const machine: Machine = {
  files: { '/proc/net/ip_vs': proc(...web) },
  programs: {
    'ipvsadm -Sn': saved,
    'ipvsadm -Ln --stats --exact': stats(100),
    'ipvsadm -Ln --rate --exact': noRates,
    'ipvsadm -Ln --thresholds': thresholds,
    'ipvsadm -Ln --persistent-conn': templates,
  },
};

const wants = { visible: ['tcp:10.0.0.200:80'], intervalMs: 1000 };

const open = (host: FakeHost): HostDirector =>
  openDirector(host, { cpu: () => 0, defer: () => {}, patienceMs: 1000 });

const good = (result: Result<DirectorReading>): DirectorReading => {
  if (!result.ok) throw new Error(result.failure.what);
  return result.value;
};

const service = ({ snapshot }: DirectorReading, index = 0): SeenService => {
  const found = snapshot.services[index];
  if (found === undefined) throw new Error('no service');
  return found;
};

/** Reads at the next second. */
const next = async (host: FakeHost, director: HostDirector, ms = 1000): Promise<DirectorReading> => {
  host.time += ms;
  return good(await director.read(wants));
};

describe('a small director', () => {
  test('the first read is the table alone, and runs no program', async () => {
    const host = fakeHost(machine);
    const reading = good(await open(host).read(wants));
    expect(host.ran).toEqual([]);
    expect(reading.snapshot.version).toBe('1.2.1');
    expect(service(reading)).toMatchObject({
      key: 'tcp:10.0.0.200:80',
      scheduler: 'wrr',
      persistence: { mask: '255.255.255.255' },
      servers: [
        { key: '10.0.0.7:80', method: 'tun', weight: 3, active: 5, inactive: 7 },
        { key: '10.0.0.14:80', method: 'nat', weight: 1 },
      ],
    });
    expect(service(reading).persistence?.timeout).toBeUndefined();
    expect(service(reading).counters).toBeUndefined();
  });

  test('the second brings what /proc lacks, and the one after that the rates', async () => {
    const host = fakeHost(machine);
    const director = open(host);
    await director.read(wants);
    await next(host, director);
    const second = await next(host, director);
    expect(service(second)).toMatchObject({
      persistence: { timeout: 360 },
      flags: [],
      counters: { conns: 100 },
      servers: [
        {
          tunnel: { type: 'gre', checksum: 'csum' },
          upper: 100,
          lower: 50,
          persistent: 4,
          counters: { inBytes: 100_000 },
        },
        { upper: 0, persistent: 0 },
      ],
    });
    expect(service(second).rates).toBeUndefined();
    change(host, { programs: { 'ipvsadm -Ln --stats --exact': stats(120) } });
    const third = await next(host, director);
    expect(service(third).rates).toEqual({ cps: 10, inPps: 100, outPps: 0, inBps: 10_000, outBps: 0 });
    expect(third.report).toMatchObject({ beatMs: 1000, countersBeatMs: 2000, countersOf: 'all', notes: [] });
    host.check();
  });

  test('nothing changed: the same services, as the same objects', async () => {
    const host = fakeHost(machine);
    const director = open(host);
    for (let turn = 0; turn < 8; turn++) await next(host, director);
    const before = await next(host, director);
    const after = await next(host, director);
    expect(after.snapshot.services).toBe(before.snapshot.services);
  });

  test('a changed weight leaves the other server as it was', async () => {
    const host = fakeHost(machine);
    const director = open(host);
    for (let turn = 0; turn < 8; turn++) await next(host, director);
    const before = service(await next(host, director));
    change(host, { files: { '/proc/net/ip_vs': proc(...web).replace('Masq    1 ', 'Masq    0 ') } });
    const after = service(await next(host, director));
    expect(after.servers[1]?.weight).toBe(0);
    expect(after.servers[0]).toBe(before.servers[0]);
  });

  test('a server that comes brings the slow reads forward; one that comes back has no rates at first', async () => {
    const host = fakeHost(machine);
    const director = open(host);
    for (let turn = 0; turn < 5; turn++) await next(host, director);
    const saves = () => host.ran.filter(line => line === 'ipvsadm -Sn').length;
    const before = saves();
    change(host, {
      files: { '/proc/net/ip_vs': proc(...web.slice(0, 2)) },
      programs: { 'ipvsadm -Ln --stats --exact': stats(500).replace(/ {2}-> 10\.0\.0\.7.*\n/, '') },
    });
    for (let turn = 0; turn < 4; turn++) await next(host, director);
    expect(saves()).toBe(before + 1);
    change(host, {
      files: { '/proc/net/ip_vs': proc(...web) },
      programs: { 'ipvsadm -Ln --stats --exact': stats(9_000_000) },
    });
    await next(host, director);
    const back = service(await next(host, director));
    expect(back.servers[0]).toMatchObject({ key: '10.0.0.7:80', counters: { conns: 9_000_000 } });
    expect(back.servers[0]?.rates).toBeUndefined();
  });

  test('calls that come while one is under way get its answer', async () => {
    const host = fakeHost(machine);
    const director = open(host);
    const [a, b] = await Promise.all([director.read(wants), director.read(wants)]);
    expect(a).toBe(b);
  });

  test('read once and whole, everything is there', async () => {
    const host = fakeHost(machine);
    change(host, {
      programs: { 'ipvsadm -Ln --rate --exact': `${noRates}TCP  10.0.0.200:80   7 70 0 7000 0\n` },
    });
    const whole = good(await open(host).whole());
    expect(service(whole)).toMatchObject({
      persistence: { timeout: 360 },
      rates: { cps: 7, inBps: 7000 },
      counters: { conns: 100 },
    });
    host.check();
  });
});

describe('bad days', () => {
  const refusal =
    "Can't initialize ipvs: Permission denied (you must be root)\nAre you sure that IP Virtual Server is built in the kernel or as module?\n";

  test('not root: the table is shown, and it is said what is not', async () => {
    const host = fakeHost({ ...machine, programs: { 'ipvsadm -Sn': { exit: 2, stderr: refusal } } });
    const director = open(host);
    await next(host, director);
    const reading = await next(host, director);
    expect(service(reading).servers[0]?.active).toBe(5);
    expect(reading.report.countersOf).toBe('none');
    expect(reading.report.notes.join()).toMatch(/Not root: counters, rates.*cannot be shown/);
    for (let turn = 0; turn < 10; turn++) await next(host, director);
    expect(host.ran).toEqual(['ipvsadm -Sn']);
  });

  test('sudo is used only when it is allowed, and only when it works', async () => {
    const programs = {
      'ipvsadm -Sn': { exit: 2, stderr: refusal },
      'sudo -n ipvsadm -Sn': saved,
      'sudo -n ipvsadm -Ln --stats --exact': stats(1),
      'sudo -n ipvsadm -Ln --rate --exact': noRates,
      'sudo -n ipvsadm -Ln --thresholds': thresholds,
      'sudo -n ipvsadm -Ln --persistent-conn': templates,
    };
    const host = fakeHost({ ...machine, programs });
    const director = openDirector(host, { sudo: true, cpu: () => 0, defer: () => {} });
    await next(host, director);
    const reading = await next(host, director);
    expect(service(reading).counters?.conns).toBe(1);
    expect(reading.report.notes).toEqual(['ipvsadm is run through sudo -n.']);
    host.check();

    const refused = fakeHost({
      ...machine,
      programs: {
        'ipvsadm -Sn': { exit: 2, stderr: refusal },
        'sudo -n ipvsadm -Sn': { exit: 1, stderr: 'sudo: a password is required\n' },
      },
    });
    const other = openDirector(refused, { sudo: true, cpu: () => 0, defer: () => {} });
    await next(refused, other);
    expect((await next(refused, other)).report.notes.join()).toMatch(/^Not root/);
    refused.check();
  });

  test('no ipvsadm', async () => {
    const failure = { kind: 'no-ipvsadm' as const, what: 'ipvsadm is not installed' };
    const host = fakeHost({ ...machine, programs: { 'ipvsadm -Sn': { failure } } });
    const director = open(host);
    await next(host, director);
    expect((await next(host, director)).report.notes.join()).toMatch(
      /^ipvsadm is not installed.*Install the package/,
    );
  });

  test('an ipvsadm that hangs does not hold up the table', async () => {
    let release = (_: string): void => {};
    const hanging = new Promise<string>(resolve => {
      release = resolve;
    });
    const host = fakeHost({ ...machine, programs: { ...machine.programs, 'ipvsadm -Sn': () => hanging } });
    const director = openDirector(host, { cpu: () => 0, defer: () => {}, patienceMs: 1 });
    await next(host, director);
    await next(host, director);
    change(host, { files: { '/proc/net/ip_vs': proc(...web).replace('Masq    1 ', 'Masq    9 ') } });
    expect(service(await next(host, director)).servers[1]?.weight).toBe(9);
    expect(host.ran).toEqual(['ipvsadm -Sn']);
    release(saved);
  });

  test('one that timed out is said, and tried again later', async () => {
    const failure = { kind: 'timeout' as const, what: 'ipvsadm -Sn did not end within 20 s' };
    const host = fakeHost({ ...machine, programs: { ...machine.programs, 'ipvsadm -Sn': { failure } } });
    const director = open(host);
    await next(host, director);
    const reading = await next(host, director);
    expect(reading.report.notes).toContain('ipvsadm -Sn did not end within 20 s.');
    expect(service(reading).counters?.conns).toBe(100);
    change(host, { programs: { 'ipvsadm -Sn': saved } });
    for (let turn = 0; turn < 40; turn++) await next(host, director);
    expect((await next(host, director)).report.notes).toEqual([]);
  });

  test('counters that could not be read for long are not shown as if they were new', async () => {
    const host = fakeHost(machine);
    const director = open(host);
    for (let turn = 0; turn < 6; turn++) await next(host, director);
    const failure = { kind: 'killed' as const, what: 'ipvsadm -Ln --stats --exact was ended by SIGKILL' };
    change(host, { programs: { 'ipvsadm -Ln --stats --exact': { failure } } });
    let reading = await next(host, director);
    for (let turn = 0; turn < 15; turn++) reading = await next(host, director);
    expect(service(reading).counters).toBeUndefined();
    expect(service(reading).rates).toBeUndefined();
    expect(service(reading).servers[0]?.active).toBe(5);
  });

  test('the module goes away and comes back: the last good table stays, with the failure', async () => {
    const host = fakeHost({ ...machine, folders: { '/usr/sbin': ['ipvsadm'], '/': [], '/run': [] } });
    const director = open(host);
    await next(host, director);
    const gone = { kind: 'not-found' as const, what: '/proc/net/ip_vs does not exist' };
    change(host, { files: { '/proc/net/ip_vs': gone } });
    const without = await next(host, director);
    expect(without.report.failure?.kind).toBe('no-module');
    expect(without.snapshot.services).toHaveLength(1);
    change(host, { files: { '/proc/net/ip_vs': proc(...web) } });
    for (let turn = 0; turn < 10; turn++) await next(host, director);
    expect((await next(host, director)).report.failure).toBeUndefined();
  });

  test('half a line of the table is not taken for a server', async () => {
    const host = fakeHost({ ...machine, files: { '/proc/net/ip_vs': proc(...web, '  -> 0A0000') } });
    const reading = good(await open(host).read(wants));
    expect(service(reading).servers).toHaveLength(2);
    expect(reading.report.notes.join()).toMatch(/1 lines? of \/proc\/net\/ip_vs/);
  });

  test('a table that changes while it is read: what only one read saw is not believed', async () => {
    const many = Array.from(
      { length: 200 },
      (_, index) => `TCP  0A00${(0x0100 + index).toString(16).padStart(4, '0').toUpperCase()}:0050 rr  `,
    );
    const programs = Object.fromEntries(Object.keys(machine.programs ?? {}).map(line => [line, '']));
    const host = fakeHost({ files: { '/proc/net/ip_vs': proc(...many) }, programs });
    const director = open(host);
    const before = await next(host, director);
    expect(before.snapshot.services).toHaveLength(200);
    const torn = [proc(...many.slice(0, 60), ...many.slice(61)), proc(...many)];
    const readFile = host.readFile.bind(host);
    host.readFile = async (path, limits) => {
      const text = path === '/proc/net/ip_vs' ? torn.shift() : undefined;
      return text === undefined
        ? readFile(path, limits)
        : { ok: true, value: { text, cut: false, cpuMs: 1 } };
    };
    const after = await next(host, director);
    expect(torn).toEqual([]);
    expect(after.snapshot.services).toBe(before.snapshot.services);
    // Given twice in both reads: shown once.
    change(host, { files: { '/proc/net/ip_vs': proc(...many, many[3] ?? '') } });
    expect((await next(host, director)).snapshot.services).toHaveLength(200);
  });

  test('a frozen estimator: counters without rates, and why', async () => {
    const host = fakeHost({
      ...machine,
      files: { ...machine.files, '/proc/sys/net/ipv4/vs/run_estimation': '0\n' },
    });
    const director = open(host);
    for (let turn = 0; turn < 8; turn++) await next(host, director);
    const reading = await next(host, director);
    expect(service(reading).counters?.conns).toBe(100);
    expect(service(reading).rates).toBeUndefined();
    expect(reading.report.notes.join()).toMatch(/run_estimation is 0/);
  });

  test('an empty table', async () => {
    const host = fakeHost({
      files: { '/proc/net/ip_vs': proc() },
      programs: Object.fromEntries(Object.keys(machine.programs ?? {}).map(line => [line, ''])),
    });
    const director = open(host);
    for (let turn = 0; turn < 4; turn++) expect((await next(host, director)).snapshot.services).toEqual([]);
    host.check();
  });
});

describe('a large director', () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => {
    const vip = (0x0a010000 + index).toString(16).toUpperCase().padStart(8, '0');
    return [`TCP  ${vip}:0050 rr  `, '  -> 0A00000C:0050      Route   1      1          0         '];
  }).flat();

  test('only services on screen are listed, by one process that can only list', async () => {
    const one =
      'Prot LocalAddress:Port               Conns   InPkts  OutPkts  InBytes OutBytes\n  -> RemoteAddress:Port\nTCP  10.1.0.5:80  8 80 0 800 0\n  -> 10.0.0.12:80  8 80 0 800 0\n';
    const given: string[] = [];
    const host = fakeHost({
      files: { '/proc/net/ip_vs': proc(...lines) },
      programs: {
        'ipvsadm -Ln --timeout': 'Timeout (tcp tcpfin udp): 900 120 300\n',
        'ipvsadm -R': ({ stdin = '' }) => {
          given.push(stdin);
          return { stdout: one, exit: 1, stderr: 'No such service\n' };
        },
      },
    });
    const director = open(host);
    const seen = { visible: ['tcp:10.1.0.5:80', 'tcp:10.9.9.9:80'], intervalMs: 1000 };
    for (let turn = 0; turn < 8; turn++) {
      host.time += 1000;
      await director.read(seen);
    }
    const reading = good(await director.read(seen));
    expect(reading.snapshot.services).toHaveLength(20_000);
    expect(reading.snapshot.services.find(({ key }) => key === 'tcp:10.1.0.5:80')?.counters?.conns).toBe(8);
    expect(reading.report).toMatchObject({ countersOf: 'visible' });
    expect(reading.report.notes.join()).toMatch(/services on screen only.*20,000/);
    expect(given.length).toBeGreaterThan(0);
    for (const line of given.join('').trim().split('\n')) expect(line).toMatch(/^-Ln .*-t 10\.1\.0\.5:80$/);
    host.check();
  });
});
