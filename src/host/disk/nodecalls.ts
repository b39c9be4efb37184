/**
 * The operations on this machine's file system. All go through node's thread pool, none is the `Sync` kind: an fsync
 * waits for the disk (0.1 ms to seconds on a busy one), and the screen must not wait with it. The hand-over costs some
 * 0.03 ms a call (measured), which a replaced file (20 calls) and a journal line (6) can bear.
 */
import fs from 'node:fs';
import { promisify } from 'node:util';
import type { DiskCalls, Stats } from './calls.ts';

const kindOf = (stats: fs.Stats): Stats['kind'] => {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'folder';
  return stats.isSymbolicLink() ? 'symlink' : 'other';
};

const statsOf = (stats: fs.Stats): Stats => ({
  kind: kindOf(stats),
  size: stats.size,
  modifiedMs: stats.mtimeMs,
  changedMs: stats.ctimeMs,
  mode: stats.mode & 0o7777,
  uid: stats.uid,
  gid: stats.gid,
  device: stats.dev,
  inode: stats.ino,
});

const open = promisify(fs.open);
const read = promisify(fs.read);
const write = promisify(fs.write);
const fstat = promisify(fs.fstat);
const lstat = promisify(fs.lstat);
const mkdir = promisify(fs.mkdir);
const readlink = promisify(fs.readlink);
const readdir = promisify(fs.readdir);

/** The file system of this machine. */
export const nodeCalls: DiskCalls = {
  open,
  read: async (fd, into, position) => (await read(fd, into, 0, into.length, position)).bytesRead,
  write: async (fd, bytes) => (await write(fd, bytes)).bytesWritten,
  fstat: async fd => statsOf(await fstat(fd)),
  fsync: promisify(fs.fsync),
  fchmod: promisify(fs.fchmod),
  fchown: promisify(fs.fchown),
  close: promisify(fs.close),
  lstat: async path => statsOf(await lstat(path)),
  readlink: path => readlink(path, 'utf8'),
  realpath: promisify(fs.realpath.native),
  readdir: path => readdir(path, 'utf8'),
  mkdir: async (path, mode) => {
    await mkdir(path, { mode });
  },
  rename: promisify(fs.rename),
  unlink: promisify(fs.unlink),
};
