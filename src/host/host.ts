/**
 * A machine that can run a program and read a file. Hosts differ by how a program is started, in nothing else;
 * the director's reader is built once on top of this.
 */
import type { Result } from '../core/model/failure.ts';

/** A program's end. `exit` is its exit code. */
export interface RunResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
  /** Processor time of the program in milliseconds where the host can tell, else wall time. */
  readonly cpuMs: number;
}

/** Limits of one run or read. */
export interface Limits {
  /** The program is killed (SIGTERM, then SIGKILL) after this; failure kind `timeout`. */
  readonly timeoutMs?: number;
  readonly stdin?: string;
  /** Output beyond this ends the read; failure kind `read` for programs, a cut text for files. */
  readonly maxBytes?: number;
}

/** A file's text; `cut` when a limit ended the read early. */
export interface FileText {
  readonly text: string;
  readonly cut: boolean;
  readonly cpuMs: number;
}

/** A machine. Methods never throw and never reject: what goes wrong is a Failure. */
export interface Host {
  /** The machine's name as people call it. */
  readonly name: string;
  readonly kind: 'local' | 'practice';
  /** Runs a program by name with an argument array; no shell. A non-zero exit is a result, not a failure. */
  run(program: string, args: readonly string[], limits?: Limits): Promise<Result<RunResult>>;
  readFile(path: string, limits?: Limits): Promise<Result<FileText>>;
  /** Names in a folder, unsorted. */
  listFolder(path: string): Promise<Result<readonly string[]>>;
  /** Milliseconds since 1970 on the clock that this host's counters run by (practice time for practice). */
  now(): number;
}
