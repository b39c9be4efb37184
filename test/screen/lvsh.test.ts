/** Whole runs of the built program in a terminal. (What ends it, signal by signal, is in session.test.ts.) */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { disposeAll, inTerminal, type TerminalProgram } from './pty.ts';

let home = '';
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'lvsh-screen-'));
});
afterEach(disposeAll);
afterAll(() => rmSync(home, { recursive: true, force: true }));

const environment = (): Record<string, string> => ({ HOME: home, XDG_CONFIG_HOME: join(home, 'config') });
const lvsh = (
  args: readonly string[],
  columns = 80,
  rows = 24,
  env: Record<string, string> = {},
): TerminalProgram =>
  inTerminal(process.execPath, ['bin/lvsh.js', ...args], {
    columns,
    rows,
    env: { ...environment(), ...env },
  });

/** The row under the cursor: marked, in every theme and without colours, by `>`. */
const selected = (program: TerminalProgram): string => program.rows.find(row => row.startsWith('>')) ?? '';
/** The clock in the first row has moved on: by then Ink has been loaded and draws. */
const laterByASecond = async (program: TerminalProgram): Promise<void> => {
  const clock = (): string => /\d\d:\d\d:\d\d/.exec(program.rows[0] ?? '')?.[0] ?? '';
  for (let seconds = 0; seconds < 2; seconds++) {
    const before = clock();
    await program.waitFor(() => clock() !== before);
  }
};

const listing = (name: string): string => {
  const file = join(home, 'listing.txt');
  writeFileSync(
    file,
    `IP Virtual Server version 1.2.1 (size=4096)
Prot LocalAddress:Port Scheduler Flags
  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn
TCP  10.0.0.200:80 wlc
  -> 10.0.0.7:80                  Masq    1      5          6
  -> ${name}:80                  Route   2      7          8
`,
  );
  return file;
};

describe('on the practice director', () => {
  test('starts, moves, and leaves the terminal as it was', async () => {
    const program = lvsh(['practice']);
    await program.waitFor('PRACTICE');
    expect(program.isAlternate).toBe(true);
    expect(program.isCursorShown).toBe(false);
    const first = selected(program);
    program.type('\u001b[B');
    await program.waitFor(() => selected(program) !== first && selected(program) !== '');
    program.type('\u001bOA');
    await program.waitFor(() => selected(program).slice(0, 20) === first.slice(0, 20));
    program.type('q');
    expect(await program.exit()).toEqual({ exitCode: 0, signal: 0 });
    expect(program.isAlternate).toBe(false);
    expect(program.isCursorShown).toBe(true);
    expect(program.text).toBe('');
  });

  test('Ink takes over without a repaint, and keys go on', async () => {
    const program = lvsh(['practice']);
    await program.waitFor('PRACTICE');
    await laterByASecond(program);
    program.type('jjj');
    await program.waitFor(() => program.rows.findIndex(row => row.startsWith('>')) === 5);
    expect(program.raw.split('\u001b[2J')).toHaveLength(2);
    expect(program.raw).not.toContain('\u001b[3J');
    program.type('\u0003');
    await program.exit();
  });

  test('any size at any time; too small says so', async () => {
    const program = lvsh(['practice']);
    await program.waitFor('PRACTICE');
    program.resize(200, 60);
    await program.waitFor(() => (program.rows[59] ?? '').includes('quit') && program.rows[23] !== undefined);
    program.resize(40, 10);
    await program.waitFor(/60/);
    program.resize(60, 15);
    await program.waitFor(() => (program.rows[14] ?? '').includes('/'));
    for (const row of program.rows) expect(row.length).toBeLessThanOrEqual(60);
    for (const [columns, rows] of [
      [100, 30],
      [61, 16],
      [150, 50],
      [80, 24],
    ] as const)
      program.resize(columns, rows);
    await program.waitFor(() => (program.rows[23] ?? '').includes('/') && selected(program) !== '');
    program.type('q');
    await program.exit();
  });

  test('SIGTERM ends it by the signal, with the terminal restored, after Ink has put its own handlers in', async () => {
    const program = lvsh(['practice']);
    await program.waitFor('PRACTICE');
    await laterByASecond(program);
    program.kill('SIGTERM');
    expect(await program.exit()).toEqual({ exitCode: 0, signal: 15 });
    expect(program.isAlternate).toBe(false);
    expect(program.isCursorShown).toBe(true);
    expect(program.text).toBe('');
  });

  test('the terminal is closed: it ends', async () => {
    const program = lvsh(['practice']);
    await program.waitFor('PRACTICE');
    await laterByASecond(program);
    program.closeTerminal();
    expect((await program.exit()).signal).toBe(1);
  });

  test('Ctrl-Z and fg under a shell', async () => {
    const shell = inTerminal('bash', ['--norc', '--noprofile', '-i'], {
      env: { ...environment(), PS1: 'ready> ', HISTFILE: '/dev/null' },
    });
    await shell.waitFor('ready>');
    shell.type(`stty -a | md5sum; ${process.execPath} bin/lvsh.js practice\r`);
    await shell.waitFor('PRACTICE');
    shell.type('\u001a');
    await shell.waitFor('Stopped');
    shell.type('stty -a | md5sum; echo "look again"\r');
    const text = await shell.waitFor(/look again\nready>/);
    const sums = text.match(/[0-9a-f]{32}/g) ?? [];
    expect(sums).toHaveLength(2);
    expect(sums[0]).toBe(sums[1]);
    shell.type('fg\r');
    await shell.waitFor(() => shell.isAlternate && shell.text.includes('PRACTICE'));
    shell.type('q');
    await shell.waitFor(() => !shell.isAlternate && shell.text.endsWith('ready>'));
  });

  test('no colour: not one, yet the selection is inverse', async () => {
    const program = lvsh(['practice'], 80, 24, { NO_COLOR: '1' });
    await program.waitFor('PRACTICE');
    expect(program.raw).not.toMatch(/\u001b\[(\d+;)*(3[0-8]|4[0-8]|9\d|10\d)(;\d+)*m/);
    expect(program.inverseRows.some(row => row.startsWith('>'))).toBe(true);
    program.type('q');
    await program.exit();
  });

  test('a locale without UTF-8 gets ASCII only', async () => {
    const program = lvsh(['practice'], 80, 24, { LANG: 'C' });
    await program.waitFor('PRACTICE');
    program.type('q');
    await program.exit();
    expect(program.raw).toMatch(/^[\x00-\x7e]*$/);
  });
});

describe('names from outside', () => {
  test('wide ones stand aligned, hostile ones do nothing', async () => {
    const program = lvsh(['--from', listing('\u001b[2J\u001b]0;owned\u0007世界\u202e')]);
    await program.waitFor('世界');
    expect(program.raw.split('\u001b[2J')).toHaveLength(2);
    expect(program.raw).not.toContain('\u001b]0;');
    expect(program.raw).not.toContain('\u202e');
    const cellOf = (row: number, text: string): number => {
      const line = program.emulator.buffer.active.getLine(row);
      for (let x = 0; x < 80; x++)
        if ((line?.translateToString(false, x, x + text.length) ?? '') === text) return x;
      return -1;
    };
    const wide = program.rows.findIndex(row => row.includes('世界'));
    const plain = program.rows.findIndex(row => row.includes('10.0.0.7'));
    expect(cellOf(wide, 'DR ')).toBe(cellOf(plain, 'NAT'));
    program.type('q');
    await program.exit();
  });
});

const hasTmux = ((): boolean => {
  try {
    execFileSync('tmux', ['-V']);
    return true;
  } catch {
    return false;
  }
})();

describe.skipIf(!hasTmux)('in tmux, another emulator than ours', () => {
  const socket = `lvsh-test-${process.pid}`;
  afterEach(() => {
    try {
      execFileSync('tmux', ['-L', socket, 'kill-server'], { stdio: 'ignore' });
    } catch {
      // It has ended by itself.
    }
  });
  test('nothing is left on the screen after the window grew, and all rows stood where they belong', async () => {
    const tmux = inTerminal(
      'tmux',
      [
        '-L',
        socket,
        '-f',
        '/dev/null',
        'new-session',
        `PS1='ready> ' HISTFILE=/dev/null bash --norc --noprofile -i`,
      ],
      { columns: 80, rows: 20, env: environment() },
    );
    await tmux.waitFor('ready>');
    tmux.type('echo before\r');
    await tmux.waitFor('\nbefore');
    tmux.type(`${process.execPath} bin/lvsh.js --from ${listing('10.0.0.8')}\r`);
    await tmux.waitFor('10.0.0.8:80');
    tmux.resize(100, 40);
    // tmux keeps the last row for itself.
    await tmux.waitFor(() => (tmux.rows[38] ?? '').includes('quit'));
    const direct = lvsh(['--from', listing('10.0.0.8')], 100, 39);
    await direct.waitFor('quit');
    const unclocked = (rows: readonly string[]): string[] =>
      rows.slice(0, 39).map(row => row.replace(/\d\d:\d\d:\d\d/, 'clock').trimEnd());
    expect(unclocked(tmux.rows)).toEqual(unclocked(direct.rows));
    tmux.type('q');
    const text = await tmux.waitFor(/before\n(.*\n)+ready>/);
    expect(text).not.toMatch(/10\.0\.0\.8:80 |SERVICE/);
  });
});
