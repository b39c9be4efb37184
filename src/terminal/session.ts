/**
 * A program's stay on a terminal: from raw mode and the alternate screen to whatever ends it. Every way out passes
 * `leave`, which is done once, synchronously, and before anything else, so that even a way out that hangs afterwards
 * leaves a good terminal behind.
 */
import process from 'node:process';
import type { ReadStream, WriteStream } from 'node:tty';
import { crashReport } from './crash.ts';
import { type Decoder, decode, escapeDelay, type Input, isWaiting, newDecoder, settle } from './decode.ts';
import { dontBlock, enterSequence, leaveSequence, writeNow } from './tty.ts';

/** What a session tells. */
export interface SessionEvents {
  /** All that one read brought. */
  readonly inputs: (inputs: readonly Input[]) => void;
  readonly resized: (columns: number, rows: number) => void;
  /** The screen is no longer ours: do not write. */
  readonly paused: () => void;
  /** The screen is ours again and empty. */
  readonly resumed: () => void;
}

/** A stay on a terminal. */
export interface Session {
  readonly size: () => { readonly columns: number; readonly rows: number };
  /** Leaves, stops the whole job, and comes back when it is continued. */
  readonly suspend: () => void;
  /** Leaves for good. */
  readonly close: () => void;
}

const deadly = ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT'] as const;
/** Long enough for the stop to arrive; when the timer fires without one, there was no shell to come back from. */
const stopGrace = 50;

/** Enters the terminal. `version` is for the crash report. */
export const openSession = (
  stdin: ReadStream,
  stdout: WriteStream & { readonly fd: number },
  version: string,
  events: SessionEvents,
): Session => {
  let entered = false;
  let decoder: Decoder = newDecoder;
  let lone: NodeJS.Timeout | undefined;
  let back: NodeJS.Timeout | undefined;

  // Serial lines and some containers say 0 x 0.
  const size = (): { columns: number; rows: number } => ({
    columns: stdout.columns > 0 ? stdout.columns : 80,
    rows: stdout.rows > 0 ? stdout.rows : 24,
  });

  const enter = (): void => {
    entered = true;
    stdin.setRawMode(true);
    stdin.resume();
    writeNow(stdout.fd, enterSequence);
  };

  const leave = (): void => {
    if (!entered) return;
    entered = false;
    events.paused();
    writeNow(stdout.fd, leaveSequence(stdout.writableLength > 0));
    try {
      stdin.setRawMode(false);
    } catch {
      // The terminal has gone away: there is no mode to restore.
    }
  };

  const give = (result: { readonly decoder: Decoder; readonly inputs: readonly Input[] }): void => {
    decoder = result.decoder;
    clearTimeout(lone);
    if (isWaiting(decoder)) lone = setTimeout(() => give(settle(decoder)), escapeDelay);
    if (result.inputs.length > 0) events.inputs(result.inputs);
  };
  const onData = (bytes: Buffer): void => give(decode(decoder, bytes));
  const onResize = (): void => {
    const { columns, rows } = size();
    events.resized(columns, rows);
  };
  const onDeadly = (signal: NodeJS.Signals): void => {
    // Without listeners the signal is deadly again, also a second one that comes while the terminal is being restored.
    for (const name of deadly) process.removeAllListeners(name);
    leave();
    process.kill(process.pid, signal);
  };
  /**
   * The terminal has gone away. process.exit would abort here: Node 20 insists on resetting a terminal that answers
   * EIO (measured: SIGABRT or SIGSEGV, a core file). Dying of SIGHUP is what the kernel meant anyway.
   */
  const onGone = (): void => onDeadly('SIGHUP');
  const onCrash = (error: unknown): void => {
    leave();
    writeNow(2, crashReport(error, version, `Node ${process.version}, ${process.platform} ${process.arch}`));
    process.exit(1);
  };

  const resume = (): void => {
    clearTimeout(back);
    // Continued after a SIGSTOP, of which nobody is told: the shell has had the terminal, so everything is set anew.
    if (entered) stdin.setRawMode(false);
    else process.on('SIGTSTP', suspend);
    enter();
    // Who is in the background is not told of new sizes: Node's own listener looks again.
    process.emit('SIGWINCH', 'SIGWINCH');
    events.resumed();
  };
  const suspend = (): void => {
    if (!entered) return;
    leave();
    stdin.pause();
    process.off('SIGTSTP', suspend);
    // The whole job: npm or sudo may stand between the shell and us.
    process.kill(0, 'SIGTSTP');
    back = setTimeout(resume, stopGrace);
  };

  for (const name of deadly) process.on(name, onDeadly);
  process.on('SIGTSTP', suspend);
  process.on('SIGCONT', resume);
  process.on('uncaughtException', onCrash);
  process.on('unhandledRejection', onCrash);
  process.on('exit', leave);
  stdin.on('data', onData);
  stdin.on('end', onGone);
  stdin.on('error', onGone);
  stdout.on('error', onGone);
  stdout.on('resize', onResize);
  dontBlock(stdout);
  enter();

  return {
    size,
    suspend,
    close() {
      clearTimeout(lone);
      clearTimeout(back);
      leave();
      for (const name of deadly) process.off(name, onDeadly);
      process.off('SIGTSTP', suspend);
      process.off('SIGCONT', resume);
      process.off('uncaughtException', onCrash);
      process.off('unhandledRejection', onCrash);
      process.off('exit', leave);
      stdin.off('data', onData);
      stdin.off('end', onGone);
      stdin.off('error', onGone);
      stdout.off('error', onGone);
      stdout.off('resize', onResize);
      stdin.pause();
    },
  };
};
