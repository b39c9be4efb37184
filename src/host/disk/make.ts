/** Puts the disk's operations together. */
import { dirname } from 'node:path';
import { type Result, success } from '../../core/model/failure.ts';
import type { Disk } from '../disk.ts';
import { appendLines } from './append.ts';
import { nodeSurroundings } from './around.ts';
import type { DiskCalls, DiskParts, Surroundings } from './calls.ts';
import { attempt } from './failures.ts';
import { fileInfo, listFolder, makeFolder, syncFolderAt } from './folders.ts';
import { lockHolder, takeLock } from './lock.ts';
import { type MemoryOptions, memoryParts } from './memory.ts';
import { nodeCalls } from './nodecalls.ts';
import { readFile, readOwnFile } from './read.ts';
import { removeFile, replaceFile } from './replace.ts';
import { resolvePlace } from './resolve.ts';

/** Brings a new name to the disk, and the end of the old one where it stood in another folder. */
const confirm = async (calls: DiskCalls, from: string, to: string): Promise<Result<void>> => {
  await syncFolderAt(calls, dirname(to));
  if (dirname(from) !== dirname(to)) await syncFolderAt(calls, dirname(from));
  return success(undefined);
};

/** A disk made of any operations. */
export const diskOf = (parts: DiskParts): Disk => {
  const { calls } = parts;
  const reading = (path: string) => ({ path, not: 'could not be read' });
  return {
    resolve: path =>
      attempt(reading(path), async () => {
        const place = await resolvePlace(parts, reading(path));
        return place.ok ? success(place.value.path) : place;
      }),
    readFile: (path, { own = false } = {}) =>
      attempt(reading(path), () => (own ? readOwnFile(parts, path) : readFile(parts, path))),
    replaceFile: (path, text, options = {}) =>
      attempt({ path, not: 'was not written' }, () => replaceFile(parts, path, text, options)),
    removeFile: (path, options = {}) =>
      attempt({ path, not: 'was not removed' }, () => removeFile(parts, path, options)),
    makeFolder: (path, mode) => attempt({ path, not: 'was not made' }, () => makeFolder(parts, path, mode)),
    appendLines: (path, text, { mode = 0o600 } = {}) =>
      attempt({ path, not: 'was not written to' }, () => appendLines(parts, path, text, mode)),
    renameFile: (from, to) =>
      attempt({ path: from, not: `was not renamed to ${to}` }, async () => {
        await calls.rename(from, to);
        return confirm(calls, from, to);
      }),
    listFolder: path => attempt(reading(path), async () => success(await listFolder(calls, path))),
    fileInfo: path => attempt(reading(path), async () => success(await fileInfo(calls, path))),
    lock: (path, options) => attempt({ path, not: 'was not locked' }, () => takeLock(parts, path, options)),
    holder: path => attempt(reading(path), async () => success(await lockHolder(parts, path))),
  };
};

/** This machine's disk. `run` starts programs (a host's `run`); `calls` takes the place of operations, in tests. */
export const localDisk = (run: Surroundings['run'], calls: Partial<DiskCalls> = {}): Disk =>
  diskOf({ calls: { ...nodeCalls, ...calls }, around: nodeSurroundings(run) });

/** A disk in memory, which behaves the same: the practice director's, and the tests'. */
export const memoryDisk = (options: MemoryOptions = {}): Disk => diskOf(memoryParts(options));
