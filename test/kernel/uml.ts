/**
 * Boots a real IPVS kernel for tests: Debian's User-Mode Linux, which runs as an ordinary process of an ordinary
 * user on a machine whose own kernel may have no IPVS. Its root is this machine's file system, read-only; a job
 * folder carries the script in and the results out.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Whether the guest can be booted here; if not, why, and the one command that changes it. */
export type Availability =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: string; readonly install: string };

/** The Debian packages that the guest needs, and the program or folder that tells that each is there. */
const needed = [
  { package: 'user-mode-linux', program: 'linux.uml' },
  { package: 'ipvsadm', program: 'ipvsadm' },
  { package: 'kmod', program: 'modprobe' },
  { package: 'iproute2', program: 'ip' },
  { package: 'curl', program: 'curl' },
] as const;

const folders = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

const installed = (program: string, among: readonly string[]): boolean =>
  among.some(folder => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

/** Looks for the programs in these folders of this machine; never starts anything. */
export const umlAvailable = (among: readonly string[] = folders): Availability => {
  const missing: string[] = needed
    .filter(({ program }) => !installed(program, among))
    .map(row => row.package);
  const modules = '/usr/lib/uml/modules';
  if (missing.length === 0 && !(existsSync(modules) && readdirSync(modules).length > 0)) {
    missing.push('user-mode-linux');
  }
  if (missing.length === 0) return { ok: true };
  return {
    ok: false,
    reason: `not installed: ${missing.join(', ')}`,
    install: `apt-get install -y --no-install-recommends ${missing.join(' ')}`,
  };
};

/**
 * For `describe.skipIf`: true when the real-kernel suite cannot run here. With LVSH_KERNEL=required (CI) a
 * missing kernel is an error instead, so that the suite can never vanish unnoticed.
 */
export const skipKernel = (): boolean => {
  const availability = umlAvailable();
  if (availability.ok) return false;
  const message = `real-kernel suite: ${availability.reason}; to run it: ${availability.install}`;
  if (process.env.LVSH_KERNEL === 'required') throw new Error(message);
  return true;
};

/** What the suite is called in the report: where it is skipped, the name says how to have it. */
export const kernelSuite = (name: string): string => {
  const availability = umlAvailable();
  return availability.ok ? name : `${name} (${availability.reason}; run: ${availability.install})`;
};

/** What a guest needs to run. */
export interface GuestJob {
  /** A bash script; its working folder is the job folder, its stdin empty. */
  readonly script: string;
  /** Files put into the job folder before the boot, by relative path. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Memory in MB (default 256; 512 or more where node runs inside). */
  readonly memory?: number;
  /** The guest is killed after this many milliseconds (default 60,000). */
  readonly timeoutMs?: number;
}

/** A guest that ended. */
export interface GuestResult {
  readonly stdout: string;
  readonly stderr: string;
  /** The script's exit code; undefined when the guest was killed or never came up. */
  readonly exit: number | undefined;
  /** Reads a file that the script left in the job folder. */
  file(path: string): Promise<string>;
  /** The same as bytes. */
  bytes(path: string): Promise<Buffer>;
  /** Removes the job folder. */
  remove(): Promise<void>;
}

const initScript = join(import.meta.dirname, 'init');

const makeJob = async (job: GuestJob): Promise<string> => {
  // The folder's path is a word on the kernel's command line, so it must hold no blanks.
  const folder = mkdtempSync(join(tmpdir().includes(' ') ? '/tmp' : tmpdir(), 'lvsh-uml-'));
  for (const [path, content] of Object.entries({ ...job.files, cmd: job.script })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
};

const kernelArgs = (folder: string, job: GuestJob, extra: readonly string[]): string[] => [
  `mem=${job.memory ?? 256}M`,
  'rootfstype=hostfs',
  'root=/dev/root',
  'rootflags=/',
  'ro',
  `init=${initScript}`,
  `JOB=${folder}`,
  `uml_dir=${folder}/`,
  'umid=guest',
  'con=null',
  'con0=fd:0,fd:1',
  'quiet',
  'loglevel=0',
  ...extra,
];

const environment = (): NodeJS.ProcessEnv => ({ PATH: folders.join(':'), HOME: tmpdir(), TERM: 'dumb' });

/** UML is several processes (one per address space in use); the group is what has to end. */
const killGroup = (child: ChildProcess): void => {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
};

const textOf = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');

/** Boots a guest (about 2 s), runs the script in it and waits for its end. */
export const runGuest = async (job: GuestJob): Promise<GuestResult> => {
  const folder = await makeJob(job);
  // stdin must not be a pipe: con0 on a pipe hangs the guest (measured).
  const child = spawn('linux.uml', kernelArgs(folder, job, []), {
    cwd: '/',
    env: environment(),
    stdio: ['ignore', 'ignore', 'ignore'],
    detached: true,
  });
  const timer = setTimeout(() => killGroup(child), job.timeoutMs ?? 60_000);
  const onExit = (): void => killGroup(child);
  process.once('exit', onExit);
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
  clearTimeout(timer);
  process.removeListener('exit', onExit);
  const rc = (await textOf(join(folder, 'rc'))).trim();
  return {
    stdout: await textOf(join(folder, 'stdout')),
    stderr: await textOf(join(folder, 'stderr')),
    exit: rc === '' ? undefined : Number(rc),
    file: path => readFile(join(folder, path), 'utf8'),
    bytes: path => readFile(join(folder, path)),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};

/** A guest whose script has the console as its terminal: what to start on a pty, and what it leaves. */
export interface TerminalGuest {
  readonly file: string;
  readonly args: readonly string[];
  /** The job folder on this machine: the script sees the same files in its working folder. */
  readonly folder: string;
  /** Removes the job folder. */
  remove(): Promise<void>;
}

/**
 * Prepares a guest that is to be started on a pty (test/screen/pty.ts), whose size and bytes the script's programs
 * then see as their own terminal. A later change of the size does not reach the guest.
 */
export const terminalGuest = async (job: Omit<GuestJob, 'timeoutMs'>): Promise<TerminalGuest> => {
  const folder = await makeJob(job);
  return {
    file: 'linux.uml',
    args: kernelArgs(folder, job, ['TTY=1', 'GUEST_TERM=xterm-256color']),
    folder,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};
