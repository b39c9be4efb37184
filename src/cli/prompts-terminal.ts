/**
 * Questions on a terminal as plain lines: no cursor movement, no colour, so a screen reader and TERM=dumb follow it as well.
 * The terminal itself edits the line; what is typed or pasted ahead waits for the next question.
 */
import { createInterface } from 'node:readline';

/** A person who is asked. */
export interface Talk {
  /** The answer's line without its end; undefined once the person ended it (Ctrl-D, Ctrl-C, the end of input). */
  readonly ask: (question: string) => Promise<string | undefined>;
  /** Lets go of the terminal; the program could not end otherwise. */
  readonly close: () => void;
}

/** What it needs of a process: where Ctrl-C arrives. */
interface Signals {
  readonly on: (signal: 'SIGINT', end: () => void) => unknown;
  readonly off: (signal: 'SIGINT', end: () => void) => unknown;
}

/** Opens it: questions go to `output`, answers come from `input`. */
export const openTalk = (
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  signals: Signals,
): Talk => {
  const lines = createInterface({ input, terminal: false });
  const ahead: string[] = [];
  let waiting: ((line: string | undefined) => void) | undefined;
  let ended = false;
  const give = (line: string | undefined): void => {
    const to = waiting;
    waiting = undefined;
    to?.(line);
  };
  const end = (): void => {
    ended = true;
    // Ctrl-C leaves the cursor behind the question.
    if (waiting !== undefined) output.write('\n');
    give(undefined);
  };
  lines.on('line', line => {
    if (waiting === undefined) ahead.push(line);
    else give(line);
  });
  const cut = (): void => {
    ahead.length = 0;
    end();
  };
  lines.on('close', end);
  signals.on('SIGINT', cut);
  return {
    ask(question) {
      output.write(question);
      const line = ahead.shift();
      if (line !== undefined || ended) {
        output.write(line === undefined ? '\n' : `${line}\n`);
        return Promise.resolve(line);
      }
      return new Promise(resolve => {
        waiting = resolve;
      });
    },
    close() {
      signals.off('SIGINT', cut);
      lines.off('close', end);
      lines.close();
    },
  };
};
