/**
 * The SELinux context of a file that is replaced. A new file gets its folder's type, which need not be the old one's:
 * a service's policy may then forbid it to read its own rules at the next boot.
 */
import { type Result, success } from '../../core/model/failure.ts';
import { type DiskParts, unless, withFile } from './calls.ts';
import { type Doing, refusal } from './failures.ts';
import { readFlags, readOpened } from './read.ts';

/** SELinux is in force where its file system is mounted for writing; read-only it is another's (a container). */
const mounted = /^\S+ \/sys\/fs\/selinux selinuxfs rw[, ]/m;

const absent = ['ENOENT', 'ENOTDIR', 'EACCES'];

const inForce = async ({ calls }: DiskParts, doing: Doing): Promise<boolean> => {
  if ((await unless(absent, calls.lstat('/sys/fs/selinux/enforce'))) === undefined) return false;
  const read = await unless(
    absent,
    withFile(calls, ['/proc/self/mounts', readFlags, 0], async fd =>
      readOpened(calls, fd, await calls.fstat(fd), doing),
    ),
  );
  return read?.ok === true && mounted.test(read.value.text);
};

/** Gives `fresh` the context of `old`; does nothing where there is no SELinux. */
export const keepContext = async (
  parts: DiskParts,
  old: string,
  fresh: string,
  doing: Doing,
): Promise<Result<void>> => {
  if (!(await inForce(parts, doing))) return success(undefined);
  const ran = await parts.around.run('chcon', [`--reference=${old}`, '--', fresh]);
  if (ran.ok && ran.value.exit === 0) return success(undefined);
  const why = ran.ok ? ran.value.stderr.trim() : ran.failure.what;
  return refusal(doing, 'other', `its SELinux context cannot be kept: ${why}`, `ls -Z ${old} shows it`);
};
