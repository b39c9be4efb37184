import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { folderNameOf, keepBackup, listBackups, readBackup, replaceKept } from '../../src/host/backups.ts';
import { diskOf } from '../../src/host/disk/make.ts';
import { anyText } from '../core/journal/arbitrary.ts';
import { good, memoryPlace, type Place } from './disk/places.ts';

const state = '/work/state';
const rules = '/etc/ipvsadm.rules';
const noon = Date.parse('2026-05-04T12:00:00.000Z');
let place: Place;
beforeEach(async () => {
  place = memoryPlace();
  good(await place.disk.makeFolder('/etc', 0o755));
});
afterEach(() => place.remove());

const save = (text: string, at = noon, user = 'alice') =>
  replaceKept(place.disk, state, rules, text, { user, at, mode: 0o600 });
const kept = async () => good(await listBackups(place.disk, state, rules));
const textOf = async (name: string) => good(await readBackup(place.disk, state, rules, name));

test('what a file held is kept before it is replaced, for its owner only', async () => {
  expect(good(await save('one\n'))).toEqual({ path: rules, former: undefined });
  expect(await kept()).toEqual([]);
  expect(good(await save('two\n', noon + 1000, 'bob'))).toEqual({ path: rules, former: 'one\n' });
  expect(await kept()).toEqual([
    { name: '20260504T120001.000Z-bob.rules', at: '2026-05-04T12:00:01.000Z', user: 'bob', size: 4 },
  ]);
  expect(await textOf('20260504T120001.000Z-bob.rules')).toBe('one\n');
  const path = `${state}/backups/etc-ipvsadm.rules/20260504T120001.000Z-bob.rules`;
  expect(good(await place.disk.fileInfo(path))).toMatchObject({ mode: 0o600 });
  expect(good(await place.disk.fileInfo(`${state}/backups`))).toMatchObject({ mode: 0o700 });
});

test('ten are kept, the newest first', async () => {
  for (let number = 0; number <= 13; number++) good(await save(`${number}\n`, noon + number * 1000));
  const names = (await kept()).map(({ name }) => name);
  expect(names).toHaveLength(10);
  expect(await Promise.all(names.map(textOf))).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3].map(n => `${n}\n`));
});

test('several in one millisecond keep their order', async () => {
  for (let number = 0; number <= 12; number++) good(await save(`${number}\n`));
  const texts = await Promise.all((await kept()).map(({ name }) => textOf(name)));
  expect(texts).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2].map(n => `${n}\n`));
});

test('a clock that was set back does not cost the newest', async () => {
  for (let number = 0; number <= 12; number++) good(await save(`${number}\n`, noon - 3_600_000 * number));
  const texts = await Promise.all((await kept()).map(({ name }) => textOf(name)));
  expect(texts).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2].map(n => `${n}\n`));
});

test('links are followed: a file has one set of backups, whatever it is called', async () => {
  place.link(rules, '/work/link');
  good(await save('one\n'));
  good(await replaceKept(place.disk, state, '/work/link', 'two\n', { user: 'alice', at: noon }));
  expect(await kept()).toHaveLength(1);
  expect(good(await listBackups(place.disk, state, '/work/link'))).toEqual(await kept());
});

test('when it cannot be kept, nothing is replaced', async () => {
  good(await save('one\n'));
  const { calls } = place.parts;
  const full = {
    ...calls,
    open: async (path: string, flags: number, mode: number) => {
      if (path.includes('/backups/') && path.includes('.lvsh-'))
        throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      return calls.open(path, flags, mode);
    },
  };
  const disk = diskOf({ ...place.parts, calls: full });
  const result = await replaceKept(disk, state, rules, 'two\n', { user: 'alice', at: noon });
  expect(result).toMatchObject({ ok: false, failure: { why: 'the disk is full' } });
  expect(good(await place.disk.readFile(rules))).toBe('one\n');
});

test('when it changes between keeping and replacing, nothing is replaced', async () => {
  good(await save('one\n'));
  const { disk } = place;
  const meddling = {
    ...disk,
    makeFolder: async (path: string, mode: number) => {
      await disk.replaceFile(rules, 'theirs\n');
      return disk.makeFolder(path, mode);
    },
  };
  const result = await replaceKept(meddling, state, rules, 'two\n', { user: 'alice', at: noon });
  expect(result).toMatchObject({ ok: false, failure: { why: 'somebody else changed it meanwhile' } });
  expect(good(await disk.readFile(rules))).toBe('theirs\n');
});

test('names that are not ours are not listed, and never read', async () => {
  good(await save('one\n'));
  good(await save('two\n'));
  const folder = `${state}/backups/etc-ipvsadm.rules`;
  good(await place.disk.replaceFile(`${folder}/notes.txt`, 'x'));
  good(await place.disk.makeFolder(`${folder}/20260504T120001.000Z-eve.rules`, 0o700));
  expect(await kept()).toHaveLength(1);
  for (const name of ['notes.txt', '../../../etc/ipvsadm.rules', '..', '', '20260504T120000.000Z-../x.rules'])
    expect(await textOf(name)).toBeUndefined();
});

test('whoever saves whatever file, it stays in its folder', async () => {
  const word = fc.oneof(
    anyText(20),
    fc.constantFrom(
      '..',
      '.',
      '../../etc/cron.d/x',
      'a/b',
      '%2e%2e',
      'x'.repeat(300),
      '-rf',
      '',
      'EXAMPLE\\alice',
    ),
  );
  await fc.assert(
    fc.asyncProperty(word, async user => {
      const at = memoryPlace();
      good(await keepBackup(at.disk, '/work', '/work/rules', 'text', { user, at: noon }));
      const [folder] = good(await at.disk.listFolder('/work/backups'));
      expect(good(await at.disk.listFolder('/work')).map(({ name }) => name)).toEqual(['backups']);
      const [file, ...others] = good(await at.disk.listFolder(`/work/backups/${folder?.name}`));
      expect(others).toEqual([]);
      expect(file?.name).toMatch(/^20260504T120000\.000Z-[A-Za-z0-9_.%]+\.rules$/);
      const [listed] = good(await listBackups(at.disk, '/work', '/work/rules'));
      if (/^[\w.\\]{1,30}$/.test(user)) expect(listed?.user).toBe(user);
    }),
  );
});

test('two paths never share a folder, and no name leaves it', () => {
  const part = fc.oneof(
    anyText(8).filter(text => text !== '' && !/\p{Cs}/u.test(text)),
    fc.constantFrom('..', 'a-b', 'a', 'b', '-'),
  );
  const path = fc
    .array(
      part.map(text => text.replaceAll('/', 'x')),
      { minLength: 1, maxLength: 4 },
    )
    .map(parts => `/${parts.join('/')}`);
  fc.assert(
    fc.property(path, path, (one, other) => {
      expect(folderNameOf(one)).toMatch(/^[A-Za-z0-9_%-][A-Za-z0-9_.%~-]*$/);
      expect(folderNameOf(one) === folderNameOf(other)).toBe(one === other);
    }),
  );
  expect(folderNameOf('/etc/sysconfig/ipvsadm')).toBe('etc-sysconfig-ipvsadm');
  expect(folderNameOf(`/${'d/'.repeat(300)}a`)).not.toBe(folderNameOf(`/${'d/'.repeat(300)}b`));
  expect(folderNameOf(`/${'d/'.repeat(300)}a`).length).toBeLessThan(250);
});
