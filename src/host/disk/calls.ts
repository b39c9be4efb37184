/**
 * The few operations that everything on a disk is made of. They reject as node:fs does, with a `code` (`ENOSPC`), and
 * are handed in, so that a test can make any of them fail, or kill the process at any of them.
 */
import type { Result } from '../../core/model/failure.ts';
import type { RunResult } from '../host.ts';

/** What the kernel tells of a file. */
export interface Stats {
  readonly kind: 'file' | 'folder' | 'symlink' | 'other';
  readonly size: number;
  readonly modifiedMs: number;
  /** Milliseconds since 1970 at which anything about it last changed, its mode and owner included. */
  readonly changedMs: number;
  /** Permissions only. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Device and number of the file within it: together they tell whether two paths mean the same file. */
  readonly device: number;
  readonly inode: number;
}

/** What a process is known by, for as long as the machine runs. */
export interface ProcessMark {
  readonly pid: number;
  /** When it began, in the kernel's ticks since boot: pids are used again, this is not. */
  readonly start: string;
  /** The boot of the kernel it runs under. */
  readonly boot: string;
  /** The pid namespace in which the pid counts. */
  readonly space: string;
}

/** The operations. Flags and modes are those of open(2); all paths are absolute. */
export interface DiskCalls {
  open(path: string, flags: number, mode: number): Promise<number>;
  /** Reads into `into` from `position` on; gives the number of bytes, 0 at the end. */
  read(fd: number, into: Uint8Array, position: number): Promise<number>;
  /** One write(2) at the file's own position; gives how many bytes were taken. */
  write(fd: number, bytes: Uint8Array): Promise<number>;
  fstat(fd: number): Promise<Stats>;
  fsync(fd: number): Promise<void>;
  fchmod(fd: number, mode: number): Promise<void>;
  fchown(fd: number, uid: number, gid: number): Promise<void>;
  close(fd: number): Promise<void>;
  lstat(path: string): Promise<Stats>;
  readlink(path: string): Promise<string>;
  realpath(path: string): Promise<string>;
  readdir(path: string): Promise<readonly string[]>;
  mkdir(path: string, mode: number): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
}

/** What surrounds a disk: who works on it, and what it needs that is no file operation. */
export interface Surroundings {
  /** The user whose rights are used. */
  readonly uid: number;
  /** A word that nobody can guess: sixteen hexadecimal digits. */
  random(): string;
  /** Waits, milliseconds. */
  pause(ms: number): Promise<void>;
  /** Milliseconds on a clock that nobody sets. */
  clock(): number;
  /** This process. Rejects where /proc cannot be read. */
  self(): Promise<ProcessMark>;
  /** Whether a process still runs; true where that cannot be told. */
  alive(mark: ProcessMark): Promise<boolean>;
  /** Runs a program by name with an argument array; no shell. Only chcon is run, only where SELinux is. */
  run(program: string, args: readonly string[]): Promise<Result<RunResult>>;
}

/** Both, as the operations on files take them. */
export interface DiskParts {
  readonly calls: DiskCalls;
  readonly around: Surroundings;
}

/** The code of an error of the system (`ENOSPC`); undefined for any other error, which is a bug. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** An error as the system gives it. */
export const systemError = (code: string, about: string): Error =>
  Object.assign(new Error(`${code}: ${about}`), { code });

/** Gives undefined where a call meets one of these codes. */
export const unless = async <T>(codes: readonly string[], call: Promise<T>): Promise<T | undefined> => {
  try {
    return await call;
  } catch (error) {
    if (codes.includes(codeOf(error) ?? '')) return undefined;
    throw error;
  }
};

/** Writes all of it; the disk may take less at a time. */
export const writeAll = async (calls: DiskCalls, fd: number, bytes: Uint8Array): Promise<void> => {
  let written = 0;
  while (written < bytes.length) {
    const count = await calls.write(fd, bytes.subarray(written));
    if (count === 0) throw systemError('EIO', 'the file takes no more bytes');
    written += count;
  }
};

/** Opens, uses and closes. What was written is on the disk by fsync before, so closing has nothing to add. */
export const withFile = async <T>(
  calls: DiskCalls,
  [path, flags, mode]: readonly [path: string, flags: number, mode: number],
  use: (fd: number) => Promise<T>,
): Promise<T> => {
  const fd = await calls.open(path, flags, mode);
  try {
    return await use(fd);
  } finally {
    await calls.close(fd).catch(() => undefined);
  }
};
