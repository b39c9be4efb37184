/** Runs programs with the rights that ipvsadm needs here: directly, or through `sudo -n` where that is how ipvsadm is reached. */
import type { Result } from '../core/model/failure.ts';
import type { Host, Limits, RunResult } from './host.ts';

/** Runs an argument array; no shell. `sudo`: through `sudo -n`, which never asks for a password. */
export const runAs = (
  host: Host,
  sudo: boolean,
  [program = '', ...args]: readonly string[],
  limits: Limits,
): Promise<Result<RunResult>> =>
  sudo ? host.run('sudo', ['-n', program, ...args], limits) : host.run(program, args, limits);
