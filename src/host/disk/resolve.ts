/** Which file a path means. */
import { basename, dirname, isAbsolute } from 'node:path';
import { type Result, success } from '../../core/model/failure.ts';
import { type DiskParts, type Stats, unless } from './calls.ts';
import { type Doing, pathObjection, refusal } from './failures.ts';

/** A file found, or the place where it would be. */
export interface Place {
  /** Its path without a symbolic link in it. */
  readonly path: string;
  readonly folder: string;
  /** Undefined: nothing stands there. */
  readonly stats: Stats | undefined;
}

/** The kernel follows as many (MAXSYMLINKS), then gives ELOOP. */
const mostLinks = 40;

/**
 * In a folder such as /tmp, anybody can put a link to a file of ours in the way. open(2) does not follow one of
 * another user there (proc(5), fs.protected_symlinks), and here the same holds.
 */
const laidByOthers = (link: Stats, folder: Stats, uid: number): boolean =>
  (folder.mode & 0o1002) === 0o1002 && link.uid !== uid && link.uid !== folder.uid;

/** Follows the path to its end, also through a link that points to nothing. A folder on its way must be there. */
export const resolvePlace = async ({ calls, around }: DiskParts, doing: Doing): Promise<Result<Place>> => {
  const objection = pathObjection(doing.path);
  if (objection !== undefined) return refusal(doing, 'value', objection);
  let path = doing.path;
  for (let links = 0; links <= mostLinks; links++) {
    const name = basename(path);
    if (path.endsWith('/') || name === '.' || name === '..') return refusal(doing, 'other', 'it is a folder');
    const folder = await unless(['ENOENT'], calls.realpath(dirname(path)));
    if (folder === undefined)
      return refusal(
        doing,
        'not-found',
        `its folder ${dirname(path)} does not exist`,
        'make it, or correct the path',
      );
    path = folder === '/' ? `/${name}` : `${folder}/${name}`;
    const stats = await unless(['ENOENT'], calls.lstat(path));
    if (stats?.kind !== 'symlink') return success({ path, folder, stats });
    if (laidByOthers(stats, await calls.lstat(folder), around.uid))
      return refusal(
        doing,
        'no-permission',
        `${path} is a symbolic link that another user laid in a folder open to all`,
      );
    const target = await calls.readlink(path);
    // Not normalised: `..` after a link to a folder means the parent of the folder that it points to.
    path = isAbsolute(target) ? target : `${folder}/${target}`;
  }
  return refusal(doing, 'other', 'its symbolic links go round in a circle, or are too many');
};

/** The same, for a file that is to be read or written whole: what is there must be a regular one. */
export const resolveFile = async (parts: DiskParts, doing: Doing): Promise<Result<Place>> => {
  const found = await resolvePlace(parts, doing);
  if (!found.ok) return found;
  const { stats } = found.value;
  if (stats?.kind === 'folder') return refusal(doing, 'other', 'it is a folder');
  if (stats?.kind === 'other')
    return refusal(doing, 'other', 'it is a device, a named pipe or a socket, not a regular file');
  return found;
};
