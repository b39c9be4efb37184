/** What only a real file system can say: it is full, read-only, another's, immutable. What this machine cannot do is skipped. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  lchownSync,
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
import { failed, success } from '../../src/core/model/failure.ts';
import { nodeSurroundings, startOf } from '../../src/host/disk/around.ts';
import type { ProcessMark, Surroundings } from '../../src/host/disk/calls.ts';
import { diskOf, localDisk } from '../../src/host/disk/make.ts';
import { nodeCalls } from '../../src/host/disk/nodecalls.ts';
import { localHost } from '../../src/host/local.ts';
import { good, localPlace, noPrograms } from './disk/places.ts';
import { buildVictim, runVictim } from './kill/start.ts';

const top = mkdtempSync(join(tmpdir(), 'lvsh-real-'));
const disk = localDisk(noPrograms);
const root = process.geteuid?.() === 0;
const someone = 65_534;

/** Runs a program of the system; throws when it fails. */
const system = (...[program = '', ...args]: readonly string[]): void => {
  execFileSync(program, args, { stdio: 'ignore' });
};
/** The same; false where it is not possible here. */
const possible = (...words: readonly string[]): boolean => {
  try {
    system(...words);
    return true;
  } catch {
    return false;
  }
};

let victim = '';
beforeAll(() => {
  chmodSync(top, 0o755);
  victim = buildVictim(top);
});
afterAll(() => rmSync(top, { recursive: true, force: true }));

const fresh = (name: string): string => {
  const folder = join(top, name);
  mkdirSync(folder);
  return folder;
};

const small = fresh('small');
const mounted = root && possible('mount', '-t', 'tmpfs', '-o', 'size=64k', 'none', small);
afterAll(() => {
  if (mounted) system('umount', small);
});

describe.skipIf(!mounted)('a real file system of 64 KB', () => {
  const rules = `${small}/rules`;

  test('full: the old file stands, nothing is left, and it is said', async () => {
    good(await disk.replaceFile(rules, 'old\n'));
    expect(await disk.replaceFile(rules, 'x'.repeat(200_000))).toEqual({
      ok: false,
      failure: {
        kind: 'other',
        what: `${rules} was not written and is as it was`,
        why: 'the disk is full',
        advice: `make room (df ${small} shows how much there is), then do it again`,
      },
    });
    expect(readFileSync(rules, 'utf8')).toBe('old\n');
    expect(readdirSync(small)).toEqual(['rules']);
  });

  test('full: lines that do not fit are said; the next ones stand by themselves', async () => {
    const journal = `${small}/journal`;
    good(await disk.appendLines(journal, 'one\n'));
    const long = await disk.appendLines(journal, `${'y'.repeat(200_000)}\n`);
    expect(long).toMatchObject({ ok: false, failure: { why: 'the disk is full' } });
    // A part of it may have been written: it stays a line of its own.
    writeFileSync(journal, readFileSync(journal, 'utf8').slice(0, 100));
    good(await disk.appendLines(journal, 'two\n'));
    const lines = readFileSync(journal, 'utf8').split('\n');
    expect([lines[0], lines.at(-2), lines.at(-1)]).toEqual(['one', 'two', '']);
    rmSync(journal);
  });

  test('read-only', async () => {
    writeFileSync(rules, 'old\n');
    system('mount', '-o', 'remount,ro', small);
    try {
      for (const result of [
        await disk.replaceFile(rules, 'new\n'),
        await disk.removeFile(rules),
        await disk.makeFolder(`${small}/a`, 0o700),
        await disk.appendLines(`${small}/journal`, 'x\n'),
        await disk.lock(`${small}/lock`, { who: 'alice', waitMs: 0 }),
      ])
        expect(result).toMatchObject({ ok: false, failure: { why: 'its file system is mounted read-only' } });
      expect(readFileSync(rules, 'utf8')).toBe('old\n');
    } finally {
      system('mount', '-o', 'remount,rw', small);
    }
  });

  test('a file that is mounted by itself, as containers do', async () => {
    const single = `${small}/single`;
    writeFileSync(single, 'old\n');
    system('mount', '--bind', single, single);
    try {
      expect(await disk.replaceFile(single, 'new\n')).toMatchObject({
        ok: false,
        failure: { why: expect.stringContaining('mounted there by itself') },
      });
      expect(readdirSync(small).filter(name => name.includes('lvsh'))).toEqual([]);
    } finally {
      system('umount', single);
    }
  });
});

describe.skipIf(!root)('rights', () => {
  test('owner and mode of the old file are kept', async () => {
    const folder = fresh('owned');
    writeFileSync(`${folder}/rules`, 'old\n');
    chownSync(`${folder}/rules`, 1234, 5678);
    chmodSync(`${folder}/rules`, 0o4750);
    good(await disk.replaceFile(`${folder}/rules`, 'new\n'));
    const { uid, gid, mode } = statSync(`${folder}/rules`);
    expect([uid, gid, mode & 0o7777]).toEqual([1234, 5678, 0o4750]);
  });

  test.each([
    { what: 'a folder without rights', folderMode: 0o755, why: 'this user has no right to', text: 'old\n' },
    {
      what: 'a file that may not be read',
      folderMode: 0o777,
      fileMode: 0o600,
      why: 'this user has no right to',
      text: 'old\n',
    },
    {
      what: 'a file of another user, whose owner could not be kept',
      folderMode: 0o777,
      why: expect.stringContaining('it belongs to another user (uid 0, gid 0)'),
      text: 'old\n',
    },
  ])('another user: $what', async ({ what, folderMode, fileMode = 0o644, why, text }) => {
    const folder = fresh(what);
    writeFileSync(`${folder}/rules`, text);
    chmodSync(`${folder}/rules`, fileMode);
    chmodSync(folder, folderMode);
    const { result, stderr } = await runVictim(victim, { what: 'replace', folder, text: 'new\n' }, someone);
    expect(result, stderr).toMatchObject({ ok: false, failure: { kind: 'no-permission', why } });
    expect(readFileSync(`${folder}/rules`, 'utf8')).toBe(text);
    expect(readdirSync(folder)).toEqual(['rules']);
  });

  test('another user: a journal that he may not write', async () => {
    const folder = fresh('journal');
    const { result } = await runVictim(victim, { what: 'plan', folder }, someone);
    expect(result).toMatchObject({ ok: false, failure: { kind: 'no-permission' } });
  });

  test('a link that another user laid in a folder open to all is not followed', async () => {
    const folder = fresh('open');
    writeFileSync(`${folder}/passwd`, 'precious\n');
    chmodSync(folder, 0o1777);
    symlinkSync('passwd', `${folder}/rules`);
    lchownSync(`${folder}/rules`, someone, someone);
    expect(await disk.replaceFile(`${folder}/rules`, 'x')).toMatchObject({
      ok: false,
      failure: { kind: 'no-permission', why: expect.stringContaining('another user laid') },
    });
    expect(readFileSync(`${folder}/passwd`, 'utf8')).toBe('precious\n');
    chmodSync(folder, 0o777);
    good(await disk.replaceFile(`${folder}/rules`, 'x'));
  });

  test.each([
    { mark: 'i', of: 'rules' },
    { mark: 'i', of: '.' },
    { mark: 'a', of: '.' },
  ])('chattr +$mark on $of', async ({ mark, of }) => {
    const folder = fresh(`marked ${mark}${of}`);
    writeFileSync(`${folder}/rules`, 'old\n');
    if (!possible('chattr', `+${mark}`, `${folder}/${of}`)) return;
    try {
      const result = await disk.replaceFile(`${folder}/rules`, 'new\n');
      expect(result).toMatchObject({
        ok: false,
        failure: { kind: 'no-permission', why: expect.stringContaining('immutable') },
      });
      // Where only adding is allowed, the new file cannot be removed again, and that is said.
      if (mark === 'a' && !result.ok)
        expect(result.failure.advice).toMatch(/^remove .*\.rules\.lvsh-[0-9a-f]{16}, /);
      expect(readFileSync(`${folder}/rules`, 'utf8')).toBe('old\n');
      expect(readdirSync(folder)).toHaveLength(mark === 'a' ? 2 : 1);
    } finally {
      system('chattr', `-${mark}`, `${folder}/${of}`);
    }
  });
});

describe('what is no regular file', () => {
  test('a device', async () => {
    expect(await disk.replaceFile('/dev/null', 'x')).toMatchObject({
      ok: false,
      failure: { why: expect.stringContaining('a device') },
    });
  });

  test.skipIf(!possible('mkfifo', '--version'))('a named pipe is not waited for', async () => {
    const folder = fresh('pipe');
    system('mkfifo', '-m', '600', `${folder}/rules`);
    expect((await disk.replaceFile(`${folder}/rules`, 'x')).ok).toBe(false);
    expect((await disk.readFile(`${folder}/rules`)).ok).toBe(false);
    expect((await disk.readFile(`${folder}/rules`, { own: true })).ok).toBe(false);
    expect((await disk.appendLines(`${folder}/rules`, 'x\n')).ok).toBe(false);
  });
});

describe('SELinux', () => {
  const mounts = (line: string) => {
    const path = join(top, 'mounts');
    writeFileSync(path, `sysfs /sys sysfs rw 0 0\n${line}\ntmpfs /run tmpfs rw 0 0\n`);
    return {
      ...nodeCalls,
      lstat: (asked: string) => nodeCalls.lstat(asked === '/sys/fs/selinux/enforce' ? path : asked),
      open: (asked: string, flags: number, mode: number) =>
        nodeCalls.open(asked === '/proc/self/mounts' ? path : asked, flags, mode),
    };
  };
  const replaced = async (line: string, run: Surroundings['run'], text: string | undefined = 'old\n') => {
    const place = localPlace();
    if (text !== undefined) writeFileSync(`${place.folder}/rules`, text);
    const labelled = diskOf({ calls: mounts(line), around: nodeSurroundings(run) });
    const result = await labelled.replaceFile(`${place.folder}/rules`, 'new\n');
    const after = readFileSync(`${place.folder}/rules`, { encoding: 'utf8' });
    const names = readdirSync(place.folder);
    place.remove();
    return { result, after, names, rules: `${place.folder}/rules` };
  };
  const force = 'selinuxfs /sys/fs/selinux selinuxfs rw,nosuid,noexec,relatime 0 0';
  const ended = (exit: number, stderr = '') => success({ stdout: '', stderr, exit, cpuMs: 1 });

  test('the old context is given to the new file before it takes the name', async () => {
    const ran: string[][] = [];
    const { result, after, rules } = await replaced(force, async (program, args) => {
      ran.push([program, ...args]);
      expect(readFileSync(args.at(-1) ?? '', 'utf8')).toBe('new\n');
      return ended(0);
    });
    expect(result.ok).toBe(true);
    expect(after).toBe('new\n');
    expect(ran).toEqual([['chcon', `--reference=${rules}`, '--', expect.stringMatching(/\/\.rules\.lvsh-/)]]);
  });

  test.each([
    {
      what: 'refused',
      ran: ended(1, 'chcon: failed to change context: Operation not supported\n'),
      why: 'Operation not supported',
    },
    {
      what: 'not there',
      ran: failed({ kind: 'not-found', what: 'chcon is not installed' }),
      why: 'chcon is not installed',
    },
  ])('$what: the old file stands', async ({ ran, why }) => {
    const { result, after, names } = await replaced(force, async () => ran);
    expect(result).toMatchObject({
      ok: false,
      failure: { why: expect.stringMatching(`its SELinux context cannot be kept: .*${why}`) },
    });
    expect(after).toBe('old\n');
    expect(names).toEqual(['rules']);
  });

  test('not in force, or no old file: nothing is run', async () => {
    for (const line of ['', 'selinuxfs /sys/fs/selinux selinuxfs ro,relatime 0 0'])
      expect((await replaced(line, noPrograms)).result.ok).toBe(true);
    const { calls, folder, remove } = { calls: mounts(force), ...localPlace() };
    const result = await diskOf({ calls, around: nodeSurroundings(noPrograms) }).replaceFile(
      `${folder}/new`,
      'x',
    );
    expect(result.ok).toBe(true);
    remove();
  });
});

describe('processes', () => {
  const around = nodeSurroundings(localHost().run);

  test('which one lives', async () => {
    const self = await around.self();
    const other = (change: Partial<ProcessMark>) => around.alive({ ...self, ...change });
    expect(self.pid).toBe(process.pid);
    expect(await other({})).toBe(true);
    expect(await other({ start: '1' })).toBe(false);
    expect(await other({ pid: 2 ** 22 + 1 })).toBe(false);
    expect(await other({ boot: 'abcdef0123456789' })).toBe(false);
    // Of a process in another pid namespace nothing can be told but that the machine still runs.
    expect(await other({ space: '1', start: '1' })).toBe(true);
    expect(await other({ space: '1', boot: 'abcdef0123456789' })).toBe(false);
  });

  test.each([
    ['712 (cat) R 704 704 704 0 -1 4194304 252 0 2 0 57 0 0 0 20 0 1 0 1563 3104768', '1563'],
    ['712 (a) S 1 (b) S 704 704 704 0 -1 4194304 252 0 2 0 57 0 0 0 20 0 1 0 1563 3104768', '1563'],
    ['712 (cat) Z 704 704 704 0 -1 4194304 252 0 2 0 57 0 0 0 20 0 1 0 1563 0', undefined],
    ['', undefined],
  ])('when it began: %j', (stat, start) => {
    expect(startOf(stat)).toBe(start);
  });
});
