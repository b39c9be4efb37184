/**
 * What lvsh writes: whole files, folders, the journal's lines, and the lock that keeps two of them apart. Every kind
 * of machine has a disk of this shape; `disk/make.ts` builds it on this machine's file system and on one in memory.
 */
import type { Result } from '../core/model/failure.ts';

/** What stands at a path, itself: a symbolic link is not followed. */
export interface FileInfo {
  /** `other`: a device, a named pipe, a socket. */
  readonly kind: 'file' | 'folder' | 'symlink' | 'other';
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modifiedMs: number;
  /** Permissions only: 0o644. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Where a symbolic link points, as written in it. */
  readonly target?: string;
}

/** A name in a folder. */
export interface Listed {
  readonly name: string;
  readonly info: FileInfo;
}

/** How a file is read. */
export interface ReadOptions {
  /**
   * Only a file that nobody else can have written: no symbolic link, owned by root or by this user, not writable
   * for others. What comes out of it is acted upon.
   */
  readonly own?: boolean;
}

/** How a file is replaced. */
export interface ReplaceOptions {
  /** Of a file that is not there yet; 0o644 when absent. One that is there keeps its own. */
  readonly mode?: number;
  /** Nothing is written when the file holds another text (`undefined`: when there is a file at all). */
  readonly expect?: { readonly text: string | undefined };
}

/** What was replaced or removed. */
export interface Replaced {
  /** The file itself, after following symbolic links. */
  readonly path: string;
  /** Its text before; undefined when there was none. */
  readonly former: string | undefined;
}

/** A lock that is held. */
export interface Held {
  /** Gives it back; never fails. A process that dies gives it back as well. */
  release(): Promise<void>;
}

/** How a lock is asked for. */
export interface LockOptions {
  /** Who wants it, for those that find it taken: `alice from 10.0.0.5`. */
  readonly who: string;
  /** How long another holder is waited for, milliseconds. */
  readonly waitMs: number;
}

/**
 * A disk. Paths are absolute. Texts are UTF-8; bytes that are none come out as lone surrogates and go back as the bytes
 * they were (disk/text.ts), so reading and writing a file never changes it. Methods never throw and never reject.
 */
export interface Disk {
  /** The file that a path means: symbolic links followed, also where the last one points to nothing. */
  resolve(path: string): Promise<Result<string>>;
  /** A file's text; undefined when there is none. */
  readFile(path: string, options?: ReadOptions): Promise<Result<string | undefined>>;
  /**
   * Writes a file whole or not at all, also when the process is killed or the machine loses power in between. Owner,
   * mode and SELinux context of a file that was there are kept; symbolic links are followed, and stay.
   */
  replaceFile(path: string, text: string, options?: ReplaceOptions): Promise<Result<Replaced>>;
  /** Removes a regular file; links are followed, and stay. Fails with `not-found` when there is none. */
  removeFile(path: string, options?: Pick<ReplaceOptions, 'expect'>): Promise<Result<Replaced>>;
  /**
   * Makes a folder of our own and those above it that are missing, all with this mode (less the umask). One that is
   * there already must belong to root or this user, and nobody else may write to it.
   */
  makeFolder(path: string, mode: number): Promise<Result<void>>;
  /**
   * Adds lines (`text` ends in a line end) to a file of our own, in one write, safe on the disk when it succeeds. A file
   * that ends in the middle of a line gets its line end first. A file that is not there is made with this mode (0o600).
   */
  appendLines(path: string, text: string, options?: { readonly mode?: number }): Promise<Result<void>>;
  /** Renames within one file system; replaces what stands at `to`. */
  renameFile(from: string, to: string): Promise<Result<void>>;
  /** What a folder holds, sorted by name. */
  listFolder(path: string): Promise<Result<readonly Listed[]>>;
  /** What stands at a path; undefined when nothing does. */
  fileInfo(path: string): Promise<Result<FileInfo | undefined>>;
  /**
   * Takes the lock of this path, one holder at a time among all processes. When another holds it and keeps it longer
   * than `waitMs`: a failure of kind `other` that tells who. Its folder must be there.
   */
  lock(path: string, options: LockOptions): Promise<Result<Held>>;
  /** Who holds the lock of this path: `alice from 10.0.0.5, process 4711`; undefined when nobody does. */
  holder(path: string): Promise<Result<string | undefined>>;
}
