/** Writing what a person asked for: scripts in a folder, a script or answers in a file. */
import { resolve } from 'node:path';
import { failed, type Result } from '../core/model/failure.ts';
import type { Disk } from '../host/disk.ts';
import { type OutFile, type Written, writeFiles } from './script-files.ts';
import type { World } from './world.ts';

/** This machine's disk, loaded only where something is written. */
const thisDisk = async (): Promise<Disk> => {
  const [{ localDisk }, { localHost }] = await Promise.all([
    import('../host/disk/make.ts'),
    import('../host/local.ts'),
  ]);
  return localDisk(localHost().run);
};

/**
 * Writes files of this machine, by paths that begin in the working folder. Refused in practice and with --read-only, which
 * promise to touch nothing here.
 */
export const writeHere = async (
  { director, folder }: Pick<World, 'director' | 'folder'>,
  options: Readonly<Record<string, string | true>>,
  files: readonly OutFile[],
): Promise<Result<readonly Written[]>> => {
  if (director.kind === 'practice')
    return failed({
      kind: 'no-permission',
      what: 'nothing was written: practice does not touch this machine',
      advice: 'let it be printed, and redirect that: lvsh practice ... > FILE',
    });
  if ('read-only' in options)
    return failed({
      kind: 'no-permission',
      what: 'nothing was written: lvsh was started with --read-only',
    });
  const placed = files.map(file => ({ ...file, path: resolve(folder, file.path) }));
  return writeFiles(await thisDisk(), placed, 'force' in options);
};

/** Whether a path means a folder of this machine: by its closing slash, or because there is one. */
export const isFolderHere = async ({ folder }: Pick<World, 'folder'>, path: string): Promise<boolean> => {
  if (path.endsWith('/')) return true;
  // With a dot at its end the path means what a link points to.
  const info = await (await thisDisk()).fileInfo(`${resolve(folder, path)}/.`);
  return info.ok && info.value?.kind === 'folder';
};
