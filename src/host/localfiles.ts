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

/** The text of the pieces; a text that was cut ends with its last whole line. */
const textOf = (pieces: readonly Uint8Array[], cut: boolean): string => {
  const text = Buffer.concat(pieces).toString('utf8');
  return cut ? text.slice(0, text.lastIndexOf('\n') + 1) : text;
};

/**
 * Reads a file of /proc or /sys. Such a file never waits for a disk, so it is read in this thread (handing 1,600
 * small reads to the thread pool costs more than the reads), in slices between which keys are served.
 */
export const readKernelFile = async (path: string, limits: Limits): Promise<Result<FileText>> => {
  const endsAt = performance.now() + (limits.timeoutMs ?? Number.POSITIVE_INFINITY);
  let left = limits.maxBytes ?? usualMaxBytes;
  let cpuMs = 0;
  let fd: number | undefined;
  try {
    fd = openSync(path, 'r');
    const pieces: Buffer[] = [];
    let piece = Buffer.allocUnsafe(pieceBytes);
    let filled = 0;
    for (;;) {
      const sliceStart = performance.now();
      let ended = false;
      while (!ended && left > 0 && performance.now() - sliceStart < sliceMs) {
        const count = readSync(fd, piece, filled, Math.min(pieceBytes - filled, left), null);
        if (count === 0) ended = true;
        filled += count;
        left -= count;
        if (filled === pieceBytes) {
          pieces.push(piece);
          piece = Buffer.allocUnsafe(pieceBytes);
          filled = 0;
        }
      }
      const sliceEnd = performance.now();
      cpuMs += sliceEnd - sliceStart;
      const cut = !ended && (left <= 0 || sliceEnd >= endsAt);
      if (ended || cut) {
        pieces.push(piece.subarray(0, filled));
        return success({ text: textOf(pieces, cut), cut, cpuMs });
      }
      await new Promise(resolve => setImmediate(resolve));
    }
  } catch (error) {
    return fileFailure(path, error);
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
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
      return success({ text: textOf(pieces, cut), cut, cpuMs: performance.now() - startedAt });
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
