/**
 * Input from others, through the built program on the real kernel: what they wrote reaches no shell, steers no terminal and
 * is written nowhere but where it was named. Every shell of the guest leaves a mark when it is started.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTerminal, type TerminalProgram } from '../screen/pty.ts';
import type { Case, Printed, Told } from './hostile/case.types.ts';
import * as cases from './hostile/cases.ts';
import { badTexts, files } from './hostile/files.ts';
import { script, state } from './hostile/script.ts';
import { workFolder } from './hostile/values.ts';
import { program } from './program.ts';
import { kernelSuite, skipKernel, type TerminalGuest, terminalGuest } from './uml.ts';

/** What could steer a terminal; line ends are lvsh's own. */
const steering = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

describe.skipIf(skipKernel())(kernelSuite('hostile input'), () => {
  let guest: TerminalGuest;
  let console: TerminalProgram;
  let told: Told;
  const left = (name: string): string => readFileSync(join(guest.folder, name), 'utf8');
  const of = (list: readonly Case[]): readonly (readonly [string, Printed])[] =>
    list.map(one => {
      const printed = told.printed[cases.runs.indexOf(one)] ?? { exit: -1, stdout: '', stderr: '' };
      const what = `lvsh ${JSON.stringify(one).slice(0, 500)}\n${JSON.stringify(printed).slice(0, 1500)}`;
      return [what, printed];
    });

  /** The harness waits for one step on a screen; here it is a boot and a hundred runs, or a read of a busy guest. */
  const waitLong = async (wanted: RegExp | ((one: TerminalProgram) => boolean)): Promise<void> => {
    for (let tries = 40; ; tries--) {
      try {
        await console.waitFor(wanted);
        return;
      } catch (error) {
        if (tries === 0 || console.ending !== undefined) throw error;
      }
    }
  };

  beforeAll(async () => {
    guest = await terminalGuest({
      script,
      files: {
        ...files,
        'program.mjs': program('hostile/main.ts'),
        'cases.json': JSON.stringify({ cases: cases.runs }),
      },
      memory: 768,
    });
    console = inTerminal(guest.file, guest.args, { columns: 120, rows: 40 });
    await waitLong(one => one.isAlternate);
    expect(left('program.exit'), left('program.out')).toBe('0\n');
    told = JSON.parse(left('told.json')) as Told;
  }, 600_000);

  afterAll(async () => {
    if (console?.ending === undefined) process.kill(-console.pid, 'SIGKILL');
    await guest?.remove();
  });

  it('prints nothing that steers a terminal, whatever it was given', () => {
    expect(told.printed).toHaveLength(cases.runs.length);
    for (const [what, { stdout, stderr }] of of(cases.runs)) {
      expect(stdout + stderr, what).not.toMatch(steering);
      expect(stderr, what).not.toMatch(/^\s+at .*\.js:\d+/m);
    }
  });

  it('refuses hostile values in every place that takes one, and says why', () => {
    for (const [what, { exit, stdout, stderr }] of of(cases.atPlaces)) {
      expect([1, 2, 3], what).toContain(exit);
      expect(stdout + stderr, what).not.toBe('');
    }
    for (const [what, { exit }] of of(cases.explained)) expect([0, 1, 2, 3], what).toContain(exit);
  });

  it('changes what it should in every environment; the journal stays one object a line', () => {
    for (const [what, { exit }] of of(cases.surroundings)) expect(exit, what).toBe(0);
    const lines = told.journal.trimEnd().split('\n');
    expect(told.journal).not.toMatch(steering);
    const people = lines.map(line => JSON.parse(line) as { readonly lvsh: number; readonly by: object });
    for (const { lvsh, by } of people) {
      expect(lvsh).toBe(1);
      // The guest's console is the terminal, and nothing else is known.
      expect([{ user: 'root' }, { user: 'root', tty: 'tty0' }]).toContainEqual(by);
    }
    for (const [what, { exit, stdout }] of of(cases.histories)) {
      expect(exit, what).toBe(0);
      expect(stdout, what).toContain('root');
    }
  });

  it('reports what it cannot read of a file line by line', () => {
    for (const [index, [what, { exit, stdout, stderr }]] of of(cases.badFiles).entries()) {
      const name = cases.badFiles[index]?.name ?? '';
      expect([1, 3], what).toContain(exit);
      for (const line of badTexts[name]?.bad ?? [])
        expect(`${stdout}${stderr}`, what).toMatch(new RegExp(`bad-${name}:${line}:|line ${line}\\b`, 'i'));
    }
    for (const [what, { exit, stdout, stderr }] of of([cases.crlf, ...cases.namedFiles])) {
      // A name that could steer a terminal is not read at all.
      if (exit === 3) expect(stderr, what).toContain('its path holds control characters');
      else expect([exit, stdout], what).toEqual([0, expect.stringContaining('ipvsadm -A -t 10.1.0.')]);
    }
    expect(of(cases.namedFiles).filter(([, { exit }]) => exit === 0)).toHaveLength(4);
  });

  it('writes where the name points, and nowhere else', () => {
    for (const [what, { exit }] of of(cases.saves)) expect(exit, what).toBe(0);
    expect(left('link')).toBe('behind/rules\n');
    expect(left('behind')).toMatch(/^-A -t 10\.1\.0\.1:80 -s rr\n-a -t 10\.1\.0\.1:80 /m);
    const given = Object.keys(files).map(path => path.replace(/^files/, workFolder));
    const own = ['ipvsadm', 'link', 'behind', 'behind/rules', '$(touch saved)', '-saved'];
    const { paths } = told;
    expect(paths.filter(path => path.startsWith(workFolder)).sort()).toEqual(
      [...given, ...own.map(name => `${workFolder}/${name}`)].sort(),
    );
    for (const path of paths.filter(one => one.startsWith(state)))
      expect(path.slice(state.length)).toMatch(/^\/(?:journal\.jsonl|backups(?:\/[\w%.@+-]+){0,2})$/);
  });

  it('shows nothing of it on a screen', { timeout: 240_000 }, async () => {
    await waitLong(/10\.0\.0\.1:80/);
    for (const page of ['saved', 'history']) {
      console.type(`:${page}`);
      await waitLong(new RegExp(`:${page}`));
      console.type('\r');
      await waitLong(page === 'saved' ? /Saved +\S*ipvsadm\.rules/ : /History +what[\s\S]*root/);
    }
    console.type('q');
    await waitLong(/screen exit 0/);
    await console.exit();
    expect(left('rc')).toBe('7\n');
    expect(console.raw).not.toContain('\u001b]0;pwned');
  });

  it('starts no shell, and nothing of it was ever carried out', () => {
    // The kernel itself calls the guest's modprobe, which is a script.
    const shells = (name: string): string => left(name).replace(/^\/run\/bin\/modprobe .*\n/gm, '');
    expect(shells('shells')).toBe('');
    expect(left('pwned')).toBe('');
    expect(shells('shells.control')).toContain('touch /run/pwned');
    expect(left('pwned.control')).toBe('/run/pwned\n');
  });
});
