/** This machine's own IPVS table: what changes it, and what stands around it. */
import { readdir, readlink, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { aroundOf } from './around.ts';
import type { Around } from './around.types.ts';
import { openChanger } from './changer.ts';
import type { Changer } from './changer.types.ts';
import { localDisk } from './disk/make.ts';
import { localFileFacts } from './filefacts.ts';
import type { Host } from './host.ts';
import { readPerson } from './person.ts';
import { type PlaceFacts, tablePlace } from './tableplace.ts';
import type { Tool } from './tool.ts';

const facts: PlaceFacts = {
  linkOf: path => readlink(path).catch(() => undefined),
  inodeOf: path =>
    stat(path).then(
      ({ ino }) => ino,
      () => undefined,
    ),
  namesIn: path => readdir(path).catch(() => undefined),
};

/** What changes this machine's table, and what stands around it. */
export interface Here {
  readonly changer: Changer;
  readonly around: Around;
}

/** Opens both; `tool` is the ipvsadm of the same machine. Nothing is read or made before it is needed. */
export const openHere = (host: Host, tool: Tool): Here => {
  const uid = process.getuid?.() ?? 0;
  const { env, pid } = process;
  const disk = localDisk(host.run);
  const folder = () => tablePlace({ uid, env, home: homedir() }, facts);
  return {
    changer: openChanger({
      host,
      tool,
      disk,
      folder,
      person: () => readPerson(host, { env, uid, pid }),
      now: Date.now,
    }),
    around: aroundOf({ host, disk, facts: localFileFacts, tool, folder }),
  };
};
