import { once } from 'node:events';
import { mkdtempSync, rmSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { disposeAll, inTerminal, type TerminalProgram } from './pty.ts';

afterEach(disposeAll);

const tsx = ['--import', 'tsx', 'test/screen/toy.ts'];
/** The toy under a shell with job control, as a person has it. What stands before must stand after. */
const underBash = async (): Promise<TerminalProgram> => {
  const shell = inTerminal('bash', ['--norc', '--noprofile', '-i'], {
    env: { PS1: 'ready> ', HISTFILE: '/dev/null' },
  });
  await shell.waitFor('ready>');
  shell.type('stty -a | md5sum; echo "what the person had"\r');
  await shell.waitFor(/what the person had\nready>/);
  return shell;
};
const start = (shell: TerminalProgram): Promise<string> => {
  shell.type(`node ${tsx.join(' ')}; echo "ended $?"\r`);
  return shell.waitFor('toy 80x24');
};
/** Modes, screen and cursor are as before. */
const expectRestored = async (shell: TerminalProgram): Promise<void> => {
  expect(shell.isAlternate).toBe(false);
  expect(shell.isCursorShown).toBe(true);
  expect(shell.raw.lastIndexOf('\u001b[?2004l')).toBeGreaterThan(shell.raw.lastIndexOf('\u001b[?1049h'));
  expect(shell.text).toContain('what the person had');
  const before = /[0-9a-f]{32}/.exec(shell.text)?.[0] ?? 'no sum';
  shell.type('stty -a | md5sum; echo "look again"\r');
  const text = await shell.waitFor(/look again\nready>/);
  expect(text.split(before)).toHaveLength(3);
};

describe('whatever ends the program, the terminal is as before', () => {
  test.each([
    ['q', 'q', 0],
    ['Ctrl-C', '\u0003', 130],
    ['an error', 'x', 1],
    ['a rejection', 'r', 1],
  ])('%s', async (_name, key, code) => {
    const shell = await underBash();
    await start(shell);
    expect(shell.isAlternate).toBe(true);
    expect(shell.isCursorShown).toBe(false);
    shell.type(key);
    await shell.waitFor(`ended ${code}`);
    await expectRestored(shell);
  });

  test.each([
    ['TERM', 143],
    ['HUP', 129],
    ['INT', 130],
    ['QUIT', 131],
  ])('SIG%s, and the shell sees the signal', async (signal, code) => {
    const shell = await underBash();
    shell.type(`node ${tsx.join(' ')}\r`);
    await shell.waitFor('toy 80x24');
    const killer = inTerminal('pkill', [`-${signal}`, '-P', `${shell.pid}`, 'node']);
    await killer.exit();
    await shell.waitFor(program => !program.isAlternate && program.text.endsWith('ready>'));
    // bash gives up the rest of a line whose command died of SIGINT, so it is asked afterwards.
    shell.type('echo "ended $?"\r');
    await shell.waitFor(`ended ${code}`);
    await expectRestored(shell);
  });
});

test('an error says what, why and how to report, without escapes', async () => {
  const shell = await underBash();
  await start(shell);
  shell.type('x');
  const text = await shell.waitFor('ended 1');
  expect(text).toContain('lvsh stopped on a mistake of its own: Error: thrown ?[31mon purpose');
  expect(text).toContain('    at ');
  expect(text).toContain('To report it');
});

test('Ctrl-Z stops the job with the screen restored, fg brings it back with its keys', async () => {
  const shell = await underBash();
  await start(shell);
  shell.type('a');
  await shell.waitFor('keys a');
  shell.type('\u001a');
  await shell.waitFor('Stopped');
  await expectRestored(shell);
  shell.type('fg\r');
  await shell.waitFor('keys a ctrl-z');
  expect(shell.isAlternate).toBe(true);
  expect(shell.isCursorShown).toBe(false);
  shell.type('b');
  await shell.waitFor('keys a ctrl-z b');
  shell.type('q');
  await shell.waitFor(program => !program.isAlternate);
  shell.type('echo "ended $?"\r');
  await shell.waitFor('ended 0');
});

test('resized while stopped: drawn in the new size', async () => {
  const shell = await underBash();
  await start(shell);
  shell.type('\u001a');
  await shell.waitFor('Stopped');
  shell.resize(60, 20);
  shell.type('fg\r');
  await shell.waitFor('toy 60x20');
});

test('SIGTSTP and SIGCONT from outside; and Ctrl-Z without a shell to go back to', async () => {
  const alone = inTerminal('node', tsx);
  await alone.waitFor('toy 80x24');
  alone.type('a\u001a');
  await alone.waitFor(/keys a ctrl-z/);
  alone.type('b');
  await alone.waitFor(/keys a ctrl-z b/);
  expect(alone.isAlternate).toBe(true);
  alone.kill('SIGSTOP');
  alone.kill('SIGCONT');
  alone.type('c');
  await alone.waitFor(/keys a ctrl-z b c/);
});

test('a burst of resizes ends in the last size, cell by cell', async () => {
  const toy = inTerminal('node', tsx);
  await toy.waitFor('toy 80x24');
  for (const [columns, rows] of [
    [60, 20],
    [200, 60],
    [80, 24],
    [61, 15],
    [100, 30],
  ] as const)
    toy.resize(columns, rows);
  await toy.waitFor('toy 100x30');
  const text = await toy.waitFor('bottom');
  expect(text.split('\n')).toHaveLength(30);
  expect(toy.rows.at(-1)).toMatch(/^bottom \d+ dropped$/);
});

test('the terminal is closed: the program ends', async () => {
  const toy = inTerminal('node', tsx);
  await toy.waitFor('toy 80x24');
  toy.closeTerminal();
  const { exitCode, signal } = await toy.exit();
  expect([exitCode, signal]).toEqual([0, 1]);
});

test('while the link is full frames are dropped, not queued, and keys are still taken', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lvsh-toy-'));
  const drawn = once(watch(folder), 'change');
  const toy = inTerminal('node', tsx, { columns: 160, rows: 50, env: { TOY_DONE: join(folder, 'done') } });
  await toy.waitFor('toy 160x50');
  const before = toy.bytes;
  toy.stopTaking();
  toy.type('fabc');
  // All 2,000 frames were drawn while nobody took them; a program that waits for its terminal never gets there.
  await drawn;
  toy.goOnTaking();
  await toy.waitFor('keys f a b c');
  await toy.waitFor(program => /bottom [1-9]\d{2,} dropped/.test(program.text));
  // 2,000 frames of some 10 kB would be 20 MB.
  expect(toy.bytes - before).toBeLessThan(2_000_000);
  rmSync(folder, { recursive: true });
});
