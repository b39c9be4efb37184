/** The changer of this machine's own IPVS table. */
import { readdir, readlink, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { openChanger } from './changer.ts';
import type { Changer } from './changer.types.ts';
import { localDisk } from './disk/make.ts';
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

/** Opens it; `tool` is the ipvsadm of the same machine. Nothing is read or made before it is needed. */
export const changerHere = (host: Host, tool: Tool): Changer => {
  const uid = process.getuid?.() ?? 0;
  const { env, pid } = process;
  return openChanger({
    host,
    tool,
    disk: localDisk(host.run),
    folder: () => tablePlace({ uid, env, home: homedir() }, facts),
    person: () => readPerson(host, { env, uid, pid }),
    now: Date.now,
  });
};
