/**
 * A plan of ten steps on the real table that is cut off at every place where something was done that was not yet there
 * before, at some of them by SIGKILL: what the next lvsh finds in the journal is what the table shows, and both ways out
 * lead where they say.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { After, Death, Told } from './killed/death.types.ts';
import { planLines } from './killed/table.ts';
import { program } from './program.ts';
import { kernelSuite, runGuest, skipKernel } from './uml.ts';

const numbers = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/**
 * Operations that leave something behind: to die at any other is to die at the next of these. The first write is that of
 * the lock, the second that of the plan; the others each tell the end of a step, and the beginning of the next one.
 */
const places: readonly Death[] = [
  { at: 'mkdir', n: 1, how: 'before' },
  { at: 'write', n: 1, how: 'before' },
  ...numbers(2, planLines.length + 2).map((n): Death => ({ at: 'write', n, how: 'before' })),
  // Of the plan, of a step, of the end. Every write by half: test/host/disk-killed.test.ts.
  ...[2, 6, planLines.length + 2].map((n): Death => ({ at: 'write', n, how: 'half' })),
  ...numbers(1, planLines.length).map((n): Death => ({ at: 'step', n, how: 'before' })),
  { at: 'unlink', n: 1, how: 'before' },
];

/** Where it is a process that dies: of each kind of place one or two, for in a guest a process of node takes seconds. */
const kills: readonly Death[] = [
  { at: 'write', n: 2, how: 'half', killed: true },
  { at: 'write', n: 6, how: 'before', killed: true },
  { at: 'step', n: 1, how: 'under way', killed: true },
  { at: 'step', n: 7, how: 'under way', killed: true },
  { at: 'unlink', n: 1, how: 'before', killed: true },
];

const deaths = [...places, ...kills];

const nameOf = ({ death }: After): string =>
  death === undefined
    ? 'not cut off'
    : `${death.how} ${death.at} ${death.n}${death.killed === true ? ', killed' : ''}`;

describe.skipIf(skipKernel())(kernelSuite('a plan that is cut off'), () => {
  let told: Told;
  const cutOff = (): readonly After[] => told.after.filter(({ found }) => found.unfinished);

  beforeAll(async () => {
    const guest = await runGuest({
      script: `exec '${process.execPath}' main.mjs`,
      files: {
        'main.mjs': program('killed/main.ts'),
        'victim.mjs': program('killed/victim.ts'),
        'deaths.json': JSON.stringify(deaths),
      },
      memory: 512,
      timeoutMs: 580_000,
    });
    try {
      if (guest.exit !== 0) throw new Error(`the guest ended with ${guest.exit}: ${guest.stderr}`);
      told = JSON.parse(await guest.file('told.json')) as Told;
    } finally {
      await guest.remove();
    }
  }, 600_000);

  it('came to its end where it should', () => {
    expect(told.after.map(({ signal, stderr }) => [signal, stderr])).toEqual([
      [null, ''],
      ...places.map(() => [null, '']),
      ...kills.map(() => ['SIGKILL', '']),
    ]);
    expect(new Set(told.pictures).size).toBe(planLines.length + 1);
    expect(told.after.filter(({ found }) => found.outcome === undefined).map(nameOf)).toEqual([
      'before mkdir 1',
      'before write 1',
      'before write 2',
      'half write 2',
      'half write 2, killed',
    ]);
  });

  it('left a table that the journal tells: what is done stands, what waits does not', () => {
    for (const after of told.after) {
      const { states } = after.found;
      const stand = told.pictures.indexOf(after.picture);
      const done = states.filter(state => state === 'done').length;
      const begun = states.filter(state => state === 'begun').length;
      expect(stand, nameOf(after)).toBeGreaterThanOrEqual(done);
      expect(stand, nameOf(after)).toBeLessThanOrEqual(done + begun);
      expect(begun, nameOf(after)).toBeLessThanOrEqual(1);
      expect(after.found.broken, nameOf(after)).toBeLessThanOrEqual(after.death?.how === 'half' ? 1 : 0);
    }
    // Not all of them have ended one way, or the steps under way would prove nothing.
    const unknown = cutOff().map(
      ({ found, picture }) =>
        told.pictures.indexOf(picture) - found.states.filter(state => state === 'done').length,
    );
    expect(new Set(unknown)).toEqual(new Set([0, 1]));
  });

  it('is finished: the table of the whole plan, and undo takes back all of it', () => {
    expect(cutOff()).toHaveLength(deaths.length - 7);
    for (const after of cutOff()) {
      const { finish } = after;
      expect(finish?.kind, nameOf(after)).toMatch(/^(?:done|settled)$/);
      expect(finish?.differs, nameOf(after)).toEqual([]);
      expect(finish?.picture, nameOf(after)).toBe(told.pictures.at(-1));
      expect(finish?.found.unfinished, nameOf(after)).toBe(false);
      if (after.death?.how !== 'half') expect(finish?.undone, nameOf(after)).toBe(told.pictures[0]);
    }
  });

  it('is rolled back: the table as it was before, to the byte', () => {
    for (const after of cutOff()) {
      const { rollBack } = after;
      expect(rollBack?.kind, nameOf(after)).toMatch(/^(?:done|settled)$/);
      expect(rollBack?.differs, nameOf(after)).toEqual([]);
      expect(rollBack?.picture, nameOf(after)).toBe(told.pictures[0]);
      expect(rollBack?.found.unfinished, nameOf(after)).toBe(false);
      expect(rollBack?.found.undo, nameOf(after)).toBe(false);
    }
  });

  it('at its very end it was not cut off: undo takes it back', () => {
    const whole = told.after.filter(({ found }) => found.outcome === 'done');
    expect(whole.map(nameOf)).toEqual(['not cut off', 'before unlink 1', 'before unlink 1, killed']);
    for (const { picture, undone } of whole)
      expect([picture, undone]).toEqual([told.pictures.at(-1), told.pictures[0]]);
  });
});
