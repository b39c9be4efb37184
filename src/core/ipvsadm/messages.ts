/**
 * What ipvsadm prints when it refuses a command line, and what becomes of the run. The texts are the tool's
 * own output, measured; they are the only way in which its refusals can be recognised.
 */
import type { Command } from './command.ts';

/** A refused command line. */
export interface Refusal {
  readonly ok: false;
  readonly stderr: string;
  /** The exit code as the shell sees it. */
  readonly exit: number;
  /**
   * Whether the whole program ended here. It matters within `-R`: after a refusal that does not end it
   * (unknown option, missing argument) the next line is read, after one that does nothing more is.
   */
  readonly ends: boolean;
}

/** A command line, read: the command, or what ipvsadm prints instead. */
export type Parsed = { readonly ok: true; readonly command: Command } | Refusal;

/** A wrong value or a wrong combination: ends the program with exit code 2. */
export const fail = (message: string): Refusal => ({
  ok: false,
  stderr: `${message}\n`,
  exit: 2,
  ends: true,
});

/** No command in the first place: ends the program with exit code 255. */
export const tryHelp: Refusal = {
  ok: false,
  stderr: "Try `ipvsadm -h' or 'ipvsadm --help' for more information.\n",
  exit: 255,
  ends: true,
};

/** An option that popt could not read: gives up this line only, exit code 255. */
export const badWord = (source: string, reason: string): Refusal => ({
  ok: false,
  stderr: `${source}: ${reason}\n`,
  exit: 255,
  ends: false,
});

/** What `-b ,` does to ipvsadm 1.31: a segmentation fault. */
export const crash: Refusal = { ok: false, stderr: '', exit: 139, ends: true };

/** What the kernel's refusals look like. Each is one line and exit code 255 (1 when listing). */
export const kernelRefusals = {
  serviceExists: 'Service already exists',
  noScheduler: 'Scheduler or persistence engine not found',
  noService: 'No such service',
  serviceNotDefined: 'Service not defined',
  destinationExists: 'Destination already exists',
  noDestination: 'No such destination',
  outOfRange: 'Numerical result out of range',
  invalid: 'Invalid operation.  Possibly wrong module version, address not unicast, ...',
  daemonRuns: 'Daemon has already run',
  noDaemon: 'No daemon is running',
  noDevice: 'No such device',
  unreachable: 'Network is unreachable',
  noMemory: 'Memory allocation problem',
} as const;

/** The second line of "Can't initialize ipvs". */
export const initAdvice = 'Are you sure that IP Virtual Server is built in the kernel or as module?';
