/** Wizards as text; pictures as in views.test.ts. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lookOf } from '../../src/ui/look.ts';
import { screen } from '../../src/ui/screen.ts';
import { done, end } from '../app/changing.ts';
import { noon } from '../app/director.ts';
import { Drive } from '../app/drive.ts';
import { listOpen, machine, prepareFresh, reviewed, told } from '../app/wizard/given.ts';
import { misfits, plain, textOf, themeOf } from './paint.ts';
import { picture } from './picture.ts';

const sizes = [
  [60, 15],
  [80, 24],
  [120, 40],
] as const;

/** A person who waits until what was said is gone, so that the keys are seen again. */
const quiet = (drive: Drive): Drive => {
  const { notice: _, ...state } = drive.state;
  drive.state = state;
  return drive;
};

const servers = (change: ConstructorParameters<typeof Drive>[0] = {}): Drive =>
  listOpen(change).keys('enter').type('10.0.0.210:80').keys('enter');

describe('the list', () => {
  test.each(sizes)('%dx%d', (columns, rows) => picture('wizards', listOpen({ columns, rows })));
  test('with a draft, and something that was built', () => {
    const drive = end(prepareFresh(reviewed().keys('enter')).keys('enter'), done).keys('esc');
    drive.keys('n enter').type('10.0.0.211:80').keys('enter').type('10.0.0.7').keys('esc n');
    return picture('wizards-drafts', quiet(drive));
  });
  test('where there is no director', () =>
    picture('wizards-scripts', listOpen({}, { ...machine, scriptsOnly: 'the kernel has no IPVS' })));
  test('an empty table names n', () =>
    picture('wizards-empty-table', new Drive().read({ at: noon, services: [] })));
});

describe('a question', () => {
  test.each(sizes)('the first, %dx%d', (columns, rows) =>
    picture('wizard', listOpen({ columns, rows }).keys('enter')),
  );
  test('while it is typed', () => picture('wizard-begun', listOpen().keys('enter').type('10.0.')));
  test('with an answer that cannot be', () =>
    picture('wizard-wrong', listOpen().keys('enter').type('10.0.0.200:80').keys('enter')));
  test.each(sizes)('for servers, one of them out of reach, %dx%d', (columns, rows) =>
    picture('wizard-servers', servers({ columns, rows }).type('10.0.0.7=3 10.0.0.14 198.51.100.9')),
  );
  test('for 300 servers', () => {
    const list = Array.from({ length: 300 }, (_, index) =>
      index % 100 === 50
        ? `198.51.100.${index}`
        : `${index < 150 ? '10.0.0' : '192.168.7'}.${(index % 150) + 20}`,
    ).map(one => one.replace(/\.(100)$/, '.250'));
    return picture('wizard-300', servers().send({ type: 'paste', text: list.join('\n'), now: noon }));
  });
  test.each(sizes)('for a scheduler, with the why, %dx%d', (columns, rows) => {
    const drive = servers({ columns, rows }).type('10.0.0.7=3 10.0.0.14').keys('enter enter f1');
    return picture('wizard-scheduler', quiet(drive));
  });
  test('about what is suggested', () =>
    picture('wizard-suggested', servers().type('10.0.0.7').keys('enter')));
});

describe('the review', () => {
  test.each(sizes)('%dx%d', (columns, rows) => picture('review', told(reviewed({ columns, rows }))));
  test('of a machine without IPVS', () => {
    const without = { ...machine, scriptsOnly: 'the kernel has no IPVS' };
    return picture('review-scripts', told(reviewed({}, without), without));
  });
  test('as a plan', () => picture('review-plan', prepareFresh(reviewed().keys('enter'))));
  test.each(sizes)('after the director’s part, %dx%d', (columns, rows) => {
    const drive = prepareFresh(reviewed({ columns, rows }).keys('enter')).keys('enter');
    return picture('review-done', quiet(told(end(drive, done))));
  });
  test.each(sizes)('a script of it, %dx%d', (columns, rows) =>
    picture('handout', reviewed({ columns, rows }).keys('j enter')),
  );
  test('a script that explains itself', () =>
    picture('handout-explained', quiet(reviewed().keys('j enter e'))));
  test('where it is to be written', () => picture('handout-write', reviewed().keys('j W')));
  test('where something is written already', () => {
    const drive = reviewed().keys('j W enter');
    const value = { kind: 'exists', path: '/root/x.sh' } as const;
    return picture(
      'handout-exists',
      drive.send({ type: 'file-done', now: noon, result: { ok: true, value } }),
    );
  });
  test.each(sizes)('the path of a packet, %dx%d', (columns, rows) =>
    picture('path', reviewed({ columns, rows }).keys('p')),
  );
});

test('ASCII: nothing but ASCII, and the same places', () => {
  const drives = [
    listOpen(),
    servers().type('10.0.0.7 198.51.100.9 '),
    told(reviewed()),
    end(prepareFresh(reviewed().keys('enter')).keys('enter'), done),
    reviewed().keys('p'),
  ];
  for (const { state } of drives) {
    const ascii = textOf(state, lookOf(themeOf('dark'), 'true', true));
    expect(ascii).toMatch(/^[\x20-\x7e\n]*$/);
    expect(ascii.split('\n').map(line => line.length)).toEqual(
      textOf(state)
        .split('\n')
        .map(line => line.length),
    );
  }
});

test('no row is wider than the screen and the hand is always seen, whatever is pressed', () => {
  const keys = fc.constantFrom(
    ...['enter', 'enter', 'enter', 'tab', 'shift-tab', 'up', 'down', 'ctrl-r', 'ctrl-t', 'f1', 'esc', 'n'],
    ...['1', '0', '.', ':', 'space', 'y', 'j', 'k', 'e', 'p', 'a', 'pgdn', 'pgup', 'ctrl-u', 'right'],
    'vip',
    'servers',
    'hostile',
  );
  const texts: Readonly<Record<string, string>> = {
    vip: '10.0.0.210:80',
    servers: `${Array.from({ length: 40 }, (_, index) => `10.0.0.${index + 20}`).join(' ')} 198.51.100.7`,
    hostile: `日本語サーバー😀 \u202e\u001b[2J\u200f ${'x'.repeat(300)}`,
  };
  fc.assert(
    fc.property(
      fc.array(keys, { maxLength: 30 }),
      fc.integer({ min: 60, max: 160 }),
      fc.integer({ min: 15, max: 45 }),
      (pressed, columns, rows) => {
        const drive = listOpen({ columns, rows }).keys('enter');
        for (const key of pressed) {
          const text = texts[key];
          if (text === undefined) drive.keys(key);
          else drive.send({ type: 'paste', text, now: drive.state.now });
          expect(misfits(screen(drive.state, plain), columns, rows)).toEqual([]);
          const view = drive.state.views.at(-1);
          if (view?.type === 'wizard' || view?.type === 'review' || view?.type === 'wizards')
            expect(textOf(drive.state)).toMatch(/^ > /m);
        }
      },
    ),
    { numRuns: 40 },
  );
});
