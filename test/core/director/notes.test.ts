import { expect, test } from 'vitest';
import { type Facts, notesOn } from '../../../src/core/director/notes.ts';

const quiet: Facts = {
  beats: { table: 1000, stats: 2000, rules: 30_000, limits: 30_000 },
  intervalMs: 1000,
  services: 12,
  tableMs: 1,
  tool: 'works',
  throughSudo: false,
  frozen: false,
  guessedMarks: 0,
  unread: 0,
  once: false,
  withoutLimits: false,
  failures: [],
};

test('nothing to say when all is well', () => {
  expect(notesOn(quiet)).toEqual([]);
});

test('what is slowed down, with its cost', () => {
  const large: Facts = {
    ...quiet,
    beats: { table: 10_400, focus: 1100, rules: 60_000 },
    services: 10_000,
    tableMs: 372.6,
  };
  expect(notesOn(large)).toEqual([
    'The whole table is read every 10.4 s: one read takes 373 ms of processor time. The services on screen are read every 1.1 s.',
    'Counters and rates are read of the services on screen only, every 2 s: there are 10,000 services.',
  ]);
  expect(notesOn({ ...large, once: true })).toEqual([]);
  expect(notesOn({ ...quiet, beats: { ...quiet.beats, stats: 5000 } })).toEqual([
    'Counters are read every 5 s, to keep below a tenth of one processor.',
  ]);
});

test('what cannot be shown, why, and what to do', () => {
  const notes = notesOn({
    ...quiet,
    beats: { table: 1000 },
    tool: 'none',
    frozen: true,
    guessedMarks: 2,
    unread: 3,
    failures: [{ kind: 'timeout', what: 'ipvsadm -Sn did not end within 20 s' }],
  });
  expect(notes).toHaveLength(5);
  expect(notes[0]).toMatch(/^Not root: .* Run lvsh as root, or with --sudo/);
  expect(notes.join('\n')).toMatch(
    /-Sn did not end[\s\S]*run_estimation is 0[\s\S]*is a guess[\s\S]*3 lines/,
  );
  expect(notesOn({ ...quiet, tool: 'missing' })[0]).toMatch(/Install the package ipvsadm/);
});
