/**
 * The property of test/core/plan/undo.test.ts, on a sample of its random tables and changes, on the real kernel and
 * through the journal: what is done and undone leaves the table as it was, to the byte.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyLine, kernelWith, setupOf, tableLines } from '../core/plan/practice.ts';
import { program } from './program.ts';
import { kernelSuite, runGuest, skipKernel } from './uml.ts';
import { possible, readChanges } from './undo/possible.ts';
import type { Trial, Tried } from './undo/trial.types.ts';

const lines = (arbitrary: fc.Arbitrary<string[][]>) =>
  arbitrary.map(list => readChanges(list).map(({ words }) => words));

const anyTrial: fc.Arbitrary<Trial> = fc.record({
  table: lines(
    fc.tuple(tableLines, fc.array(anyLine, { maxLength: 8 })).map(([table, more]) => [...table, ...more]),
  ),
  changes: lines(fc.array(anyLine, { minLength: 4, maxLength: 14 })),
});

const everyCommand = [
  'add-server',
  'add-service',
  'delete-server',
  'delete-service',
  'edit-server',
  'edit-service',
  'flush',
  'set',
  'start-daemon',
  'stop-daemon',
  'zero',
];

/** What of a trial the practice director lets happen. */
const commandsOf = ({ table, changes }: Trial): readonly string[] => {
  const setup = setupOf(kernelWith(readChanges(table).map(({ change }) => change)));
  return possible(readChanges(changes), setup).map(({ change }) => change.name);
};

/** The lines without those of sync daemons but the first few: each takes the kernel a second. */
const fewDaemons = (lines: Trial['table'], few: number): Trial['table'] => {
  let left = few;
  return lines.filter(([first]) => !first?.endsWith('-daemon') || left-- > 0);
};

/** So many random trials, of those in which much is possible, with each command in at least two of them. */
const sample = (seed: number, size: number): readonly Trial[] => {
  const found = fc
    .sample(anyTrial, { seed, numRuns: 160 })
    .map(({ table, changes }, index) => {
      const few = index % 5 === 0 ? 1 : 0;
      return { table: fewDaemons(table, few), changes: fewDaemons(changes, 2 * few) };
    })
    .map(trial => ({ trial, commands: commandsOf(trial) }))
    .filter(({ commands }) => commands.length >= 3);
  const picked = new Set<Trial>();
  for (const command of everyCommand)
    for (const { trial } of found.filter(({ commands }) => commands.includes(command)).slice(0, 2))
      picked.add(trial);
  for (const { trial } of found) if (picked.size < size) picked.add(trial);
  return [...picked];
};

const play = async (trials: readonly Trial[]): Promise<readonly (Tried | null)[]> => {
  const guest = await runGuest({
    script: `
ip link add eth0 type veth peer name other
ip link set eth0 up; ip link set other up
exec '${process.execPath}' program.mjs`,
    files: { 'program.mjs': program('undo/main.ts'), 'trials.json': JSON.stringify(trials) },
    memory: 512,
    timeoutMs: 580_000,
  });
  try {
    if (guest.exit !== 0) throw new Error(`the guest ended with ${guest.exit}: ${guest.stderr}`);
    return JSON.parse(await guest.file('tried.json')) as readonly (Tried | null)[];
  } finally {
    await guest.remove();
  }
};

describe.skipIf(skipKernel())(kernelSuite('undo on the real kernel'), () => {
  it('gives back what was there to the byte, for every command, and redo what was done', {
    timeout: 600_000,
  }, async () => {
    const seed = Date.now() % 1_000_000;
    const trials = sample(seed, 16);
    const tried = await play(trials);
    const seen = new Set<string>();
    for (const [index, one] of tried.entries()) {
      const what = `seed ${seed}, trial ${index}: ${JSON.stringify(trials[index])}\n${JSON.stringify(one)}`;
      if (one === null) continue;
      // Families that a running sync daemon forbids to mix only the kernel refuses: then the steps before stand.
      expect(one.ran.kind, what).toMatch(/^(?:done|stopped: .*Invalid operation)/s);
      if (one.ran.kind === 'done') for (const command of one.commands) seen.add(command);
      expect(one.undone, what).toBe(one.before);
      if (one.changed !== one.before) expect(one.again, what).toBe(one.changed);
    }
    expect([...seen].sort(), `seed ${seed}`).toEqual(everyCommand);
  });
});
