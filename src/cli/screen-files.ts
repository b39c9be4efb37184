/** Scripts that the screen writes into files of this machine. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { FileWritten } from '../app/message.ts';
import { type Result, success } from '../core/model/failure.ts';
import { localDisk } from '../host/disk/make.ts';
import { localHost } from '../host/local.ts';
import { writeFiles } from './script-files.ts';

/** A script, and where it goes: absolute, from `~/` on, or beginning in the folder where lvsh was started. */
interface ScriptFile {
  readonly path: string;
  readonly text: string;
  readonly mode: number;
  /** Whether a file with another text is replaced. */
  readonly over: boolean;
}

const fullPath = (path: string): string =>
  path.startsWith('~/') ? join(homedir(), path.slice(2)) : resolve(path);

/** Writes it. What stands there already with another text is left alone unless it was said that it goes. */
export const writeScript = async ({
  path: named,
  text,
  mode,
  over,
}: ScriptFile): Promise<Result<FileWritten>> => {
  const disk = localDisk(localHost().run);
  const path = fullPath(named);
  const done = await writeFiles(disk, [{ path, text, mode }], over);
  if (done.ok) return success({ kind: done.value[0]?.how === 'same' ? 'same' : 'written', path });
  if (done.failure.kind !== 'exists' || over) return done;
  const info = await disk.fileInfo(path);
  return info.ok && info.value?.kind === 'file' ? success({ kind: 'exists', path }) : done;
};
