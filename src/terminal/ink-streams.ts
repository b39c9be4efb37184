/** The streams that Ink is given: whole frames out, unthrottled (Ink's documented `debug` mode), and no keys in. */
import { EventEmitter } from 'node:events';

/**
 * Looks enough like a terminal for Ink's layout. `isTTY` stays false, so that neither Ink nor cli-cursor sends
 * escapes of its own; a resize needs no event, because every commit lays out for `columns` again.
 */
export class InkStdout extends EventEmitter {
  columns: number;
  rows: number;
  readonly isTTY = false;
  readonly writable = true;
  readonly #onFrame: (frame: string) => void;

  constructor(columns: number, rows: number, onFrame: (frame: string) => void) {
    super();
    this.columns = columns;
    this.rows = rows;
    this.#onFrame = onFrame;
  }

  resize(columns: number, rows: number): void {
    this.columns = columns;
    this.rows = rows;
  }

  write(frame: string, done?: () => void): boolean {
    // An empty write is Ink's way of waiting for the stream, and its very first frame before anything is drawn.
    if (frame !== '') this.#onFrame(frame);
    if (done !== undefined) setImmediate(done);
    return true;
  }
}

/** A stdin for Ink that never says anything: keys are decoded by lvsh itself (terminal/decode.ts). */
export class InkStdin extends EventEmitter {
  readonly isTTY = false;
  setEncoding(): this {
    return this;
  }
  setRawMode(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
  read(): null {
    return null;
  }
}
