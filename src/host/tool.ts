/** ipvsadm on a host: run directly, or through `sudo -n` where that works and the person allowed it. */

import { readFailure } from '../core/ipvsadm/errors.ts';
import { type Failure, failed, type Result, success } from '../core/model/failure.ts';
import type { Host, Limits, RunResult } from './host.ts';

/** How ipvsadm can be reached: `unknown` before the first run. */
export type Access = 'unknown' | 'direct' | 'sudo' | 'refused' | 'missing';

/** Runs ipvsadm. */
export interface Tool {
  /**
   * Output of a run that ended well, or with one of the exit codes `tolerated`. An error of the tool is a failure
   * with its own words in `output`.
   */
  run(args: readonly string[], limits?: Limits, tolerated?: readonly number[]): Promise<Result<RunResult>>;
  access(): Access;
  /** False while it is pointless to ask again: not installed, or not permitted, found out less than half a minute ago. */
  usable(): boolean;
}

/** A person may install ipvsadm, or type a sudo password elsewhere, while lvsh runs. */
const retryMs = 30_000;

const sudoRefusal: Failure = {
  kind: 'no-permission',
  what: 'ipvsadm may not be run by this user',
  why: 'ipvsadm answers root only, and sudo -n asks for a password or does not allow it',
  advice: 'run lvsh as root, or allow ipvsadm in sudoers without a password',
};

/** A Tool on a host. `sudo`: the person allowed it. */
export const ipvsadmOn = (host: Host, sudo: boolean): Tool => {
  let access: Access = 'unknown';
  let refusal: Failure | undefined;
  let refusedAt = 0;

  const refuse = (state: 'refused' | 'missing', failure: Failure): Result<never> => {
    access = state;
    refusal = failure;
    refusedAt = host.now();
    return failed(failure);
  };

  const usable = (): boolean => refusal === undefined || host.now() - refusedAt >= retryMs;

  const direct: Tool['run'] = async (args, limits, tolerated = []) => {
    const ran = await host.run('ipvsadm', args, limits);
    if (!ran.ok) return ran;
    const { exit, stderr } = ran.value;
    if (exit === 0 || tolerated.includes(exit)) return ran;
    return failed({ ...readFailure(stderr, exit), output: stderr });
  };

  const throughSudo: Tool['run'] = async (args, limits, tolerated = []) => {
    const ran = await host.run('sudo', ['-n', 'ipvsadm', ...args], limits);
    if (!ran.ok) return ran.failure.kind === 'not-found' ? refuse('refused', sudoRefusal) : ran;
    const { exit, stderr } = ran.value;
    if (exit === 0) return ran;
    if (/^sudo: /m.test(stderr)) return refuse('refused', { ...sudoRefusal, output: stderr });
    if (tolerated.includes(exit)) return ran;
    return failed({ ...readFailure(stderr, exit), output: stderr });
  };

  return {
    access: () => access,
    usable,
    async run(args, limits, tolerated) {
      if (!usable() && refusal !== undefined) return failed(refusal);
      refusal = undefined;
      if (access !== 'sudo') {
        const ran = await direct(args, limits, tolerated);
        if (ran.ok) {
          access = 'direct';
          return success(ran.value);
        }
        if (ran.failure.kind === 'no-ipvsadm') return refuse('missing', ran.failure);
        if (ran.failure.kind !== 'no-permission') return ran;
        if (!sudo) return refuse('refused', ran.failure);
      }
      const ran = await throughSudo(args, limits, tolerated);
      if (ran.ok) access = 'sudo';
      return ran;
    },
  };
};
