/**
 * The lock between processes. Everybody who wants it lays a claim, a file whose name says which process
 * it is of (pid, start, boot, pid namespace, a random word), and then looks who else has one. Alone: the lock is held. A claim of
 * a process that died is removed; its name is never used again, so nobody can remove a living one by mistake. Where
 * another lives, the own claim is withdrawn, and after a while it is tried again. Of two, the one that laid its claim later
 * sees the other's, so both can never hold it.
 *
 * Why not flock(1): a helper process per lock (65 ms to start on a busy machine, where this takes 0.3 ms, measured), not
 * on every system, and who holds the lock would need a file anyway. Why not one file with a pid in it: between reading a dead
 * holder's name and removing the file another may have taken it over. Node itself offers no flock(2). The price: a holder in
 * another pid namespace (a container with this folder mounted) counts as alive until the next boot.
 */
import { constants } from 'node:fs';
import { basename, dirname } from 'node:path';
import { failed, type Result, success } from '../../core/model/failure.ts';
import type { Held, LockOptions } from '../disk.ts';
import { type DiskCalls, type DiskParts, type ProcessMark, unless, withFile } from './calls.ts';
import { pathObjection, refusal } from './failures.ts';
import { readFlags } from './read.ts';
import { textOf } from './text.ts';

/** A claim of another process that lives. */
interface Claim {
  readonly path: string;
  readonly mark: ProcessMark;
}

const newFlags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
/** A claim is looked for again after 10 ms and up to 30 ms more, so that two that met do not meet again. */
const pauseMs = 10;
const jitterMs = 30;
const longestWho = 200;

const nameOf = (base: string, { pid, start, boot, space }: ProcessMark, word: string): string =>
  `${base}.${pid}-${start}-${boot}-${space}-${word}`;

const markOf = (base: string, name: string): ProcessMark | undefined => {
  if (!name.startsWith(`${base}.`)) return undefined;
  const found = /^(\d{1,10})-(\d{1,20})-([0-9a-f]{1,32})-(\d{1,20})-[0-9a-f]{16}$/.exec(
    name.slice(base.length + 1),
  );
  const [, pid, start, boot, space] = found ?? [];
  if (pid === undefined || start === undefined || boot === undefined || space === undefined) return undefined;
  return { pid: Number(pid), start, boot, space };
};

/** The claims of others that live; those of the dead are removed. */
const otherClaims = async (
  { calls, around }: DiskParts,
  path: string,
  own: string | undefined,
): Promise<readonly Claim[]> => {
  const base = basename(path);
  const folder = dirname(path);
  const living: Claim[] = [];
  for (const name of await calls.readdir(folder)) {
    const mark = markOf(base, name);
    const claim = `${folder}/${name}`;
    if (mark === undefined || claim === own) continue;
    if (await around.alive(mark)) living.push({ path: claim, mark });
    else await unless(['ENOENT'], calls.unlink(claim));
  }
  return living;
};

const whoIn = async (calls: DiskCalls, claim: string): Promise<string> => {
  const bytes = new Uint8Array(4 * longestWho);
  const count = await unless(
    ['ENOENT', 'EACCES'],
    withFile(calls, [claim, readFlags, 0], fd => calls.read(fd, bytes, 0)),
  );
  const text = textOf(bytes.subarray(0, count ?? 0)).replace(/[\p{C}]/gu, '');
  return text.slice(0, longestWho);
};

const holderOf = async ({ calls }: DiskParts, { path, mark }: Claim): Promise<string> =>
  `${(await whoIn(calls, path)) || 'somebody'}, process ${mark.pid}`;

/** Who holds the lock of a path; see Disk. */
export const lockHolder = async (parts: DiskParts, path: string): Promise<string | undefined> => {
  const folder = await unless(['ENOENT'], otherClaims(parts, path, undefined));
  const [claim] = folder ?? [];
  return claim === undefined ? undefined : holderOf(parts, claim);
};

const taken = async (parts: DiskParts, claim: Claim, self: ProcessMark): Promise<Result<never>> => {
  const elsewhere = claim.mark.space !== self.space;
  return failed({
    kind: 'other',
    what: `another lvsh is at work on this director: ${await holderOf(parts, claim)}`,
    why: 'two that change it at the same time would undo each other’s work',
    advice: elsewhere
      ? `it runs in another container; if it is gone, remove ${claim.path}`
      : `wait until it is done, or see what it does (ps ${claim.mark.pid})`,
  });
};

/** Lays the own claim; true when it stands alone. Otherwise it is withdrawn. */
const claimAlone = async (parts: DiskParts, path: string, own: string, who: string): Promise<boolean> => {
  const { calls } = parts;
  await withFile(calls, [own, newFlags, 0o600], fd =>
    // Only for others to read; the claim itself is the name.
    unless(['ENOSPC', 'EDQUOT'], calls.write(fd, Buffer.from(who.slice(0, longestWho)))),
  );
  try {
    const alone = (await otherClaims(parts, path, own)).length === 0;
    if (alone) return true;
  } catch (error) {
    await unless(['ENOENT'], calls.unlink(own));
    throw error;
  }
  await unless(['ENOENT'], calls.unlink(own));
  return false;
};

/** Takes the lock of a path; see Disk. */
export const takeLock = async (
  parts: DiskParts,
  path: string,
  { who, waitMs }: LockOptions,
): Promise<Result<Held>> => {
  const { calls, around } = parts;
  const objection = pathObjection(path);
  if (objection !== undefined) return refusal({ path, not: 'was not locked' }, 'value', objection);
  const self = await unless(['ENOENT', 'EACCES'], around.self());
  if (self === undefined)
    return refusal({ path, not: 'was not locked' }, 'read', '/proc of this process cannot be read');
  const until = around.clock() + waitMs;
  for (;;) {
    const [holder] = await otherClaims(parts, path, undefined);
    if (holder === undefined) {
      const own = `${dirname(path)}/${nameOf(basename(path), self, around.random())}`;
      if (await claimAlone(parts, path, own, who))
        return success({
          release: async () => {
            await calls.unlink(own).catch(() => undefined);
          },
        });
    } else if (around.clock() >= until) return taken(parts, holder, self);
    await around.pause(pauseMs + (Number.parseInt(around.random().slice(0, 4), 16) / 0xffff) * jitterMs);
  }
};
