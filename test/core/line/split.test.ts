import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeAt, splitLine } from '../../../src/core/line/split.ts';
import { cursorAt } from './grounds.ts';

const texts = (line: string): readonly string[] => splitLine(line).words.map(({ text }) => text);

describe('words', () => {
  const cases: readonly (readonly [line: string, words: readonly string[]])[] = [
    ['', []],
    ['  \t ', []],
    ['weight 10.0.0.7  5', ['weight', '10.0.0.7', '5']],
    ["-A -t '10.0.0.1:80'", ['-A', '-t', '10.0.0.1:80']],
    ['--scheduler="rr"', ['--scheduler=rr']],
    ['save a\\ b', ['save', 'a b']],
    ["save 'it''s' \"a b\"", ['save', 'its', 'a b']],
    ['save "a\\"b\\x"', ['save', 'a"b\\x']],
    ["-s ''", ['-s', '']],
    ['-t [fd00::1]:80', ['-t', '[fd00::1]:80']],
  ];
  test.each(cases)('of %s', (line, words) => expect(texts(line)).toEqual(words));

  test('know where they stand, quotes included', () => {
    const [, word] = splitLine('save "a b" x').words;
    expect(word).toEqual({ text: 'a b', from: 5, to: 10, quoted: true });
  });

  test.each(['save "a', "save 'a b", 'save a\\'])('of %s, where more has to come', line =>
    expect(splitLine(line).open).toBe('quote'),
  );
});

describe('what only a shell could do', () => {
  const cases: readonly (readonly [line: string, part: string])[] = [
    ['-A -t $VIP:80', '$'],
    ['-A -t "$VIP:80"', '$'],
    ['save `date`', '`'],
    ['-L; -C', ';'],
    ['-L && -C', '&'],
    ['-L | grep x', '|'],
    ['-S > file', '>'],
    ['-R < file', '<'],
    ['(-L)', '('],
  ];
  test.each(cases)('is said of %s, with its place', (line, part) => {
    const { shell } = splitLine(line);
    expect(shell?.text).toMatch(/^lvsh runs no shell/);
    expect(line.slice(shell?.from, shell?.to)).toBe(part);
    expect(shell?.from).toBe(line.indexOf(part));
  });

  test.each(["save '$a;b|c>d'", 'save \\$a', 'save "a;b|c"'])('is not in %s', line =>
    expect(splitLine(line).shell).toBeUndefined(),
  );

  test('a character that nobody sees is not let through', () => {
    expect(splitLine('-t a\u0007b').shell?.text).toContain('U+0007');
    expect(splitLine("-t 'a\u001bb'").shell?.text).toContain('U+001B');
    expect(splitLine('-t "a\nb"').shell?.text).toContain('U+000A');
  });
});

describe('the place of the cursor', () => {
  const cases: readonly (readonly [
    marked: string,
    before: readonly string[],
    piece: string,
    after: readonly string[],
  ])[] = [
    ['|', [], '', []],
    ['-A|', [], '-A', []],
    ['-A |', ['-A'], '', []],
    ['-A -t| x', ['-A'], '-t', ['x']],
    ['-A | -t x', ['-A'], '', ['-t', 'x']],
    ['-A -|t x', ['-A'], '-', ['x']],
    ['|-A x', [], '', ['-A', 'x']],
    ['save "a |b" x', ['save'], 'a ', ['x']],
  ];
  test.each(cases)('in %s', (marked, before, piece, after) => {
    const { text, at } = cursorAt(marked);
    const place = placeAt(splitLine(text), at);
    expect(place.before.map(word => word.text)).toEqual(before);
    expect(place.piece.text).toBe(piece);
    expect(place.after.map(word => word.text)).toEqual(after);
  });

  test('spans the whole word, which a completion replaces', () => {
    const { piece, word } = placeAt(splitLine('-s wlc -p'), 4);
    expect([piece.text, piece.from, piece.to, word?.text]).toEqual(['w', 3, 6, 'wlc']);
  });
});

const anyText = fc.string({
  unit: fc.constantFrom(...'ab -"\'\\$`;|><&( \t\n\u0007\u00a0é🦀'),
  maxLength: 30,
});

test('any text has words that stand in it, in order, and a place for any cursor', () =>
  fc.assert(
    fc.property(anyText, fc.integer({ min: -5, max: 50 }), (text, cursor) => {
      const line = splitLine(text);
      let at = 0;
      for (const { from, to } of line.words) {
        expect(from).toBeGreaterThanOrEqual(at);
        expect(to).toBeGreaterThan(from);
        at = to;
      }
      expect(at).toBeLessThanOrEqual(text.length);
      const { piece, before, after, word } = placeAt(line, cursor);
      expect(piece.from).toBeGreaterThanOrEqual(0);
      expect(piece.to).toBeLessThanOrEqual(text.length);
      expect(before.length + after.length + (word === undefined ? 0 : 1)).toBe(line.words.length);
    }),
  ));

test('words without quotes are what stands between blanks', () =>
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z0-9:.[\]/=,-]{1,8}$/)), words => {
      expect(texts(words.join('  '))).toEqual(words);
    }),
  ));
