import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cells, newCells, paintBlock, paintLine } from '../../src/terminal/cells.ts';
import { paintFrame } from '../../src/terminal/frame.ts';
import { isWide, rightHalf } from '../../src/terminal/glyphs.ts';
import { blankStyle, coloursOf, inverse, meaningOf, plain, styleOf } from '../../src/terminal/styles.ts';
import { type Block, firstMarker } from '../../src/ui/block.ts';
import { rowTexts } from './emulator.ts';

const painted = (width: number, text: string): string => {
  const cells = newCells(width, 1);
  paintLine(cells, 0, 0, width, [{ text }]);
  return rowTexts(cells)[0] ?? '';
};

/** Every wide glyph has its right half, and no right half stands alone. */
const expectWhole = (cells: Cells): void => {
  for (let at = 0; at < cells.glyphs.length; at++) {
    const column = at % cells.width;
    const glyph = cells.glyphs[at] ?? 0;
    if (glyph === rightHalf) expect(column > 0 && isWide(cells.glyphs[at - 1] ?? 0)).toBe(true);
    else if (isWide(glyph)) expect(column < cells.width - 1 && cells.glyphs[at + 1] === rightHalf).toBe(true);
  }
};

describe('a line', () => {
  test.each([
    ['abcdef', 4, 'abcd'],
    ['ab', 4, 'ab'],
    ['世界', 3, '世'],
    ['a世', 2, 'a'],
    ['e\u0301tat', 3, 'e\u0301ta'],
    ['👨‍👩‍👧x', 3, '👨‍👩‍👧x'],
    ['❤️x', 3, '❤️x'],
    ['\u0301x', 2, '\ufffdx'],
  ])('%j in %d columns is %j', (text, width, wanted) => expect(painted(width, text)).toBe(wanted));

  test.each([
    ['escapes', 'a\u001b[31mb', 'a\ufffd[31mb'],
    ['an operating system command', '\u001b]0;x\u0007', '\ufffd]0;x\ufffd'],
    ['C1 controls', 'a\u009b31mb', 'a\ufffd31mb'],
    ['tabs and line ends', 'a\tb\nc\r\nd', 'a\ufffdb\ufffdc\ufffd\ufffdd'],
    ['bidirectional overrides', 'a\u202eb\u2066c', 'a\ufffdb\ufffdc'],
    ['a byte order mark', '\ufeffab', '\ufffdab'],
    ['half a surrogate pair', 'a\ud800b', 'a\ufffdb'],
    ['our own markers', `a${String.fromCharCode(firstMarker)}b`, 'a\ufffdb'],
  ])('makes %s harmless', (_what, text, wanted) => expect(painted(20, text)).toBe(wanted));

  test('a name of a thousand marks is one cell', () => {
    const zalgo = `a${'\u0310'.repeat(1000)}b`;
    expect(painted(4, zalgo)).toBe(`a${'\u0310'.repeat(9)}b`);
  });

  test('over whatever stood there never leaves half a glyph, and touches nothing beside it', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom('世界', 'a世b界', '👨‍👩‍👧‍👦', 'e\u0301', '한글', '🇩🇪🇫🇷'),
    );
    const patch = fc.record({
      x: fc.integer({ min: -2, max: 12 }),
      width: fc.integer({ min: 0, max: 14 }),
      text,
    });
    fc.assert(
      fc.property(fc.array(patch, { maxLength: 6 }), patches => {
        const cells = newCells(10, 1);
        for (const { x, width, text: words } of patches) {
          const before = cells.glyphs.slice();
          paintLine(cells, x, 0, width, [{ text: words }]);
          expectWhole(cells);
          // One column on either side may have lost its half.
          for (let at = 0; at < 10; at++) {
            if (x >= 0 && (at < x - 1 || at > x + width)) expect(cells.glyphs[at]).toBe(before[at]);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('styles', () => {
  test('one number each, and back', () => {
    const style = styleOf({ fg: '#ff8000', bg: 4, bold: true });
    expect(styleOf({ bold: true, bg: 4, fg: '#ff8000' })).toBe(style);
    const { fg, bg } = coloursOf(style);
    expect(meaningOf(fg)).toEqual({ kind: 'rgb', r: 255, g: 128, b: 0 });
    expect(meaningOf(bg)).toEqual({ kind: 'ansi', index: 4 });
  });
  test("a colour that is none is the terminal's own", () => {
    expect(styleOf({ fg: '#12' })).toBe(plain);
    expect(styleOf({ fg: 99 })).toBe(plain);
  });
  test('a space keeps what can be seen on it', () => {
    expect(blankStyle(styleOf({ fg: 1, bold: true }))).toBe(plain);
    expect(coloursOf(blankStyle(styleOf({ fg: 1, bg: 2 })))).toEqual({ fg: 0, bg: 3 });
    expect(blankStyle(styleOf({ inverse: true })) & inverse).toBe(inverse);
  });
});

const block = (name: string, x: number, y: number, lines: readonly string[], width = 4): Block => ({
  name,
  x,
  y,
  width,
  height: lines.length,
  lines: lines.map(text => [{ text }]),
});
const marker = (index: number): string => String.fromCharCode(firstMarker + index);
const frameRows = (frame: string, blocks: readonly Block[], width = 12, height = 3): string[] => {
  const cells = newCells(width, height);
  paintFrame(cells, frame, blocks);
  return rowTexts(cells);
};

describe("Ink's frame", () => {
  test('a block stands where its marker stands, not where it says', () => {
    expect(frameRows(`\n  ${marker(0)}`, [block('a', 9, 0, ['one', 'two'])])).toEqual(['', '  one', '  two']);
  });
  test('a block without a marker stands where it says', () => {
    expect(frameRows(marker(1), [block('a', 0, 0, ['one']), block('b', 0, 0, ['b'], 2)])).toEqual([
      'b e',
      '',
      '',
    ]);
  });
  test('later blocks lie over earlier ones, blanks and all', () => {
    expect(
      frameRows(`${marker(0)}${marker(1)}`, [block('a', 0, 0, ['aaaa', 'aaaa']), block('b', 1, 0, ['b'], 2)]),
    ).toEqual(['ab a', 'aaaa', '']);
  });
  test('plain text round the markers is painted with its colours', () => {
    const cells = newCells(12, 1);
    paintFrame(
      cells,
      `\u001b[1;31mab\u001b[22;39mc ${marker(0)}\u001b[38;2;1;2;3md\u001b[48;5;200me\u001b[0mf`,
      [block('x', 0, 0, ['X'], 1)],
    );
    expect(rowTexts(cells)).toEqual(['abc Xdef']);
    expect([...cells.styles.slice(0, 3)]).toEqual([
      styleOf({ fg: 1, bold: true }),
      styleOf({ fg: 1, bold: true }),
      plain,
    ]);
    expect(meaningOf(coloursOf(cells.styles[5] ?? 0).fg)).toEqual({ kind: 'rgb', r: 1, g: 2, b: 3 });
    expect(meaningOf(coloursOf(cells.styles[6] ?? 0).bg)).toEqual({ kind: 'palette', index: 200 });
    expect(cells.styles[7]).toBe(plain);
  });
  test('other escapes and markers of no block do nothing', () => {
    expect(frameRows(`a\u001b[2Jb\u001b]8;;http://x\u0007c${marker(7)}`, [])).toEqual(['abc\ufffd', '', '']);
  });
});

test('a block larger than the screen is cut', () => {
  const cells = newCells(3, 2);
  paintBlock(cells, block('big', 0, 0, ['abcdef', 'ghijkl', 'mnopqr'], 6), 1, 1);
  expect(rowTexts(cells)).toEqual(['', ' ab']);
});
