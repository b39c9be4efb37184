/** The two disks that one contract is held to: this machine's, in a folder of its own, and the one in memory. */
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Result } from '../../../src/core/model/failure.ts';
import { nodeSurroundings } from '../../../src/host/disk/around.ts';
import type { DiskCalls, DiskParts, Surroundings } from '../../../src/host/disk/calls.ts';
import { diskOf } from '../../../src/host/disk/make.ts';
import { memoryParts, memoryTree } from '../../../src/host/disk/memory.ts';
import { nodeCalls } from '../../../src/host/disk/nodecalls.ts';
import type { Disk } from '../../../src/host/disk.ts';

/** A disk under test. */
export interface Place {
  readonly disk: Disk;
  readonly parts: DiskParts;
  /** A folder that is empty at first. */
  readonly folder: string;
  link(target: string, path: string): void;
  remove(): void;
}

/** The value of a result that must be good. */
export const good = <T>(result: Result<T>): T => {
  if (result.ok) return result.value;
  throw new Error(`${result.failure.what}: ${result.failure.why}`);
};

/** Starts no program. */
export const noPrograms: Surroundings['run'] = async program => {
  throw new Error(`nobody expected ${program} to be run`);
};

/** This machine's disk. */
export const localPlace = (change: (parts: DiskParts) => DiskParts = parts => parts): Place => {
  const folder = mkdtempSync(join(tmpdir(), 'lvsh-disk-'));
  const parts = change({ calls: nodeCalls, around: nodeSurroundings(noPrograms) });
  return {
    disk: diskOf(parts),
    parts,
    folder,
    link: symlinkSync,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};

/** The one in memory. */
export const memoryPlace = (change: (parts: DiskParts) => DiskParts = parts => parts): Place => {
  const tree = memoryTree({ folders: ['/work'] });
  const parts = change({ ...memoryParts({}), calls: tree.calls });
  return { disk: diskOf(parts), parts, folder: '/work', link: tree.link, remove: () => undefined };
};

/** Operations that keep a list of what was called, and may be made to fail: `fail` gives a code, or nothing. */
export const watched = (
  calls: DiskCalls,
  fail: (name: keyof DiskCalls, path: string, count: number) => string | undefined = () => undefined,
): { readonly calls: DiskCalls; readonly log: string[] } => {
  const log: string[] = [];
  const wrapped = Object.fromEntries(
    Object.entries(calls).map(([name, call]) => [
      name,
      async (...args: readonly unknown[]) => {
        log.push(name);
        const code = fail(name as keyof DiskCalls, String(args[0]), log.length);
        if (code !== undefined) throw Object.assign(new Error(`${code}: injected`), { code });
        return (call as (...all: readonly unknown[]) => Promise<unknown>)(...args);
      },
    ]),
  );
  return { calls: wrapped as unknown as DiskCalls, log };
};
