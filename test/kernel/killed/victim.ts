/**
 * Runs inside a guest as a process of its own: carries out the plan on the real table, and kills itself (SIGKILL) where
 * its argument (a Death as JSON) says. Prints the pid of an ipvsadm that it left under way.
 */
import { spawn } from 'node:child_process';
import { writeSync } from 'node:fs';
import type { DiskCalls } from '../../../src/host/disk/calls.ts';
import type { Host } from '../../../src/host/host.ts';
import { quickCalls } from '../inside/calls.ts';
import { changerOn, linesIntent, planFor } from '../inside/changing.ts';
import { lineHost, lineTool } from '../inside/lines.ts';
import type { Death } from './death.types.ts';
import { planLines, stateFolder } from './table.ts';

const death: Death | undefined = JSON.parse(process.argv[2] ?? 'null') ?? undefined;
const die = (): Promise<never> => {
  process.kill(process.pid, 'SIGKILL');
  // The signal comes before anything else is done here.
  return new Promise(() => undefined);
};

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

const { ask, end } = lineTool();
const onLines = lineHost(ask);
const host: Host = {
  ...onLines,
  run: (name, args, limits) => {
    const changes = name === 'ipvsadm' && !/^-[LSR]/.test(args[0] ?? '');
    if (!changes || !isLast('step')) return onLines.run(name, args, limits);
    if (death?.how === 'under way')
      writeSync(1, `${spawn(name, args, { detached: true, stdio: 'ignore' }).pid}`);
    return die();
  },
};

const changer = changerOn(host, stateFolder, 'alice', calls);
const plan = await planFor(changer, linesIntent(planLines));
if (!plan.ok) throw new Error(plan.failure.what);
if (plan.value.steps.length !== planLines.length) throw new Error(`${plan.value.steps.length} steps`);
const outcome = await changer.run(plan.value);
if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
end();
