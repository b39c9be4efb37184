/** What stands around the table of this machine. */
import type { RulesPlace } from '../core/machine/rulesfile.ts';
import { failed, type Result, success } from '../core/model/failure.ts';
import type { SavedState } from '../core/saved/saved.types.ts';
import type { Around } from './around.types.ts';
import { listBackups, readBackup } from './backups.ts';
import { readBootFacts } from './boot.ts';
import type { Disk } from './disk.ts';
import type { FileFacts } from './filefacts.ts';
import { readGround } from './ground.ts';
import type { Host } from './host.ts';
import { keepalivedPath, readKeepalivedFiles } from './keepalived.ts';
import { findRulesFile } from './loader.ts';
import { readNetwork } from './network.ts';
import { findOwners } from './owners.ts';
import type { Tool } from './tool.ts';

/** What it is read from. */
export interface AroundSources {
  readonly host: Host;
  readonly disk: Disk;
  readonly facts: FileFacts;
  /** The ipvsadm of this machine; asked without sudo when absent. */
  readonly tool?: Tool;
  /** The state folder of this IPVS table. */
  readonly folder: () => Promise<string>;
  /** Where the rules file is; looked for on the machine when absent. */
  readonly place?: RulesPlace;
}

/** A rules file that was read before: its text stands while size and time do. */
interface Known {
  readonly path: string;
  readonly size: number;
  readonly modifiedMs: number;
  readonly text: string;
}

const textAt = async (disk: Disk, path: string): Promise<Result<string>> => {
  const read = await disk.readFile(path);
  if (!read.ok) return read;
  return read.value === undefined
    ? failed({ kind: 'not-found', what: `${path} does not exist`, advice: 'check the path' })
    : success(read.value);
};

/** Opens it; nothing is read before it is asked for. */
export const aroundOf = ({ host, disk, facts, tool, folder, place: given }: AroundSources): Around => {
  let known: Known | undefined;
  // What loads the table at boot does not change while lvsh runs, and looking runs systemctl.
  let place: Promise<RulesPlace | undefined> | undefined =
    given === undefined ? undefined : Promise.resolve(given);

  const fileState = async (path: string): Promise<Pick<SavedState, 'text' | 'modifiedMs' | 'failure'>> => {
    const real = await disk.resolve(path);
    const info = real.ok ? await disk.fileInfo(real.value) : real;
    if (!info.ok) return { failure: info.failure };
    if (info.value === undefined) return {};
    const { size, modifiedMs } = info.value;
    if (known?.path === path && known.size === size && known.modifiedMs === modifiedMs)
      return { text: known.text, modifiedMs };
    const read = await textAt(disk, path);
    if (!read.ok) return { failure: read.failure };
    known = { path, size, modifiedMs, text: read.value };
    return { text: read.value, modifiedMs };
  };

  return {
    async saved() {
      place ??= findRulesFile(host);
      const [found, keepalived] = await Promise.all([place, readKeepalivedFiles(host)]);
      return {
        ...(found === undefined ? {} : { place: found, ...(await fileState(found.path)) }),
        ...(keepalived === undefined ? {} : { keepalived: { path: keepalivedPath, reading: keepalived } }),
      };
    },
    owners: () => findOwners(host, facts),
    boot: given => readBootFacts(host, facts, given),
    network: () => readNetwork(host),
    ground: known => readGround(host, { ...(tool === undefined ? {} : { tool }), ...known }),
    backups: async path => listBackups(disk, await folder(), path),
    async backup(path, name) {
      const read = await readBackup(disk, await folder(), path, name);
      if (!read.ok) return read;
      return read.value === undefined
        ? failed({ kind: 'not-found', what: `The backup ${name} is no longer there` })
        : success(read.value);
    },
    text: path => textAt(disk, path),
  };
};
