import { describe, expect, test } from 'vitest';
import { entriesOf } from '../../../src/core/journal/entry.ts';
import { undoStack } from '../../../src/core/journal/undo.ts';
import { planLines } from './arbitrary.ts';

type How = 'undo' | 'redo' | 'finish' | 'roll-back';
const two = [
  ['ipvsadm -A -t 10.0.0.200:80', 'ipvsadm -D -t 10.0.0.200:80'],
  ['ipvsadm -A -t 10.0.0.201:80', 'ipvsadm -D -t 10.0.0.201:80'],
] as const;

/** `b undo a`, `c stopped 1`, `d finish a`, `e unfinished 1`: id, then how it went and what it is of. */
const written = (line: string) => {
  const [id = '', ...words] = line.split(' ');
  const outcome =
    (['stopped', 'settled', 'unfinished'] as const).find(word => words.includes(word)) ?? 'done';
  const count = words.find(word => /^\d$/.test(word));
  const how = words.find((word): word is How => /^(undo|redo|finish|roll-back)$/.test(word));
  const entry = how === undefined ? undefined : words[words.indexOf(how) + 1];
  return planLines(id, two, {
    outcome,
    ...(count === undefined ? {} : { done: Number(count), begun: Math.min(2, Number(count) + 1) }),
    ...(how === undefined || entry === undefined ? {} : { of: { how, entry } }),
  });
};
const after = (...lines: string[]) => undoStack(entriesOf(lines.flatMap(written)));
const ends = (...lines: string[]) => {
  const { undo, redo, unfinished } = after(...lines);
  return [undo?.id, redo?.id, unfinished?.id].map(id => id ?? '-').join(' ');
};

describe('undo, redo, unfinished after', () => {
  test.each([
    [[], '- - -'],
    [['a'], 'a - -'],
    [['a', 'b'], 'b - -'],
    [['a', 'b', 'c undo b'], 'a b -'],
    [['a', 'b', 'c undo b', 'd undo a'], '- a -'],
    [['a', 'b', 'c undo b', 'd undo a', 'e redo a'], 'e b -'],
    [['a', 'b', 'c undo b', 'd undo a', 'e redo a', 'f redo b'], 'f - -'],
    // What was done again is taken back by its own steps, and can be done again.
    [['a', 'b undo a', 'c redo a', 'd undo c'], '- c -'],
    // A change of its own empties redo.
    [['a', 'b undo a', 'c'], 'c - -'],
    // The undo of an undo is a redo.
    [['a', 'b undo a', 'c undo b'], 'c - -'],
    // One in the middle.
    [['a', 'b', 'c', 'd undo a'], 'c a -'],
    [['a', 'b', 'c', 'd undo a', 'e undo c'], 'b c -'],
    // Nothing was applied: nothing to take back, and redo stays.
    [['a', 'b stopped 0'], 'a - -'],
    [['a', 'b undo a', 'c stopped 0'], '- a -'],
    [['a', 'b stopped 1'], 'b - -'],
    [['a', 'b stopped 1', 'c roll-back b'], 'a - -'],
    // A roll-back or an undo that stopped half way stands on top, until it is taken back itself.
    [['a', 'b stopped 1', 'c roll-back b stopped 1'], 'c - -'],
    [['a', 'b undo a stopped 1'], 'b - -'],
    [['a', 'b undo a stopped 1', 'c roll-back b'], 'a - -'],
    [['a', 'b undo a stopped 1', 'c undo b'], 'a b -'],
    // Cut off: nothing is offered before it is looked into.
    [['a', 'b unfinished 1'], '- - b'],
    [['a', 'b unfinished 0'], '- - b'],
    [['a', 'b unfinished 1', 'c'], '- - b'],
    [['a', 'b settled 1'], 'b - -'],
    [['a', 'b settled 0'], 'a - -'],
    [['a', 'b unfinished 1', 'c roll-back b'], 'a - -'],
    [['a', 'b settled 1', 'c roll-back b'], 'a - -'],
    // Finished: both are one change.
    [['a', 'b unfinished 1', 'c finish b'], 'b - -'],
    [['a', 'b settled 1', 'c finish b'], 'b - -'],
    [['a', 'b settled 1', 'c finish b', 'd undo b'], 'a b -'],
    [['a', 'b settled 1', 'c', 'd finish b'], 'b - -'],
    [['a', 'b settled 1', 'c finish b stopped 0'], 'b - -'],
    // Of something that no file tells of any more.
    [['a', 'b undo z'], 'a - -'],
    [['a', 'b redo z'], 'b - -'],
  ] as const)('%j: %s', (lines, expected) => {
    expect(ends(...lines)).toBe(expected);
  });
});

test('a change that was finished later has the steps of both', () => {
  const { undo } = after('a settled 1', 'b finish a');
  expect(undo).toMatchObject({ id: 'a', outcome: 'done', applied: 3 });
  expect(undo?.steps.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
});

test('a step that was under way when all was cut off is taken back with the rest, once it was finished', () => {
  // Whether it had happened or was done again: it stands.
  const { undo } = after('a unfinished 1', 'b finish a');
  expect(undo?.steps.map(({ do: written, state }) => ['run' in written && written.run[3], state])).toEqual([
    ['10.0.0.200:80', 'done'],
    ['10.0.0.201:80', 'done'],
    ['10.0.0.200:80', 'done'],
    ['10.0.0.201:80', 'done'],
  ]);
});
