/**
 * Replaces a file whole or not at all: a new file beside it gets everything the old one has (owner, mode, SELinux
 * context), reaches the disk, and takes the old one's name in one step, which rename(2) promises; then the folder, where
 * the name stands, reaches the disk. Killed anywhere, the old file or the new one stands there, never a part.
 */
import { constants } from 'node:fs';
import { basename } from 'node:path';
import { failed, type Result, success } from '../../core/model/failure.ts';
import type { Replaced, ReplaceOptions } from '../disk.ts';
import { codeOf, type DiskCalls, type DiskParts, type Stats, unless, withFile, writeAll } from './calls.ts';
import { attempt, type Doing, refusal } from './failures.ts';
import { folderFlags, syncFolder } from './folders.ts';
import { type Contents, readPlace } from './read.ts';
import { type Place, resolveFile } from './resolve.ts';
import { keepContext } from './selinux.ts';
import { bytesOf } from './text.ts';

/** Nobody can have put a file or link of this name in the way: it must be new. */
const newFlags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
/** Until the file has its owner and mode, nobody else may read it. */
const secret = 0o600;
/** What was left behind by a process that died is removed after an hour. */
const staleMs = 3_600_000;

/** What the names of new files begin with; a name that is too long for them is cut. */
const stem = (path: string): string => `.${basename(path).slice(0, 40)}.lvsh-`;

const fill = async (
  { calls, around }: DiskParts,
  temporary: string,
  text: string,
  old: Place,
  mode: number,
  doing: Doing,
): Promise<Result<Stats>> =>
  withFile(calls, [temporary, newFlags, secret], async fd => {
    await writeAll(calls, fd, bytesOf(text));
    const mine = await calls.fstat(fd);
    if (old.stats !== undefined) {
      const { uid, gid } = old.stats;
      // The owner first: chown(2) takes set-user-id bits away.
      if (uid !== mine.uid || gid !== mine.gid) {
        const kept = await unless(
          ['EPERM'],
          calls.fchown(fd, uid, gid).then(() => true),
        );
        if (kept === undefined)
          return refusal(
            doing,
            'no-permission',
            `it belongs to another user (uid ${uid}, gid ${gid}), and only root can keep it so`,
            'do it as root (sudo lvsh)',
          );
      }
    }
    await calls.fchmod(fd, old.stats?.mode ?? mode);
    if (old.stats !== undefined) {
      const context = await keepContext({ calls, around }, old.path, temporary, doing);
      if (!context.ok) return context;
    }
    await calls.fsync(fd);
    return success(mine);
  });

const changed = (before: Stats | undefined, now: Stats | undefined): boolean =>
  before === undefined || now === undefined
    ? before !== now
    : before.device !== now.device ||
      before.inode !== now.inode ||
      before.size !== now.size ||
      before.changedMs !== now.changedMs;

const otherText: (doing: Doing) => Result<never> = doing =>
  refusal(
    doing,
    'other',
    'somebody else changed it meanwhile',
    'look at what it holds now, then do it again',
  );

/** The file before it is replaced or removed, held against what the caller expects. */
const before = async (
  parts: DiskParts,
  doing: Doing,
  { expect }: Pick<ReplaceOptions, 'expect'>,
): Promise<Result<{ readonly place: Place; readonly old: Contents | undefined }>> => {
  const place = await resolveFile(parts, doing);
  if (!place.ok) return place;
  const old = await readPlace(parts, place.value, doing);
  if (!old.ok) return old;
  if (expect !== undefined && old.value?.text !== expect.text) return otherText(doing);
  const stats = old.value?.stats;
  return success({ place: { ...place.value, stats }, old: old.value });
};

/** Removes what processes that died left beside the file. What cannot be removed is left. */
const sweep = async (calls: DiskCalls, { path, folder }: Place, nowMs: number): Promise<void> => {
  const start = stem(path);
  try {
    for (const name of await calls.readdir(folder)) {
      if (!name.startsWith(start) || !/^[0-9a-f]{16}$/.test(name.slice(start.length))) continue;
      const { kind, modifiedMs } = await calls.lstat(`${folder}/${name}`);
      if (kind === 'file' && modifiedMs < nowMs - staleMs) await calls.unlink(`${folder}/${name}`);
    }
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
  }
};

/** Writes a file whole or not at all; see Disk. */
export const replaceFile = async (
  parts: DiskParts,
  given: string,
  text: string,
  options: ReplaceOptions,
): Promise<Result<Replaced>> => {
  const { calls, around } = parts;
  const found = await before(parts, { path: given, not: 'was not written' }, options);
  if (!found.ok) return found;
  const { place, old } = found.value;
  const doing = {
    path: place.path,
    not: old === undefined ? 'was not written' : 'was not written and is as it was',
  };
  return attempt(doing, () =>
    withFile(calls, [place.folder, folderFlags, 0], async folder => {
      const temporary = `${place.folder}/${stem(place.path)}${around.random()}`;
      const staged = await attempt(doing, async () => {
        const filled = await fill(parts, temporary, text, place, options.mode ?? 0o644, doing);
        if (!filled.ok) return filled;
        if (changed(place.stats, await unless(['ENOENT'], calls.lstat(place.path)))) return otherText(doing);
        await calls.rename(temporary, place.path);
        return filled;
      });
      if (!staged.ok) {
        const left = await attempt({ path: temporary, not: 'stays' }, async () => {
          await unless(['ENOENT'], calls.unlink(temporary));
          return success(undefined);
        });
        return left.ok
          ? staged
          : failed({ ...staged.failure, advice: `remove ${temporary}, which could not be removed` });
      }
      const confirmed = { path: place.path, not: 'was written, but the disk did not confirm it' };
      return attempt(confirmed, async () => {
        await syncFolder(calls, folder);
        await sweep(calls, place, staged.value.modifiedMs);
        return success({ path: place.path, former: old?.text });
      });
    }),
  );
};

/** Removes a regular file; see Disk. */
export const removeFile = async (
  parts: DiskParts,
  given: string,
  options: Pick<ReplaceOptions, 'expect'>,
): Promise<Result<Replaced>> => {
  const doing = { path: given, not: 'was not removed' };
  const found = await before(parts, doing, options);
  if (!found.ok) return found;
  const { place, old } = found.value;
  if (old === undefined) return refusal(doing, 'not-found', 'it does not exist');
  return attempt({ ...doing, path: place.path }, () =>
    withFile(parts.calls, [place.folder, folderFlags, 0], async folder => {
      await parts.calls.unlink(place.path);
      await syncFolder(parts.calls, folder);
      return success({ path: place.path, former: old.text });
    }),
  );
};
