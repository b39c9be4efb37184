import { describe, expect, it } from 'vitest';
import { matchesPattern, withoutBraces } from '../../../src/core/keepalived/glob.ts';
import { fileFinder, keepalivedIncludes, resolveInclude } from '../../../src/core/keepalived/includes.ts';
import { readKeepalived } from '../../../src/core/keepalived/read.ts';

describe('keepalivedIncludes', () => {
  it('gives every kind of include as written', () => {
    const text =
      'include a.conf # x\n  includer b/*.conf\nincludem c\nincludew d\nincludeb {e,f}\nincludea\tg h\r\n';
    expect(keepalivedIncludes(text)).toEqual(['a.conf', 'b/*.conf', 'c', 'd', '{e,f}', 'g h']);
  });

  it('gives nothing else', () => {
    expect(
      keepalivedIncludes('#include a\n!include b\ninclude\ninclude # c\nincludex d\nreinclude e\n'),
    ).toEqual([]);
  });
});

describe('resolveInclude', () => {
  it.each([
    ['/etc/keepalived/k.conf', 'a.conf', '/etc/keepalived/a.conf'],
    ['/etc/keepalived/k.conf', './conf.d/../a/*.conf', '/etc/keepalived/a/*.conf'],
    ['/etc/keepalived/k.conf', '../../../x', '/x'],
    ['/etc/keepalived/k.conf', '/etc//x', '/etc/x'],
    ['/k.conf', 'a', '/a'],
    ['k.conf', 'a/b', 'a/b'],
    ['k.conf', '../b', '../b'],
    ['sub/k.conf', '../../b', '../b'],
  ])('in %s, %s is %s', (file, pattern, expected) => {
    expect(resolveInclude(file, pattern)).toBe(expected);
  });
});

describe('patterns', () => {
  it.each([
    ['*.conf', 'a.conf', true],
    ['*.conf', '.conf', false],
    ['*.conf', '.a.conf', false],
    ['.*', '.a', true],
    ['*', 'a/b', false],
    ['a/*', 'a/b', true],
    ['*/b', '.a/b', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['[ab]x', 'bx', true],
    ['[!ab]x', 'bx', false],
    ['[^ab]x', 'cx', true],
    ['[a-c]x', 'bx', true],
    ['[]a]x', ']x', true],
    ['[a-]x', '-x', true],
    ['[ab', '[ab', true],
    ['a\\*', 'a*', true],
    ['a\\*', 'ab', false],
    ['a*b*c', 'aXbbXc', true],
    ['a*b*c', 'aXbbX', false],
    ['**a', 'ba', true],
    ['', '', true],
    ['a', '', false],
  ])('%s matches %s: %s', (pattern, path, expected) => {
    expect(matchesPattern(pattern, path)).toBe(expected);
  });

  it.each([
    ['a', ['a']],
    ['a{b,c}d', ['abd', 'acd']],
    ['{foo/{,cat,dog},bar}', ['foo/', 'foo/cat', 'foo/dog', 'bar']],
    ['{a,b}{1,2}', ['a1', 'a2', 'b1', 'b2']],
    ['{a', ['{a']],
    ['a}b', ['a}b']],
  ])('%s without braces', (pattern, expected) => {
    expect(withoutBraces(pattern)).toEqual(expected);
  });

  it('with braces beyond measure stay few', () => {
    expect(withoutBraces('{a,b}'.repeat(64)).length).toBeLessThanOrEqual(1_000);
  });
});

describe('fileFinder', () => {
  const find = fileFinder(new Map(['/d/b.conf', '/d/a.conf', '/d/./c.conf', '/e'].map(path => [path, ''])));

  it('gives files by name, each alternative of a brace in turn', () => {
    expect(find('/d/*.conf')).toEqual(['/d/a.conf', '/d/b.conf', '/d/./c.conf']);
    expect(find('/{e,d/[ab].conf}')).toEqual(['/e', '/d/a.conf', '/d/b.conf']);
    expect(find('/d/c.conf')).toEqual(['/d/./c.conf']);
    expect(find('/d')).toEqual([]);
  });
});

describe('what was not given', () => {
  it('is fetched by reading until nothing new is wanted', () => {
    const disk = new Map([
      [
        '/etc/k.conf',
        `$D=conf.d\ninclude \${D}/a.conf\n@here include here.conf\n@there include there.conf\n`,
      ],
      ['/etc/conf.d/a.conf', 'include b.conf\n'],
      ['/etc/conf.d/b.conf', 'virtual_server 10.0.0.1 80 {\nreal_server 10.1.0.1 80 {\n}\n}\n'],
      ['/etc/here.conf', 'include nothing*\n'],
    ]);
    const files = new Map<string, string>();
    let reading = readKeepalived(files, '/etc/k.conf', 'here');
    const asked: (readonly string[])[] = [];
    for (let fetched = true; fetched; reading = readKeepalived(files, '/etc/k.conf', 'here')) {
      asked.push(reading.unread);
      const before = files.size;
      for (const path of reading.unread) {
        const text = disk.get(path);
        if (text !== undefined) files.set(path, text);
      }
      fetched = files.size > before;
    }
    expect(asked).toEqual([
      ['/etc/k.conf'],
      ['/etc/conf.d/a.conf', '/etc/here.conf'],
      ['/etc/conf.d/b.conf', '/etc/nothing*'],
      ['/etc/nothing*'],
    ]);
    expect(reading.services).toHaveLength(1);
  });
});
