import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLines } from '../../../src/core/journal/read.ts';
import { writeLine } from '../../../src/core/journal/write.ts';
import { anyText, journalLine, planLines } from './arbitrary.ts';

const lines = fc.array(journalLine, { maxLength: 6 });

test('what is written is read again', () => {
  fc.assert(
    fc.property(lines, all => {
      const text = all.map(writeLine).join('');
      expect(text.split('\n')).toHaveLength(all.length + 1);
      expect(readLines(text)).toEqual({ lines: all, broken: [] });
    }),
  );
});

test('cut at any byte, at most the last line is lost', () => {
  fc.assert(
    fc.property(lines, fc.nat(), (all, where) => {
      const bytes = Buffer.from(all.map(writeLine).join(''), 'utf8');
      const cut = bytes.subarray(0, where % (bytes.length + 1));
      const whole = cut.toString('utf8').split('\n').length - 1;
      const read = readLines(cut.toString('utf8'));
      // A line that lacks nothing but its line end is whole, too.
      expect([whole, whole + 1]).toContain(read.lines.length);
      expect(read.lines).toEqual(all.slice(0, read.lines.length));
      expect(read.broken.length).toBeLessThanOrEqual(1);
      for (const { line } of read.broken) expect(line).toBe(whole + 1);
    }),
  );
});

test('a line that was cut does not touch those after it', () => {
  fc.assert(
    fc.property(journalLine, journalLine, fc.nat(), (one, other, where) => {
      const cut = writeLine(one);
      const part = cut.slice(0, where % (cut.length - 1));
      const read = readLines(`${part}\n${writeLine(other)}`);
      expect(read.lines).toEqual([other]);
      expect(read.broken.map(({ line }) => line)).toEqual(part === '' ? [] : [1]);
    }),
  );
});

test('any text is read without an error', () => {
  fc.assert(
    fc.property(fc.oneof(anyText(60), fc.json()), text => {
      const { lines: read, broken } = readLines(text);
      expect(read).toEqual([]);
      expect(broken.length).toBeLessThanOrEqual(text.split('\n').length);
    }),
  );
});

/** Puts any JSON at any place of a line. */
const spoiled = fc.tuple(journalLine, fc.nat(), fc.jsonValue({ maxDepth: 2 })).map(([line, where, value]) => {
  const paths: (readonly string[])[] = [];
  const collect = (at: unknown, path: readonly string[]): void => {
    if (path.length > 0) paths.push(path);
    if (typeof at === 'object' && at !== null)
      for (const [key, inner] of Object.entries(at)) collect(inner, [...path, key]);
  };
  collect(line, []);
  const path = paths[where % paths.length] ?? [];
  const put = (at: unknown, [key, ...rest]: readonly string[]): unknown => {
    if (key === undefined) return value;
    if (Array.isArray(at)) return at.map((item, index) => (String(index) === key ? put(item, rest) : item));
    const fields = at as Readonly<Record<string, unknown>>;
    return { ...fields, [key]: put(fields[key], rest) };
  };
  return put(line, path);
});

test('with anything at any place, a line is whole or broken', () => {
  fc.assert(
    fc.property(spoiled, value => {
      const { lines: read, broken } = readLines(`${JSON.stringify(value)}\n`);
      expect(read.length + broken.length).toBe(1);
      // What was taken for whole holds nothing that is not of its shape: it reads again as itself.
      for (const line of read) expect(readLines(writeLine(line))).toEqual({ lines: [line], broken: [] });
    }),
    { numRuns: 500 },
  );
});

describe('what is broken', () => {
  const [plan, begin, , end] = planLines('a1', [['ipvsadm -C', '']]);
  const sole = (line: unknown, change: Readonly<Record<string, unknown>>) =>
    readLines(JSON.stringify({ ...(line as object), ...change })).broken.map(({ reason }) => reason);

  test.each([
    [plan, { lvsh: 2 }, 'it has version 2, and this lvsh knows version 1'],
    [plan, { lvsh: undefined }, 'it has no version, and this lvsh knows version 1'],
    [plan, { kind: 'note' }, 'kind is none of plan, begin, done, failed, end'],
    [plan, { at: 'yesterday' }, 'at has not the form it should have'],
    [plan, { at: '2026-99-04T10:00:00.000Z' }, 'at is no time'],
    [plan, { plan: '../../etc' }, 'plan has not the form it should have'],
    [plan, { by: 'alice' }, 'by is no object'],
    [plan, { by: {} }, 'by.user is no text'],
    [plan, { steps: [{ do: { run: [] }, undo: [] }] }, 'steps[0].do.run is empty'],
    [plan, { steps: [{ do: { run: ['x', 1] }, undo: [] }] }, 'steps[0].do.run[1] is no text'],
    [plan, { steps: [{ do: { file: '/a' }, undo: [] }] }, 'steps[0].do.text is no text'],
    [plan, { of: { entry: 'a', how: 'again' } }, 'of.how is none of undo, redo, finish, roll-back'],
    [begin, { step: 0 }, 'step is no whole number from 1 on'],
    [begin, { step: 1.5 }, 'step is no whole number from 1 on'],
    [begin, { undo: null }, 'the step.undo is no list'],
    [
      begin,
      { result: { exit: '0', output: '' } },
      `result.exit is no whole number from ${Number.MIN_SAFE_INTEGER} on`,
    ],
    [end, { outcome: 'fine' }, 'outcome is none of done, stopped, settled'],
    [end, { applied: -1 }, 'applied is no whole number from 0 on'],
  ])('%#: $2', (line, change, reason) => {
    expect(sole(line, change)).toEqual([reason]);
  });

  test('a line number is told, blank lines count', () => {
    const text = `${writeLine(plan as never)}\n{"lvsh":1,\n${writeLine(end as never)}[]\n`;
    expect(readLines(text)).toEqual({
      lines: [plan, end],
      broken: [
        { line: 3, reason: 'it is no JSON; it may have been cut off' },
        { line: 5, reason: 'it is no JSON object' },
      ],
    });
  });

  test('what would break the screen is made visible', () => {
    const hostile = {
      ...(plan as object),
      title: 'a\u001b[2Jb\n',
      by: { user: 'eve\u202e', tty: 'x\u0007' },
    };
    const [read] = readLines(JSON.stringify(hostile)).lines;
    expect(read).toMatchObject({ title: 'a\ufffd[2Jb\ufffd', by: { user: 'eve\ufffd', tty: 'x\ufffd' } });
  });
});
