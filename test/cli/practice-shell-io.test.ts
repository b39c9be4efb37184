import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import { runShell } from '../../src/cli/practice-shell-io.ts';

const folder = mkdtempSync(join(tmpdir(), 'lvsh-shell-'));
afterAll(() => rmSync(folder, { recursive: true }));

const session = async (input: string, options: { trace?: boolean; terminal?: boolean } = {}) => {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  if (options.terminal === true) Object.assign(stdin, { isTTY: true, setRawMode: () => stdin });
  const texts = { stdout: '', stderr: '' };
  stdout.on('data', (piece: Buffer) => {
    texts.stdout += piece.toString();
  });
  stderr.on('data', (piece: Buffer) => {
    texts.stderr += piece.toString();
  });
  stdin.end(input);
  const exit = await runShell({
    trace: options.trace ?? false,
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: stdout as unknown as NodeJS.WriteStream,
    stderr: stderr as unknown as NodeJS.WriteStream,
  });
  return { ...texts, exit };
};

describe('the practice shell on streams', () => {
  test('a line at a time from a pipe; no prompt; a last line without newline counts', async () => {
    const ran = await session(
      'ipvsadm -A -t 10.1.0.200:80 -s rr\r\nipvsadm -Sn\nipvsadm -D -t 10.1.0.201:80',
    );
    expect(ran).toEqual({ stdout: '-A -t 10.1.0.200:80 -s rr\n', stderr: 'No such service\n', exit: 255 });
  });

  test('files named in lines are written and read', async () => {
    const name = join(folder, 'rules');
    const ran = await session(
      `ipvsadm -A -t 10.1.0.200:80 -s rr\nipvsadm -Sn > ${name}\nipvsadm -Sn >> ${name}\nipvsadm -C\nipvsadm -R < ${name}\ncat ${name}\n`,
    );
    expect(readFileSync(name, 'utf8')).toBe('-A -t 10.1.0.200:80 -s rr\n'.repeat(2));
    expect(ran).toEqual({
      stdout: '-A -t 10.1.0.200:80 -s rr\n'.repeat(2),
      stderr: 'Service already exists\n',
      exit: 0,
    });
  });

  test('a file that cannot be written is said, exit 2', async () => {
    const ran = await session(`ipvsadm -Sn > ${folder}/no/such\n`);
    expect(ran.exit).toBe(2);
    expect(ran.stderr).toMatch(/^cannot create .*no\/such: /);
  });

  test('exit ends it, later lines are not run', async () => {
    expect(await session('exit 3\nnonsense\n')).toEqual({ stdout: '', stderr: '', exit: 3 });
  });

  test('on a terminal there is a welcome and a prompt', async () => {
    const ran = await session('ipvsadm -Sn\nexit\n', { terminal: true });
    expect(ran.stdout).toContain('nothing here touches this machine');
    expect(ran.stdout).toContain('practice# ');
    expect(ran.exit).toBe(0);
  });
});
