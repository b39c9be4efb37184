import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  historyText,
  type LineHistory,
  mostLines,
  newerLine,
  olderLine,
  readHistory,
  remember,
  searchHistory,
} from '../../../src/core/line/history.ts';

const of = (...lines: readonly string[]): LineHistory => lines.reduce<LineHistory>(remember, []);

describe('what is remembered', () => {
  test('is each line without blanks around it, none twice in a row', () => {
    expect(of('drain 10.0.0.7', ' drain 10.0.0.7 ', 'undo', 'drain 10.0.0.7', '', '   ')).toEqual([
      'drain 10.0.0.7',
      'undo',
      'drain 10.0.0.7',
    ]);
  });
  test('is one line whatever was pasted', () => expect(of('a\nb\u0007c')).toEqual(['a b c']));
  test('is not what is too long to be typed', () => expect(of('x'.repeat(3000))).toEqual([]));
  test('are the newest, up to a bound', () => {
    const many = of(...Array.from({ length: mostLines + 20 }, (_, index) => `weight 10.0.0.7 ${index}`));
    expect(many).toHaveLength(mostLines);
    expect(many.at(-1)).toBe(`weight 10.0.0.7 ${mostLines + 19}`);
  });
});

describe('up and down', () => {
  const history = of('drain a', 'undo', 'drain b', 'save', 'drain b');
  test('walk through all lines', () => {
    expect(olderLine(history, '')).toBe(4);
    expect(olderLine(history, '', 4)).toBe(3);
    expect(olderLine(history, '', 0)).toBeUndefined();
    expect(newerLine(history, '', 0)).toBe(1);
    expect(newerLine(history, '', 4)).toBeUndefined();
  });
  test('stay with what begins as it was typed, and do not show a line twice', () => {
    expect(olderLine(history, 'drain')).toBe(4);
    expect(olderLine(history, 'drain', 4)).toBe(0);
    expect(newerLine(history, 'drain', 0)).toBe(2);
    expect(newerLine(history, 'drain', 2)).toBeUndefined();
  });
  test('pass over what stands there already', () => expect(olderLine(history, 'save')).toBeUndefined());
});

describe('searching', () => {
  const history = of('drain 10.0.0.7', 'weight 10.0.0.7 5', 'save', 'drain 10.0.0.7', '-A -t 10.0.0.9:80');
  const lines = (letters: string): readonly string[] =>
    searchHistory(history, letters).map(({ line }) => line);
  test('gives the newest first, each once', () =>
    expect(lines('')).toEqual(['-A -t 10.0.0.9:80', 'drain 10.0.0.7', 'save', 'weight 10.0.0.7 5']));
  test('by a part, whatever its case', () => {
    expect(lines('0.7')).toEqual(['drain 10.0.0.7', 'weight 10.0.0.7 5']);
    expect(lines('-a')).toEqual(['-A -t 10.0.0.9:80']);
  });
  test('by letters', () => expect(lines('wght')).toEqual(['weight 10.0.0.7 5']));
  test('marks what was found', () => {
    const [found] = searchHistory(history, 'AIN');
    expect(found?.marks.map(mark => found.line[mark]).join('')).toBe('ain');
  });
  test('finds nothing without a complaint', () => expect(lines('qqq')).toEqual([]));
});

test('a history is read back as it was written, and any text is one', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), lines => {
      const history = of(...lines);
      expect(readHistory(historyText(history))).toEqual(history);
    }),
  );
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), fc.string({ maxLength: 5 }), (text, letters) => {
      const history = readHistory(text);
      expect(readHistory(historyText(history))).toEqual(history);
      for (const { line, marks } of searchHistory(history, letters))
        expect(marks.every(mark => mark >= 0 && mark < line.length)).toBe(true);
      const index = olderLine(history, letters);
      if (index !== undefined) expect(history[index]?.startsWith(letters)).toBe(true);
    }),
  );
});
