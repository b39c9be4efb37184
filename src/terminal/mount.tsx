/** Ink with our App in it. Loaded after the first frame is on the screen: Ink and React take longer than all before. */
import { render } from 'ink';
import type { State } from '../app/state.ts';
import { App } from '../ui/App.tsx';
import type { Block } from '../ui/block.ts';
import type { Look } from '../ui/look.ts';
import { InkStdin, InkStdout } from './ink-streams.ts';

/** A running Ink. */
export interface Mounted {
  readonly update: (state: State, look: Look, columns: number, rows: number) => void;
  readonly unmount: () => void;
  /** Rejects when a component throws: a bug. */
  readonly ended: Promise<unknown>;
}

/** Where Ink's work goes. */
export interface Sinks {
  readonly put: (blocks: readonly Block[]) => void;
  readonly frame: (text: string) => void;
}

/** Mounts the App. */
export const mount = (state: State, look: Look, columns: number, rows: number, sinks: Sinks): Mounted => {
  const stdout = new InkStdout(columns, rows, sinks.frame);
  const stdin = new InkStdin();
  const app = (nextState: State, nextLook: Look) => <App state={nextState} look={nextLook} put={sinks.put} />;
  const instance = render(app(state, look), {
    // Both are what Ink uses of a stream, and nothing else.
    stdout: stdout as unknown as NodeJS.WriteStream,
    stdin: stdin as unknown as NodeJS.ReadStream,
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  return {
    update(nextState, nextLook, nextColumns, nextRows) {
      stdout.resize(nextColumns, nextRows);
      instance.rerender(app(nextState, nextLook));
    },
    unmount: () => instance.unmount(),
    ended: instance.waitUntilExit(),
  };
};
