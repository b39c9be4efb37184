/** A program in a real terminal (a pty), with an emulator on the other side. Waits for what is seen, never for time. */
import { type IPty, spawn } from '@lydell/node-pty';
import { type Emulator, newEmulator } from '../terminal/emulator.ts';

export interface TerminalOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
}

/** How the program ended. */
export interface Ending {
  readonly exitCode: number;
  readonly signal: number;
}

/** Long enough for a loaded machine; nothing waits this long unless it has failed. */
const giveUp = 15_000;

/** The environment of a person's shell: not that of a test run. */
const personsEnvironment = (more: TerminalOptions['env']): Record<string, string> => {
  const env: Record<string, string | undefined> = {
    ...process.env,
    TERM: 'xterm-256color',
    COLORTERM: 'truecolor',
    LANG: 'C.UTF-8',
    LC_ALL: undefined,
    LC_CTYPE: undefined,
    TMUX: undefined,
    NO_COLOR: undefined,
    NODE_ENV: undefined,
    NODE_OPTIONS: undefined,
    // Ink draws nothing until the end where CI is set, and vitest's workers set more.
    CI: undefined,
    CONTINUOUS_INTEGRATION: undefined,
    VITEST: undefined,
    FORCE_COLOR: undefined,
    ...more,
  };
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
};

interface Waiter {
  readonly look: () => boolean;
  readonly done: () => void;
}

/** The running program and what it shows. */
export class TerminalProgram {
  readonly emulator: Emulator;
  readonly #pty: IPty;
  readonly #waiters = new Set<Waiter>();
  readonly #listeners = new Set<(data: string) => void>();
  #raw = '';
  #ending: Ending | undefined;

  constructor(file: string, args: readonly string[], options: TerminalOptions = {}) {
    const { columns = 80, rows = 24 } = options;
    this.emulator = newEmulator(columns, rows);
    this.#pty = spawn(file, [...args], {
      cols: columns,
      rows,
      cwd: options.cwd ?? process.cwd(),
      env: personsEnvironment(options.env),
      name: 'xterm-256color',
    });
    this.#pty.onData(data => {
      this.#raw += data;
      for (const listener of this.#listeners) listener(data);
      this.emulator.write(data, () => this.#look());
    });
    this.emulator.onData(answer => this.#pty.write(answer));
    this.#pty.onExit(({ exitCode, signal }) => {
      this.#ending = { exitCode, signal: signal ?? 0 };
      // What was written last is still on its way through the emulator.
      this.emulator.write('', () => this.#look());
    });
  }

  get pid(): number {
    return this.#pty.pid;
  }

  /** Everything that the program wrote. */
  get raw(): string {
    return this.#raw;
  }

  /** The bytes written so far. */
  get bytes(): number {
    return Buffer.byteLength(this.#raw);
  }

  get ending(): Ending | undefined {
    return this.#ending;
  }

  get isAlternate(): boolean {
    return this.emulator.buffer.active.type === 'alternate';
  }

  get isCursorShown(): boolean {
    return this.#raw.lastIndexOf('\u001b[?25h') >= this.#raw.lastIndexOf('\u001b[?25l');
  }

  /** The rows on screen. */
  get rows(): readonly string[] {
    const buffer = this.emulator.buffer.active;
    return Array.from(
      { length: this.emulator.rows },
      (_, y) => buffer.getLine(buffer.baseY + y)?.translateToString(true) ?? '',
    );
  }

  get text(): string {
    return this.rows.join('\n').trimEnd();
  }

  /** The rows of which a cell is inverse. */
  get inverseRows(): readonly string[] {
    const buffer = this.emulator.buffer.active;
    return this.rows.filter((_, y) => {
      const line = buffer.getLine(buffer.baseY + y);
      for (let x = 0; x < this.emulator.cols; x++) if (line?.getCell(x)?.isInverse()) return true;
      return false;
    });
  }

  /** Calls for every piece that the program writes, as it comes; the function given back ends it. */
  onBytes(listener: (data: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  type(keys: string): void {
    this.#pty.write(keys);
  }

  resize(columns: number, rows: number): void {
    this.emulator.resize(columns, rows);
    this.#pty.resize(columns, rows);
  }

  /** Stops and goes on taking what the program writes: a slow link. */
  stopTaking(): void {
    this.#pty.pause();
  }

  goOnTaking(): void {
    this.#pty.resume();
  }

  kill(signal: NodeJS.Signals): void {
    process.kill(this.#pty.pid, signal);
  }

  /** The terminal goes away, as when its window is closed. */
  closeTerminal(): void {
    // Not in its types: closes our side of the pty, after which the kernel hangs up on the program.
    (this.#pty as IPty & { destroy(): void }).destroy();
  }

  /** Waits until a text, a pattern or a condition is seen; gives the screen. Fails with the screen. */
  async waitFor(wanted: string | RegExp | ((program: this) => boolean)): Promise<string> {
    const seen = (): boolean =>
      typeof wanted === 'string'
        ? this.text.includes(wanted)
        : typeof wanted === 'function'
          ? wanted(this)
          : wanted.test(this.text);
    await this.#until(
      seen,
      () => `${typeof wanted === 'function' ? wanted.toString() : wanted} was not seen in\n${this.text}`,
    );
    return this.text;
  }

  /** Waits for the program's end. */
  async exit(): Promise<Ending> {
    await this.#until(
      () => this.#ending !== undefined,
      () => `has not ended, and shows\n${this.text}`,
    );
    if (this.#ending === undefined) throw new Error('unreachable');
    return this.#ending;
  }

  /** Waits for the program's end however long it takes (benches). */
  ended(): Promise<void> {
    return new Promise(resolve => {
      if (this.#ending !== undefined) resolve();
      else this.#pty.onExit(() => resolve());
    });
  }

  /** Ends it, whatever it does; for afterEach. */
  dispose(): void {
    if (this.#ending === undefined) {
      try {
        process.kill(this.#pty.pid, 'SIGKILL');
      } catch {
        // It has ended in between.
      }
    }
  }

  #look(): void {
    for (const waiter of this.#waiters) {
      if (waiter.look()) {
        this.#waiters.delete(waiter);
        waiter.done();
      }
    }
  }

  #until(look: () => boolean, complaint: () => string): Promise<void> {
    return new Promise((resolve, reject) => {
      if (look()) {
        resolve();
        return;
      }
      const waiter: Waiter = {
        look,
        done() {
          clearTimeout(timer);
          resolve();
        },
      };
      const timer = setTimeout(() => {
        this.#waiters.delete(waiter);
        reject(new Error(complaint()));
      }, giveUp);
      this.#waiters.add(waiter);
    });
  }
}

const open: TerminalProgram[] = [];

/** Starts a program in a terminal; `disposeAll` ends it. */
export const inTerminal = (
  file: string,
  args: readonly string[],
  options?: TerminalOptions,
): TerminalProgram => {
  const program = new TerminalProgram(file, args, options);
  open.push(program);
  return program;
};

/** For afterEach. */
export const disposeAll = (): void => {
  for (const program of open.splice(0)) program.dispose();
};
