import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineChanges } from '../../../src/core/plan/file-lines.ts';

const signed = (before: string | undefined, after: string | undefined) =>
  lineChanges(before, after).map(({ sign, line }) => `${sign}${line}`);

describe('lines that go and come', () => {
  test.each([
    { what: 'a new file', before: undefined, after: 'a\nb\n', lines: ['+a', '+b'] },
    { what: 'a file that is removed', before: 'a\n', after: undefined, lines: ['-a'] },
    { what: 'an empty one', before: '', after: 'a\n', lines: ['+a'] },
    { what: 'one of two equal lines', before: 'a\na\nb\n', after: 'a\nb\n', lines: ['-a'] },
    { what: 'another order', before: 'a\nb\n', after: 'b\na\n', lines: [] },
    { what: 'a line that was changed', before: 'a\nb\nc\n', after: 'a\nB\nc\n', lines: ['-b', '+B'] },
  ])('$what', ({ before, after, lines }) => {
    expect(signed(before, after)).toEqual(lines);
  });

  test('taking away what goes and adding what comes gives the lines of the other text', () => {
    const text = fc.array(fc.constantFrom<string>('a', 'b', 'c', 'd'), { maxLength: 12 });
    fc.assert(
      fc.property(text, text, (from, to) => {
        const rest = [...from];
        for (const { sign, line } of lineChanges(`${from.join('\n')}\n`, `${to.join('\n')}\n`)) {
          if (sign === '+') rest.push(line);
          else rest.splice(rest.indexOf(line), 1);
        }
        const clean = (lines: readonly string[]) => lines.filter(line => line !== '').sort();
        expect(clean(rest)).toEqual(clean(to));
      }),
    );
  });
});
