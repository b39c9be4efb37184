import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cells, newCells, paintLine } from '../../src/terminal/cells.ts';
import { encoder } from '../../src/terminal/diff.ts';
import { type Link, ScreenWriter } from '../../src/terminal/writer.ts';
import { feed, newEmulator, shownRows, wantedRows } from './emulator.ts';

/** A link that takes bytes only when told. */
class SlowLink implements Link {
  readonly written: string[] = [];
  readonly #waiting: (() => void)[] = [];
  writableLength = 0;
  write(text: string, done: () => void): void {
    this.written.push(text);
    this.writableLength += text.length;
    this.#waiting.push(() => {
      this.writableLength -= text.length;
      done();
    });
  }
  drain(): void {
    this.#waiting.shift()?.();
  }
}

const screen = (text: string): Cells => {
  const cells = newCells(10, 2);
  paintLine(cells, 0, 0, 10, [{ text }]);
  return cells;
};

describe('a slow link', () => {
  test('has one frame under way; of those that come meanwhile only the newest is written', () => {
    const link = new SlowLink();
    const writer = new ScreenWriter(link, encoder('none', false));
    for (let count = 0; count < 100; count++) writer.show(screen(`frame ${count}`));
    expect(link.written).toHaveLength(1);
    link.drain();
    expect(link.written).toHaveLength(2);
    expect(link.written[1]).toContain('99');
    link.drain();
    expect(link.written).toHaveLength(2);
    expect(writer.statistics).toEqual({
      bytes: link.written.join('').length,
      frames: 2,
      dropped: 98,
    });
  });

  test('whatever its pace, the terminal ends with the newest screen', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.string({ maxLength: 10 }), fc.constant(undefined)), { maxLength: 20 }),
        async acts => {
          const link = new SlowLink();
          const writer = new ScreenWriter(link, encoder('true', false));
          let newest: Cells | undefined;
          for (const text of acts) {
            if (text === undefined) link.drain();
            else {
              newest = screen(text);
              writer.show(newest);
            }
          }
          for (let count = 0; count < 5; count++) link.drain();
          if (newest === undefined) return;
          const terminal = newEmulator(10, 2);
          await feed(terminal, link.written.join(''));
          expect(shownRows(terminal)).toEqual(wantedRows(newest));
        },
      ),
      { numRuns: 100 },
    );
  });

  test("waits while somebody else's bytes fill it", () => {
    const link = new SlowLink();
    link.write('a long sequence for the clipboard', () => {});
    const writer = new ScreenWriter(link, encoder('none', false));
    writer.show(screen('frame'));
    expect(link.written.slice(1)).toEqual(['']);
    link.drain();
    link.drain();
    expect(link.written.at(-1)).toContain('frame');
  });
});

const fast: Link & { readonly written: string[] } = {
  written: [],
  writableLength: 0,
  write(text, done) {
    this.written.push(text);
    done();
  },
};

describe('what the writer knows of the terminal', () => {
  test('the same screen again costs nothing; after forget it is written whole', () => {
    const writer = new ScreenWriter(fast, encoder('none', false));
    writer.show(screen('hello'));
    const { bytes } = writer.statistics;
    writer.show(screen('hello'));
    expect(writer.statistics.bytes).toBe(bytes);
    writer.forget();
    writer.show(screen('hello'));
    expect(writer.statistics.bytes).toBe(2 * bytes);
    expect(fast.written.at(-1)).toContain('\u001b[2J');
  });
  test('a screen of another size is written whole', () => {
    const writer = new ScreenWriter(fast, encoder('none', false));
    writer.show(screen('hello'));
    writer.show(newCells(12, 3));
    expect(fast.written.at(-1)).toContain('\u001b[2J');
  });
  test('nothing is written while paused, and all of it afterwards', () => {
    const writer = new ScreenWriter(fast, encoder('none', false));
    writer.show(screen('one'));
    writer.pause();
    const count = fast.written.length;
    writer.show(screen('two'));
    expect(fast.written).toHaveLength(count);
    writer.resume();
    writer.show(screen('three'));
    expect(fast.written.at(-1)).toContain('\u001b[2Jthree');
  });
});
