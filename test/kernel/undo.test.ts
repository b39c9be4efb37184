/**
 * The property of test/core/plan/undo.test.ts, on a sample of its random tables and changes, on the real kernel and
 * through the journal: what is done and undone leaves the table as it was, to the byte.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyLine, tableLines } from '../core/plan/practice.ts';
import { program } from './program.ts';
import { kernelSuite, runGuest, skipKernel } from './uml.ts';
import type { Trial, Tried } from './undo/trial.types.ts';

const trial: fc.Arbitrary<Trial> = fc.record({
  table: fc
    .tuple(tableLines, fc.array(anyLine, { maxLength: 8 }))
    .map(([lines, more]) => [...lines, ...more]),
  changes: fc.array(anyLine, { minLength: 4, maxLength: 12 }),
});

const play = async (trials: readonly Trial[]): Promise<readonly Tried[]> => {
  const guest = await runGuest({
    script: `
ip link add eth0 type veth peer name other
ip link set eth0 up; ip link set other up
exec '${process.execPath}' program.mjs`,
    files: { 'program.mjs': program('undo/main.ts'), 'trials.json': JSON.stringify(trials) },
    memory: 512,
    timeoutMs: 280_000,
  });
  try {
    if (guest.exit !== 0) throw new Error(`the guest ended with ${guest.exit}: ${guest.stderr}`);
    return JSON.parse(await guest.file('tried.json')) as readonly Tried[];
  } finally {
    await guest.remove();
  }
};

describe.skipIf(skipKernel())(kernelSuite('undo on the real kernel'), () => {
  it('gives back what was there, for every command', { timeout: 300_000 }, async () => {
    const seed = Date.now() % 1_000_000;
    const trials = fc.sample(trial, { seed, numRuns: 40 });
    const tried = await play(trials);
    expect(tried).toHaveLength(trials.length);
    const seen = new Set<string>();
    console.log(JSON.stringify(tried.map(t => [t.commands, t.ran, t.undo, t.redo])));
    for (const [index, one] of tried.entries()) {
      const what = `seed ${seed}, trial ${index}: ${JSON.stringify(trials[index])}`;
      if (one.changed === undefined || one.changed === one.before) continue;
      expect(one.undone, what).toBe(one.before);
      expect(one.again, what).toBe(one.changed);
    }
  });
});
