/**
 * A process that kills itself at every single operation on the disk, one run for each: whatever it was doing, the file
 * is the old or the new one, the journal tells what happened, and the next process can go on.
 */
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listBackups, readBackup } from '../../src/host/backups.ts';
import { localDisk } from '../../src/host/disk/make.ts';
import { type Journal, openJournal } from '../../src/host/journal.ts';
import { good, noPrograms } from './disk/places.ts';
import type { Orders } from './kill/main.ts';
import { buildVictim, type Ended, ended, runVictim, startVictim } from './kill/start.ts';

const top = mkdtempSync(join(tmpdir(), 'lvsh-kill-'));
let victim = '';
beforeAll(() => {
  victim = buildVictim(top);
});
afterAll(() => rmSync(top, { recursive: true }));

const disk = localDisk(noPrograms);
const journalIn = (folder: string): Journal =>
  openJournal(disk, `${folder}/state`, { by: { user: 'bob' }, host: 'lb1', now: () => Date.now() });
const [oldText, newText] = ['old rule\n'.repeat(3000), 'new rule, longer\n'.repeat(3000)];

interface Death {
  readonly folder: string;
  /** What it was killed at; undefined for a run that was not. */
  readonly at: string | undefined;
}

/**
 * Operations that leave something behind. To die at any other is to die at the next of these: a process that is killed
 * loses nothing that it had written, on the disk already or not.
 */
const changing = new Set(['write', 'fchmod', 'fchown', 'mkdir', 'rename', 'unlink']);

/**
 * One run for every operation that `fatalAt` names, and one more for every write, which is done by half; two at a time.
 * Gives the names of the operations.
 */
const everywhere = async (
  orders: Omit<Orders, 'folder' | 'fatal' | 'half'>,
  fatalAt: (name: string) => boolean,
  prepare: (folder: string) => void,
  look: (death: Death) => Promise<void>,
): Promise<readonly string[]> => {
  const run = async (death: Pick<Orders, 'fatal' | 'half'>, at: string | undefined): Promise<Ended> => {
    const folder = mkdtempSync(join(top, 'at-'));
    prepare(folder);
    const end = await runVictim(victim, { ...orders, ...death, folder });
    expect(end.signal, end.stderr).toBe(at === undefined ? null : 'SIGKILL');
    if (at === undefined) expect(end.result, end.stderr).toMatchObject({ ok: true });
    await look({ folder, at });
    return end;
  };
  const { calls = [] } = await run({}, undefined);
  const deaths = calls.flatMap((name, index) => {
    const fatal = index + 1;
    if (!fatalAt(name)) return [];
    return [
      () => run({ fatal }, `${name}, operation ${fatal}`),
      ...(name === 'write' ? [() => run({ fatal, half: true }, `half of write, operation ${fatal}`)] : []),
    ];
  });
  const worker = async (): Promise<void> => {
    for (let next = deaths.shift(); next !== undefined; next = deaths.shift()) await next();
  };
  await Promise.all([worker(), worker()]);
  return calls;
};

const prepareRules = (folder: string): void => {
  mkdirSync(`${folder}/etc`);
  writeFileSync(`${folder}/etc/rules`, oldText);
  chmodSync(`${folder}/etc/rules`, 0o640);
  symlinkSync('etc/rules', `${folder}/rules`);
};

const wholeAfter = ({ folder, at }: Death): string => {
  const text = readFileSync(`${folder}/rules`, 'utf8');
  expect([oldText, newText], at).toContain(text);
  if (at === undefined) expect(text).toBe(newText);
  expect(statSync(`${folder}/etc/rules`).mode & 0o7777, at).toBe(0o640);
  const left = readdirSync(`${folder}/etc`).filter(name => name !== 'rules');
  for (const name of left) expect(name).toMatch(/^\.rules\.lvsh-[0-9a-f]{16}$/);
  if (at === undefined) expect(left).toEqual([]);
  return text;
};

describe('killed at every operation', () => {
  test('a file that is replaced is the old or the new one, and can be replaced again', async () => {
    const seen = new Set<string>();
    const calls = await everywhere(
      { what: 'replace', text: newText },
      () => true,
      prepareRules,
      async death => {
        seen.add(wholeAfter(death));
        good(await disk.replaceFile(`${death.folder}/rules`, 'third\n'));
        expect(readFileSync(`${death.folder}/rules`, 'utf8')).toBe('third\n');
      },
    );
    expect(calls).toEqual(expect.arrayContaining(['open', 'write', 'fchmod', 'fsync', 'rename']));
    expect(seen).toEqual(new Set([oldText, newText]));
  }, 120_000);

  test('a save: what was there is kept before it is replaced', async () => {
    const calls = await everywhere(
      { what: 'save', text: newText },
      name => changing.has(name),
      prepareRules,
      async death => {
        const { folder } = death;
        const text = wholeAfter(death);
        const kept = good(await listBackups(disk, `${folder}/state`, `${folder}/rules`));
        for (const { name } of kept)
          expect(good(await readBackup(disk, `${folder}/state`, `${folder}/rules`, name))).toBe(oldText);
        if (text === newText) expect(kept).toHaveLength(1);
      },
    );
    expect(calls.filter(name => name === 'rename')).toHaveLength(2);
  }, 120_000);

  test('a plan of ten steps: the journal tells what stands, and the next one goes on', async () => {
    const outcomes = new Set<string>();
    const calls = await everywhere(
      { what: 'plan' },
      name => changing.has(name),
      () => undefined,
      async ({ folder, at }) => {
        const happened = readdirSync(folder).includes('table')
          ? readFileSync(`${folder}/table`, 'utf8').split('\n').length - 1
          : 0;
        const journal = journalIn(folder);
        const { entries, broken } = good(await journal.read(10));
        const [entry] = entries;
        expect(entries.length, at).toBeLessThanOrEqual(1);
        const done = entry?.steps.filter(({ state }) => state === 'done').length ?? 0;
        const begun = entry?.steps.filter(({ state }) => state === 'begun').length ?? 0;
        // Nothing happens that was not written before, and at most one step is not known to have happened.
        expect(happened, at).toBeGreaterThanOrEqual(done);
        expect(happened, at).toBeLessThanOrEqual(done + begun);
        expect(begun, at).toBeLessThanOrEqual(1);
        outcomes.add(entry?.outcome ?? 'nothing');
        if (at === undefined) expect(entry).toMatchObject({ outcome: 'done', applied: 10 });
        if (entry !== undefined) {
          const lines = readFileSync(journal.path, 'utf8').split('\n');
          expect(
            broken.map(({ line }) => line),
            at,
          ).toEqual(lines.at(-1) === '' ? [] : [lines.length]);
        }
        // The lock of the dead is taken over at once, and the journal goes on behind what was cut.
        const held = good(await journal.lock(0));
        if (entry !== undefined) good(await journal.settle(held, entry, happened));
        good(await journal.start(held, { title: 'Next', steps: [] }));
        await held.release();
        const after = good(await journal.read(10));
        expect(after.broken.length, at).toBeLessThanOrEqual(1);
        expect(
          after.entries.map(({ title, outcome }) => [title, outcome]),
          at,
        ).toEqual([...(entry === undefined ? [] : [['Add 10 services', 'settled']]), ['Next', 'unfinished']]);
        expect(readdirSync(`${folder}/state`), at).toEqual(['journal.jsonl']);
      },
    );
    expect(calls.filter(name => name === 'write')).toHaveLength(12);
    expect(outcomes).toEqual(new Set(['nothing', 'unfinished', 'done']));
  }, 240_000);
});

describe('the lock between processes', () => {
  const firstLine = (child: ReturnType<typeof startVictim>): Promise<string> =>
    new Promise(resolve => child.stdout?.once('data', chunk => resolve(String(chunk))));

  test('is told, is kept by one that is stopped, and is free when it dies', async () => {
    const folder = mkdtempSync(join(top, 'lock-'));
    const child = startVictim(victim, { what: 'hold', folder });
    const end = ended(child);
    expect(JSON.parse(await firstLine(child))).toEqual({ ok: true, value: child.pid });
    const journal = journalIn(folder);
    const taken = {
      ok: false,
      failure: { kind: 'other', what: expect.stringContaining(`alice, process ${child.pid}`) },
    };
    expect(await journal.lock(0)).toMatchObject(taken);
    child.kill('SIGSTOP');
    expect(await journal.lock(0)).toMatchObject(taken);
    child.kill('SIGKILL');
    expect((await end).signal).toBe('SIGKILL');
    await good(await journal.lock(0)).release();
    expect(readdirSync(`${folder}/state`)).toEqual([]);
  });

  test('is waited for while its holder is at work', async () => {
    const folder = mkdtempSync(join(top, 'lock-'));
    const child = startVictim(victim, { what: 'hold', folder });
    const end = ended(child);
    await firstLine(child);
    const waiting = journalIn(folder).lock(20_000);
    child.stdin?.end('go\n');
    await good(await waiting).release();
    // It ended without giving the lock back: its end did.
    expect(await end).toMatchObject({ exit: 0, result: { value: 'let go' } });
  });

  test('four that add to one number, while others die at it, never miss one', async () => {
    const folder = mkdtempSync(join(top, 'lock-'));
    writeFileSync(`${folder}/number`, '0');
    const adders = Array.from({ length: 4 }, () => runVictim(victim, { what: 'count', folder, text: '25' }));
    // Seven operations take a lock that is free: these die on the way to it, some of them with a claim.
    const dying = [3, 5, 7, 9, 11].map(fatal =>
      runVictim(victim, { what: 'count', folder, text: '0', fatal }),
    );
    for (const end of await Promise.all([...adders, ...dying]))
      if (end.signal === null) expect(end.result, end.stderr).toMatchObject({ ok: true });
    expect(readFileSync(`${folder}/number`, 'utf8')).toBe('100');
  }, 60_000);
});
