import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entriesOf } from '../../../src/core/journal/entry.ts';
import { journalLine, planLines, run } from './arbitrary.ts';

const steps = [
  ['ipvsadm -A -t 10.0.0.200:80 -s rr', 'ipvsadm -D -t 10.0.0.200:80'],
  ['ipvsadm -a -t 10.0.0.200:80 -r 10.0.0.7:80 -m', 'ipvsadm -d -t 10.0.0.200:80 -r 10.0.0.7:80'],
  ['ipvsadm -Z', ''],
] as const;

test('a plan that went through', () => {
  expect(entriesOf(planLines('a', steps.slice(0, 1)))).toEqual([
    {
      id: 'a',
      title: 'Plan a',
      by: { user: 'alice' },
      host: 'lb1',
      startedAt: '2026-05-04T10:00:00.000Z',
      endedAt: '2026-05-04T10:00:00.000Z',
      steps: [
        {
          do: run('ipvsadm -A -t 10.0.0.200:80 -s rr'),
          undo: [run('ipvsadm -D -t 10.0.0.200:80')],
          state: 'done',
          result: { exit: 0, output: '' },
        },
      ],
      outcome: 'done',
      applied: 1,
      differs: [],
    },
  ]);
});

test('cut after any line, it says what is done, under way and waiting', () => {
  const all = planLines('a', steps);
  const seen = all.map((_, index) => {
    const [entry] = entriesOf(all.slice(0, index + 1));
    return [entry?.steps.map(step => step.state[0]).join(''), entry?.outcome, entry?.applied];
  });
  expect(seen).toEqual([
    ['www', 'unfinished', 0],
    ['bww', 'unfinished', 0],
    ['dww', 'unfinished', 1],
    ['dbw', 'unfinished', 1],
    ['ddw', 'unfinished', 2],
    ['ddb', 'unfinished', 2],
    ['ddd', 'unfinished', 3],
    ['ddd', 'done', 3],
  ]);
});

test('plans that stand between each other’s lines, in the order in which they began', () => {
  const [a, b] = [planLines('a', steps), planLines('b', steps, { done: 1, begun: 2, outcome: 'stopped' })];
  const mixed = a.flatMap((line, index) => [line, ...b.slice(index, index + 1)]);
  expect(entriesOf(mixed)).toEqual(entriesOf([...a, ...b]));
  expect(entriesOf(mixed).map(({ id, outcome, applied }) => [id, outcome, applied])).toEqual([
    ['a', 'done', 3],
    ['b', 'stopped', 1],
  ]);
});

test('a plan without its first line is put together from its steps, as far as they came', () => {
  const [entry] = entriesOf(planLines('a', steps, { done: 1, begun: 2, outcome: 'unfinished' }).slice(1));
  expect(entry).toMatchObject({
    title: 'A plan whose first line was lost',
    applied: 1,
    steps: [{ state: 'done' }, { state: 'begun', do: run(steps[1][0]) }],
  });
});

test('an end alone is none, and a step with a wild number costs nothing', () => {
  const all = planLines('a', steps.slice(0, 1));
  expect(entriesOf(all.slice(-1))).toEqual([]);
  const [, begin] = all;
  if (begin?.kind !== 'begin') throw new Error('no begin');
  expect(entriesOf([{ ...begin, step: Number.MAX_SAFE_INTEGER }])).toHaveLength(1);
});

test('a plan that was settled later', () => {
  const cut = planLines('a', steps, { done: 1, begun: 2, outcome: 'unfinished' });
  const end = planLines('a', [...steps].slice(0, 2), { outcome: 'settled', at: '2026-05-05T00:00:00.000Z' });
  expect(entriesOf([...cut, ...end.slice(-1)])).toMatchObject([
    { outcome: 'settled', applied: 2, endedAt: '2026-05-05T00:00:00.000Z' },
  ]);
});

test('a plan that was settled as whole: the step that was under way stands, too', () => {
  const cut = planLines('a', steps.slice(0, 2), { done: 1, begun: 2, outcome: 'unfinished' });
  const end = planLines('a', steps.slice(0, 2), { outcome: 'settled' }).slice(-1);
  const [entry] = entriesOf([...cut, ...end]);
  expect(entry?.steps.map(({ state }) => state)).toEqual(['done', 'done']);
});

test('lines that were read twice change nothing', () => {
  fc.assert(
    fc.property(fc.array(journalLine, { maxLength: 8 }), lines => {
      expect(entriesOf([...lines, ...lines])).toEqual(entriesOf(lines));
    }),
  );
});

test('a plan of 20,000 steps is gathered in a moment', () => {
  const many = Array.from({ length: 20_000 }, () => steps[0]);
  const lines = planLines('a', many);
  const startedAt = performance.now();
  expect(entriesOf(lines)[0]?.applied).toBe(20_000);
  expect(performance.now() - startedAt).toBeLessThan(6000);
});
