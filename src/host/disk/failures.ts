/** What the disk refuses, in words. */
import { dirname } from 'node:path';
import { quote } from '../../core/ipvsadm/print.ts';
import { type Failure, type FailureKind, failed, type Result } from '../../core/model/failure.ts';
import { codeOf } from './calls.ts';

/** What was being done, for the sentence that says it was not. */
export interface Doing {
  /** The file or folder that was named. */
  readonly path: string;
  /** What did not happen, after the path: `was not written, it is as it was`. */
  readonly not: string;
}

interface Row {
  readonly code: string;
  readonly kind: FailureKind;
  readonly why: (path: string) => string;
  readonly advice?: (path: string) => string;
}

const folderOf = (path: string): string => quote(dirname(path));

const free = (path: string) => `make room (df ${folderOf(path)} shows how much there is), then do it again`;

/** errno(3) codes that an operator meets; the words are open(2)'s and rename(2)'s meaning for the case at hand. */
const rows: readonly Row[] = [
  { code: 'ENOSPC', kind: 'other', why: () => 'the disk is full', advice: free },
  { code: 'EDQUOT', kind: 'other', why: () => 'the disk quota of this user is used up', advice: free },
  {
    code: 'EACCES',
    kind: 'no-permission',
    why: () => 'this user has no right to',
    advice: () => 'do it as root (sudo lvsh), or name another file',
  },
  {
    code: 'EPERM',
    kind: 'no-permission',
    why: () =>
      'the system does not permit it: the file or its folder is immutable (chattr +i), or belongs to another user',
    advice: path => `look at lsattr -d ${quote(path)} ${folderOf(path)}; chattr -i takes the mark away`,
  },
  {
    code: 'EROFS',
    kind: 'other',
    why: () => 'its file system is mounted read-only',
    advice: path =>
      `findmnt -T ${folderOf(path)} shows how it is mounted; after a disk error the kernel does it by itself (dmesg)`,
  },
  {
    code: 'ENOENT',
    kind: 'not-found',
    why: path => `its folder ${dirname(path)} does not exist`,
    advice: path => `make it (mkdir -p ${folderOf(path)}), or correct the path`,
  },
  { code: 'ENOTDIR', kind: 'not-found', why: () => 'something on its way is not a folder' },
  { code: 'EISDIR', kind: 'other', why: () => 'it is a folder' },
  { code: 'ELOOP', kind: 'other', why: () => 'its symbolic links go round in a circle, or are too many' },
  { code: 'ENAMETOOLONG', kind: 'value', why: () => 'its name is too long for the file system' },
  { code: 'EEXIST', kind: 'exists', why: () => 'something else stands there' },
  { code: 'ENOTEMPTY', kind: 'exists', why: () => 'a folder that is not empty stands there' },
  {
    code: 'EBUSY',
    kind: 'other',
    why: () =>
      'it is mounted there by itself (a container does so with single files), so it cannot be exchanged',
    advice: () => 'mount its folder instead of the file, or name another file',
  },
  { code: 'EXDEV', kind: 'other', why: () => 'the two places are on different file systems' },
  {
    code: 'EIO',
    kind: 'other',
    why: () => 'the disk reported an error',
    advice: () => 'look into dmesg; the disk may be failing',
  },
  { code: 'EMFILE', kind: 'other', why: () => 'this process has too many files open' },
  { code: 'ENFILE', kind: 'other', why: () => 'the system has too many files open' },
];

/** A failure of something that was being done, with reasons of our own. */
export const refusal = (
  { path, not }: Doing,
  kind: FailureKind,
  why: string,
  advice?: string,
): Result<never> =>
  failed({ kind, what: `${path} ${not}`, why, ...(advice === undefined ? {} : { advice }) });

/** The failure that an error of the system means. An error without a code is a bug and is thrown on. */
const failureOf = ({ path, not }: Doing, error: unknown): Failure => {
  const code = codeOf(error);
  if (code === undefined) throw error;
  const row = rows.find(known => known.code === code);
  const what = `${path} ${not}`;
  if (row === undefined) return { kind: 'other', what, why: error instanceof Error ? error.message : code };
  const advice = row.advice?.(path);
  return { kind: row.kind, what, why: row.why(path), ...(advice === undefined ? {} : { advice }) };
};

/** Does something on the disk; an error of the system becomes a failure. */
export const attempt = async <T>(doing: Doing, body: () => Promise<Result<T>>): Promise<Result<T>> => {
  try {
    return await body();
  } catch (error) {
    return failed(failureOf(doing, error));
  }
};

const badPath = /[\u0000-\u001f\u007f]/;

/** Why a path is not used at all; undefined when it may be. */
export const pathObjection = (path: string): string | undefined => {
  if (!path.startsWith('/')) return 'it is no absolute path';
  return badPath.test(path) ? 'its path holds control characters' : undefined;
};
