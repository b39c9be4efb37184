import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';

/** Runs the built program as a shell would, without a terminal. */
const lvsh = (args: readonly string[], stdin = '', readOnly = Number.POSITIVE_INFINITY) =>
  new Promise<{ code: number | null; signal: string | null; out: string; err: string }>((resolve, reject) => {
    const child = spawn(process.execPath, ['bin/lvsh.js', ...args], { stdio: 'pipe' });
    let out = '';
    let err = '';
    child.stdout.on('data', data => {
      out += data;
      // Like head(1): takes what it wanted and goes.
      if (out.length >= readOnly) child.stdout.destroy();
    });
    child.stderr.on('data', data => {
      err += data;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, out, err }));
    child.stdin.on('error', () => {});
    child.stdin.end(stdin);
  });

const listing = '-A -t 10.0.0.200:80 -s wrr\n-a -t 10.0.0.200:80 -r 10.0.0.7:80 -g -w 3\n';

test('a saved text from standard input', async () => {
  const { code, out, err } = await lvsh(['ls', '--from', '-'], listing);
  expect(out).toMatch(/^TCP 10\.0\.0\.200:80 +wrr/m);
  expect([code, err]).toEqual([0, '']);
});

test('lvsh in a pipe gives text', async () => {
  const { code, out } = await lvsh(['--from', '-'], listing);
  expect(out).toMatch(/^ {2}10\.0\.0\.7:80 +DR +3/m);
  expect(out).not.toContain('\u001b');
  expect(code).toBe(0);
});

test('usage errors: one line, a hint, 2', async () => {
  expect(await lvsh(['ls', '--jsn'])).toMatchObject({
    code: 2,
    out: '',
    err: 'lvsh: unknown option --jsn; did you mean --json?\nTry lvsh --help.\n',
  });
  expect(await lvsh(['practice', '--scene', 'bussy', 'ls'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('did you mean busy?'),
  });
});

test('a reader that goes away is no error', async () => {
  const { code, signal, err } = await lvsh(['practice', 'ls', '--json'], '', 10);
  expect({ code, signal, err }).toEqual({ code: 0, signal: null, err: '' });
});

test('the version, the help, the schema', async () => {
  expect((await lvsh(['--version'])).out).toMatch(/^lvsh \d+\.\d+\.\d+\n$/);
  expect((await lvsh(['practice', 'ls', '--help'])).out).toMatch(/^lvsh practice ls: /);
  expect(JSON.parse((await lvsh(['schema'])).out)).toMatchObject({ title: 'lvsh --json' });
});

test('--watch ends with 0 on Ctrl-C', async () => {
  const ended = await new Promise<{ code: number | null; out: string }>(resolve => {
    const child = spawn(process.execPath, ['bin/lvsh.js', 'practice', 'ls', '--watch', '0.5'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    let asked = false;
    child.stdout.on('data', data => {
      out += data;
      const blocks = out.match(/^PRACTICE/gm)?.length ?? 0;
      // Once: a block may come in pieces, and a second signal can meet a process that is already on its way out.
      if (blocks === 2 && !asked) asked = child.kill('SIGINT');
    });
    child.on('close', code => resolve({ code, out }));
  });
  expect(ended.code).toBe(0);
  // The clock of practice begins at the same moment each time, and goes along with the pauses.
  expect(ended.out.match(/^\d\d:\d\d:\d\d$/gm)?.[0]).toBe('00:00:00');
});
