/** Whatever stands in a journal, a file, a name: lines stay as wide as they say, and nothing moves the cursor. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cells, clean } from '../../../src/app/cells.ts';
import { pageOf } from '../../../src/app/pages/page.ts';
import { showExplained } from '../../../src/app/wish.ts';
import { failed } from '../../../src/core/model/failure.ts';
import { screen } from '../../../src/ui/screen.ts';
import { debian } from '../../core/machine/systems.ts';
import { misfits, plain } from '../../ui/paint.ts';
import { noon } from '../director.ts';
import type { Drive } from '../drive.ts';
import {
  journalOf,
  keepalivedOf,
  onDirector,
  open,
  savedText,
  withBackups,
  withJournal,
  withSaved,
} from './given.ts';

const text = fc.oneof(
  fc.string({ maxLength: 90 }),
  fc.constantFrom(
    'a\u001b[2Jb',
    '\u202etxt.exe',
    '負荷分散サーバー😀'.repeat(9),
    `${'x'.repeat(300)}`,
    'e\u0301\u0301\u0301 '.repeat(30),
    '\ud800\ue000\u200b\r\n\t',
    '[2001:db8:85a3:1234:5678:8a2e:370:9999]:65535',
  ),
);
const many = fc.array(text, { minLength: 1, maxLength: 4 });
const size = fc.record({
  columns: fc.integer({ min: 60, max: 210 }),
  rows: fc.integer({ min: 15, max: 70 }),
});

const holds = (drive: Drive): void => {
  const { columns, rows } = drive.state;
  expect(misfits(screen(drive.state, plain), columns, rows)).toEqual([]);
  for (const line of pageOf(drive.state)) {
    const whole = line.map(piece => piece.text).join('');
    expect(clean(whole)).toBe(whole);
    expect(cells(whole)).toBeLessThanOrEqual(columns);
  }
};

test('a journal', () => {
  fc.assert(
    fc.property(size, many, text, text, fc.boolean(), (at, words, title, user, unfinished) => {
      const plan = {
        id: 'a',
        title,
        ago: 3,
        host: user,
        by: { user, from: title, tty: user },
        steps: words.map(word => [{ run: ['ipvsadm', word, ...words] }, ''] as const),
        differs: words,
        done: 0,
        begun: 1,
        ...(unfinished ? { outcome: 'unfinished' as const } : { failed: title, outcome: 'stopped' as const }),
      };
      holds(
        withJournal(
          open(onDirector(at), 'history'),
          journalOf([plan], { path: title, busy: user, broken: 2 }),
        ),
      );
    }),
    { numRuns: 30 },
  );
});

test('rules files, keepalived.conf, backups, failures', () => {
  fc.assert(
    fc.property(size, many, text, (at, words, name) => {
      const bad = `${savedText}${words.join('\n-A -t ')}\n-a -t 10.0.0.200:80 -r ${name}\n`;
      const place = { path: `/etc/${name}`, why: name, sure: false };
      const keepalived = keepalivedOf(
        `virtual_server 10.0.0.200 80 {\n${words.join('\n')}\nreal_server ${name} 80 {\n}\n}\nnet_namespace ${name}\ninclude ${name}\n`,
      );
      holds(withSaved(open(onDirector(at), 'saved'), { text: bad, place, keepalived }));
      holds(
        withSaved(open(onDirector(at), 'saved'), {
          place,
          failure: { kind: 'read', what: name, why: name, output: words.join('\n') },
        }),
      );
      holds(
        onDirector(at).send({
          type: 'text-done',
          now: noon,
          name,
          use: 'diff',
          result: { ok: true, value: bad },
        }),
      );
      const backups = words.map(user => ({ name: user, at: name, user, size: 3 }));
      holds(withBackups(open(withSaved(onDirector(at), { place, text: bad }), 'backups'), backups));
      holds(
        open(onDirector(at), 'history').send({
          type: 'journal-done',
          now: noon,
          result: failed({ kind: 'read', what: name, advice: name, output: name }),
        }),
      );
    }),
    { numRuns: 40 },
  );
});

test('a script, and facts of a boot', () => {
  fc.assert(
    fc.property(size, many, text, (at, words, name) => {
      const drive = onDirector(at);
      [drive.state] = showExplained(
        drive.state,
        name,
        [...words, `ipvsadm -A -t ${name}`, 'setenforce 0'].join('\n'),
      );
      holds(drive);
      const facts = {
        ...debian('true', `IFACE="${name}"\n`),
        others: words,
        file: { state: 'read' as const, text: words.join('\n'), mode: 0o666, uid: 7 },
        modules: new Map(),
        owners: [],
        ownerUnits: new Map(),
      };
      holds(open(onDirector(at), 'boot').send({ type: 'boot-done', now: noon, facts }));
      holds(
        open(onDirector(at), 'boot').send({
          type: 'boot-done',
          now: noon,
          facts: { ...facts, file: { state: 'denied', why: name } },
        }),
      );
    }),
    { numRuns: 40 },
  );
});
