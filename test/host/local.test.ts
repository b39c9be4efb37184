import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { localHost } from '../../src/host/local.ts';
import { kernelFiles } from '../../src/host/localfiles.ts';
import { childMsOf } from '../../src/host/processtime.ts';

const folder = mkdtempSync(join(tmpdir(), 'lvsh-local-'));
afterAll(() => rmSync(folder, { recursive: true }));
const host = localHost();

/** A program in a file of its own: whatever a test needs, without a shell between. */
const program = (name: string, code: string): string => {
  const path = join(folder, name);
  writeFileSync(path, `#!${process.execPath}\n${code}\n`);
  chmodSync(path, 0o755);
  return path;
};

describe('running programs', () => {
  test('arguments stay apart, whatever stands in them; the environment is LC_ALL=C', async () => {
    const path = program(
      'echo.js',
      'console.log(JSON.stringify([process.argv.slice(2), process.env.LC_ALL, process.env.PATH]))',
    );
    const ran = await host.run(path, ['a b', '$HOME', ';', '*', '']);
    if (!ran.ok) throw new Error(ran.failure.what);
    const [args, locale, path_] = JSON.parse(ran.value.stdout);
    expect(args).toEqual(['a b', '$HOME', ';', '*', '']);
    expect(locale).toBe('C');
    expect(path_).toMatch(/:\/usr\/sbin:\/sbin$/);
  });

  test('an exit code is a result, not a failure', async () => {
    const path = program('fail.js', "process.stderr.write('No such service\\n'); process.exitCode = 255;");
    expect(await host.run(path, [])).toMatchObject({
      ok: true,
      value: { exit: 255, stdout: '', stderr: 'No such service\n' },
    });
  });

  test('standard input is given whole, or is empty', async () => {
    const path = program('cat.js', 'process.stdin.pipe(process.stdout)');
    expect(await host.run(path, [], { stdin: '-Ln\n' })).toMatchObject({ value: { stdout: '-Ln\n' } });
    expect(await host.run(path, [])).toMatchObject({ value: { stdout: '' } });
  });

  test('bytes that are no UTF-8 are replaced', async () => {
    const path = program('bytes.js', 'process.stdout.write(Buffer.from([0x61, 0xff, 0x62]))');
    expect(await host.run(path, [])).toMatchObject({ value: { stdout: 'a\ufffdb' } });
  });

  test('one that ignores SIGTERM is killed', async () => {
    const path = program('deaf.js', "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);");
    expect(await host.run(path, [], { timeoutMs: 150 })).toMatchObject({
      ok: false,
      failure: { kind: 'timeout' },
    });
  });

  test('one that is killed in the middle of its output gives no half listing', async () => {
    const path = program(
      'half.js',
      "process.stdout.write('TCP  10.0.0.1:8', () => process.kill(process.pid, 'SIGKILL'));",
    );
    expect(await host.run(path, [])).toMatchObject({
      ok: false,
      failure: { kind: 'killed', what: expect.stringContaining('SIGKILL') },
    });
  });

  test('too much output is refused', async () => {
    const path = program('much.js', "process.stdout.write('x'.repeat(100_000))");
    expect(await host.run(path, [], { maxBytes: 1000 })).toMatchObject({
      ok: false,
      failure: { kind: 'read' },
    });
  });

  test('a program that is not there, and one that may not be run', async () => {
    expect(await host.run('lvsh-no-such-program', [])).toMatchObject({
      ok: false,
      failure: { kind: 'not-found' },
    });
    const path = join(folder, 'plain.txt');
    writeFileSync(path, 'x', { mode: 0o644 });
    expect(await host.run(path, [])).toMatchObject({ ok: false, failure: { kind: 'no-permission' } });
  });
});

describe('reading files', () => {
  const path = join(folder, 'file.txt');

  test('whole, cut at a line end, or not there', async () => {
    writeFileSync(path, 'one\ntwo\nthree\n');
    expect(await host.readFile(path)).toMatchObject({ value: { text: 'one\ntwo\nthree\n', cut: false } });
    expect(await host.readFile(path, { maxBytes: 10 })).toMatchObject({
      value: { text: 'one\ntwo\n', cut: true },
    });
    expect(await host.readFile(path, { maxBytes: 14 })).toMatchObject({ value: { cut: false } });
    expect(await host.readFile(join(folder, 'no'))).toMatchObject({
      ok: false,
      failure: { kind: 'not-found' },
    });
    expect(await host.readFile(folder)).toMatchObject({ ok: false, failure: { kind: 'read' } });
  });

  test('a file of /proc, whole and cut', async () => {
    const whole = await host.readFile('/proc/self/status');
    if (!whole.ok) throw new Error(whole.failure.what);
    expect(whole.value.text).toMatch(/^Name:/);
    const head = await host.readFile('/proc/self/status', { maxBytes: 60 });
    if (!head.ok) throw new Error(head.failure.what);
    expect(head.value.cut).toBe(true);
    expect(head.value.text.endsWith('\n')).toBe(true);
    expect(await host.readFile('/proc/no-such-file')).toMatchObject({
      ok: false,
      failure: { kind: 'not-found' },
    });
  });

  test('a remembered file: what it says now, however long it was before, also when read twice at once', async () => {
    const read = kernelFiles(new Set([path]));
    const text = async (limits = {}): Promise<string> => {
      const result = await read(path, limits);
      if (!result.ok) throw new Error(result.failure.what);
      return result.value.text;
    };
    const long = 'a line\n'.repeat(30_000);
    for (const wanted of [long, long, `${long.slice(0, -3)}X\n`, 'short\n', '', long, 'é\n', 'e\n']) {
      writeFileSync(path, wanted);
      expect(await text()).toBe(wanted);
      expect(await Promise.all([text(), text(), text()])).toEqual([wanted, wanted, wanted]);
    }
    writeFileSync(path, long);
    expect(await text({ maxBytes: 100 })).toBe('a line\n'.repeat(14));
    expect(await text()).toBe(long);
  });

  test('a spent time budget ends the read', async () => {
    const read = await host.readFile('/proc/self/smaps', { timeoutMs: 0 });
    if (!read.ok) throw new Error(read.failure.what);
    expect(read.value.text === '' || read.value.text.endsWith('\n')).toBe(true);
  });

  test('a folder, and none', async () => {
    expect(await host.listFolder('/proc/self')).toMatchObject({
      ok: true,
      value: expect.arrayContaining(['stat', 'status']),
    });
    expect(await host.listFolder('/no/such')).toMatchObject({ ok: false, failure: { kind: 'not-found' } });
  });
});

test('the children’s time stands behind a name that may hold anything', () => {
  const fields = ['S', ...Array.from({ length: 40 }, (_, index) => String(index + 4))];
  expect(childMsOf(`12 (a ) (b c) ${fields.join(' ')}`)).toBe((16 + 17) * 10);
  expect(childMsOf('')).toBeUndefined();
});

test('the clock does not go backwards', () => {
  const first = host.now();
  expect(host.now()).toBeGreaterThanOrEqual(first);
  expect(Math.abs(first - Date.now())).toBeLessThan(60_000);
});
