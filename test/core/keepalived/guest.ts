/** A real keepalived on a real kernel: what it makes of the configurations in `cases`. */
import { accessSync, constants, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { runGuest } from '../../kernel/uml.ts';

const here = import.meta.dirname;

/** What `@name` lines of the cases go by. */
export const configId = 'me';

/** All files of the cases by path, as a host would give them to the reader: folders are left out. */
export const caseFiles = (): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(join(here, 'cases'), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .map(path => [path, readFileSync(path, 'utf8')] as const),
  );

/** The path of a case's main file. */
export const casePath = (name: string): string => join(here, 'cases', `${name}.conf`);

/** What keepalived made of a case. */
export interface Made {
  readonly name: string;
  /** `2.2.7`. */
  readonly version: string;
  /** The table as `ipvsadm -Sn` prints it. */
  readonly save: string;
  /** The same as `ipvsadm -Ln --thresholds` prints it. */
  readonly thresholds: string;
  /** What keepalived complained of, in its own words. */
  readonly log: string;
  /** The lines that it named in doing so: `marks.conf:59`, each once. */
  readonly lines: readonly string[];
}

/** The package that is missing on this machine, besides those of the kernel; undefined: none. */
export const missingPackage = (): string | undefined => {
  try {
    accessSync('/usr/sbin/keepalived', constants.X_OK);
    return undefined;
  } catch {
    return 'keepalived';
  }
};

/** What every start of keepalived says, or what names this machine. */
const usual =
  /^(Starting |Running on |Command line| {4}|Opening file|Configuration file|NOTICE|Initializing|Startup complete|Activating|Registering|Gained quorum|Got SIG|\(Line|Script user|WARNING - default user)/;

/** The file and the line at the head of a complaint. */
const complaint = /^\((\S+): Line (\d+)\) /;

/** Runs keepalived on the cases, in one guest. */
export const playKeepalived = async (names: readonly string[]): Promise<readonly Made[]> => {
  const script = `bash '${join(here, 'guest.sh')}' '${here}' ${names.join(' ')}`;
  const guest = await runGuest({ script, memory: 512, timeoutMs: 300_000 });
  if (guest.exit !== 0)
    throw new Error(`the guest ended with ${guest.exit}: ${guest.stderr}${guest.stdout.slice(-2_000)}`);
  await guest.remove();
  return guest.stdout
    .split(/^=== /m)
    .slice(1)
    .map(part => {
      const [head = '', save = '', thresholds = ''] = part.split(/^--- \w+\n/m);
      const [name = '', ...all] = head.split('\n');
      const log = all.filter(line => line !== '' && !usual.test(line));
      const lines = log.flatMap(line => {
        const [, file, number] = complaint.exec(line) ?? [];
        return file === undefined ? [] : `${basename(file)}:${number}`;
      });
      const version = /^Starting Keepalived v(\S+)/m.exec(head)?.[1] ?? '';
      return { name, version, save, thresholds, log: log.join('\n'), lines: [...new Set(lines)] };
    });
};
