/** A machine over a practice kernel whose clients a test moves by hand. */
import { smallNames } from '../../src/core/ipvsadm/names.ts';
import { machineFile, machineFolder, machineRun } from '../../src/core/kernel/traffic/machine.ts';
import { failed, success } from '../../src/core/model/failure.ts';
import type { Host } from '../../src/host/host.ts';
import type { Bench } from '../core/kernel/bench.ts';

/** The host of a bench; its clock is the kernel's, from `epoch` on. */
export const benchHost = (made: Bench, epoch: number): Host => ({
  name: 'lb1',
  kind: 'practice',
  now: () => epoch + made.kernel.now,
  async run(program, args, { stdin } = {}) {
    const ran = machineRun(made.kernel, program, args, {
      names: smallNames,
      ...(stdin === undefined ? {} : { stdin }),
    });
    if (ran === undefined) return failed({ kind: 'not-found', what: `${program} is not installed` });
    made.kernel = ran.kernel;
    const { stdout, stderr, exit } = ran;
    return success({ stdout, stderr, exit, cpuMs: 1 });
  },
  async readFile(path) {
    const text = machineFile(made.kernel, path);
    return text === undefined
      ? failed({ kind: 'not-found', what: `${path} does not exist` })
      : success({ text, cut: false, cpuMs: 1 });
  },
  async listFolder(path) {
    const names = machineFolder(path);
    return names === undefined
      ? failed({ kind: 'not-found', what: `${path} does not exist` })
      : success(names);
  },
});
