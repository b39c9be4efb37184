/** The screen from beginning to end: reads once, shows the first frame, then brings in Ink and lives on. */
import type { ReadStream, WriteStream } from 'node:tty';
import type { Effect } from '../app/effect.ts';
import type { Message, Source } from '../app/message.ts';
import type { Preferences } from '../app/preferences.ts';
import { start } from '../app/start.ts';
import type { State } from '../app/state.ts';
import { update } from '../app/update.ts';
import type { Look } from '../ui/look.ts';
import { screen } from '../ui/screen.ts';
import { keepAsides } from './asides.ts';
import type { Capabilities } from './capabilities.ts';
import { encoder } from './diff.ts';
import { interpreter, type Machine } from './interpreter.ts';
import { growSlowly } from './memory.ts';
import type { Mounted } from './mount.tsx';
import { openSession } from './session.ts';
import { Stage } from './stage.ts';
import { newStore, type Store } from './store.ts';
import { ScreenWriter } from './writer.ts';

/** What a screen needs from main. */
export interface ScreenOptions {
  readonly machine: Machine;
  readonly source: Source;
  readonly preferences?: Preferences;
  /** Lines that were typed after `:` in earlier runs. */
  readonly lines?: readonly string[];
  /** Names of the themes that can be chosen, and how things look in one of them. */
  readonly themes: readonly string[];
  readonly look: (theme: string) => Look;
  /** Said on the first screen. */
  readonly notice?: string;
  readonly capabilities: Capabilities;
  /** Minutes that local time is ahead of UTC. */
  readonly offsetMinutes: number;
  readonly version: string;
  /** Milliseconds between two ticks, for rehearsals; 500 otherwise. */
  readonly heartbeatMs?: number;
  readonly stdin: ReadStream;
  readonly stdout: WriteStream & { readonly fd: number };
}

/** Between two ticks; the app decides at each whether a read is due. */
const heartbeat = 500;
/** How long the first frame waits for data; then it shows that there is none yet. */
const patience = 100;

/** Runs the screen; gives the exit code. The terminal is restored when it does. */
export const runScreen = (options: ScreenOptions): Promise<number> =>
  new Promise(resolve => {
    const { machine, stdin, stdout } = options;
    const writer = new ScreenWriter(stdout, encoder(options.capabilities.colour, options.capabilities.ascii));
    let mounted: Mounted | undefined;
    let drawn: State | undefined;
    let began = false;
    let ended = false;

    const session = openSession(stdin, stdout, options.version, {
      inputs(inputs) {
        const now = machine.now();
        for (const input of inputs) store.send({ ...input, now });
      },
      resized(columns, rows) {
        writer.forget();
        stage.resize(columns, rows);
        store.send({ type: 'resize', columns, rows });
      },
      paused: () => writer.pause(),
      resumed() {
        writer.resume();
        stage.paint();
      },
    });
    const asides = keepAsides();
    const { columns, rows } = session.size();
    const stage = new Stage(columns, rows, cells => writer.show(cells));

    const draw = (): void => {
      if (!began || ended || drawn === store.state()) return;
      const state = store.state();
      drawn = state;
      const look = options.look(state.preferences.theme);
      if (mounted === undefined) stage.put(screen(state, look));
      else mounted.update(state, look, state.columns, state.rows);
    };
    const bringInk = async (): Promise<void> => {
      const { mount } = await import('./mount.tsx');
      if (ended) return;
      const state = store.state();
      mounted = mount(state, options.look(state.preferences.theme), state.columns, state.rows, stage);
      growSlowly();
      // A component that throws is a bug: the rejection reaches the session's crash report.
      await mounted.ended;
    };
    const begin = (): void => {
      if (began || ended) return;
      began = true;
      clearTimeout(waiting);
      draw();
      setImmediate(() => void bringInk());
    };

    const quit = (code: number): void => {
      if (ended) return;
      ended = true;
      clearInterval(ticking);
      clearTimeout(waiting);
      session.close();
      mounted?.unmount();
      for (const line of asides()) process.stderr.write(`${line}\n`);
      resolve(code);
    };

    const carryOut = interpreter(machine, {
      send: message => {
        store.send(message);
        if (message.type === 'read-done') begin();
      },
      raw: sequence => void stdout.write(sequence),
      redraw() {
        writer.forget();
        stage.paint();
      },
      suspend: session.suspend,
      quit,
    });
    const [first, effects] = start({
      now: machine.now(),
      offsetMinutes: options.offsetMinutes,
      columns,
      rows,
      source: options.source,
      themes: options.themes,
      ...(options.preferences === undefined ? {} : { preferences: options.preferences }),
      ...(options.lines === undefined ? {} : { lines: options.lines }),
      ...(options.notice === undefined ? {} : { notice: options.notice }),
    });
    const store: Store<State, Message> = newStore<State, Message, Effect>(first, update, carryOut, draw);
    const ticking = setInterval(
      () => store.send({ type: 'tick', now: machine.now() }),
      options.heartbeatMs ?? heartbeat,
    );
    const waiting = setTimeout(begin, patience);
    for (const effect of effects) carryOut(effect);
  });
