/** What a machine knows of files beside their text. Links are followed. Injected, so that tests and other hosts bring their own. */
import { stat } from 'node:fs/promises';

/** Who may do what with a file. */
export interface Attributes {
  /** Permissions only: 0o644. */
  readonly mode: number;
  readonly uid: number;
}

/** Answers about files; undefined for one that is not there, or that this user may not see. */
export interface FileFacts {
  /** The number of a file; two paths of one file system with the same number are the same thing (a namespace, too). */
  inodeOf(path: string): Promise<number | undefined>;
  attributesOf(path: string): Promise<Attributes | undefined>;
}

/** Of this machine's files. */
export const localFileFacts: FileFacts = {
  inodeOf: path =>
    stat(path).then(
      ({ ino }) => ino,
      () => undefined,
    ),
  attributesOf: path =>
    stat(path).then(
      ({ mode, uid }) => ({ mode: mode & 0o7777, uid }),
      () => undefined,
    ),
};
