/** The verbs that change a director, on the practice one, from the command line to the exit code. */
import { describe, expect, test } from 'vitest';
import { readArguments } from '../../src/cli/arguments.ts';
import { openPracticeDirector } from '../../src/cli/practice.ts';
import { runVerb } from '../../src/cli/run.ts';
import { schema } from '../../src/cli/schema.ts';
import type { World } from '../../src/cli/world.ts';
import { validate } from './validate.ts';

const epoch = Date.UTC(2026, 0, 1);
const web = 'tcp:10.1.0.80:80';
const first = `10.0.0.11:80 in ${web}`;

interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A practice director that keeps what is done to it from one command line to the next. */
const opened = (more: Partial<World> = {}) => {
  let now = epoch;
  const practice = openPracticeDirector({ seed: 1 }, () => now);
  const run = async (...argv: readonly string[]): Promise<Said> => {
    // Soon somebody else changes a weight in this scene.
    now += 100;
    const understood = readArguments(['practice', ...argv]);
    if (!understood.ok) throw new Error(understood.message);
    const { invocation } = understood;
    const verb = runVerb[invocation.verb?.name ?? ''];
    if (verb === undefined) throw new Error('no verb');
    let out = '';
    let err = '';
    const code = await verb(
      {
        out: { write: text => (out += text), warn: text => (err += text), colour: false, ascii: false },
        ...practice,
        whole: () => practice.director.whole(),
        now: () => now,
        offsetMinutes: 0,
        folder: '/',
        pause: async () => false,
        ...more,
      },
      invocation,
    );
    return { code, out, err };
  };
  const words = (line: string): Promise<Said> => run(...line.split(' '));
  return { run, words };
};

const weightOf = (listing: string): string | undefined => /10\.0\.0\.11:80 +DR +(\d+)/.exec(listing)?.[1];

describe('one change', () => {
  test('is shown, and nothing is run where nobody can be asked', async () => {
    const { words } = opened();
    const asked = await words(`weight 10.0.0.11:80 5 in ${web}`);
    expect(asked.code).toBe(3);
    expect(asked.out).toContain('ipvsadm -e -t 10.1.0.80:80 -r 10.0.0.11:80 -g -w 5   # was -w 3\n');
    expect(asked.err).toContain('--yes runs it');
    expect(weightOf((await words('ls')).out)).toBe('3');
  });

  test('is run with --yes, once; undone and done again, and the journal has all of it', async () => {
    const { words } = opened();
    const line = `weight 10.0.0.11:80 5 in ${web} --yes`;
    expect((await words(line)).code).toBe(0);
    expect(weightOf((await words('ls')).out)).toBe('5');
    expect(await words(line)).toMatchObject({ code: 1, out: expect.stringContaining('nothing to do') });
    expect((await words('undo --yes')).code).toBe(0);
    expect(weightOf((await words('ls')).out)).toBe('3');
    expect((await words('undo --yes')).code).toBe(1);
    expect((await words('redo --yes')).code).toBe(0);
    expect(weightOf((await words('ls')).out)).toBe('5');
    const { out } = await words('history');
    expect(out.match(/^\w.*\[done\]/gm)).toHaveLength(3);
  });

  test.each([
    ['y', 0],
    ['no', 3],
    ['', 3],
  ])('a person who answers %j', async (answer, code) => {
    const { words } = opened({ ask: async () => answer });
    expect((await words(`weight 10.0.0.11:80 5 in ${web}`)).code).toBe(code);
  });

  test('a destructive one asks for its name', async () => {
    const asked: string[] = [];
    const answering = (answer: string) => ({
      ask: async (question: string) => {
        asked.push(question);
        return answer;
      },
    });
    expect((await opened(answering('y')).run('run', '--', '-C')).code).toBe(3);
    const name = /type (.+?) to run it/i.exec(asked[0] ?? '')?.[1] ?? '';
    expect(name).not.toBe('');
    const there = opened(answering(name));
    expect((await there.run('run', '--', '-C')).code).toBe(0);
    expect((await there.words('ls')).out).not.toContain('TCP');
  });

  test('--read-only refuses everything that changes', async () => {
    const { run, words } = opened({ locked: 'lvsh was started with --read-only' });
    for (const line of [`weight 10.0.0.11 5`, `drain ${first}`, 'save', 'restore', 'undo'])
      expect(await words(`${line} --yes`)).toMatchObject({
        code: 3,
        err: expect.stringContaining('read-only'),
      });
    expect((await run('run', '--yes', '--', '-C')).code).toBe(3);
    expect((await words('diff')).code).toBe(0);
  });
});

describe('ipvsadm lines', () => {
  test('an edit keeps what it does not mention; --literal does not', async () => {
    const { run } = opened();
    const edit = ['--', '-e', '-t', '10.1.0.82:443', '-r', '10.0.0.41:8443', '-m'];
    const kept = await run('run', '--yes', ...edit, '-w', '9');
    expect([kept.code, kept.out]).toEqual([0, expect.stringContaining('-m -w 9 -x 400 -y 300')]);
    const literal = await run('run', '--literal', '--yes', ...edit, '-w', '8');
    const [, step = ''] = literal.out.split('\n');
    expect([literal.code, step.replace(/#.*/, '')]).toEqual([0, expect.not.stringContaining('-x')]);
  });

  test('what the director would refuse is not begun', async () => {
    const { run } = opened();
    const { code, err } = await run('run', '--yes', '--', '-D', '-t', '1.2.3.4:80');
    expect(code).toBe(3);
    expect(err).toContain('no such virtual service');
  });

  test.each([['-Z -w 3'], ['-a -t 10.1.0.80:80'], ['--nonsense'], ['-Ln']])('%s is no change', async line => {
    const { run } = opened();
    expect((await run('run', '--yes', '--', ...line.split(' '))).code).toBe(2);
  });
});

describe('the rules file', () => {
  test('saved, differing, restored; a backup is kept and can be restored', async () => {
    const { words } = opened();
    expect(await words('diff')).toMatchObject({ code: 0 });
    await words(`weight 10.0.0.11:80 5 in ${web} --yes`);
    const diff = await words('diff');
    expect([diff.code, diff.out]).toEqual([1, expect.stringContaining('10.0.0.11:80')]);
    const saved = await words('save --yes');
    expect(saved.code).toBe(0);
    expect(saved.out).toMatch(/^ +- -a -t 10\.1\.0\.80:80 -r 10\.0\.0\.11:80 -g -w 3$/m);
    expect(saved.out).toMatch(/^ +\+ -a -t 10\.1\.0\.80:80 -r 10\.0\.0\.11:80 -g -w 5$/m);
    expect((await words('diff')).code).toBe(0);
    expect((await words('backups')).out).toMatch(/^ +1 /);
    expect((await words('diff --backup 1')).code).toBe(1);
    expect((await words('restore --backup 1 --yes')).code).toBe(0);
    expect(weightOf((await words('ls')).out)).toBe('3');
    expect((await words('restore --yes')).code).toBe(0);
    expect(weightOf((await words('ls')).out)).toBe('5');
    expect((await words('restore')).code).toBe(1);
  });

  test('to a file of another name, and from it', async () => {
    const { words } = opened();
    expect((await words('save /root/other.rules --yes')).code).toBe(0);
    await words(`weight 10.0.0.11:80 7 in ${web} --yes`);
    expect((await words('diff /root/other.rules')).code).toBe(1);
    expect((await words('restore /root/other.rules --yes')).code).toBe(0);
    expect(weightOf((await words('ls')).out)).toBe('3');
  });

  test('one that is not there', async () => {
    const { words } = opened();
    for (const line of ['restore /root/none', 'diff /root/none', 'apply /root/none'])
      expect((await words(line)).code).toBe(3);
  });
});

describe('--json', () => {
  const json = async (said: Promise<Said>): Promise<readonly unknown[]> => {
    const { out } = await said;
    const whole = out.trimStart().startsWith('{\n') ? [out] : out.trim().split('\n');
    return whole.map(text => JSON.parse(text) as unknown);
  };

  test('plans, the journal, backups and drains fit the schema', async () => {
    const { words } = opened();
    const lines = [
      `weight 10.0.0.11:80 5 in ${web} --dry-run --json`,
      `weight 10.0.0.11:80 5 in ${web} --yes --json`,
      'run --yes --json -- -A -t 10.1.0.99:80 -s rr',
      'save --yes --json',
      'undo --yes --json',
      'history --json',
      'save --yes --json',
      'backups --json',
      `drain ${first} --wait --yes --json`,
    ];
    const kinds: unknown[] = [];
    for (const line of lines)
      for (const document of await json(words(line))) {
        expect(validate(schema, document)).toEqual([]);
        kinds.push((document as { kind: unknown }).kind);
      }
    expect([...new Set(kinds)]).toEqual(['plan', 'history', 'backups', 'drain']);
  });

  test('where nothing is to do, standard output stays empty', async () => {
    const { words } = opened();
    expect(await words('restore --json')).toMatchObject({ code: 1, out: '' });
  });
});
