import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { program } from './program.ts';
import { table, target, textOf } from './restore/files.ts';
import type { Ended, Flow } from './restore/said.types.ts';
import { held, script } from './restore/script.ts';
import { type GuestResult, kernelSuite, runGuest, skipKernel } from './uml.ts';

/** Lines of a journal, as far as they matter here. */
interface Line {
  readonly kind: string;
  readonly outcome?: string;
  readonly applied?: number;
  readonly differs?: readonly string[];
}

const unharmed = { opened: held, lost: 0, why: {}, stuck: 0, wrong: 0 };

describe.skipIf(skipKernel())(kernelSuite('restoring on a real director, under traffic'), () => {
  let guest: GuestResult;
  const left = (name: string): Promise<string> => guest.file(name);
  const flow = async (name: string): Promise<Flow> => JSON.parse(await left(name)) as Flow;
  const ended = async (name: string): Promise<Ended> => JSON.parse(await left(name)) as Ended;

  beforeAll(async () => {
    guest = await runGuest({
      script,
      files: {
        table: textOf(table),
        target: textOf(target),
        'client.mjs': program('restore/client.ts'),
        'server.mjs': program('restore/server.ts'),
      },
      memory: 768,
      timeoutMs: 880_000,
    });
    if (guest.exit !== 0) throw new Error(`the guest ended with ${guest.exit}: ${guest.stderr}`);
  }, 900_000);

  afterAll(async () => {
    await guest?.remove();
  });

  it('the table becomes what ipvsadm-restore makes of the file, by ten steps', async () => {
    expect([await left('one.exit'), await left('one.err')]).toEqual(['0\n', '']);
    expect(await left('one.out')).toMatch(/^ {2}10 {2}ipvsadm --set 1000 100 200 [\s\S]*^done: 10 steps\n$/m);
    const judged = await left('one.judged');
    expect(judged.match(/^-A /gm)).toHaveLength(1000);
    expect(await left('one.picture')).toBe(judged);
  });

  it('the journal has each step before and after, and that nothing differs', async () => {
    const journal = (await left('one.journal'))
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Line);
    const steps = Array.from({ length: 10 }, () => ['begin', 'done']).flat();
    expect(journal.map(({ kind }) => kind)).toEqual(['plan', ...steps, 'end']);
    expect(journal.at(-1)).toMatchObject({ outcome: 'done', applied: 10, differs: [] });
  });

  it('no connection is lost, and data flows on over each', async () => {
    for (const name of ['one.opened', 'one.before', 'one.during', 'one.after'])
      expect(await flow(name), name).toMatchObject(unharmed);
    const [before, after] = [await flow('one.before'), await flow('one.after')];
    expect(after.answers).toHaveLength(held);
    for (const [index, answers] of after.answers.entries())
      expect(answers, `connection ${index}`).toBeGreaterThan(before.answers[index] ?? 0);
  });

  it('a file of ipvsadm-save says nothing of thresholds and timeouts: they stay', async () => {
    expect([await left('two.exit'), await left('two.err')]).toEqual(['0\n', '']);
    const saved = (await left('two.saved')).trim().split('\n');
    expect([...saved].sort()).toEqual([...table].sort());
    expect(await left('two.limits')).toMatch(/10\.0\.0\.12:9001 +500 +400 /);
    expect(await left('two.timeouts')).toBe('Timeout (tcp tcpfin udp): 1000 100 200\n');
    // Counters of the whole table are nothing to a restore.
    const asked = await left('two.asked');
    expect(asked).toMatch(/^-E -t 10\.1\.0\.200:9001 -s rr$/m);
    expect(asked).not.toMatch(/--(?:stats|rate|persistent-conn)/);
  });

  it('nor is one where connections of a server that goes are cut at once, and no byte of all is missing', async () => {
    for (const name of ['two.during', 'two.after']) expect(await flow(name), name).toMatchObject(unharmed);
    const { opened, whole, bytes } = await ended('two.ended');
    expect([opened, whole]).toEqual([held, held]);
    expect(bytes).toBeGreaterThanOrEqual(held * 512 * 7);
  });

  // How many it breaks depends on how long the table stands empty: none on a fast machine, nearly all on a slow one.
  it('what ipvsadm-restore does to such connections is measured, and what it leaves ends whole', async () => {
    expect(await flow('tool.before')).toMatchObject(unharmed);
    expect(await left('tool.exit')).toBe('0\n');
    const after = await flow('tool.after');
    const { whole } = await ended('tool.ended');
    console.info(
      `ipvsadm-restore: of ${held} connections ${after.lost} broke (${JSON.stringify(after.why)}), ${after.stuck} hang, ${whole} ended whole; the longest silence ${after.silenceMs} ms`,
    );
    expect(after.wrong).toBe(0);
    // What did not break lost nothing.
    expect(whole).toBe(held - after.lost - after.stuck);
  });
});
