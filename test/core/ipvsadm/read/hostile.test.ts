/** Texts that nobody meant: cut, spliced, mixed, random. Reading never throws and never loses a line in silence. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../../src/core/ipvsadm/read/reading.ts';
import { problemLimit } from '../../../../src/core/ipvsadm/read/reading.ts';
import { readText } from '../../../../src/core/ipvsadm/read/recognise.ts';
import { toSnapshot } from '../../../../src/core/ipvsadm/read/snapshot.ts';
import { fixture, fixtureNames } from './fixtures.ts';

const small = [
  ...fixtureNames('corpus/lists').map(name => fixture('corpus/lists', name)),
  ...fixtureNames('corpus/rules').map(name => fixture('corpus/rules', name)),
  ...fixtureNames('real').map(name => fixture('real', name)),
].filter(text => text.length > 0 && text.length < 10_000);

/** Every line is blank, read, or a problem of its own; keys are unique; nothing shown can steer a terminal. */
const accounted = (reading: Reading): void => {
  const { total, blank, read, unread } = reading.lines;
  expect(blank + read + unread).toBe(total);
  expect(
    reading.problems.filter(problem => !problem.partly).length + reading.unlisted,
  ).toBeGreaterThanOrEqual(Math.min(unread, problemLimit));
  const whole = reading.problems.filter(problem => !problem.partly).length;
  if (reading.unlisted === 0) expect(whole).toBe(unread);
  const keys = reading.services.map(service => service.key);
  expect(new Set(keys).size).toBe(keys.length);
  for (const { key, servers } of reading.services) {
    const names = servers.map(server => server.key);
    expect(new Set(names).size).toBe(names.length);
    expect(`${key}${names.join('')}`).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
  }
  for (const { text, reason } of [...reading.problems, ...reading.notes]) {
    expect(`${text}${reason}`).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
  }
  expect(toSnapshot(reading, 1).services).toBe(reading.services);
};

const piece = fc.tuple(fc.constantFrom(...small), fc.nat(), fc.nat()).map(([text, a, b]) => {
  const from = a % (text.length + 1);
  return text.slice(from, from + (b % (text.length + 1 - from)) + 1);
});

describe('hostile texts', () => {
  it('accounts for every line of every fixture', () => {
    for (const text of small) accounted(readText(text));
  });

  it('accounts for every line of a text cut anywhere', () => {
    fc.assert(
      fc.property(fc.constantFrom(...small), fc.nat(), (text, at) =>
        accounted(readText(text.slice(0, at % (text.length + 1)))),
      ),
    );
  });

  it('accounts for every line of pieces put together', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), pieces => accounted(readText(pieces.join('')))),
      { numRuns: 300 },
    );
  });

  it('accounts for every line of random characters among pieces', () => {
    const strange = fc.string({
      unit: fc.constantFrom(
        '\u0000',
        '\u001b[2J',
        '\u001b]0;x\u0007',
        '\r',
        '\n',
        '\v',
        '|',
        '\ufeff',
        '\u00a0',
        '\u202e',
        ' ',
        '-> ',
        'TCP ',
        'FWM ',
        '-1',
        'persistent ',
        '(',
        ')',
        ':',
        '[',
        ']',
        '99999999999999999999',
        '\ud800',
        'é',
        '視',
      ),
    });
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, strange, fc.string()), { maxLength: 8 }), pieces =>
        accounted(readText(pieces.join(''))),
      ),
      { numRuns: 300 },
    );
  });

  it('reads CRLF, byte order marks, UTF-16 turned to NULs and lone CRs as the same table', () => {
    for (const name of [
      '01-k8s-nq.txt',
      '22-ipv6-and-fwm-tunnel.txt',
      '35-proc-lvstop-ip_vs.txt',
      '24-conns-mixed.txt',
    ]) {
      const text = fixture('corpus/lists', name);
      const { notes: _notes, ...plain } = readText(text);
      const variants = [
        text.replaceAll('\n', '\r\n'),
        text.replaceAll('\n', '\r\r\n'),
        text.replaceAll('\n', '\r'),
        `\ufeff${text}`,
        text.split('').join('\u0000'),
        text.replaceAll(' ', '\u00a0'),
        text.replaceAll('  ->', '\u001b[1m  ->\u001b[0m'),
        text.trimEnd(),
      ];
      for (const variant of variants) {
        const { notes: _changed, ...reading } = readText(variant);
        expect(reading).toEqual(plain);
      }
    }
  });

  it('keeps a name with escapes out of the terminal, and says so', () => {
    const reading = readText('TCP  \u001b]0;owned\u0007evil\u001b[31m.example:http rr\n');
    expect(reading.services[0]?.key).toBe('tcp:evil.example:http');
    expect(reading.notes.map(note => note.reason)).toEqual(['terminal escape sequences were taken out']);
  });

  it('stops listing problems at a limit, and goes on counting', () => {
    const reading = readText('nonsense\n'.repeat(problemLimit + 5));
    expect(reading.problems).toHaveLength(problemLimit);
    expect(reading.unlisted).toBe(5);
    expect(reading.lines).toEqual({ total: problemLimit + 5, blank: 0, read: 0, unread: problemLimit + 5 });
  });

  it('refuses one endless line without showing all of it', () => {
    const reading = readText('x '.repeat(500_000));
    expect(reading.lines.unread).toBe(1);
    expect(reading.problems[0]?.text.length).toBeLessThanOrEqual(200);
  });

  it('reads nothing from nothing', () => {
    for (const text of ['', '\n', ' \n\t\n', '\ufeff']) {
      const reading = readText(text);
      expect(reading.formats).toEqual([]);
      expect(reading.problems).toEqual([]);
    }
  });
});
