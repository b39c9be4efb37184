/** Reading files of this machine with limits, without ever holding up the screen for long. */
import { closeSync, openSync, readSync } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { failed, type Result, success } from '../core/model/failure.ts';
import type { FileText, Limits } from './host.ts';

/** Asked for in one read(2). The kernel gives at most 4 KB of a /proc/net file at a time whatever is asked (measured). */
const pieceBytes = 64 * 1024;
/** Longest stretch of reading between two looks at the keyboard. */
const sliceMs = 6;
/** Enough for /proc/net/ip_vs with 100,000 services x 10. */
const usualMaxBytes = 128 * 1024 * 1024;

/** How a file could not be read. */
const fileFailure = (path: string, error: unknown): Result<never> => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return failed({ kind: 'not-found', what: `${path} does not exist` });
  if (code === 'EACCES' || code === 'EPERM') {
    return failed({ kind: 'no-permission', what: `${path} may not be read by this user` });
  }
  if (code === 'EISDIR') return failed({ kind: 'read', what: `${path} is a folder` });
  return failed({
    kind: 'read',
    what: `${path} could not be read`,
    why: error instanceof Error ? error.message : String(error),
  });
};

/** The text of some bytes; one that was cut ends with its last whole line. */
const textOf = (bytes: Buffer, cut: boolean): string => {
  const text = bytes.toString('utf8');
  return cut ? text.slice(0, text.lastIndexOf('\n') + 1) : text;
};

/** What is kept of a large file from one read to the next. */
interface Kept {
  /** The latest bytes, from its beginning on. */
  readonly buffer: Buffer;
  readonly length: number;
  readonly text: string;
  /** Read into by the next read: memory that was touched before costs no page faults. */
  readonly spare: Buffer;
}

/**
 * Reads files of /proc and /sys. Such a file never waits for a disk, so it is read in this thread (handing 1,600
 * small reads to the thread pool costs more than the reads), in slices between which keys are served. Of the files in
 * `remembered` the bytes are kept: the table of a quiet director reads the same every second, and then the same string
 * is given again, which spares everything that follows (comparing 6 MB takes 0.5 ms, a string of it 80 ms: measured).
 */
export const kernelFiles = (
  remembered: ReadonlySet<string>,
): ((path: string, limits: Limits) => Promise<Result<FileText>>) => {
  const files = new Map<string, Kept>();
  return async (path, limits) => {
    const endsAt = performance.now() + (limits.timeoutMs ?? Number.POSITIVE_INFINITY);
    const maxBytes = limits.maxBytes ?? usualMaxBytes;
    const kept = files.get(path);
    // Two reads of one file at a time must not share a buffer.
    files.delete(path);
    let bytes = kept?.spare ?? Buffer.allocUnsafe(pieceBytes);
    let filled = 0;
    let cpuMs = 0;
    let fd: number | undefined;
    try {
      fd = openSync(path, 'r');
      for (;;) {
        const sliceStart = performance.now();
        let ended = false;
        while (!ended && filled < maxBytes && performance.now() - sliceStart < sliceMs) {
          if (filled === bytes.length) bytes = Buffer.concat([bytes], 2 * bytes.length);
          const count = readSync(fd, bytes, filled, Math.min(bytes.length - filled, maxBytes - filled), null);
          if (count === 0) ended = true;
          filled += count;
        }
        const sliceEnd = performance.now();
        cpuMs += sliceEnd - sliceStart;
        const cut = !ended && (filled >= maxBytes || sliceEnd >= endsAt);
        if (ended || cut) {
          const read = bytes.subarray(0, filled);
          const same = !cut && kept !== undefined && read.equals(kept.buffer.subarray(0, kept.length));
          const text = same ? kept.text : textOf(read, cut);
          if (!cut && remembered.has(path)) {
            const spare = kept?.buffer ?? Buffer.allocUnsafe(bytes.length);
            files.set(path, { buffer: bytes, length: filled, text, spare });
          }
          return success({ text, cut, cpuMs: cpuMs + performance.now() - sliceEnd });
        }
        await new Promise(resolve => setImmediate(resolve));
      }
    } catch (error) {
      return fileFailure(path, error);
    } finally {
      if (fd !== undefined) closeSync(fd);
    }
  };
};

/** Reads any other file (a pipe too) without blocking this thread. */
export const readOrdinaryFile = async (path: string, limits: Limits): Promise<Result<FileText>> => {
  const startedAt = performance.now();
  const maxBytes = limits.maxBytes ?? usualMaxBytes;
  try {
    const file = await open(path, 'r');
    try {
      const pieces: Buffer[] = [];
      let size = 0;
      let cut = false;
      for (;;) {
        const piece = Buffer.allocUnsafe(pieceBytes);
        const { bytesRead } = await file.read(piece, 0, pieceBytes, null);
        if (bytesRead === 0) break;
        pieces.push(piece.subarray(0, Math.min(bytesRead, maxBytes - size)));
        size += bytesRead;
        cut =
          size > maxBytes || performance.now() - startedAt > (limits.timeoutMs ?? Number.POSITIVE_INFINITY);
        if (cut) break;
      }
      return success({ text: textOf(Buffer.concat(pieces), cut), cut, cpuMs: performance.now() - startedAt });
    } finally {
      await file.close();
    }
  } catch (error) {
    return fileFailure(path, error);
  }
};

/** Names in a folder, unsorted. */
export const listFolder = async (path: string): Promise<Result<readonly string[]>> => {
  try {
    return success(await readdir(path));
  } catch (error) {
    return fileFailure(path, error);
  }
};
