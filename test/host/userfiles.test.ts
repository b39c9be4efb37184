import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readThemes, standardTheme } from '../../src/cli/themes.ts';
import {
  configFolder,
  readPreferencesFile,
  readThemeFiles,
  writePreferencesFile,
} from '../../src/host/userfiles.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lvsh-user-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = () => join(folder, 'preferences.json');

test('the folder follows XDG', () => {
  expect(configFolder({ HOME: '/home/ann' })).toBe('/home/ann/.config/lvsh');
  expect(configFolder({ HOME: '/home/ann', XDG_CONFIG_HOME: '/etc/ann' })).toBe('/etc/ann/lvsh');
  expect(configFolder({ HOME: '/home/ann', XDG_CONFIG_HOME: 'relative' })).toBe('/home/ann/.config/lvsh');
});

test('what is written is read again; a folder that is not there is made', async () => {
  const deep = join(folder, 'a', 'b');
  const preferences = {
    theme: 'light',
    intervalMs: 2000,
    sort: { column: 'in', descending: true },
    'a.b': 1,
  };
  expect(await writePreferencesFile(deep, preferences)).toEqual({ ok: true, value: undefined });
  expect(readPreferencesFile(deep)).toEqual({ json: preferences });
  expect(await writePreferencesFile(deep, { theme: 'dark' })).toMatchObject({ ok: true });
  expect(readPreferencesFile(deep)).toEqual({ json: { theme: 'dark' } });
});

test('none are no problem; a broken file is put aside and said', () => {
  expect(readPreferencesFile(folder)).toEqual({});
  expect(readPreferencesFile(join(folder, 'no', 'such'))).toEqual({});
  writeFileSync(file(), '{"theme": "li');
  const { json, problem } = readPreferencesFile(folder);
  expect(json).toBeUndefined();
  expect(problem).toMatch(/is not JSON: it was put aside as .*preferences\.json\.broken/);
  expect(readFileSync(`${file()}.broken`, 'utf8')).toBe('{"theme": "li');
  expect(existsSync(file())).toBe(false);
  expect(readPreferencesFile(folder)).toEqual({});
});

test('a file that is a folder is said', () => {
  mkdirSync(file());
  expect(readPreferencesFile(folder).problem).toMatch(/cannot be read/);
});

test('writing where it is not possible is a failure in words, and the old file stays', async () => {
  writeFileSync(join(folder, 'plain'), '');
  expect(await writePreferencesFile(join(folder, 'plain'), {})).toMatchObject({
    ok: false,
    failure: { what: expect.stringContaining('could not be written') },
  });
  await writePreferencesFile(folder, { theme: 'dark' });
  const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
  expect(await writePreferencesFile(folder, { theme: 'light' }, () => Promise.reject(full))).toMatchObject({
    ok: false,
    failure: { why: 'the disk is full' },
  });
  expect(readPreferencesFile(folder)).toEqual({ json: { theme: 'dark' } });
});

test('themes: built in, the person’s own, and what is wrong with one', () => {
  mkdirSync(join(folder, 'themes'));
  writeFileSync(
    join(folder, 'themes', 'mine.json'),
    '{"name": "mine", "about": "", "styles": {"title": "bold purpel"}}',
  );
  writeFileSync(join(folder, 'themes', 'broken.json'), '{');
  writeFileSync(join(folder, 'themes', 'readme.txt'), 'not a theme');
  const themes = readThemes(readThemeFiles(folder));
  expect([...themes.byName.keys()]).toEqual(expect.arrayContaining([standardTheme, 'light', 'mine']));
  expect(themes.problems.join('\n')).toMatch(/broken\.json: not JSON/);
  expect(themes.problems.join('\n')).toMatch(/mine\.json.*purpel/);
  expect(readThemes({ files: [], problems: [] }).problems).toEqual([]);
  expect(readThemeFiles(join(folder, 'no'))).toEqual({ files: [], problems: [] });
});
