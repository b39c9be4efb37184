/**
 * What a rules file held before it was replaced: ten texts for each file, with when and by whom, in the state folder:
 * `backups/etc-ipvsadm.rules/20260504T101500.000Z-alice.rules`.
 */
import { createHash } from 'node:crypto';
import { type Result, success } from '../core/model/failure.ts';
import type { Backup } from '../core/saved/saved.types.ts';
import type { Disk, Replaced } from './disk.ts';

/** Who replaces a file, and when. */
export interface Occasion {
  readonly user: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const most = 10;
/** A name of a file may have 255 bytes. */
const longestPath = 180;
const longestUser = 32;

const hex = (text: string): string =>
  [...Buffer.from(text, 'utf8')].map(byte => `%${byte.toString(16).padStart(2, '0')}`).join('');

/** A text as a part of a name that cannot leave its folder: everything but letters, digits, `_` and `.` is written out. */
const escaped = (text: string): string => text.replace(/[^A-Za-z0-9_.]/gu, hex).replace(/^\./, hex);

/** The folder's name for a path: `etc-ipvsadm.rules`. Two paths never have the same; a long one ends in its hash. */
export const folderNameOf = (path: string): string => {
  const name = path.replace(/^\//, '').split('/').map(escaped).join('-');
  if (name.length <= longestPath) return name;
  return `${name.slice(0, longestPath)}~${createHash('sha256').update(path).digest('hex').slice(0, 16)}`;
};

/** `20260504T101500.000Z`: sorts by time, and needs no colon, which some file systems lack. */
const stampOf = (at: number): string => new Date(at).toISOString().replace(/[-:]/g, '');

const nameForm = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d\.\d{3}Z)-([A-Za-z0-9_.%]+)\.rules$/;

const unescaped = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const backupOf = (name: string, size: number): Backup | undefined => {
  const [, year, month, day, hour, minute, rest, user] = nameForm.exec(name) ?? [];
  const at = `${year}-${month}-${day}T${hour}:${minute}:${rest}`;
  if (user === undefined || Number.isNaN(Date.parse(at))) return undefined;
  return { name, size, at, user: unescaped(user) };
};

const folderOf = async (disk: Disk, folder: string, path: string): Promise<Result<string>> => {
  const real = await disk.resolve(path);
  return real.ok ? success(`${folder}/backups/${folderNameOf(real.value)}`) : real;
};

const listIn = async (disk: Disk, folder: string): Promise<Result<readonly Backup[]>> => {
  const info = await disk.fileInfo(folder);
  if (!info.ok) return info;
  if (info.value === undefined) return success([]);
  const listed = await disk.listFolder(folder);
  if (!listed.ok) return listed;
  const backups = listed.value.flatMap(({ name, info: { kind, size } }) =>
    kind === 'file' ? (backupOf(name, size) ?? []) : [],
  );
  return success(backups.reverse());
};

/** The texts kept of a file, the newest first. `folder` is the state folder; links in `path` are followed. */
export const listBackups = async (
  disk: Disk,
  folder: string,
  path: string,
): Promise<Result<readonly Backup[]>> => {
  const of = await folderOf(disk, folder, path);
  return of.ok ? listIn(disk, of.value) : of;
};

/** A text that is kept, by its name from the list; undefined when it is no longer there. */
export const readBackup = async (
  disk: Disk,
  folder: string,
  path: string,
  name: string,
): Promise<Result<string | undefined>> => {
  const of = await folderOf(disk, folder, path);
  if (!of.ok || !nameForm.test(name)) return of.ok ? success(undefined) : of;
  return disk.readFile(`${of.value}/${name}`, { own: true });
};

/** Keeps a text of a file. When it is safe, the oldest beyond ten are removed (what cannot be removed stays). */
export const keepBackup = async (
  disk: Disk,
  folder: string,
  path: string,
  text: string,
  { user, at }: Occasion,
): Promise<Result<Backup>> => {
  const of = await folderOf(disk, folder, path);
  if (!of.ok) return of;
  const made = await disk.makeFolder(of.value, 0o700);
  if (!made.ok) return made;
  const before = await listIn(disk, of.value);
  if (!before.ok) return before;
  // Their order is that of their making, also within a millisecond, and when the clock was set back.
  const [newest] = before.value;
  const when = Math.max(at, newest === undefined ? 0 : Date.parse(newest.at) + 1);
  const name = `${stampOf(when)}-${escaped(user).slice(0, longestUser) || 'unknown'}.rules`;
  const written = await disk.replaceFile(`${of.value}/${name}`, text, {
    mode: 0o600,
    expect: { text: undefined },
  });
  if (!written.ok) return written;
  for (const old of before.value.slice(most - 1)) await disk.removeFile(`${of.value}/${old.name}`);
  return success({ name, at: new Date(when).toISOString(), user, size: Buffer.byteLength(text) });
};

/**
 * Replaces a rules file after keeping what it holds; when that cannot be kept, nothing is replaced. `mode` is that of
 * a file that is not there yet.
 */
export const replaceKept = async (
  disk: Disk,
  folder: string,
  path: string,
  text: string,
  { mode, ...occasion }: Occasion & { readonly mode?: number },
): Promise<Result<Replaced>> => {
  const former = await disk.readFile(path);
  if (!former.ok) return former;
  if (former.value !== undefined) {
    const kept = await keepBackup(disk, folder, path, former.value, occasion);
    if (!kept.ok) return kept;
  }
  return disk.replaceFile(path, text, {
    ...(mode === undefined ? {} : { mode }),
    expect: { text: former.value },
  });
};
