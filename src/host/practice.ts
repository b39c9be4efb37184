/** The practice director as a host. Nothing here can reach the real machine: what practice lacks, does not exist. */

import { emptyKernel } from '../core/kernel/state.ts';
import { machineFile, machineFolder, machineNames, machineRun } from '../core/kernel/traffic/machine.ts';
import { type Practice, quietPractice, step } from '../core/kernel/traffic/practice.ts';
import type { SceneName } from '../core/kernel/traffic/scene.ts';
import { runScene } from '../core/kernel/traffic/start.ts';
import { failed, type Result, success } from '../core/model/failure.ts';
import type { Disk } from './disk.ts';
import type { Host, Limits } from './host.ts';

/** What a practice host is made of. */
export interface PracticeOptions {
  /** None: an empty table without traffic. */
  readonly scene?: SceneName;
  /** Any whole number; 1 when absent. */
  readonly seed?: number;
  /** The clock: milliseconds since 1970. Practice time goes along with it. */
  readonly now: () => number;
  /** Files besides those that the kernel has; none when absent. */
  readonly disk?: Disk;
}

/** A Host whose machine is simulated. */
export interface PracticeHost extends Host {
  /** The practice director at the present. */
  practice(): Practice;
}

/** After a long pause (suspended, laptop closed) practice goes on where it was instead of catching up. */
const longestStep = 10_000;

const missing = (what: string): Result<never> =>
  failed({ kind: 'not-found', what, why: 'the practice director is simulated and has only what IPVS needs' });

const cutTo = (text: string, { maxBytes }: Limits): { text: string; cut: boolean } => {
  if (maxBytes === undefined || text.length <= maxBytes) return { text, cut: false };
  const head = text.slice(0, maxBytes);
  return { text: head.slice(0, head.lastIndexOf('\n') + 1), cut: true };
};

/** Starts a practice director; it lives in this process and ends with it. */
export const practiceHost = (options: PracticeOptions): PracticeHost => {
  const { now, seed = 1, scene } = options;
  let practice = scene === undefined ? quietPractice(emptyKernel({ seed }), seed) : runScene(scene, seed);
  const names = machineNames(practice.scene?.names ?? {});
  const opened = { at: now(), practiceTime: practice.kernel.now };
  let seen = opened.at;
  let clock = opened.practiceTime;

  const present = (): Practice => {
    const at = now();
    clock += Math.min(Math.max(0, at - seen), longestStep);
    seen = Math.max(seen, at);
    practice = step(practice, clock);
    return practice;
  };

  return {
    name: 'practice',
    kind: 'practice',
    practice: present,
    async run(program, args, limits = {}) {
      const startedAt = performance.now();
      const around = { names, ...(limits.stdin === undefined ? {} : { stdin: limits.stdin }) };
      const ran = machineRun(present().kernel, program, args, around);
      if (ran === undefined) return missing(`${program} is not installed on the practice director`);
      practice = { ...practice, kernel: ran.kernel };
      const { stdout, stderr, exit } = ran;
      if (limits.maxBytes !== undefined && stdout.length > limits.maxBytes) {
        return failed({ kind: 'read', what: `${program} printed more than ${limits.maxBytes} bytes` });
      }
      return success({ stdout, stderr, exit, cpuMs: performance.now() - startedAt });
    },
    async readFile(path, limits = {}) {
      const startedAt = performance.now();
      const text = machineFile(present().kernel, path);
      if (text === undefined) {
        const file = await options.disk?.readFile(path);
        if (file?.ok === true && file.value !== undefined)
          return success({ ...cutTo(file.value, limits), cpuMs: performance.now() - startedAt });
        return missing(`${path} does not exist on the practice director`);
      }
      return success({ ...cutTo(text, limits), cpuMs: performance.now() - startedAt });
    },
    async listFolder(path) {
      const listed = machineFolder(path);
      return listed === undefined
        ? missing(`${path} does not exist on the practice director`)
        : success(listed);
    },
    now() {
      present();
      return opened.at + clock - opened.practiceTime;
    },
  };
};
