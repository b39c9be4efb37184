/** Files that a person asked for: scripts in a folder, one script under a name. Nothing of another content is lost unasked. */
import { dirname } from 'node:path';
import { failed, type Result, success } from '../core/model/failure.ts';
import type { Disk } from '../host/disk.ts';

/** A file to be written. */
export interface OutFile {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  /** Its permissions: 0o755. */
  readonly mode: number;
}

/** A file that is as it should be now. `same`: it held that text already. */
export interface Written {
  readonly path: string;
  readonly how: 'written' | 'replaced' | 'same';
}

interface Found {
  readonly file: OutFile;
  readonly how: Written['how'];
}

const kinds = { folder: 'a folder', symlink: 'a symbolic link', other: 'no ordinary file' } as const;

/** What writing it would come to; a failure where something stands there that it would take the place of. */
const look = async (disk: Disk, file: OutFile, force: boolean): Promise<Result<Found>> => {
  const { path } = file;
  const info = await disk.fileInfo(path);
  if (!info.ok) return info;
  if (info.value === undefined) return success({ file, how: 'written' });
  const { kind, mode } = info.value;
  if (kind !== 'file')
    return failed({ kind: 'exists', what: `${path} is ${kinds[kind]}`, advice: 'name another place' });
  const text = await disk.readFile(path);
  if (!text.ok) return text;
  if (text.value === file.text) return success({ file, how: mode === file.mode ? 'same' : 'replaced' });
  return force
    ? success({ file, how: 'replaced' })
    : failed({
        kind: 'exists',
        what: `${path} is there already, with another text`,
        advice: 'name another place, or say --force to replace it',
      });
};

const write = async (disk: Disk, { file, how }: Found): Promise<Result<Written>> => {
  const { path, text, mode } = file;
  if (how === 'same') return success({ path, how });
  // A file that is there keeps its mode when it is replaced; this one shall have the mode that is meant.
  const at = how === 'replaced' ? `${path}.lvsh-new` : path;
  const made = await disk.replaceFile(at, text, { mode, expect: { text: undefined } });
  if (!made.ok) return made;
  if (at === path) return success({ path, how });
  const renamed = await disk.renameFile(at, path);
  if (renamed.ok) return success({ path, how });
  await disk.removeFile(at);
  return renamed;
};

/**
 * Writes files, making their folders (0755) where they are missing. All are looked at first: where one of them would take
 * the place of another text, none is written, unless `force`.
 */
export const writeFiles = async (
  disk: Disk,
  files: readonly OutFile[],
  force: boolean,
): Promise<Result<readonly Written[]>> => {
  const found: Found[] = [];
  for (const file of files) {
    const one = await look(disk, file, force);
    if (!one.ok) return one;
    found.push(one.value);
  }
  for (const folder of new Set(files.map(({ path }) => dirname(path)))) {
    const info = await disk.fileInfo(`${folder}/.`);
    if (!info.ok) return info;
    if (info.value !== undefined) continue;
    const made = await disk.makeFolder(folder, 0o755);
    if (!made.ok) return made;
  }
  const written: Written[] = [];
  for (const one of found) {
    const done = await write(disk, one);
    if (!done.ok) return done;
    written.push(done.value);
  }
  return success(written);
};
