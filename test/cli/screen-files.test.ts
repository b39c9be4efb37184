import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeScript } from '../../src/cli/screen-files.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lvsh-script-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const script = (path: string, change: { readonly text?: string; readonly over?: boolean } = {}) =>
  writeScript({ path, text: '#!/bin/sh\n', mode: 0o755, over: false, ...change });

test('a new file can be executed at once', async () => {
  const path = join(folder, 'a.sh');
  expect(await script(path)).toEqual({ ok: true, value: { kind: 'written', path } });
  expect(readFileSync(path, 'utf8')).toBe('#!/bin/sh\n');
  expect(statSync(path).mode & 0o777).toBe(0o755);
});

test('a relative path begins where lvsh was started', async () => {
  const path = join(folder, 'b.sh');
  expect(await script(relative(process.cwd(), path))).toMatchObject({ value: { path } });
});

test('another text is left alone until it is said that it goes', async () => {
  const path = join(folder, 'c.sh');
  writeFileSync(path, 'mine\n', { mode: 0o600 });
  expect(await script(path)).toEqual({ ok: true, value: { kind: 'exists', path } });
  expect(readFileSync(path, 'utf8')).toBe('mine\n');
  expect(await script(path, { over: true })).toMatchObject({ value: { kind: 'written' } });
  expect(readFileSync(path, 'utf8')).toBe('#!/bin/sh\n');
  expect(statSync(path).mode & 0o777).toBe(0o755);
});

test('the same text is there already', async () => {
  const path = join(folder, 'd.sh');
  await script(path);
  expect(await script(path)).toMatchObject({ value: { kind: 'same' } });
});

test('a folder in its place is no file to be replaced', async () => {
  const path = join(folder, 'e');
  mkdirSync(path);
  expect(await script(path)).toMatchObject({ ok: false });
  expect(await script(path, { over: true })).toMatchObject({ ok: false });
});
