/** A practice director with its traffic, moved on together. */

import { smallNames } from '../../ipvsadm/names.ts';
import { ipvsadm } from '../front.ts';
import type { Kernel } from '../state.ts';
import { advance } from '../time.ts';
import type { Flow } from './flow.ts';
import { lots } from './lots.ts';
import { type Move, move, moveSlow } from './move.ts';
import { openingTime, type Scene } from './scene.ts';

/** All of it, as data. */
export interface Practice {
  readonly scene: Scene | undefined;
  readonly seed: number;
  readonly kernel: Kernel;
  /** Open connections of each load of the scene. */
  readonly flows: readonly (readonly Flow[])[];
  /** Practice time of the next beat of the traffic. */
  readonly nextBeat: number;
}

/** A practice director without traffic. */
export const quietPractice = (kernel: Kernel, seed: number): Practice => ({
  scene: undefined,
  seed,
  kernel,
  flows: [],
  nextBeat: Number.POSITIVE_INFINITY,
});

/** The kernel after an ipvsadm line of the scene; a line that the kernel refuses changes nothing. */
export const runLine = (kernel: Kernel, line: string): Kernel =>
  ipvsadm(kernel, line.split(' '), { names: smallNames }).kernel;

/** When the operator makes the change number `index` (0, 1, ...; odd ones take the one before back). */
const changeTime = (scene: Scene, seed: number, index: number): number =>
  openingTime + Math.floor((index + 0.1 + 0.5 * lots(seed, 0x0e7, index).share()) * scene.operatorBeat);

/** The kernel after what the operator did after `from` and not after `to`. */
const operate = (kernel: Kernel, scene: Scene, seed: number, from: number, to: number): Kernel => {
  const { changes, operatorBeat } = scene;
  if (operatorBeat === 0 || changes.length === 0) return kernel;
  let next = kernel;
  const first = Math.max(0, Math.floor((from - openingTime) / operatorBeat) - 1);
  for (let index = first; openingTime + index * operatorBeat <= to; index++) {
    const time = changeTime(scene, seed, index);
    if (time <= from || time > to) continue;
    const change = changes[Math.floor(index / 2) % changes.length];
    if (change !== undefined) next = runLine(next, index % 2 === 0 ? change.make : change.undo);
  }
  return next;
};

const beat = (practice: Practice, scene: Scene): Practice => {
  const { seed } = practice;
  const now = practice.nextBeat;
  const kernel = operate(practice.kernel, scene, seed, now - scene.beat, now);
  const moving: Move = { kernel, flows: practice.flows, scene, seed, now };
  return {
    ...practice,
    ...(scene.movesPerBeat === undefined ? move(moving) : moveSlow(moving)),
    nextBeat: now + scene.beat,
  };
};

/**
 * The practice director at the practice time `to` (milliseconds, not before its own). Clients move at fixed
 * times, so any division into steps gives the same director.
 */
export const step = (practice: Practice, to: number): Practice => {
  const target = Math.floor(to);
  let next = practice;
  const { scene } = practice;
  while (scene !== undefined && next.nextBeat <= target) {
    const kernel = advance(next.kernel, next.nextBeat - next.kernel.now);
    next = beat({ ...next, kernel }, scene);
  }
  return { ...next, kernel: advance(next.kernel, Math.max(0, target - next.kernel.now)) };
};
