/** A changer on the real table that comes to its end in the middle of what it does. */
import { spawn } from 'node:child_process';
import type { Changer } from '../../../src/host/changer.types.ts';
import type { DiskCalls } from '../../../src/host/disk/calls.ts';
import type { Host } from '../../../src/host/host.ts';
import { quickCalls } from '../inside/calls.ts';
import { changerOn, linesIntent, planFor } from '../inside/changing.ts';
import { type Ask, lineHost } from '../inside/lines.ts';
import type { Death } from './death.types.ts';
import { planLines, stateFolder } from './table.ts';

/** `die` never comes back; `pid` is of an ipvsadm that is left under way. */
export const mortalChanger = (
  ask: Ask,
  death: Death | undefined,
  die: (pid?: number) => Promise<never>,
): Changer => {
  const counted = { mkdir: 0, write: 0, unlink: 0, step: 0 };
  const isLast = (at: Death['at']): boolean => ++counted[at] === death?.n && at === death.at;
  const calls: DiskCalls = {
    ...quickCalls,
    mkdir: (path, mode) => (isLast('mkdir') ? die() : quickCalls.mkdir(path, mode)),
    unlink: path => (isLast('unlink') ? die() : quickCalls.unlink(path)),
    write: async (fd, bytes) => {
      if (!isLast('write')) return quickCalls.write(fd, bytes);
      if (death?.how === 'half') await quickCalls.write(fd, bytes.subarray(0, bytes.length / 2));
      return die();
    },
  };
  const onLines = lineHost(ask);
  const host: Host = {
    ...onLines,
    run: (name, args, limits) => {
      const changes = name === 'ipvsadm' && !/^-[LSR]/.test(args[0] ?? '');
      if (!changes || !isLast('step')) return onLines.run(name, args, limits);
      return die(
        death?.how === 'under way' ? spawn(name, args, { detached: true, stdio: 'ignore' }).pid : undefined,
      );
    },
  };
  return changerOn(host, stateFolder, 'alice', calls);
};

/** Carries out the plan; throws when it is not done. */
export const runPlan = async (changer: Changer): Promise<void> => {
  const plan = await planFor(changer, linesIntent(planLines));
  if (!plan.ok) throw new Error(plan.failure.what);
  if (plan.value.steps.length !== planLines.length) throw new Error(`${plan.value.steps.length} steps`);
  const outcome = await changer.run(plan.value);
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
};
