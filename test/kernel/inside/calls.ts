/**
 * The operations of src/host/disk/nodecalls.ts without node's thread pool: each hand-over to a thread costs ten times as much
 * as the operation itself in User-Mode Linux, and a test makes tens of thousands of them.
 */
import fs from 'node:fs';
import type { DiskCalls, Stats } from '../../../src/host/disk/calls.ts';

const statsOf = (stats: fs.Stats): Stats => ({
  kind: stats.isFile()
    ? 'file'
    : stats.isDirectory()
      ? 'folder'
      : stats.isSymbolicLink()
        ? 'symlink'
        : 'other',
  size: stats.size,
  modifiedMs: stats.mtimeMs,
  changedMs: stats.ctimeMs,
  mode: stats.mode & 0o7777,
  uid: stats.uid,
  gid: stats.gid,
  device: stats.dev,
  inode: stats.ino,
});

/** The same operations, each done before it returns. */
export const quickCalls: DiskCalls = {
  open: async (path, flags, mode) => fs.openSync(path, flags, mode),
  read: async (fd, into, position) => fs.readSync(fd, into, 0, into.length, position),
  write: async (fd, bytes) => fs.writeSync(fd, bytes),
  fstat: async fd => statsOf(fs.fstatSync(fd)),
  fsync: async fd => fs.fsyncSync(fd),
  fchmod: async (fd, mode) => fs.fchmodSync(fd, mode),
  fchown: async (fd, uid, gid) => fs.fchownSync(fd, uid, gid),
  close: async fd => fs.closeSync(fd),
  lstat: async path => statsOf(fs.lstatSync(path)),
  readlink: async path => fs.readlinkSync(path, 'utf8'),
  realpath: async path => fs.realpathSync.native(path),
  readdir: async path => fs.readdirSync(path, 'utf8'),
  mkdir: async (path, mode) => void fs.mkdirSync(path, { mode }),
  rename: async (from, to) => fs.renameSync(from, to),
  unlink: async path => fs.unlinkSync(path),
};
