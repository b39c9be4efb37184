/** The machine that lvsh runs on: programs through execa (loaded at the first run, it is heavy), files through node:fs. */
import { hostname } from 'node:os';
import { failed, type Result, success } from '../core/model/failure.ts';
import type { Host, Limits, RunResult } from './host.ts';
import { kernelFiles, listFolder, readOrdinaryFile } from './localfiles.ts';
import { childMs } from './processtime.ts';

/** Runs longer than this are killed when the caller names no other limit. */
const usualTimeoutMs = 10_000;
/** `-Ln --stats --exact` of 10,000 x 10 is 8.7 MB (measured); this leaves room for a table ten times as large. */
const usualMaxBytes = 100 * 1024 * 1024;
/** After SIGTERM a program has this long, then SIGKILL. */
const graceMs = 500;

/**
 * ipvsadm stands in /sbin, which a normal user's PATH often lacks. LC_ALL=C keeps messages in the words that
 * the readers know.
 */
const environment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: `${process.env.PATH ?? '/usr/bin:/bin'}:/usr/sbin:/sbin`,
  LC_ALL: 'C',
});

/** What went wrong before the program could start. */
const startFailure = (program: string, code: string | undefined, message: string): Result<never> => {
  if (code === 'ENOENT') {
    return failed({
      kind: program === 'ipvsadm' ? 'no-ipvsadm' : 'not-found',
      what: `${program} is not installed`,
      why: 'no program of this name was found in PATH, /usr/sbin or /sbin',
      ...(program === 'ipvsadm' && {
        advice: 'install it: apt install ipvsadm, dnf install ipvsadm or apk add ipvsadm',
      }),
    });
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return failed({ kind: 'no-permission', what: `${program} may not be run by this user`, why: message });
  }
  return failed({ kind: 'other', what: `${program} could not be started`, why: message });
};

const run = async (
  program: string,
  args: readonly string[],
  limits: Limits = {},
): Promise<Result<RunResult>> => {
  const { execa } = await import('execa');
  const timeoutMs = limits.timeoutMs ?? usualTimeoutMs;
  const command = [program, ...args].join(' ');
  const startedAt = performance.now();
  const childrenBefore = childMs();
  const ownBefore = process.cpuUsage();
  const child = execa(program, [...args], {
    reject: false,
    env: environment(),
    extendEnv: false,
    timeout: timeoutMs,
    killSignal: 'SIGTERM',
    forceKillAfterDelay: graceMs,
    maxBuffer: limits.maxBytes ?? usualMaxBytes,
    stripFinalNewline: false,
    stderr: 'pipe',
    ...(limits.stdin === undefined ? { stdin: 'ignore' as const } : { input: limits.stdin }),
  });
  const { user, system } = process.cpuUsage(ownBefore);
  // A program that sleeps in the kernel cannot even be killed: it is left behind rather than waited for.
  let giveUp: NodeJS.Timeout | undefined;
  const abandoned = new Promise<undefined>(resolve => {
    giveUp = setTimeout(() => resolve(undefined), timeoutMs + 2 * graceMs);
  });
  try {
    const result = await Promise.race([child, abandoned]);
    if (result === undefined || result.timedOut) {
      return failed({
        kind: 'timeout',
        what: `${command} did not end within ${timeoutMs / 1000} s`,
        advice: 'the kernel may be busy with a very large table; lvsh tries again later',
      });
    }
    if (result.isMaxBuffer)
      return failed({ kind: 'read', what: `${command} printed more than lvsh is willing to read` });
    if (result.isTerminated) {
      return failed({
        kind: 'killed',
        what: `${command} was ended by ${result.signal ?? 'a signal'}`,
        output: result.stderr,
      });
    }
    if (result.exitCode === undefined) return startFailure(program, result.code, result.shortMessage ?? '');
    const wallMs = performance.now() - startedAt;
    const childrenAfter = childMs();
    // The clock of /proc counts 10 ms ticks: what it does not see is taken to be wall time below one tick.
    const ticked =
      childrenBefore === undefined || childrenAfter === undefined ? wallMs : childrenAfter - childrenBefore;
    const cpuMs = Math.min(wallMs, Math.max(ticked, Math.min(wallMs, 5)));
    // Starting a program costs this process, too.
    const startMs = (user + system) / 1000;
    return success({
      stdout: result.stdout,
      stderr: result.stderr,
      exit: result.exitCode,
      cpuMs: cpuMs + startMs,
    });
  } catch (error) {
    return failed({ kind: 'other', what: `${command} could not be run`, why: String(error) });
  } finally {
    clearTimeout(giveUp);
  }
};

/** This machine. Its name is the host name up to the first dot. */
export const localHost = (): Host => {
  const readKernelFile = kernelFiles(new Set(['/proc/net/ip_vs']));
  return {
    name: hostname().split('.')[0] || 'localhost',
    kind: 'local',
    run,
    readFile: (path, limits = {}) =>
      /^\/(proc|sys)\//.test(path) ? readKernelFile(path, limits) : readOrdinaryFile(path, limits),
    listFolder,
    // Rates need a clock that nobody sets: wall time at the start, steady from there on.
    now: () => Math.round(performance.timeOrigin + performance.now()),
  };
};
