/** Adds lines to a file of our own (the journal), each time safe on the disk before it goes on. */
import { constants } from 'node:fs';
import { dirname } from 'node:path';
import { type Result, success } from '../../core/model/failure.ts';
import { codeOf, type DiskCalls, type DiskParts, writeAll } from './calls.ts';
import { type Doing, pathObjection, refusal } from './failures.ts';
import { syncFolderAt } from './folders.ts';
import { notOurs, refuseOthers } from './read.ts';
import { bytesOf } from './text.ts';

const flags = constants.O_RDWR | constants.O_APPEND | constants.O_NOFOLLOW | constants.O_NONBLOCK;
const newFlags = flags | constants.O_CREAT | constants.O_EXCL;
const lineEnd = 0x0a;

interface Opened {
  readonly fd: number;
  readonly fresh: boolean;
}

/** Opens the file, or makes it; another process may make it in between, hence the second attempt. */
const openToAppend = async (calls: DiskCalls, path: string, mode: number): Promise<Opened> => {
  for (let attempts = 0; ; attempts++) {
    try {
      return { fd: await calls.open(path, flags, 0), fresh: false };
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
    }
    try {
      return { fd: await calls.open(path, newFlags, mode), fresh: true };
    } catch (error) {
      if (codeOf(error) !== 'EEXIST' || attempts > 0) throw error;
    }
  }
};

const add = async (
  { calls, around }: DiskParts,
  { fd, fresh }: Opened,
  text: string,
  doing: Doing,
): Promise<Result<void>> => {
  const stats = await calls.fstat(fd);
  const objection = notOurs(stats, around.uid);
  if (objection !== undefined) return refuseOthers(doing, objection);
  const last = Uint8Array.of(lineEnd);
  if (stats.size > 0) await calls.read(fd, last, stats.size - 1);
  const whole = last[0] === lineEnd;
  await writeAll(calls, fd, bytesOf(whole ? text : `\n${text}`));
  await calls.fsync(fd);
  if (fresh) await syncFolderAt(calls, dirname(doing.path));
  return success(undefined);
};

/** Adds lines to a file; see Disk. */
export const appendLines = async (
  parts: DiskParts,
  path: string,
  text: string,
  mode: number,
): Promise<Result<void>> => {
  const doing = { path, not: 'was not written to' };
  const objection = pathObjection(path);
  if (objection !== undefined) return refusal(doing, 'value', objection);
  const { calls } = parts;
  let opened: Opened;
  try {
    opened = await openToAppend(calls, path, mode);
  } catch (error) {
    if (codeOf(error) === 'ELOOP') return refuseOthers(doing, 'it is a symbolic link');
    throw error;
  }
  try {
    return await add(parts, opened, text, doing);
  } finally {
    await calls.close(opened.fd).catch(() => undefined);
  }
};
