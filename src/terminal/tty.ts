/** The few things that only a terminal's file descriptor can do, each safe on a terminal that has gone away. */
import { writeSync } from 'node:fs';

/** Alternate screen, cursor away, pastes marked. The screen is cleared by the first frame. */
export const enterSequence = '\u001b[?1049h\u001b[?25l\u001b[?2004h';
/**
 * The way back. Cleared before 1049l: tmux 3.3a leaves rows of the alternate screen on the user's when the window grew
 * meanwhile (measured). CAN first when a write may have stopped inside a sequence.
 */
export const leaveSequence = (interrupted: boolean): string =>
  `${interrupted ? '\u0018' : ''}\u001b[m\u001b[?2004l\u001b[H\u001b[2J\u001b[?1049l\u001b[?25h`;

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EAGAIN';

/** Writes everything, now; waits up to a second for a full terminal; silent when it has gone. */
export const writeNow = (fd: number, text: string): void => {
  let bytes: Uint8Array = Buffer.from(text);
  for (let tries = 0; bytes.length > 0 && tries < 100; ) {
    try {
      bytes = bytes.subarray(writeSync(fd, bytes));
    } catch (error) {
      if (!isBusy(error)) return;
      tries += 1;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
};

/**
 * Node writes to a terminal synchronously: one that is stopped or slow would stop the whole program. Its handle can be
 * told otherwise (there is no public way); libuv opened the terminal anew for itself, so nobody else's descriptor changes.
 */
export const dontBlock = (stream: object): boolean => {
  const handle: unknown = '_handle' in stream ? stream._handle : undefined;
  if (typeof handle !== 'object' || handle === null || !('setBlocking' in handle)) return false;
  if (typeof handle.setBlocking !== 'function') return false;
  return handle.setBlocking(false) === 0;
};
