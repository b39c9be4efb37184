import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitLine } from '../../src/cli/practice-shell-words.ts';

const line = (text: string) => {
  const split = splitLine(text);
  if (!split.ok) throw new Error(split.message);
  return split.line;
};

describe('words as a POSIX shell splits them', () => {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['ipvsadm -Ln', ['ipvsadm', '-Ln']],
    ['  ipvsadm \t -Ln  ', ['ipvsadm', '-Ln']],
    [`-s ''`, ['-s', '']],
    [`-b ""`, ['-b', '']],
    [`'a b' "c d"`, ['a b', 'c d']],
    [`a'b c'd"e f"g`, ['ab cde fg']],
    [`'$x | y; z & (\`w\`)'`, ['$x | y; z & (`w`)']],
    [`"a | b; c # d"`, ['a | b; c # d']],
    ['a\\ b \\# \\$x \\\\', ['a b', '#', '$x', '\\']],
    ['"a\\"b\\\\c\\$d\\e"', ['a"b\\c$d\\e']],
    [`'a\\b'`, ['a\\b']],
    ['-t [fd00:1::200]:80', ['-t', '[fd00:1::200]:80']],
    ['a # b c', ['a']],
    ['a#b', ['a#b']],
    ['# all of it', []],
    ['', []],
  ];
  test.each(rows)('%s', (text, words) => {
    expect(line(text).words).toEqual(words);
  });

  test('redirections, wherever they stand', () => {
    expect(line('ipvsadm -R < rules')).toEqual({ words: ['ipvsadm', '-R'], input: 'rules' });
    expect(line('<rules ipvsadm -R')).toEqual({ words: ['ipvsadm', '-R'], input: 'rules' });
    expect(line('ipvsadm-save -n>"my rules"')).toEqual({
      words: ['ipvsadm-save', '-n'],
      output: { name: 'my rules', append: false },
    });
    expect(line('ipvsadm-save >> log')).toEqual({
      words: ['ipvsadm-save'],
      output: { name: 'log', append: true },
    });
    expect(line("echo '>' \\<").words).toEqual(['echo', '>', '<']);
  });

  test.each([
    ['ls | wc', 'pipes'],
    ['a; b', 'several commands'],
    ['a && b', 'lists'],
    ['a || b', 'pipes'],
    ['a &', 'lists'],
    ['echo $HOME', 'variables'],
    ['echo "$HOME"', 'variables'],
    ['echo `date`', 'command substitution'],
    ['echo "`date`"', 'command substitution'],
    ['(a)', 'subshells'],
    ['a 2> b', 'standard input and output'],
    ['a 2>&1', 'standard input and output'],
    ['cat << END', 'here-documents'],
    ["a 'b", 'not closed'],
    ['a "b', 'not closed'],
    ['a \\', 'does not go on'],
    ['a <', 'file name is missing'],
    ['a > > b', 'file name is missing'],
    ['> b', 'command is missing'],
  ])('%s is refused: %s', (text, message) => {
    const split = splitLine(text);
    expect(split).toMatchObject({ ok: false });
    expect(split.ok ? '' : split.message).toContain(message);
  });

  test('any words, quoted, come back', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), words => {
        const quoted = words.map(word => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
        expect(line(quoted).words).toEqual(words);
      }),
    );
  });

  test('no text makes it throw', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), text => void splitLine(text)));
  });
});
