import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { invocation, logicalLines } from '../../../src/core/ipvsadm/script.ts';
import { readShellLine } from '../../../src/core/ipvsadm/shell.ts';
import type { ShellPart } from '../../../src/core/ipvsadm/shell.types.ts';
import { ShellReader } from '../../../src/core/ipvsadm/shell-reader.ts';

const parts = (line: string, variables: ReadonlyMap<string, string> = new Map()): readonly ShellPart[] => {
  const reader = new ShellReader(line, variables);
  const found: ShellPart[] = [];
  for (let part = reader.next(); part !== undefined; part = reader.next()) found.push(part);
  return found;
};

describe('ShellReader', () => {
  test.each([
    ['echo 1 > /proc/x', [['>', undefined, '/proc/x']]],
    ['echo 1 >/proc/x', [['>', undefined, '/proc/x']]],
    [
      'a 2>/dev/null >> "b c"',
      [
        ['>', 2, '/dev/null'],
        ['>>', undefined, 'b c'],
      ],
    ],
    ['a &>> log', [['&>>', undefined, 'log']]],
    [
      'a > /dev/null 2>&1',
      [
        ['>', undefined, '/dev/null'],
        ['>&', 2, '1'],
      ],
    ],
    ['cat <<EOF', [['<<', undefined, 'EOF']]],
    ["cat <<-'E F'", [['<<-', undefined, 'E F']]],
    ['cat <<< word', [['<<<', undefined, 'word']]],
    ['a >| f', [['>|', undefined, 'f']]],
    ['a < f', [['<', undefined, 'f']]],
  ])('%s redirects', (line, expected) => {
    expect(
      parts(line)[0]?.redirections.map(({ operator, stream, target }) => [operator, stream, target]),
    ).toEqual(expected);
  });

  test('tells what joins commands, and where each stands', () => {
    const line = 'a 1 | b && c || d & e;; f # g';
    expect(parts(line).map(({ words, joint }) => [words.join(' '), joint])).toEqual([
      ['a 1', '|'],
      ['b', '&&'],
      ['c', '||'],
      ['d', '&'],
      ['e', ';;'],
      ['f', ';'],
    ]);
    expect(parts(line).map(({ from, to }) => line.slice(from, to).trim())).toEqual([
      'a 1',
      'b',
      'c',
      'd',
      'e',
      'f',
    ]);
  });

  test('keeps what only a shell knows as it is written, with the reason', () => {
    const [part] = parts('echo $X "$(date +%s)" `id` $1');
    expect(part?.words).toEqual(['echo', '$X', '$(date +%s)', '`id`', '$1']);
    expect(part?.doubt).toEqual({ reason: 'the variable $X is not set in this file', variable: 'X' });
  });

  test('knows a variable that is set between two commands', () => {
    const variables = new Map<string, string>();
    const reader = new ShellReader('a $X; a $X', variables);
    expect(reader.next()?.words).toEqual(['a', '$X']);
    variables.set('X', 'y');
    expect(reader.next()?.words).toEqual(['a', 'y']);
  });

  test('takes variables only as far as a line can hold them', () => {
    const variables = new Map([['X', 'x'.repeat(4000)]]);
    const [part] = parts('$X'.repeat(100), variables);
    expect(part?.words.join('').length).toBeLessThan(70_000);
    expect(part?.doubt?.reason).toContain('more text');
  });

  test('never throws, gives every command of readShellLine, and doubts exactly what that refuses', () => {
    const piece = fc.constantFrom(
      'a',
      ' ',
      '$',
      '$X',
      '"',
      "'",
      '`',
      '\\',
      ';',
      '&',
      '|',
      '<',
      '>',
      '(',
      ')',
      '#',
      '{',
      '}',
      '${',
      '2>',
      '=',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary' })), { maxLength: 25 }), pieces => {
        const line = pieces.join('').replaceAll('\n', ' ');
        const variables = new Map([['X', 'y z']]);
        const all = parts(line, variables);
        const strict = readShellLine(line, variables);
        if (strict.ok) {
          expect(all.flatMap(({ words }) => (words.length === 0 ? [] : [words]))).toEqual(strict.commands);
          expect(all.every(({ doubt }) => doubt === undefined)).toBe(true);
        }
        for (const { from, to } of all) expect(from <= to && to <= line.length).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('lines and commands', () => {
  test('continued lines are joined, those that -R reads are not', () => {
    const text = 'a \\\n  b \\\r\n c\n-A \\\n# x \\\nd\\\\\n\\\n e';
    expect([...logicalLines(text)].map(({ number, length, text: line }) => [number, length, line])).toEqual([
      [1, 3, 'a  b  c'],
      [4, 1, '-A \\'],
      [5, 1, '# x \\'],
      [6, 1, 'd\\\\'],
      [7, 2, ' e'],
    ]);
  });

  test.each([
    ['sudo -n -u root /sbin/x a', { sudo: true, program: '/sbin/x', args: ['a'], assignments: [] }],
    [
      'export A=1 B=2',
      {
        sudo: false,
        program: undefined,
        args: [],
        assignments: [
          ['A', '1'],
          ['B', '2'],
        ],
      },
    ],
    ['A=1 x -b', { sudo: false, program: 'x', args: ['-b'], assignments: [['A', '1']] }],
  ])('%s is taken apart', (line, expected) => {
    expect(invocation(line.split(' '))).toEqual(expected);
  });
});
