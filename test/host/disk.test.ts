import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Result } from '../../src/core/model/failure.ts';
import { diskOf } from '../../src/host/disk/make.ts';
import { bytesOf, textOf } from '../../src/host/disk/text.ts';
import { good, localPlace, memoryPlace, type Place, watched } from './disk/places.ts';

const failure = <T>(result: Result<T>) => {
  if (result.ok) throw new Error(`should have failed, gave ${JSON.stringify(result.value)}`);
  return result.failure;
};

describe.each([
  { name: 'this machine’s disk', make: localPlace, real: true },
  { name: 'a disk in memory', make: memoryPlace, real: false },
])('$name', ({ make, real }) => {
  let place: Place;
  const at = (name: string): string => `${place.folder}/${name}`;
  const read = async (name: string) => good(await place.disk.readFile(at(name)));
  const write = async (name: string, text: string, mode = 0o644) =>
    good(await place.disk.replaceFile(at(name), text, { mode }));
  const names = async (name = '.') => good(await place.disk.listFolder(at(name))).map(one => one.name);

  beforeEach(() => {
    place = make();
  });
  afterEach(() => place.remove());

  describe('replacing a file', () => {
    test('one that is not there gets the mode asked for, one that is there keeps its own', async () => {
      expect(await write('rules', '-A -t 10.0.0.200:80\n')).toEqual({ path: at('rules'), former: undefined });
      expect(good(await place.disk.fileInfo(at('rules')))).toMatchObject({
        kind: 'file',
        mode: 0o644,
        size: 20,
      });
      expect(await write('rules', 'new\n', 0o600)).toEqual({
        path: at('rules'),
        former: '-A -t 10.0.0.200:80\n',
      });
      expect(good(await place.disk.fileInfo(at('rules')))).toMatchObject({ mode: 0o644, size: 4 });
      await write('secret', 'x', 0o600);
      await write('secret', 'y');
      expect(good(await place.disk.fileInfo(at('secret')))).toMatchObject({ mode: 0o600 });
      expect(await names()).toEqual(['rules', 'secret']);
    });

    test('a link is followed and stays: absolute, relative, through a folder, to nothing', async () => {
      good(await place.disk.makeFolder(at('real/deep'), 0o755));
      place.link(at('real/deep/rules'), at('one'));
      place.link('one', at('two'));
      place.link('real/deep', at('door'));
      // From real/deep, `..` is real, not the folder that the link `door` stands in.
      place.link('../upper', at('real/deep/up'));
      expect(await write('two', 'a')).toMatchObject({ path: at('real/deep/rules'), former: undefined });
      expect(await write('one', 'b')).toMatchObject({ former: 'a' });
      expect(await write('door/rules', 'c')).toMatchObject({ path: at('real/deep/rules'), former: 'b' });
      expect(await write('door/up', 'd')).toMatchObject({ path: at('real/upper'), former: undefined });
      expect(good(await place.disk.fileInfo(at('two')))).toMatchObject({ kind: 'symlink', target: 'one' });
      expect(await read('two')).toBe('c');
      expect(await names()).toEqual(['door', 'one', 'real', 'two']);
      expect(good(await place.disk.resolve(at('two')))).toBe(at('real/deep/rules'));
    });

    test.each([
      { what: 'a circle of links', path: 'a', why: /go round in a circle/ },
      { what: 'a folder', path: 'folder', why: /it is a folder/ },
      { what: 'a path that ends in a slash', path: 'new/', why: /it is a folder/ },
      { what: 'a folder that is missing', path: 'no/rules', why: /its folder .*\/no does not exist/ },
      {
        what: 'a link into a folder that is missing',
        path: 'lost',
        why: /its folder .*\/gone does not exist/,
      },
      { what: 'a file on its way', path: 'plain/rules', why: /not a folder/ },
      { what: 'a control character', path: 'a\nb', why: /control characters/ },
      { what: 'a name too long', path: 'x'.repeat(300), why: /too long/, realOnly: true },
    ])('$what is refused', async ({ path, why, realOnly }) => {
      if (realOnly && !real) return;
      place.link('b', at('a'));
      place.link('a', at('b'));
      place.link('gone/rules', at('lost'));
      good(await place.disk.makeFolder(at('folder'), 0o755));
      await write('plain', 'x');
      const list = await names();
      expect(failure(await place.disk.replaceFile(at(path), 'text'))).toMatchObject({
        what: expect.stringMatching(/was not written/),
        why: expect.stringMatching(why),
      });
      expect(await names()).toEqual(list);
    });

    test('a relative path is refused', async () => {
      expect(failure(await place.disk.replaceFile('rules', ''))).toMatchObject({ kind: 'value' });
    });

    test('not when it holds something else than expected', async () => {
      await write('rules', 'theirs\n');
      expect(
        failure(await place.disk.replaceFile(at('rules'), 'x', { expect: { text: 'mine\n' } })),
      ).toMatchObject({
        kind: 'other',
        why: 'somebody else changed it meanwhile',
      });
      const none = { expect: { text: undefined } };
      expect((await place.disk.replaceFile(at('rules'), 'x', none)).ok).toBe(false);
      expect((await place.disk.replaceFile(at('rules'), 'x', { expect: { text: 'theirs\n' } })).ok).toBe(
        true,
      );
      expect((await place.disk.replaceFile(at('fresh'), 'x', none)).ok).toBe(true);
      expect((await place.disk.removeFile(at('rules'), { expect: { text: 'y' } })).ok).toBe(false);
      expect(await read('rules')).toBe('x');
    });

    test('not when somebody else changes it at the same moment', async () => {
      await write('rules', 'old\n');
      const { calls } = place.parts;
      const meddled = {
        ...calls,
        fsync: async (fd: number) => {
          await calls.fsync(fd);
          await calls.unlink(at('rules')).catch(() => undefined);
        },
      };
      const disk = diskOf({ ...place.parts, calls: meddled });
      expect(failure(await disk.replaceFile(at('rules'), 'new\n')).why).toBe(
        'somebody else changed it meanwhile',
      );
      expect(await names()).toEqual([]);
    });

    test('everything is on the disk before the name is, and the name before it is said', async () => {
      await write('rules', 'old\n');
      const { calls, log } = watched(place.parts.calls);
      good(await diskOf({ ...place.parts, calls }).replaceFile(at('rules'), 'new\n'));
      const order = log.filter(name => /^(write|fchmod|fsync|rename)$/.test(name));
      expect(order).toEqual(['write', 'fchmod', 'fsync', 'rename', 'fsync']);
      expect(log.indexOf('close', log.indexOf('write'))).toBeLessThan(log.indexOf('rename'));
    });

    test('nobody else may read the new file before it has its mode', async () => {
      const modes: number[] = [];
      const { calls } = place.parts;
      const noted = {
        ...calls,
        open: async (path: string, flags: number, mode: number) => {
          if (path.includes('.lvsh-')) modes.push(mode);
          return calls.open(path, flags, mode);
        },
      };
      good(await diskOf({ ...place.parts, calls: noted }).replaceFile(at('rules'), 'x'));
      expect(modes).toEqual([0o600]);
    });

    test('a disk that takes a few bytes at a time gets all of them', async () => {
      const { calls } = place.parts;
      const slow = {
        ...calls,
        write: (fd: number, bytes: Uint8Array) => calls.write(fd, bytes.subarray(0, 3)),
      };
      good(await diskOf({ ...place.parts, calls: slow }).replaceFile(at('rules'), 'ten bytes!'));
      expect(await read('rules')).toBe('ten bytes!');
    });

    test('a disk that takes nothing is an error, not a wait without end', async () => {
      const calls = { ...place.parts.calls, write: async () => 0 };
      const failed = await diskOf({ ...place.parts, calls }).replaceFile(at('rules'), 'text');
      expect(failure(failed).why).toBe('the disk reported an error');
      expect(await names()).toEqual([]);
    });

    // On the real disk every call waits for it: there, the first row is enough.
    test.each(
      [
        { code: 'ENOSPC', kind: 'other', why: /the disk is full/ },
        { code: 'EDQUOT', kind: 'other', why: /quota/ },
        { code: 'EACCES', kind: 'no-permission', why: /no right/ },
        { code: 'EPERM', kind: 'no-permission', why: /immutable|another user/ },
        { code: 'EROFS', kind: 'other', why: /read-only/ },
        { code: 'EBUSY', kind: 'other', why: /mounted/ },
        { code: 'EIO', kind: 'other', why: /disk reported an error/ },
        { code: 'ESTALE', kind: 'other', why: /injected/ },
      ].slice(0, real ? 1 : undefined),
    )(
      '$code at any call: the old file stands, nothing is left, and it is said',
      async ({ code, kind, why }) => {
        await write('rules', 'old\n');
        const first = watched(place.parts.calls);
        good(await diskOf({ ...place.parts, calls: first.calls }).replaceFile(at('rules'), 'old\n'));
        const met = new Set<string>();
        for (let n = 1; n <= first.log.length; n++) {
          const { calls, log } = watched(place.parts.calls, (_name, _path, count) =>
            count === n ? code : undefined,
          );
          const result = await diskOf({ ...place.parts, calls }).replaceFile(at('rules'), 'new\n');
          const step = `${log[n - 1]}, call ${n}`;
          const renamed = log.slice(0, n - 1).includes('rename');
          expect(await read('rules'), step).toBe(result.ok || renamed ? 'new\n' : 'old\n');
          if (!result.ok) {
            met.add(log[n - 1] ?? '');
            expect(result.failure, step).toMatchObject({ kind, why: expect.stringMatching(why) });
            expect(result.failure.what, step).toMatch(renamed ? /did not confirm/ : /was not written/);
          }
          expect(await names(), step).toEqual(['rules']);
          await write('rules', 'old\n');
        }
        for (const name of ['realpath', 'open', 'read', 'write', 'fchmod', 'fsync', 'rename'])
          expect(met).toContain(name);
      },
    );

    test('what died writers left is swept after an hour, and only that', async () => {
      const old = '.rules.lvsh-0123456789abcdef';
      const young = '.rules.lvsh-fedcba9876543210';
      const other = '.rules.lvsh-mine';
      for (const name of ['rules', old, young, other]) await write(name, 'left');
      const { calls } = place.parts;
      const aged = {
        ...calls,
        lstat: async (path: string) => {
          const stats = await calls.lstat(path);
          return path.endsWith(young) ? stats : { ...stats, modifiedMs: stats.modifiedMs - 3_700_000 };
        },
      };
      good(await diskOf({ ...place.parts, calls: aged }).replaceFile(at('rules'), 'x'));
      expect(await names()).toEqual([young, other, 'rules'].sort());
    });

    test('bytes that are no UTF-8 come back as they were', async () => {
      const latin = bytesOf('# B\udcfcro\n-A -t 10.0.0.200:80\n');
      expect([...latin.subarray(0, 6)]).toEqual([0x23, 0x20, 0x42, 0xfc, 0x72, 0x6f]);
      const text = textOf(latin);
      await write('rules', text);
      const { former } = await write('rules', 'new');
      expect(former).toBe(text);
      await write('rules', JSON.parse(JSON.stringify(former)));
      expect(good(await place.disk.fileInfo(at('rules')))?.size).toBe(latin.length);
      expect(await read('rules')).toBe(text);
    });

    test('a large file', async () => {
      const text = '-a -t 10.0.0.200:80 -r 10.0.0.7:80 -m -w 1\n'.repeat(50_000);
      await write('rules', text);
      expect(await read('rules')).toBe(text);
    });
  });

  describe('removing, renaming, folders', () => {
    test('a link stays where its file is removed', async () => {
      await write('rules', 'x');
      place.link('rules', at('link'));
      expect(good(await place.disk.removeFile(at('link')))).toEqual({ path: at('rules'), former: 'x' });
      expect(await names()).toEqual(['link']);
      expect(await read('link')).toBeUndefined();
      expect(failure(await place.disk.removeFile(at('link')))).toMatchObject({ kind: 'not-found' });
      expect(failure(await place.disk.removeFile(place.folder))).toMatchObject({ why: 'it is a folder' });
    });

    test('a file is renamed over another', async () => {
      await write('a', '1');
      await write('b', '2');
      good(await place.disk.makeFolder(at('c'), 0o700));
      good(await place.disk.renameFile(at('a'), at('b')));
      expect(await read('b')).toBe('1');
      good(await place.disk.renameFile(at('b'), at('c/b')));
      expect(await names('c')).toEqual(['b']);
      expect(failure(await place.disk.renameFile(at('a'), at('b')))).toMatchObject({ kind: 'not-found' });
    });

    test('folders are made with those above them; a file in the way is said', async () => {
      good(await place.disk.makeFolder(at('a/b/c'), 0o700));
      good(await place.disk.makeFolder(at('a/b/c'), 0o700));
      expect(good(await place.disk.fileInfo(at('a/b')))).toMatchObject({ kind: 'folder', mode: 0o700 });
      await write('plain', 'x');
      expect((await place.disk.makeFolder(at('plain'), 0o700)).ok).toBe(false);
      place.link('nowhere', at('dangling'));
      expect(failure(await place.disk.makeFolder(at('dangling'), 0o700))).toMatchObject({ kind: 'exists' });
    });

    test('a folder that others may write to is not taken for our own', async () => {
      good(await place.disk.makeFolder(at('a'), 0o700));
      const { calls } = place.parts;
      const lax = {
        ...calls,
        lstat: async (path: string) => ({ ...(await calls.lstat(path)), mode: 0o777 }),
      };
      const disk = diskOf({ ...place.parts, calls: lax });
      expect(failure(await disk.makeFolder(at('a'), 0o700))).toMatchObject({ kind: 'no-permission' });
    });

    test('what is not there', async () => {
      expect(good(await place.disk.fileInfo(at('none')))).toBeUndefined();
      expect(good(await place.disk.fileInfo(at('none/deeper')))).toBeUndefined();
      expect(await read('none')).toBeUndefined();
      expect(failure(await place.disk.listFolder(at('none')))).toMatchObject({ kind: 'not-found' });
    });
  });

  describe('adding lines', () => {
    const add = (text: string) => place.disk.appendLines(at('journal'), text);

    test('the file is made for its owner only; lines come one after another', async () => {
      good(await add('one\n'));
      good(await add('two\nthree\n'));
      expect(await read('journal')).toBe('one\ntwo\nthree\n');
      expect(good(await place.disk.fileInfo(at('journal')))).toMatchObject({ mode: 0o600 });
    });

    test('a line that was cut stays a line of its own', async () => {
      await write('journal', 'one\n{"cut', 0o600);
      good(await add('two\n'));
      expect(await read('journal')).toBe('one\n{"cut\ntwo\n');
    });

    test('all in one write, on the disk before it is said; of a new file the name, too', async () => {
      const { calls, log } = watched(place.parts.calls);
      const disk = diskOf({ ...place.parts, calls });
      good(await disk.appendLines(at('journal'), 'one\n'));
      expect(log.filter(name => /write|fsync/.test(name))).toEqual(['write', 'fsync', 'fsync']);
      log.length = 0;
      good(await disk.appendLines(at('journal'), 'two\n'));
      expect(log.filter(name => /write|fsync/.test(name))).toEqual(['write', 'fsync']);
    });

    test.each([
      { what: 'a link', prepare: () => place.link('elsewhere', at('journal')), why: /symbolic link/ },
      { what: 'a file that the group may write to', stats: { mode: 0o620 }, why: /other users may write/ },
      { what: 'a file that all may write to', stats: { mode: 0o602 }, why: /other users may write/ },
      { what: 'a file of another user', stats: { uid: 4242 }, why: /another user \(uid 4242\)/ },
      { what: 'what is no regular file', stats: { kind: 'other' as const }, why: /not a regular file/ },
    ])('$what is refused, for writing and for reading', async ({ prepare, stats, why }) => {
      if (prepare === undefined) await write('journal', 'hostile\n', 0o600);
      else prepare();
      const { calls } = place.parts;
      const changed = { ...calls, fstat: async (fd: number) => ({ ...(await calls.fstat(fd)), ...stats }) };
      const disk = diskOf({ ...place.parts, calls: changed });
      const said = { kind: 'no-permission', why: expect.stringMatching(why) };
      expect(failure(await disk.appendLines(at('journal'), 'x\n'))).toMatchObject(said);
      expect(failure(await disk.readFile(at('journal'), { own: true }))).toMatchObject(said);
      expect(await names()).toEqual(['journal']);
    });

    test('two that make it at the same time', async () => {
      const made = await Promise.all(['a\n', 'b\n', 'c\n'].map(add));
      expect(made.map(one => one.ok)).toEqual([true, true, true]);
      expect((await read('journal'))?.split('\n').sort().join('')).toBe('abc');
    });
  });

  describe('the lock', () => {
    const lock = (who: string, waitMs = 0) => place.disk.lock(at('lock'), { who, waitMs });

    test('one at a time; the other is told who has it', async () => {
      const held = good(await lock('alice from 10.0.0.5'));
      expect(failure(await lock('bob'))).toMatchObject({
        kind: 'other',
        what: expect.stringMatching(/another lvsh is at work .*: alice from 10\.0\.0\.5, process \d+$/),
      });
      await held.release();
      await held.release();
      await good(await lock('bob')).release();
      expect(await names()).toEqual([]);
    });

    test('a short holder is waited for', async () => {
      const held = good(await lock('alice'));
      const waiting = lock('bob', 10_000);
      await held.release();
      await good(await waiting).release();
    });

    test('many at once never hold it together', async () => {
      let holders = 0;
      let most = 0;
      await Promise.all(
        Array.from({ length: 12 }, async (_, index) => {
          const held = good(await lock(`person ${index}`, 60_000));
          holders += 1;
          most = Math.max(most, holders);
          await new Promise(resolve => setImmediate(resolve));
          holders -= 1;
          await held.release();
        }),
      );
      expect(most).toBe(1);
    });

    test('what a claim says of its holder cannot break the screen', async () => {
      const held = good(await lock(`eve\u001b[2J\n${'x'.repeat(5000)}`));
      const { what } = failure(await lock('bob'));
      expect(what).not.toMatch(/[\u0000-\u001f]/);
      expect(what.length).toBeLessThan(300);
      await held.release();
    });

    test('a folder that is missing', async () => {
      expect(failure(await place.disk.lock(at('no/lock'), { who: 'a', waitMs: 0 }))).toMatchObject({
        kind: 'not-found',
      });
    });
  });
});

test('any bytes survive being a text, in JSON too', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), bytes => {
      const text = textOf(bytes);
      expect(Buffer.from(bytesOf(text)).equals(Buffer.from(bytes))).toBe(true);
      expect(JSON.parse(JSON.stringify(text))).toBe(text);
    }),
  );
});

test('a text keeps its byte order mark and its astral characters', () => {
  const text = '\ufeff# 😀\n';
  expect(textOf(bytesOf(text))).toBe(text);
  expect(textOf(Buffer.concat([bytesOf(text), Buffer.of(0xff)]))).toBe(`${text}\udcff`);
});
