/** Gathers what tells whether this machine will come back with its IPVS table. */

import type { BootFacts, FoundFile } from '../core/machine/boot.types.ts';
import { ownerUnits } from '../core/machine/boot-maker.ts';
import { modulesFor, readAtBoot } from '../core/machine/boot-reading.ts';
import type { Owner } from '../core/machine/owners.types.ts';
import { rulesFileOf } from '../core/machine/rulesfile.ts';
import type { SyncDaemon } from '../core/model/observe.ts';
import type { Service } from '../core/model/service.ts';
import type { FileFacts } from './filefacts.ts';
import { findModule, kernelRelease } from './find.ts';
import type { Host } from './host.ts';
import { readLoaderFacts, unitState } from './loader.ts';

/** What the caller knows already. */
export interface Known {
  /** By findOwners; ipvsadm's own unit among them is passed over. */
  readonly owners: readonly Owner[];
  readonly running?: readonly Service[];
  readonly daemons?: readonly SyncDaemon[];
}

/** The rules of 10,000 services x 10 are 5 MB. */
const rulesBytes = 64 * 1024 * 1024;

const findFile = async (host: Host, facts: FileFacts, path: string): Promise<FoundFile> => {
  const file = await host.readFile(path, { maxBytes: rulesBytes });
  if (!file.ok) {
    const { kind, what, why } = file.failure;
    if (kind === 'not-found') return { state: 'missing' };
    return {
      state: kind === 'no-permission' ? 'denied' : 'unreadable',
      why: `${what}${why === undefined ? '' : `: ${why}`}.`,
    };
  }
  const attributes = await facts.attributesOf(path);
  return { state: 'read', text: file.value.text, ...attributes };
};

const readModules = async (host: Host, file: FoundFile | undefined): Promise<BootFacts['modules']> => {
  const release = file?.state === 'read' ? await kernelRelease(host) : undefined;
  if (file?.state !== 'read' || release === undefined) return new Map();
  const names = ['ip_vs', ...modulesFor(readAtBoot(file.text).services)];
  return new Map(
    await Promise.all(names.map(async name => [name, await findModule(host, release, name)] as const)),
  );
};

/** Gathers the facts. Never fails: what cannot be read is absent. */
export const readBootFacts = async (host: Host, facts: FileFacts, known: Known): Promise<BootFacts> => {
  const loader = await readLoaderFacts(host);
  const rules = rulesFileOf(loader);
  const file = rules === undefined ? undefined : await findFile(host, facts, rules.path);
  const owners = known.owners.filter(({ id }) => id !== 'ipvsadm-unit');
  const units = loader.init === 'systemd' ? owners.flatMap(({ id }) => ownerUnits[id] ?? []) : [];
  return {
    ...loader,
    modules: await readModules(host, file),
    owners,
    ownerUnits: new Map(
      await Promise.all([...new Set(units)].map(async unit => [unit, await unitState(host, unit)] as const)),
    ),
    ...(file === undefined ? {} : { file }),
    ...(known.running === undefined ? {} : { running: known.running }),
    ...(known.daemons === undefined ? {} : { daemons: known.daemons }),
  };
};
