import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, expect, test } from 'vitest';
import { readTextSource } from '../../src/host/textsource.ts';

const folder = mkdtempSync(join(tmpdir(), 'lvsh-text-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'table.txt');
const nothing = Readable.from([]);

test('a file, with when it was written', async () => {
  writeFileSync(path, 'one\ntwo\n');
  const read = await readTextSource(path, nothing);
  expect(read).toMatchObject({ ok: true, value: { name: path, text: 'one\ntwo\n', cut: false } });
  expect(read.ok && Math.abs((read.value.writtenAt ?? 0) - Date.now()) < 60_000).toBe(true);
});

test('standard input, also where a character stands in two pieces', async () => {
  const bytes = Buffer.from('é\n');
  expect(await readTextSource('-', Readable.from([bytes.subarray(0, 1), bytes.subarray(1)]))).toEqual({
    ok: true,
    value: { name: 'standard input', text: 'é\n', cut: false },
  });
});

test('what is too long is cut at a line end and said', async () => {
  const long = 'TCP  10.0.0.1:80 rr\n'.repeat(100);
  writeFileSync(path, long);
  for (const read of [
    await readTextSource(path, nothing, 50),
    await readTextSource('-', Readable.from([Buffer.from(long)]), 50),
  ]) {
    expect(read).toMatchObject({ ok: true, value: { text: long.slice(0, 40), cut: true } });
  }
});

test('what is not there', async () => {
  expect(await readTextSource(join(folder, 'no'), nothing)).toMatchObject({
    ok: false,
    failure: { kind: 'not-found', advice: expect.any(String) },
  });
});
