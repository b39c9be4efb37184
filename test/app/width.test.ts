import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { textWidth } from '../../src/app/width.ts';

test('every assigned character is as wide as string-width says', () => {
  const wrong: string[] = [];
  const unassigned = /^[\p{Cn}\p{Co}\p{Cs}]$/u;
  for (let point = 0x20; point < 0x40000; point++) {
    const text = String.fromCodePoint(point);
    if (unassigned.test(text)) continue;
    if (textWidth(text) !== stringWidth(text))
      wrong.push(`U+${point.toString(16)} ${textWidth(text)} not ${stringWidth(text)}`);
  }
  expect(wrong).toEqual([]);
});

test.each([
  '👨‍👩‍👧‍👦',
  '🇩🇪',
  '❤️',
  '❤',
  '👍🏽',
  '1️⃣',
  'e\u0301',
  '한',
  '\u1112\u1161\u11ab',
  'か\u3099',
  'ｶﾞ',
  '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  'कि',
  '\u0301',
  '⌚',
  '™️',
  '🏳️‍🌈',
])('%s is as wide as string-width says', text => expect(textWidth(text)).toBe(stringWidth(text)));

test('texts of Latin, Greek, Cyrillic and CJK are as wide as string-width says', () => {
  const unit = fc.oneof(
    fc.integer({ min: 0x20, max: 0x52f }),
    fc.integer({ min: 0x3099, max: 0x30ff }),
    fc.integer({ min: 0x4e00, max: 0x9fff }),
    fc.integer({ min: 0xac00, max: 0xd7a3 }),
  );
  fc.assert(
    fc.property(fc.array(unit), points => {
      const text = String.fromCodePoint(...points);
      expect(textWidth(text)).toBe(stringWidth(text));
    }),
  );
});
