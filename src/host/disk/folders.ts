/** Folders: made, listed, and brought to the disk with the names in them. */
import { constants } from 'node:fs';
import { dirname } from 'node:path';
import { type Result, success } from '../../core/model/failure.ts';
import type { FileInfo, Listed } from '../disk.ts';
import { type DiskCalls, type DiskParts, unless, withFile } from './calls.ts';
import { pathObjection, refusal } from './failures.ts';
import { notOurs, refuseOthers } from './read.ts';

/** A folder is opened so, to bring it to the disk. */
export const folderFlags = constants.O_RDONLY | constants.O_DIRECTORY;

/** Brings the names in an open folder to the disk. Some file systems cannot, and then need not (EINVAL). */
export const syncFolder = async (calls: DiskCalls, fd: number): Promise<void> => {
  await unless(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP'], calls.fsync(fd));
};

/** The same for a folder that is not open. */
export const syncFolderAt = (calls: DiskCalls, path: string): Promise<void> =>
  withFile(calls, [path, folderFlags, 0], fd => syncFolder(calls, fd));

const makeOne = async (calls: DiskCalls, path: string, mode: number): Promise<void> => {
  await calls.mkdir(path, mode);
  await syncFolderAt(calls, dirname(path));
};

/** Makes a folder and those above it; see Disk. */
export const makeFolder = async (
  { calls, around }: DiskParts,
  path: string,
  mode: number,
): Promise<Result<void>> => {
  const doing = { path, not: 'was not made' };
  const objection = pathObjection(path);
  if (objection !== undefined) return refusal(doing, 'value', objection);
  const missing: string[] = [];
  for (let at = path; ; at = dirname(at)) {
    // With a dot at its end the path means what a link points to, and is a folder or an error.
    const stats = await unless(['ENOENT'], calls.lstat(`${at}/.`));
    if (stats !== undefined) break;
    missing.unshift(at);
  }
  for (const at of missing) await unless(['EEXIST'], makeOne(calls, at, mode));
  const stats = await unless(['ENOENT'], calls.lstat(`${path}/.`));
  if (stats === undefined) return refusal(doing, 'exists', 'a link that points to nothing stands there');
  const others = notOurs(stats, around.uid);
  return others === undefined ? success(undefined) : refuseOthers(doing, others);
};

/** What stands at a path; undefined when nothing does. */
export const fileInfo = async (calls: DiskCalls, path: string): Promise<FileInfo | undefined> => {
  const stats = await unless(['ENOENT', 'ENOTDIR'], calls.lstat(path));
  if (stats === undefined) return undefined;
  const { kind, size, modifiedMs, mode, uid, gid } = stats;
  const target = kind === 'symlink' ? await unless(['ENOENT', 'EINVAL'], calls.readlink(path)) : undefined;
  return { kind, size, modifiedMs, mode, uid, gid, ...(target === undefined ? {} : { target }) };
};

/** What a folder holds; names that vanish while they are looked at are left out. */
export const listFolder = async (calls: DiskCalls, path: string): Promise<readonly Listed[]> => {
  const names = await calls.readdir(path);
  const infos = await Promise.all(
    [...names]
      .sort()
      .map(async name => ({ name, info: await fileInfo(calls, `${path.replace(/\/$/, '')}/${name}`) })),
  );
  return infos.flatMap(({ name, info }) => (info === undefined ? [] : [{ name, info }]));
};
