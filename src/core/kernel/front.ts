/** ipvsadm before the practice kernel: the same line gives the same stdout, stderr and exit code as the real tool. */
import type { Command } from '../ipvsadm/command.ts';
import { helpText, versionText } from '../ipvsadm/help.ts';
import { kernelRefusals, tryHelp } from '../ipvsadm/messages.ts';
import type { Names } from '../ipvsadm/names.ts';
import { parseArgs } from '../ipvsadm/parse.ts';
import { planRestore, restoreComplaint, restoreInput } from '../ipvsadm/restore.ts';
import type { ServiceId } from '../model/service.ts';
import { startDaemon, stopDaemon } from './daemons.ts';
import { listText, saveText } from './listtext.ts';
import type { Errno, Outcome } from './outcome.ts';
import { addServer, deleteServer, editServer } from './servers.ts';
import { addService, deleteService, editService, flush, zeroAll, zeroService } from './services.ts';
import type { Kernel } from './state.ts';

/** What a run of the tool leaves behind. */
export interface Run {
  readonly kernel: Kernel;
  readonly stdout: string;
  readonly stderr: string;
  /** 0..255. */
  readonly exit: number;
}

/** What surrounds a run. */
export interface Surroundings {
  /** What `-R` reads; empty when absent. */
  readonly stdin?: string;
  /** The resolver and the services table of the practice machine. */
  readonly names: Names;
}

/** A run and whether the program ended with it, which matters for the lines that `-R` has not read yet. */
interface Step extends Run {
  readonly ends: boolean;
}

type Subject = 'service' | 'new-service' | 'server' | 'daemon' | 'stop';

/** ipvs_strerror of libipvs: the text depends on what was asked. */
const refusalText = (errno: Errno, subject: Subject): string => {
  switch (errno) {
    case 'EEXIST':
      if (subject === 'daemon') return kernelRefusals.daemonRuns;
      return subject === 'server' ? kernelRefusals.destinationExists : kernelRefusals.serviceExists;
    case 'ENOENT':
      return subject === 'server' ? kernelRefusals.noDestination : kernelRefusals.noScheduler;
    case 'ESRCH':
      if (subject === 'stop') return kernelRefusals.noDaemon;
      return subject === 'server' ? kernelRefusals.serviceNotDefined : kernelRefusals.noService;
    case 'ERANGE':
      return kernelRefusals.outOfRange;
    case 'EINVAL':
      return kernelRefusals.invalid;
    case 'ENODEV':
      return kernelRefusals.noDevice;
    case 'ENETUNREACH':
      return kernelRefusals.unreachable;
  }
};

const quiet = (kernel: Kernel): Step => ({ kernel, stdout: '', stderr: '', exit: 0, ends: false });

const settle = (kernel: Kernel, outcome: Outcome, subject: Subject): Step =>
  outcome.ok
    ? quiet(outcome.kernel)
    : { ...quiet(kernel), stderr: `${refusalText(outcome.errno, subject)}\n`, exit: 255 };

/** `-Z -t 0.0.0.0:0` reaches the kernel as "everything", whatever the protocol [measured]. */
const isNowhere = (id: ServiceId): boolean =>
  id.kind === 'address' && id.port === 0 && (id.address === '0.0.0.0' || id.address === '::');

const setTimeouts = (kernel: Kernel, { tcp, tcpFin, udp }: Kernel['timeouts']): Kernel => ({
  ...kernel,
  timeouts: {
    tcp: tcp || kernel.timeouts.tcp,
    tcpFin: tcpFin || kernel.timeouts.tcpFin,
    udp: udp || kernel.timeouts.udp,
  },
});

const execute = (kernel: Kernel, command: Command, around: Surroundings): Step => {
  switch (command.name) {
    case 'add-service':
      return settle(kernel, addService(kernel, command.service, command.config), 'new-service');
    case 'edit-service':
      return settle(kernel, editService(kernel, command.service, command.config), 'service');
    case 'delete-service':
      return settle(kernel, deleteService(kernel, command.service), 'service');
    case 'add-server':
      return settle(kernel, addServer(kernel, command.service, command.server, command.config), 'server');
    case 'edit-server':
      return settle(kernel, editServer(kernel, command.service, command.server, command.config), 'server');
    case 'delete-server':
      return settle(kernel, deleteServer(kernel, command.service, command.server), 'server');
    case 'flush':
      return quiet(flush(kernel));
    case 'zero':
      return command.service === undefined || isNowhere(command.service)
        ? quiet(zeroAll(kernel))
        : settle(kernel, zeroService(kernel, command.service), 'service');
    case 'set':
      return quiet(setTimeouts(kernel, command.timeouts));
    case 'start-daemon':
      return settle(kernel, startDaemon(kernel, command.daemon), 'daemon');
    case 'stop-daemon':
      return settle(kernel, stopDaemon(kernel, command.role), 'stop');
    case 'list': {
      const text = listText(kernel, command, around.names);
      return text === undefined
        ? { ...quiet(kernel), stderr: `${kernelRefusals.noService}\n`, exit: 1, ends: true }
        : { ...quiet(kernel), stdout: text };
    }
    case 'save':
      return { ...quiet(kernel), stdout: saveText(kernel, command.numeric, around.names) };
    case 'restore':
      return restore(kernel, around);
    case 'help':
      return { ...quiet(kernel), stdout: helpText(), ends: true };
    case 'version':
      return { ...quiet(kernel), stdout: versionText, ends: true };
  }
};

const step = (kernel: Kernel, argv: readonly string[], around: Surroundings): Step => {
  const parsed = parseArgs(argv, around.names);
  return parsed.ok
    ? execute(kernel, parsed.command, around)
    : { kernel, stdout: '', stderr: parsed.stderr, exit: parsed.exit, ends: parsed.ends };
};

/** `-R`: each line at once, until one ends the program; the exit code is that of the last line that ran [measured]. */
const restore = (kernel: Kernel, around: Surroundings): Step => {
  let run: Step = quiet(kernel);
  for (const { words } of planRestore(around.stdin ?? '')) {
    const nested = words[0] === '-R' || words[0] === '--restore';
    const next = nested
      ? { ...run, stdout: '', stderr: tryHelp.stderr, exit: tryHelp.exit, ends: true }
      : step(run.kernel, words, around);
    run = { ...next, stdout: run.stdout + next.stdout, stderr: run.stderr + next.stderr };
    if (run.ends) break;
  }
  return run;
};

const finished = ({ kernel, stdout, stderr, exit }: Step): Run => ({ kernel, stdout, stderr, exit });

/** Runs `ipvsadm ARGV`. */
export const ipvsadm = (kernel: Kernel, argv: readonly string[], around: Surroundings): Run =>
  finished(step(kernel, argv, around));

/** Runs `ipvsadm-save ARGV`: `-n` is passed on, other options give its help (exit code 1), other words are ignored. */
export const ipvsadmSave = (kernel: Kernel, argv: readonly string[], around: Surroundings): Run => {
  if (argv.some(word => word.startsWith('-') && word !== '-n')) {
    const stderr =
      'ipvsadm-save: Script to save the IPVS table to stdout.\n' +
      '   With the -n option, prints out the table in numeric format.\n';
    return { kernel, stdout: '', stderr, exit: 1 };
  }
  return ipvsadm(kernel, argv.includes('-n') ? ['-S', '-n'] : ['-S'], around);
};

/** Runs `ipvsadm-restore`: drops lines that begin with `#`, clears the table, then restores. Arguments are ignored. */
export const ipvsadmRestore = (kernel: Kernel, around: Surroundings): Run => {
  const text = around.stdin ?? '';
  const run = ipvsadm(flush(kernel), ['-R'], { ...around, stdin: restoreInput(text) });
  return { ...run, stderr: restoreComplaint(text) + run.stderr };
};
