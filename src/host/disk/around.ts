/** What surrounds the disk of this machine: its user, its processes, its clock. */
import { randomBytes } from 'node:crypto';
import { readFile, readlink } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { codeOf, type ProcessMark, type Surroundings } from './calls.ts';

/**
 * When a process began, from the text of /proc/PID/stat (proc(5): field 22); undefined for one that ended and that
 * its parent has not asked after (states Z and X). Its name, the second field, may hold anything, so what follows
 * its last parenthesis is read.
 */
export const startOf = (stat: string): string | undefined => {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state = '', start = ''] = [fields[0], fields[19]];
  return /^[ZXx]$/.test(state) || !/^\d+$/.test(start) ? undefined : start;
};

const startOfProcess = async (pid: number): Promise<string | undefined> =>
  startOf(await readFile(`/proc/${pid}/stat`, 'latin1'));

const spaceOf = async (): Promise<string> => {
  const link = await readlink('/proc/self/ns/pid').catch(() => '');
  return /^pid:\[(\d+)\]$/.exec(link)?.[1] ?? '0';
};

const bootOf = async (): Promise<string> => {
  const id = await readFile('/proc/sys/kernel/random/boot_id', 'latin1').catch(() => '');
  return id.replace(/[^0-9a-f]/g, '').slice(0, 16) || '0';
};

/** Whether a process with this pid still is the one of the mark. */
const runs = async ({ pid, start }: ProcessMark): Promise<boolean> => {
  try {
    return (await startOfProcess(pid)) === start;
  } catch (error) {
    // ESRCH: it ended while its file was read.
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ESRCH') return false;
    return true;
  }
};

/** The surroundings of this process; `run` starts programs (a host's `run`). */
export const nodeSurroundings = (run: Surroundings['run']): Surroundings => {
  const look = async (): Promise<ProcessMark> => {
    const [start, boot, space] = await Promise.all([startOfProcess(process.pid), bootOf(), spaceOf()]);
    return { pid: process.pid, start: start ?? '0', boot, space };
  };
  let known: Promise<ProcessMark> | undefined;
  const self = (): Promise<ProcessMark> => {
    known ??= look();
    return known;
  };
  return {
    uid: process.geteuid?.() ?? 0,
    random: () => randomBytes(8).toString('hex'),
    pause: ms => pause(ms),
    clock: () => performance.now(),
    self,
    alive: async mark => {
      const me = await self();
      if (mark.boot !== me.boot) return false;
      // In another pid namespace this pid is another process, or none: it cannot be told from here.
      return mark.space !== me.space || (await runs(mark));
    },
    run,
  };
};
