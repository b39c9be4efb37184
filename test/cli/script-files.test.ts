/** Files that a person asked for, on a real file system. */
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
import { afterAll, beforeEach, expect, test } from 'vitest';
import { writeFiles } from '../../src/cli/script-files.ts';
import { localDisk } from '../../src/host/disk/make.ts';
import { noPrograms } from '../host/disk/places.ts';

const top = mkdtempSync(join(tmpdir(), 'lvsh-out-'));
const disk = localDisk(noPrograms);
let folder = '';
let count = 0;

beforeEach(() => {
  folder = join(top, String(++count));
  mkdirSync(folder);
});
afterAll(() => rmSync(top, { recursive: true }));

const at = (name: string) => join(folder, name);
const file = (name: string, text: string, mode = 0o755) => ({ path: at(name), text, mode });
const modeOf = (name: string) => statSync(at(name)).mode & 0o7777;
const hows = async (...given: Parameters<typeof writeFiles>) => {
  const written = await writeFiles(...given);
  return written.ok ? written.value.map(({ how }) => how) : written.failure.what;
};

test('files and their folders are made, with their modes', async () => {
  expect(await hows(disk, [file('a/b/one.sh', '1\n'), file('a/b/two.conf', '2\n', 0o640)], false)).toEqual([
    'written',
    'written',
  ]);
  expect([readFileSync(at('a/b/one.sh'), 'utf8'), modeOf('a/b/one.sh')]).toEqual(['1\n', 0o755]);
  expect([readFileSync(at('a/b/two.conf'), 'utf8'), modeOf('a/b/two.conf')]).toEqual(['2\n', 0o640]);
  expect(modeOf('a')).toBe(0o755);
});

test('the same text again is fine; the mode is set right', async () => {
  const one = file('one.sh', '1\n');
  await writeFiles(disk, [one], false);
  expect(await hows(disk, [one], false)).toEqual(['same']);
  chmodSync(one.path, 0o644);
  expect(await hows(disk, [one], false)).toEqual(['replaced']);
  expect(modeOf('one.sh')).toBe(0o755);
});

test('another text stays: nothing is written at all; force replaces it', async () => {
  writeFileSync(at('two.sh'), 'mine\n', { mode: 0o600 });
  const files = [file('one.sh', '1\n'), file('two.sh', '2\n')];
  expect(await hows(disk, files, false)).toBe(`${at('two.sh')} is there already, with another text`);
  expect(readdirSync(folder)).toEqual(['two.sh']);
  expect(await hows(disk, files, true)).toEqual(['written', 'replaced']);
  expect([readFileSync(at('two.sh'), 'utf8'), modeOf('two.sh')]).toEqual(['2\n', 0o755]);
  expect(readdirSync(folder)).toEqual(['one.sh', 'two.sh']);
});

test('links and folders are never written through, whatever is said', async () => {
  writeFileSync(at('precious'), 'mine\n');
  symlinkSync(at('precious'), at('link.sh'));
  symlinkSync(at('nowhere'), at('dangling.sh'));
  mkdirSync(at('folder.sh'));
  for (const force of [false, true])
    for (const name of ['link.sh', 'dangling.sh', 'folder.sh'])
      expect(await hows(disk, [file(name, 'x\n')], force)).toMatch(/is a (symbolic link|folder)$/);
  expect(readFileSync(at('precious'), 'utf8')).toBe('mine\n');
});
