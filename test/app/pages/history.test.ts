import { describe, expect, test } from 'vitest';
import { changeCommands } from '../../../src/app/commands-change.ts';
import { fatesOf } from '../../../src/app/pages/history-entry.ts';
import { dayHeading, dayOf, moment } from '../../../src/app/pages/moments.ts';
import { failed } from '../../../src/core/model/failure.ts';
import { noon } from '../director.ts';
import {
  cutOff,
  journalOf,
  linesOf,
  onDirector,
  open,
  proseOf,
  someDays,
  type Told,
  withJournal,
} from './given.ts';

const page = (plans: readonly Told[], more: Parameters<typeof journalOf>[1] = {}) =>
  withJournal(open(onDirector({ columns: 120, rows: 40 }), 'history'), journalOf(plans, more));
const lineOf = (plans: readonly Told[], title: string): string =>
  linesOf(page(plans)).find(line => line.includes(title)) ?? 'not there';

const [first, , weight, undone] = someDays;
if (first === undefined || weight === undefined || undone === undefined) throw new Error('no plans');

describe('the history', () => {
  test('has the newest first, under its day', () => {
    const heads = linesOf(page(someDays)).filter(line => /^ (?:\d\d:|Today|Yesterday)/.test(line));
    expect(heads.map(line => line.trim().slice(0, 20))).toEqual([
      'Today',
      '12:00:31  Drain 10.0',
      '11:44:31  Remove 10.',
      '11:26:31  Undo “Weig',
      '11:24:31  Weight of ',
      'Yesterday, Thu 19 No',
      '10:04:31  Save to /e',
      '09:04:31  Add TCP 10',
    ]);
  });

  test('says when by the clock of the person who looks', () => {
    const drive = withJournal(open(onDirector({ offsetMinutes: -13 * 60 }), 'history'), journalOf(someDays));
    expect(linesOf(drive)[3]).toMatch(/^ 23:00:31 {2}Drain/);
    expect(linesOf(drive)[2]).toBe(' Today');
  });

  test.each([
    ['Drain 10.0.0.21:80', /done {2}u undoes it$/],
    ['Remove 10.0.0.99:80', /stopped after 1 of 2$/],
    ['Undo “Weight', /done$/],
    [' Weight of', /undone$/],
  ])('%s ended so', (title, end) => {
    expect(lineOf(someDays, title)).toMatch(end);
  });

  test('marks what U does again', () => {
    expect(lineOf([first, weight, undone], ' Weight of')).toMatch(/undone {2}U does it again$/);
    expect(lineOf([first, weight, undone], 'Add TCP')).toMatch(/u undoes it$/);
  });

  test('its keys are those of the commands', () => {
    const keysOf = (id: string) => changeCommands.find(command => command.id === id)?.keys.any;
    expect(keysOf('undo')).toContain('u');
    expect(keysOf('redo')).toContain('U');
  });

  test('tells the person, the steps, what a step that failed said, what was read back otherwise', () => {
    const text = proseOf(page(someDays));
    expect(text).toContain('bob as root from 2001:db8:85a3::8a2e:370:7334');
    expect(text).toContain('root on tty1');
    expect(text).toContain('✓ ipvsadm -d -t 10.0.0.200:80 -r 10.0.0.99:80');
    expect(text).toContain('! ipvsadm -d -f 17 -r 10.0.0.99:0 No such destination');
    expect(text).toContain('write /etc/ipvsadm.rules');
    expect(text).toContain('read back otherwise: 10.0.0.21:80 in TCP 10.0.0.200:80: port 8080 → 80');
  });

  test('tells another director’s name', () => {
    expect(proseOf(page([{ ...first, host: 'lb2' }]))).toContain('root on tty1, director lb2');
    expect(proseOf(page([first]))).not.toContain('director lb1');
  });

  test('a step that lvsh would not have written is shown, and said to be none of ours', () => {
    const text = proseOf(page([{ ...first, steps: [['rm -rf /tmp/x', '']] }]));
    expect(text).toContain('rm -rf /tmp/x not as lvsh writes it');
  });

  test('shows a part of many steps, and a part of many entries', () => {
    const steps = Array.from({ length: 300 }, () => first.steps[0] ?? (['', ''] as const));
    const many = Array.from({ length: 450 }, (_, index) => ({ ...first, id: `x${index}`, ago: 450 - index }));
    expect(proseOf(page([{ ...first, steps }]))).toContain('and 294 more steps');
    expect(proseOf(page(many))).toContain('250 older entries: lvsh history');
    expect(linesOf(page(many)).length).toBeLessThan(1200);
  });

  test('says what of the journal cannot be read, and where it is', () => {
    expect(proseOf(page(someDays, { broken: 1 }))).toContain('1 line of the journal cannot be read');
    expect(proseOf(page(someDays))).toContain('kept in /var/lib/lvsh/4026531840/journal.jsonl');
    expect(proseOf(page(someDays))).not.toContain('cannot be read');
  });

  test('of the practice director ends with the program', () => {
    const practice = onDirector({ source: { name: 'practice', kind: 'practice', readOnly: false } });
    const text = proseOf(withJournal(open(practice, 'history'), journalOf(someDays)));
    expect(text).toContain('ends with lvsh');
    expect(text).not.toContain('journal.jsonl');
  });

  test('says who is at it', () => {
    expect(proseOf(page(someDays, { busy: 'bob from 10.9.0.4' }))).toContain(
      'bob from 10.9.0.4 is changing this director',
    );
  });

  test('says why it cannot be read, and that a saved text has none', () => {
    const drive = open(onDirector(), 'history').send({
      type: 'journal-done',
      now: noon,
      result: failed({ kind: 'read', what: 'The journal is gone', why: 'x', advice: 'look' }),
    });
    expect(proseOf(drive)).toContain('! The journal is gone x Try: look');
    const file = onDirector({ source: { name: 'mail.txt', kind: 'file', readOnly: true } });
    expect(proseOf(open(file, 'history'))).toContain('A saved text has no history');
  });
});

describe('a plan that was cut off', () => {
  test('stands first, with what is known of each step, and not a second time', () => {
    const lines = linesOf(page([...someDays, cutOff]));
    expect(lines[2]).toBe(' ! Not finished: Drain 10.0.0.7 in 2 services');
    expect(lines.filter(line => line.includes('Drain 10.0.0.7 in'))).toHaveLength(1);
    const text = proseOf(page([cutOff]));
    expect(text).toContain('1 of 3 steps was done; step 2 was under way');
    expect(text).toContain('✓ ipvsadm -e -t 10.0.0.200:80 -r 10.0.0.7:80 -g -w 0');
    expect(text).toContain('? ipvsadm -e -f 17 -r 10.0.0.7:0 -g -w 0');
    expect(text).toContain('f does what is left, b takes back what was done');
  });

  test('offers nothing while somebody runs it', () => {
    const text = proseOf(page([cutOff], { busy: 'bob' }));
    expect(text).toContain('Under way: Drain 10.0.0.7');
    expect(text).toContain('once bob is done');
    expect(text).not.toContain('f does what is left');
  });

  test('is told as what became of it', () => {
    const back: Told = {
      ...cutOff,
      id: 'c2',
      title: 'Roll back “Drain”',
      outcome: 'done',
      done: 3,
      of: { entry: 'c1', how: 'roll-back' },
    };
    expect(lineOf([cutOff, back], ' Drain 10.0.0.7')).toMatch(/cut off, rolled back$/);
  });
});

describe('what became of an entry', () => {
  const plan = (id: string, how?: 'undo' | 'redo' | 'finish' | 'roll-back', of = ''): Told => ({
    ...first,
    id,
    ...(how === undefined ? {} : { of: { entry: of, how } }),
  });
  const fates = (...plans: Told[]) => Object.fromEntries(fatesOf(journalOf(plans).entries));

  test('undone, done again, undone again', () => {
    expect(fates(plan('a'), plan('b', 'undo', 'a'))).toEqual({ a: 'undone' });
    expect(fates(plan('a'), plan('b', 'undo', 'a'), plan('c', 'redo', 'a'))).toEqual({
      a: 'undone, done again',
    });
    expect(fates(plan('a'), plan('b', 'undo', 'a'), plan('c', 'undo', 'b'))).toEqual({
      a: 'undone, done again',
      b: 'undone',
    });
  });

  test('nothing, where the undo did not go through', () => {
    expect(fates(plan('a'), { ...plan('b', 'undo', 'a'), outcome: 'stopped', done: 1 })).toEqual({});
  });
});

describe('moments', () => {
  const today = dayOf(noon, 0);
  test.each([
    [noon, '12:04:31'],
    [noon - 86_400_000, '19 Nov 12:04:31'],
    [Date.UTC(2025, 1, 3, 4, 5, 6), '3 Feb 2025 04:05:06'],
    [Number.NaN, '?'],
  ])('%d is %s', (at, words) => {
    expect(moment(at, today, 0)).toBe(words);
  });
  test.each([
    [0, 'Today'],
    [1, 'Yesterday, Thu 19 Nov'],
    [2, 'Wed 18 Nov'],
    [400, 'Thu 16 Oct 2025'],
  ])('%d days ago is %s', (ago, words) => {
    expect(dayHeading(today - ago, today)).toBe(words);
  });
  test('the day begins at local midnight', () => {
    expect(dayOf(Date.UTC(2026, 10, 20, 23, 30), 60)).toBe(dayOf(Date.UTC(2026, 10, 21), 0));
    expect(moment(Date.UTC(2026, 10, 20, 23, 30), dayOf(noon, 60), 60)).toBe('21 Nov 00:30:00');
  });
});
