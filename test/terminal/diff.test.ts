import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cells, newCells, paintLine } from '../../src/terminal/cells.ts';
import { encoder, type Pen } from '../../src/terminal/diff.ts';
import type { Colour, Line, Style } from '../../src/ui/block.ts';
import { feed, newEmulator, shownRows, wantedRows } from './emulator.ts';

const colour: fc.Arbitrary<Colour | undefined> = fc.oneof(
  fc.constant(undefined),
  fc.integer({ min: 0, max: 15 }),
  fc.constantFrom<Colour>('#ff8800', '#102030', '#ffffff'),
);
const style = fc
  .record({
    fg: colour,
    bg: colour,
    bold: fc.boolean(),
    dim: fc.boolean(),
    inverse: fc.boolean(),
    underline: fc.boolean(),
  })
  .map(
    ({ fg, bg, ...rest }): Style => ({
      ...rest,
      ...(fg === undefined ? {} : { fg }),
      ...(bg === undefined ? {} : { bg }),
    }),
  );
/** What every terminal measures alike; the emulator knows Unicode 6. */
const sureText = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom(
    '',
    ' ',
    '     ',
    '世界',
    '界a界',
    'e\u0301a',
    '한글',
    '│─┼█▁▂▃',
    '│ │ │',
    'ｆｕｌｌ',
    'a  b   c    d     e',
  ),
);
const doubtfulText = fc.constantFrom('👨‍👩‍👧‍👦', '🇩🇪', '❤️', '⌚', 'क्षि', 'שלום', '👍🏽', '1️⃣', '🦀x', 'กำ');
const spans = (text: fc.Arbitrary<string>): fc.Arbitrary<Line> =>
  fc.array(
    fc.record({
      text,
      style: fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, { arbitrary: style, weight: 3 }),
    }),
    {
      maxLength: 5,
    },
  );

interface Patch {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly line: Line;
}
const patches = (text: fc.Arbitrary<string>): fc.Arbitrary<readonly Patch[]> =>
  fc.array(
    fc.record({
      x: fc.integer({ min: 0, max: 19 }),
      y: fc.integer({ min: 0, max: 5 }),
      width: fc.integer({ min: 1, max: 20 }),
      line: spans(text),
    }),
    { maxLength: 8 },
  );

const painted = (before: Cells, more: readonly Patch[]): Cells => {
  const cells = { ...before, glyphs: before.glyphs.slice(), styles: before.styles.slice() };
  for (const { x, y, width, line } of more) paintLine(cells, x, y, width, line);
  return cells;
};

describe('the bytes of a difference', () => {
  test('give exactly the wanted cells, from any screen to any screen', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(patches(sureText), { minLength: 1, maxLength: 5 }), async frames => {
        const terminal = newEmulator(20, 6);
        const pen: Pen = { x: -1, y: 0, style: 0 };
        const { difference } = encoder('true', false);
        await feed(terminal, '\u001b[7mleft over from before\u001b[5;5H');
        let shown: Cells | undefined;
        for (const frame of frames) {
          const wanted = painted(shown ?? newCells(20, 6), frame);
          await feed(terminal, difference(shown, wanted, pen));
          expect(shownRows(terminal)).toEqual(wantedRows(wanted));
          if (pen.x >= 0)
            expect([terminal.buffer.active.cursorX, terminal.buffer.active.cursorY]).toEqual([pen.x, pen.y]);
          shown = wanted;
        }
        terminal.dispose();
      }),
      { numRuns: 150 },
    );
  });

  test('keep every cell that is not doubtful in its place, whatever the terminal makes of emoji', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(patches(fc.oneof(sureText, doubtfulText)), { minLength: 2, maxLength: 4 }),
        fc.constantFrom(1, 2),
        async (frames, emojiWidth) => {
          const terminal = newEmulator(20, 6);
          registerWidths(terminal, emojiWidth);
          const pen: Pen = { x: -1, y: 0, style: 0 };
          const { difference } = encoder('true', false);
          let shown: Cells | undefined;
          for (const frame of frames) {
            const wanted = painted(shown ?? newCells(20, 6), frame);
            await feed(terminal, difference(shown, wanted, pen));
            const seen = shownRows(terminal);
            const sure = wantedRows(wanted);
            for (const [y, row] of sure.entries()) {
              for (const [x, cell] of row.entries())
                if (/^'[\x21-\x7e]'/.test(cell))
                  expect(`${x},${y} ${seen[y]?.[x]}`).toBe(`${x},${y} ${cell}`);
            }
            shown = wanted;
          }
          terminal.dispose();
        },
      ),
      { numRuns: 150 },
    );
  });

  test('are none when nothing changed', () => {
    fc.assert(
      fc.property(patches(sureText), frame => {
        const cells = painted(newCells(20, 6), frame);
        const { difference } = encoder('256', false);
        const pen: Pen = { x: -1, y: 0, style: 0 };
        difference(undefined, cells, pen);
        expect(difference(cells, painted(cells, []), pen)).toBe('');
      }),
    );
  });

  test('hold no control characters but the movements, whatever the text', () => {
    const nasty = fc.string({ unit: 'binary', maxLength: 20 });
    fc.assert(
      fc.property(patches(nasty), fc.boolean(), (frame, ascii) => {
        const bytes = encoder('none', ascii).difference(undefined, painted(newCells(20, 6), frame), {
          x: -1,
          y: 0,
          style: 0,
        });
        const rest = bytes.replace(/\u001b\[[\d;]*[mHKJABCD]|[\r\b]/g, '');
        expect(rest).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069\ud800-\udfff]/u);
        if (ascii) expect(rest).toMatch(/^[\x20-\x7e]*$/);
      }),
      { numRuns: 500 },
    );
  });
});

/** Terminals differ on emoji and other scripts: this one gives all that is not ASCII or CJK the same width. */
const registerWidths = (terminal: ReturnType<typeof newEmulator>, emojiWidth: number): void => {
  const widthOf = (point: number): 0 | 1 | 2 => {
    if (point < 0x300) return 1;
    if (/[\p{M}\u200d]/u.test(String.fromCodePoint(point))) return 0;
    if (point >= 0x2e80 && point < 0xd7a4) return 2;
    if (point >= 0xff00 && point < 0xff61) return 2;
    if (point >= 0x2500 && point < 0x2600) return 1;
    return emojiWidth === 1 ? 1 : 2;
  };
  terminal.unicode.register({
    version: `test-${emojiWidth}`,
    wcwidth: widthOf,
    charProperties(point, preceding) {
      const width = widthOf(point);
      const joins = width === 0 && preceding !== 0;
      const shown = joins ? (preceding >> 1) & 3 : width;
      return (shown << 1) | (joins ? 1 : 0);
    },
  });
  terminal.unicode.activeVersion = `test-${emojiWidth}`;
};

const line = (text: string, look: Style = {}): Line => [{ text, style: look }];
const frameOf = (rows: readonly Line[]): Cells => {
  const cells = newCells(40, rows.length);
  for (const [y, row] of rows.entries()) paintLine(cells, 0, y, 40, row);
  return cells;
};
const bytesBetween = (
  before: readonly Line[],
  after: readonly Line[],
  depth: 'none' | '16' | '256' | 'true' = 'true',
): string => {
  const pen: Pen = { x: -1, y: 0, style: 0 };
  const { difference } = encoder(depth, false);
  const first = frameOf(before);
  difference(undefined, first, pen);
  pen.x = -1;
  return difference(first, frameOf(after), pen);
};

describe('the bytes are few', () => {
  test('one digit: one move and the digit', () => {
    expect(bytesBetween([line('weight 10')], [line('weight 12')])).toBe('\u001b[;9H2');
  });
  test('a gap of up to four like cells is written through, a longer one is jumped over', () => {
    expect(bytesBetween([line('12 34 56')], [line('92 94 96')])).toBe('\u001b[H92 94 9');
    expect(bytesBetween([line('1       2')], [line('9       8')])).toBe('\u001b[H9\u001b[7C8');
  });
  test('a row that ends is erased, not overwritten', () => {
    expect(bytesBetween([line('gone gone gone')], [line('gone')])).toBe('\u001b[;6H\u001b[K');
  });
  test('a column is written downwards', () => {
    expect(
      bytesBetween([line('  a'), line('  a'), line('  a')], [line('  b'), line('  b'), line('  b')]),
    ).toBe('\u001b[;3Hb\u001b[B\bb\u001b[B\bb');
  });
  test('a column of one colour is written at once, first the one that the pen has, where that is shorter', () => {
    const green: Style = { fg: '#00ff00' };
    const row = (left: string, right: string): Line => [
      { text: left },
      { text: '        ' },
      { text: right, style: green },
    ];
    const before = [row('1', '|'), row('1', '|'), row('1', '|')];
    const after = [row('2', '!'), row('2', '!'), row('2', '!')];
    expect(bytesBetween(before, after)).toBe(
      '\u001b[;10H!\u001b[B\b!\u001b[B\b!\u001b[H\u001b[m2\u001b[2H2\u001b[3H2',
    );
  });
  test('styles change by what differs', () => {
    const red: Style = { fg: 1, bold: true };
    expect(bytesBetween([line('a'), line('b')], [line('x', red), line('y', { fg: 2, bold: true })])).toBe(
      '\u001b[H\u001b[1;31mx\u001b[2H\u001b[32my',
    );
  });
  test.each([
    ['true', '\u001b[H\u001b[38;2;255;0;0mx'],
    ['256', '\u001b[H\u001b[38;5;196mx'],
    ['16', '\u001b[H\u001b[91mx'],
    ['none', '\u001b[Hx'],
  ] as const)('colours in a terminal that has %s', (depth, bytes) => {
    expect(bytesBetween([line('a')], [line('x', { fg: '#ff0000' })], depth)).toBe(bytes);
  });
  test('without colours inverse, bold and underline stay', () => {
    expect(bytesBetween([line('a')], [line('x', { fg: 1, inverse: true, underline: true })], 'none')).toBe(
      '\u001b[H\u001b[4;7mx',
    );
  });
});
