/** Reads files whole. */
import { constants } from 'node:fs';
import { type Result, success } from '../../core/model/failure.ts';
import { type DiskCalls, type DiskParts, type Stats, unless, withFile } from './calls.ts';
import { type Doing, refusal } from './failures.ts';
import { type Place, resolveFile } from './resolve.ts';
import { textOf } from './text.ts';

/** A rules file of 10,000 services x 10 has 8 MB; beyond this it is none. */
const mostBytes = 256 * 1024 * 1024;

/** A regular file is opened so: never through a link, and never waiting for the other end of a pipe. */
export const readFlags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** A file as it was at one moment. */
export interface Contents {
  readonly text: string;
  readonly stats: Stats;
}

const readAll = async (calls: DiskCalls, fd: number, size: number): Promise<Uint8Array | undefined> => {
  // Files of /proc say that they have no size.
  let bytes = new Uint8Array(Math.max(size + 1, 16 * 1024));
  let filled = 0;
  for (;;) {
    if (filled > mostBytes) return undefined;
    const count = await calls.read(fd, bytes.subarray(filled), filled);
    if (count === 0) return bytes.subarray(0, filled);
    filled += count;
    if (filled === bytes.length) {
      const larger = new Uint8Array(2 * bytes.length);
      larger.set(bytes);
      bytes = larger;
    }
  }
};

/** Everything in an open file; a failure where it is too large. */
export const readOpened = async (
  calls: DiskCalls,
  fd: number,
  stats: Stats,
  doing: Doing,
): Promise<Result<Contents>> => {
  const bytes = stats.size > mostBytes ? undefined : await readAll(calls, fd, stats.size);
  if (bytes === undefined)
    return refusal(doing, 'read', `it has more than ${mostBytes / 1024 / 1024} MB, which no rules file has`);
  return success({ text: textOf(bytes), stats });
};

/** What stands at a place that was resolved; undefined where nothing does. */
export const readPlace = async (
  { calls }: DiskParts,
  place: Place,
  doing: Doing,
): Promise<Result<Contents | undefined>> => {
  if (place.stats === undefined) return success(undefined);
  // It may have been removed a moment ago.
  const read = await unless(
    ['ENOENT'],
    withFile(calls, [place.path, readFlags, 0], async fd =>
      readOpened(calls, fd, await calls.fstat(fd), doing),
    ),
  );
  return read ?? success(undefined);
};

/** Why a file or folder is not taken for our own; undefined when it may be. */
export const notOurs = (stats: Stats, uid: number): string | undefined => {
  if (stats.kind !== 'file' && stats.kind !== 'folder') return 'it is not a regular file';
  if (stats.uid !== 0 && stats.uid !== uid) return `it belongs to another user (uid ${stats.uid})`;
  return (stats.mode & 0o022) === 0 ? undefined : 'other users may write to it';
};

/** The failure for a file that is not our own. */
export const refuseOthers = (doing: Doing, why: string): Result<never> =>
  refusal(
    doing,
    'no-permission',
    `${why}, and lvsh acts on what it holds`,
    'see who wrote to it; then set it right (chown, chmod 0600), or move it away',
  );

/** The text of any file. */
export const readFile = async (parts: DiskParts, path: string): Promise<Result<string | undefined>> => {
  const doing = { path, not: 'could not be read' };
  const place = await resolveFile(parts, doing);
  if (!place.ok) return place;
  const read = await readPlace(parts, place.value, doing);
  return read.ok ? success(read.value?.text) : read;
};

/** The text of a file that only root or this user can have written. */
export const readOwnFile = async (
  { calls, around }: DiskParts,
  path: string,
): Promise<Result<string | undefined>> => {
  const doing = { path, not: 'was not read' };
  const stats = await unless(['ENOENT', 'ENOTDIR'], calls.lstat(path));
  if (stats === undefined) return success(undefined);
  if (stats.kind === 'symlink') return refuseOthers(doing, 'it is a symbolic link');
  return withFile(calls, [path, readFlags, 0], async fd => {
    // What was opened counts, not what stood there a moment ago.
    const opened = await calls.fstat(fd);
    const objection = notOurs(opened, around.uid);
    if (objection !== undefined) return refuseOthers(doing, objection);
    const read = await readOpened(calls, fd, opened, doing);
    return read.ok ? success(read.value.text) : read;
  });
};
