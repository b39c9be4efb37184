/** The App in Ink, with a painter that puts blocks where Ink's markers stand, and waits for content. */
import { render } from 'ink-testing-library';
import type { Message } from '../../src/app/message.ts';
import { App } from '../../src/ui/App.tsx';
import { type Block, firstMarker } from '../../src/ui/block.ts';
import type { Drive } from '../app/drive.ts';
import { paintText, plain } from './paint.ts';

/** A running App. */
export class Stage {
  readonly drive: Drive;
  readonly #ink: ReturnType<typeof render>;
  #blocks: readonly Block[] = [];
  #waiting: (() => void)[] = [];

  constructor(drive: Drive) {
    this.drive = drive;
    this.#ink = render(this.#app());
  }

  readonly #put = (blocks: readonly Block[]): void => {
    this.#blocks = blocks;
    for (const look of this.#waiting.splice(0)) look();
  };

  #app() {
    return <App state={this.drive.state} look={plain} put={this.#put} />;
  }

  /** The screen, each block where its marker stands in Ink's frame. */
  text(): string {
    const frame = (this.#ink.lastFrame() ?? '').split('\n');
    const { columns, rows } = this.drive.state;
    const placed = this.#blocks.map((block, index) => {
      const marker = String.fromCharCode(firstMarker + index);
      const y = frame.findIndex(line => line.includes(marker));
      if (y < 0) throw new Error(`no marker for ${block.name}`);
      return { ...block, x: frame[y]?.indexOf(marker) ?? 0, y };
    });
    return paintText(placed, columns, rows).join('\n');
  }

  /** Resolves when the screen holds a text; rejects with the screen when that does not come. */
  async until(wanted: string | RegExp): Promise<string> {
    for (;;) {
      const text = this.#blocks.length === 0 ? '' : this.text();
      if (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)) return text;
      await new Promise<void>((resolve, reject) => {
        const deadline = setTimeout(
          () => reject(new Error(`${String(wanted)} did not come:\n${text}`)),
          3000,
        );
        this.#waiting.push(() => {
          clearTimeout(deadline);
          resolve();
        });
      });
    }
  }

  /** Presses keys, apart by blanks. */
  keys(keys: string): this {
    this.drive.keys(keys);
    return this.#again();
  }

  /** Types a text. */
  type(text: string): this {
    this.drive.type(text);
    return this.#again();
  }

  send(message: Message): this {
    this.drive.send(message);
    return this.#again();
  }

  #again(): this {
    this.#ink.rerender(this.#app());
    return this;
  }

  end(): void {
    this.#ink.unmount();
  }
}
