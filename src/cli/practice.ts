/** `lvsh practice`: its scene and seed, and its director. */

import { smallNames } from '../core/ipvsadm/names.ts';
import { ipvsadm } from '../core/kernel/front.ts';
import { isSceneName, sceneSummaries, scenes } from '../core/kernel/traffic/scenes.ts';
import { nearest } from '../core/words/nearest.ts';
import { aroundOf } from '../host/around.ts';
import type { Around } from '../host/around.types.ts';
import { openChanger } from '../host/changer.ts';
import type { Changer } from '../host/changer.types.ts';
import { type HostDirector, openDirector } from '../host/director.ts';
import { memoryDisk } from '../host/disk/make.ts';
import type { FileFacts } from '../host/filefacts.ts';
import { practiceHost } from '../host/practice.ts';
import type { Invocation } from './arguments.ts';

type SceneName = keyof typeof scenes;

/** The scene that opens when none is named. */
export const usualScene: SceneName = 'calm';

/** Scene and seed of a command line, or a sentence about what is wrong with them. */
export const practiceWishes = ({
  options,
}: Pick<Invocation, 'options'>): { readonly scene?: SceneName; readonly seed: number } | string => {
  const { scene, seed } = options;
  const number = seed === undefined || seed === true ? 1 : /^\d{1,9}$/.test(seed) ? Number(seed) : Number.NaN;
  if (Number.isNaN(number)) return '--seed takes a whole number';
  if (scene === undefined || scene === true) return { seed: number };
  const names = Object.keys(scenes);
  if (!isSceneName(scene)) {
    const guess = nearest(scene, names);
    return `there is no scene ${scene.replace(/[^\x20-\x7e]/g, '?')}${guess === undefined ? '' : `; did you mean ${guess}?`} (scenes: ${names.join(' ')})`;
  }
  return { scene, seed: number };
};

/** A practice director with what changes it and what stands around it. */
export interface OpenedPractice {
  readonly director: HostDirector;
  readonly changer: Changer;
  readonly around: Around;
}

const rulesFile = '/etc/sysconfig/ipvsadm';
const folder = async (): Promise<string> => '/var/lib/lvsh/host';
const noFacts: FileFacts = { inodeOf: async () => undefined, attributesOf: async () => undefined };

/** Opens a practice director. Reading it costs nothing that its reader would have to slow down for. */
export const openPracticeDirector = (
  wishes: { readonly scene?: SceneName; readonly seed: number },
  now: () => number,
): OpenedPractice => {
  const scene = wishes.scene ?? usualScene;
  const saved = ipvsadm(practiceHost({ scene, seed: wishes.seed, now }).practice().kernel, ['-Sn'], {
    names: smallNames,
  }).stdout;
  const disk = memoryDisk({ files: { [rulesFile]: saved }, folders: ['/var/lib', '/root', '/tmp'], now });
  const host = practiceHost({ scene, seed: wishes.seed, now, disk });
  const director = openDirector(host, { cpu: () => 0 });
  const changer = openChanger({
    host,
    tool: director.tool,
    disk,
    folder,
    person: async () => ({ user: 'you' }),
    now,
  });
  const place = { path: rulesFile, why: 'the practice director keeps its files in memory', sure: true };
  return {
    director,
    changer,
    around: aroundOf({ host, disk, facts: noFacts, tool: director.tool, folder, place }),
  };
};

/** Names of the scenes with what they show, for help. */
export const sceneRows = (): readonly (readonly [string, string])[] => Object.entries(sceneSummaries);
