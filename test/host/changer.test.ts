import { beforeEach, describe, expect, test } from 'vitest';
import { planIntent, scopeOfIntent } from '../../src/core/intent/intent.ts';
import type { Intent } from '../../src/core/intent/intent.types.ts';
import { smallNames } from '../../src/core/ipvsadm/names.ts';
import { parseLine } from '../../src/core/ipvsadm/parse.ts';
import type { ServiceId } from '../../src/core/model/service.ts';
import { noScope } from '../../src/core/model/setup.ts';
import type { Outcome } from '../../src/core/plan/outcome.types.ts';
import type { Plan } from '../../src/core/plan/plan.types.ts';
import { openChanger } from '../../src/host/changer.ts';
import type { Changer } from '../../src/host/changer.types.ts';
import { memoryDisk } from '../../src/host/disk/make.ts';
import type { Disk } from '../../src/host/disk.ts';
import { type PracticeHost, practiceHost } from '../../src/host/practice.ts';
import { ipvsadmOn } from '../../src/host/tool.ts';
import { address } from '../app/director.ts';
import { good } from '../core/plan/practice.ts';

const vip: ServiceId = { kind: 'address', protocol: 'tcp', address: address('10.1.0.1'), port: 80 };
const rip = (last: number) => ({ address: address(`10.0.0.${last}`), port: 80 });
const folder = '/var/lib/lvsh/host';
const table = `-A -t 10.1.0.1:80 -s wrr
-a -t 10.1.0.1:80 -r 10.0.0.1:80 -m -w 3 -x 9 -y 5
-a -t 10.1.0.1:80 -r 10.0.0.2:80 -m -w 1
`;

const lines = (...texts: string[]): Intent => ({
  kind: 'lines',
  keep: true,
  lines: texts.map(text => {
    const { parsed, given, asked } = parseLine(text.split(' '), smallNames);
    if (!parsed.ok) throw new Error(parsed.stderr);
    return { command: parsed.command, given, ...(asked === undefined ? {} : { asked }) };
  }),
});

let host: PracticeHost;
let disk: Disk;
let changer: Changer;

const openOn = (user: string): Changer =>
  openChanger({
    host,
    tool: ipvsadmOn(host, false),
    disk,
    folder: async () => folder,
    person: async () => ({ user }),
    now: () => Date.UTC(2026, 10, 25, 12),
  });

const ipvsadm = async (...args: string[]): Promise<string> => good(await host.run('ipvsadm', args)).stdout;

const planFor = async (intent: Intent, by = changer): Promise<Plan> => {
  const setup = good(await by.setup(scopeOfIntent(intent)));
  return good(planIntent(intent, { setup, loads: () => undefined, director: 'lb1' }));
};
const change = async (intent: Intent): Promise<Outcome> => changer.run(await planFor(intent));

beforeEach(async () => {
  host = practiceHost({ now: () => 0 });
  disk = memoryDisk({ folders: ['/etc/sysconfig', '/var/lib'] });
  changer = openOn('alice');
  await host.run('ipvsadm', ['-R'], { stdin: table });
});

describe('a plan that is run', () => {
  test('is carried out, journalled before and after, and read back', async () => {
    const outcome = await change({
      kind: 'drain',
      targets: [{ service: vip, server: rip(1) }],
      quiescent: true,
    });
    expect(outcome).toMatchObject({ kind: 'done', differs: [] });
    expect(await ipvsadm('-Sn')).toContain('-r 10.0.0.1:80 -m -w 0');
    expect(await ipvsadm('-Ln', '--thresholds')).toMatch(/10\.0\.0\.1:80 +9 +5 /);
    const text = good(await disk.readFile(`${folder}/journal.jsonl`)) ?? '';
    const kinds = text
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as { kind: string; step?: number; by: unknown })
      .map(({ kind, step, by }) => [kind, step, by]);
    const alice = { user: 'alice' };
    expect(kinds).toEqual([
      ['plan', undefined, alice],
      ['begin', 1, alice],
      ['done', 1, alice],
      ['begin', 2, alice],
      ['done', 2, alice],
      ['end', undefined, alice],
    ]);
    expect(good(await disk.fileInfo(`${folder}/journal.jsonl`))?.mode).toBe(0o600);
  });

  test('an edit keeps what was not mentioned', async () => {
    expect(await change(lines('-e -t 10.1.0.1:80 -r 10.0.0.1 -w 5'))).toMatchObject({ kind: 'done' });
    expect(await ipvsadm('-Sn')).toContain('-r 10.0.0.1:80 -m -w 5');
    expect(await ipvsadm('-Ln', '--thresholds')).toMatch(/10\.0\.0\.1:80 +9 +5 /);
    await change(lines('-E -t 10.1.0.1:80 -p 60 -M 255.255.255.0'));
    await change(lines('-E -t 10.1.0.1:80 -s rr'));
    expect(await ipvsadm('-Sn')).toContain('-A -t 10.1.0.1:80 -s rr -p 60 -M 255.255.255.0');
  });

  test('is not run when the table changed after it was shown', async () => {
    const plan = await planFor(lines('-e -t 10.1.0.1:80 -r 10.0.0.1 -w 5'));
    await ipvsadm('-e', '-t', '10.1.0.1:80', '-r', '10.0.0.1:80', '-m', '-w', '7');
    const before = await ipvsadm('-Sn');
    const outcome = await changer.run(plan);
    expect(outcome).toMatchObject({
      kind: 'changed',
      since: [{ kind: 'server', from: { weight: 3, upper: 9 }, to: { weight: 7, upper: 0 } }],
    });
    expect(await ipvsadm('-Sn')).toBe(before);
    expect(good(await disk.readFile(`${folder}/journal.jsonl`))).toBeUndefined();
  });

  test('stops at the first step that fails, says which stand, and they can be taken back', async () => {
    const plan = await planFor(
      lines(
        '-e -t 10.1.0.1:80 -r 10.0.0.2 -w 4',
        // The kernel has no such scheduler: only it can know.
        '-A -t 10.1.0.2:80 -s nosuch',
        '-D -t 10.1.0.1:80',
      ),
    );
    const before = await ipvsadm('-Sn');
    const outcome = await changer.run(plan);
    expect(outcome).toMatchObject({
      kind: 'stopped',
      applied: [0],
      step: 1,
      failure: { kind: 'no-scheduler' },
    });
    expect(await ipvsadm('-Sn')).toContain('10.0.0.2:80 -m -w 4');
    const { entries, stack } = good(await changer.history());
    expect(entries.map(({ outcome: end, applied }) => [end, applied])).toEqual([['stopped', 1]]);
    const [entry] = entries;
    if (entry === undefined) throw new Error('no entry');
    expect(stack.undo?.id).toBe(entry.id);
    expect(await change({ kind: 'takeback', entry, how: 'roll-back' })).toMatchObject({ kind: 'done' });
    expect(await ipvsadm('-Sn')).toBe(before);
    expect(good(await changer.history()).stack.undo).toBeUndefined();
  });

  test('is undone and done again, also by another who opens the journal later', async () => {
    const before = await ipvsadm('-Sn');
    await change({ kind: 'remove', targets: [], services: [vip] });
    changer = openOn('bob');
    const { stack } = good(await changer.history());
    expect(stack.undo?.by).toEqual({ user: 'alice' });
    if (stack.undo === undefined) throw new Error('nothing to undo');
    const plan = await planFor({ kind: 'takeback', entry: stack.undo, how: 'undo' });
    expect(plan.cautions[0]).toMatch(/^It was done by alice at 2026-11-25 12:00:00 UTC/);
    expect(await changer.run(plan)).toMatchObject({ kind: 'done', differs: [] });
    expect(await ipvsadm('-Sn')).toBe(before);
    expect(await ipvsadm('-Ln', '--thresholds')).toMatch(/10\.0\.0\.1:80 +9 +5 /);
    const { redo } = good(await changer.history()).stack;
    if (redo === undefined) throw new Error('nothing to do again');
    await change({ kind: 'takeback', entry: redo, how: 'redo' });
    expect(await ipvsadm('-Sn')).toBe('');
  });

  test('an undo of something that was changed again since says so', async () => {
    await change(lines('-e -t 10.1.0.1:80 -r 10.0.0.2 -w 4'));
    await ipvsadm('-e', '-t', '10.1.0.1:80', '-r', '10.0.0.2:80', '-m', '-w', '8');
    const { undo } = good(await changer.history()).stack;
    if (undo === undefined) throw new Error('nothing to undo');
    const plan = await planFor({ kind: 'takeback', entry: undo, how: 'undo' });
    expect(plan.danger).toBe('traffic');
    expect(plan.cautions.join('\n')).toContain('10.0.0.2:80 in TCP 10.1.0.1:80: -w 4 → -w 8');
  });

  test('what ipvsadm changes silently is reported: a sync daemon’s length', async () => {
    const outcome = await change(lines('--start-daemon backup --mcast-interface eth0 --sync-maxlen 1000'));
    expect(outcome).toMatchObject({
      kind: 'done',
      differs: [{ kind: 'daemon', from: { maxLen: 1000 }, to: { maxLen: 1024 } }],
    });
  });

  test('waits for nobody for ever: whoever holds the lock is named', async () => {
    await disk.makeFolder(folder, 0o700);
    const held = good(await disk.lock(`${folder}/lock`, { who: 'bob from 10.0.0.5', waitMs: 0 }));
    const outcome = await change(lines('-e -t 10.1.0.1:80 -r 10.0.0.1 -w 5'));
    expect(outcome).toMatchObject({ kind: 'refused' });
    expect(JSON.stringify(outcome)).toContain('bob from 10.0.0.5');
    await held.release();
  });

  test('a long one goes in batches and is as good', async () => {
    const many = Array.from({ length: 60 }, (_, n) => [
      `-A -t 10.2.0.${n}:80 -s rr`,
      `-a -t 10.2.0.${n}:80 -r 10.0.0.${n + 1} -m`,
    ]).flat();
    const ran: string[] = [];
    const { run } = host;
    host.run = (program, args, limits) => {
      ran.push(args.join(' '));
      return run(program, args, limits);
    };
    expect(await change(lines(...many))).toMatchObject({ kind: 'done', differs: [] });
    expect(ran.filter(args => args.startsWith('-A'))).toEqual([]);
    expect((await ipvsadm('-Sn')).split('\n')).toHaveLength(120 + 3 + 1);
    const { undo } = good(await changer.history()).stack;
    expect(undo?.applied).toBe(120);
    if (undo === undefined) throw new Error('nothing to undo');
    await change({ kind: 'takeback', entry: undo, how: 'undo' });
    expect((await ipvsadm('-Sn')).split('\n')).toHaveLength(4);
  });

  test('a batch in which the kernel refuses a line: which stand is found out by looking', async () => {
    const many = Array.from(
      { length: 50 },
      (_, n) => `-A -t 10.2.0.${n}:80 -s ${n === 30 ? 'nosuch' : 'rr'}`,
    );
    const outcome = await change(lines(...many));
    expect(outcome).toMatchObject({ kind: 'stopped', step: 30, failure: { kind: 'no-scheduler' } });
    if (outcome.kind !== 'stopped') throw new Error(outcome.kind);
    expect(outcome.applied).toEqual(Array.from({ length: 50 }, (_, n) => n).filter(n => n !== 30));
  });
});

describe('a rules file', () => {
  const path = '/etc/sysconfig/ipvsadm';

  test('is saved whole, and restored by the fewest steps', async () => {
    expect(await change({ kind: 'save', path })).toMatchObject({ kind: 'done' });
    const saved = good(await disk.readFile(path)) ?? '';
    expect(saved).toBe(`-A -t 10.1.0.1:80 -s wrr
-a -t 10.1.0.1:80 -r 10.0.0.1:80 -m -w 3 -x 9 -y 5
-a -t 10.1.0.1:80 -r 10.0.0.2:80 -m -w 1
--set 900 120 300
`);
    await ipvsadm('-d', '-t', '10.1.0.1:80', '-r', '10.0.0.2:80');
    await ipvsadm('-A', '-t', '10.1.0.9:80');
    await ipvsadm('--set', '100', '0', '0');
    const plan = await planFor({ kind: 'restore', path, ignore: false });
    expect(plan).toMatchObject({ danger: 'destructive', name: 'lb1' });
    expect(plan.steps).toHaveLength(3);
    expect(await changer.run(plan)).toMatchObject({ kind: 'done', differs: [] });
    expect(await planOf({ kind: 'save', path })).toMatchObject({
      ok: false,
      failure: { kind: 'nothing' },
    });
  });

  test('one without thresholds leaves those that run', async () => {
    await disk.replaceFile(path, table.replace(' -x 9 -y 5', '').replace('-w 1', '-w 2'));
    const plan = await planFor({ kind: 'restore', path, ignore: false });
    expect(plan.steps).toHaveLength(1);
    expect(plan.danger).toBe('undoable');
  });

  test('one with bad lines is refused line by line before anything happens', async () => {
    await disk.replaceFile(path, `${table}# a comment\n-a -t 10.1.0.1:80 -r nosuch:80 -m\nhello\n`);
    const plan = await planOf({ kind: 'restore', path, ignore: false });
    expect(plan).toMatchObject({
      ok: false,
      failure: { kind: 'parse', what: `2 lines of ${path} cannot be read` },
    });
    if (plan.ok) throw new Error('a plan');
    expect(plan.failure.why).toContain('ipvsadm-restore would clear the table first');
    expect(plan.failure.output).toContain('Line 5:');
    expect(await planOf({ kind: 'restore', path, ignore: true })).toMatchObject({ ok: false });
  });

  test('a save is not run when the table changed after it was shown, and can be undone', async () => {
    const plan = await planFor({ kind: 'save', path });
    await ipvsadm('-A', '-t', '10.1.0.9:80');
    expect(await changer.run(plan)).toMatchObject({ kind: 'changed' });
    await change({ kind: 'save', path });
    const first = good(await disk.readFile(path));
    await ipvsadm('-D', '-t', '10.1.0.9:80');
    await change({ kind: 'save', path });
    const { undo } = good(await changer.history()).stack;
    if (undo === undefined) throw new Error('nothing to undo');
    await change({ kind: 'takeback', entry: undo, how: 'undo' });
    expect(good(await disk.readFile(path))).toBe(first);
  });
});

const planOf = async (intent: Intent) =>
  planIntent(intent, {
    setup: good(await changer.setup(scopeOfIntent(intent))),
    loads: () => undefined,
    director: 'lb1',
  });

describe('what is read for a plan', () => {
  test('the services asked for, whole, also where they are many', async () => {
    const many = Array.from({ length: 1100 }, (_, n) => `-A -t 10.3.${n >> 8}.${n & 255}:80 -s rr\n`).join(
      '',
    );
    const small = good(await changer.setup({ ...noScope, services: [vip] }));
    await host.run('ipvsadm', ['-R'], { stdin: many });
    await ipvsadm('-A', '-f', '7', '-s', 'sh', '-b', 'sh-port');
    const gone: ServiceId = { ...vip, port: 81 };
    const mark: ServiceId = { kind: 'fwmark', mark: 7, family: 4 };
    const { services } = good(await changer.setup({ ...noScope, services: [vip, gone, mark] }));
    expect(services.map(({ id }) => id)).toEqual([vip, mark]);
    expect(services[0]).toEqual(small.services[0]);
    expect(services[1]?.config).toMatchObject({ scheduler: 'sh', flags: ['flag-2'] });
  });
});
