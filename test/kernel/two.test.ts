/**
 * Two lvsh, a process each, on one real table: each previews a change at random, and then one runs, or one after the other,
 * or both at once. Nothing is lost that was not shown: whoever's part of the table is no longer what the preview showed is
 * refused with what differs, and changes nothing; everything else happens as planned.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { program } from './program.ts';
import { partsOf } from './two/changes.ts';
import type { Previewed, Ran, Round, Told } from './two/round.types.ts';
import { kernelSuite, runGuest, skipKernel } from './uml.ts';

const rounds = 500;
const seed = Date.now() % 1_000_000;

/** The parts of the table that are otherwise in the second text. */
const altered = (before = '', after = ''): ReadonlySet<string> => {
  const [one, other] = [partsOf(before), partsOf(after)];
  return new Set([...one.keys(), ...other.keys()].filter(key => one.get(key) !== other.get(key)));
};
const meet = (keys: Iterable<string>, others: Iterable<string>): boolean => {
  const known = new Set(others);
  return [...keys].some(key => known.has(key));
};

/** A run that nobody came before. */
const expectDone = (ran: Ran | undefined, what: string): void =>
  expect([ran?.kind, ran?.differs], what).toEqual(['done', []]);
/** A run whose part of the table was changed since its preview. */
const expectRefused = (ran: Ran | undefined, what: string): void => {
  expect(ran?.kind, what).toBe('changed');
  expect(ran?.differs.length, what).toBeGreaterThan(0);
};

const checkTurns = ({ plans, ran, tables }: Round, what: string): void => {
  const [first, second] = plans;
  const [before, between, after] = tables;
  expectDone(ran[0], what);
  expect(altered(before, between), what).toEqual(new Set(first?.alters));
  if (ran.length < 2) return;
  if (meet(altered(before, between), second?.touches ?? [])) {
    expectRefused(ran[1], what);
    expect(after, what).toBe(between);
  } else {
    expectDone(ran[1], what);
    expect(altered(between, after), what).toEqual(new Set(second?.alters));
  }
};

const checkAtOnce = ({ plans, ran, tables }: Round, order: readonly string[], what: string): void => {
  const runs = plans.map((plan, index) => ({ plan, ran: ran[index] }));
  const place = (one: { readonly ran: Ran | undefined }): number =>
    one.ran?.entry === undefined ? order.length : order.indexOf(one.ran.entry);
  const [first, second] = runs.sort((one, other) => place(one) - place(other));
  expectDone(first?.ran, what);
  const [alters, later]: readonly [Previewed['alters'], Previewed | undefined] = [
    first?.plan.alters ?? [],
    second?.plan,
  ];
  if (meet(alters, later?.touches ?? [])) expectRefused(second?.ran, what);
  else expectDone(second?.ran, what);
  const all = second?.ran?.kind === 'done' ? [...alters, ...(later?.alters ?? [])] : alters;
  expect(altered(tables[0], tables[1]), what).toEqual(new Set(all));
};

describe.skipIf(skipKernel())(kernelSuite('two lvsh on one table'), () => {
  let told: Told;
  const of = (...turns: readonly Round['turn'][]): readonly (readonly [Round, string])[] =>
    told.rounds.flatMap((round, index) =>
      turns.includes(round.turn)
        ? [[round, `seed ${seed}, round ${index}: ${JSON.stringify(round, null, 1)}`] as const]
        : [],
    );
  const count = (list: readonly (readonly [Round, string])[], kind: string): number =>
    list.flatMap(([{ ran }]) => ran).filter(ran => ran.kind === kind).length;

  beforeAll(async () => {
    const guest = await runGuest({
      script: `exec '${process.execPath}' main.mjs`,
      files: {
        'main.mjs': program('two/main.ts'),
        'peer.mjs': program('two/peer.ts'),
        'wanted.json': JSON.stringify({ seed, rounds }),
      },
      memory: 768,
      timeoutMs: 880_000,
    });
    try {
      if (guest.exit !== 0)
        throw new Error(`seed ${seed}: the guest ended with ${guest.exit}: ${guest.stderr}`);
      told = JSON.parse(await guest.file('told.json')) as Told;
    } finally {
      await guest.remove();
    }
  }, 900_000);

  it('one after the other: done where nothing was changed since, refused where something was', () => {
    const list = of('one', 'after each other');
    for (const [round, what] of list) checkTurns(round, what);
    expect(count(list, 'done'), `seed ${seed}`).toBeGreaterThan(rounds / 2);
    expect(count(list, 'changed'), `seed ${seed}`).toBeGreaterThan(0);
  });

  it('both at once: as if one had come after the other', () => {
    const order = told.entries.map(({ id }) => id);
    const list = of('at once');
    for (const [round, what] of list) checkAtOnce(round, order, what);
    // Some pairs meet, and some do not.
    expect(count(list, 'changed'), `seed ${seed}`).toBeGreaterThan(0);
    expect(count(list, 'done'), `seed ${seed}`).toBeGreaterThan(list.length);
  });

  it('the journal has every run that was done and no other, and its steps, done again, give the table', () => {
    const done = told.rounds.flatMap(({ ran }) => ran.flatMap(({ entry }) => entry ?? []));
    expect(new Set(told.entries.map(({ outcome }) => outcome))).toEqual(new Set(['done']));
    expect(told.entries.map(({ id }) => id).sort()).toEqual(done.sort());
    expect(told.replayed, `seed ${seed}`).toBe(told.rounds.at(-1)?.tables.at(-1));
    expect(told.pictures[1], `seed ${seed}`).toBe(told.pictures[0]);
  });
});
