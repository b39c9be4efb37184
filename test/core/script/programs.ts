/** Programs of this machine that tests of scripts need, and scripts as files of a folder that goes away. */
import { execFileSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** Whether all of them are installed. */
export const installed = (...programs: readonly string[]): boolean =>
  programs.every(program =>
    folders.some(folder => {
      try {
        accessSync(join(folder, program), constants.X_OK);
        return true;
      } catch {
        return false;
      }
    }),
  );

/** The suite's name; where programs are missing it says so. */
export const suite = (name: string, ...programs: readonly string[]): string =>
  installed(...programs)
    ? name
    : `${name} (skipped: not installed: ${programs.filter(one => !installed(one)).join(', ')})`;

/** Writes files into a folder, hands it over, and removes it. */
export const withFiles = <T>(files: Readonly<Record<string, string>>, use: (folder: string) => T): T => {
  const folder = mkdtempSync(join(tmpdir(), 'lvsh-script-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const unshared = ['--net', '--mount', '--propagation', 'private'];

const canUnshare = (): boolean => {
  if (!installed('unshare', 'mount', 'ip', 'sysctl')) return false;
  try {
    execFileSync('unshare', [...unshared, 'mount', '-t', 'tmpfs', 'none', '/run'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** Whether scripts can be started here: as root, in namespaces of their own. */
export const namespaces = canUnshare();

/** The suite's name; where there are no namespaces it says so. */
export const namespaceSuite = (name: string): string =>
  namespaces ? name : `${name} (skipped: needs root, unshare, ip and sysctl)`;

/**
 * Runs lines of sh in a network of their own, with /run and /var/lib empty; `$F` is the folder of the files.
 * Gives what they print, errors too.
 */
export const inNamespace = (files: Readonly<Record<string, string>>, lines: string): string =>
  withFiles(files, folder =>
    execFileSync(
      'unshare',
      [
        ...unshared,
        ...[
          'sh',
          '-c',
          `mount -t tmpfs none /run && mount -t tmpfs none /var/lib || exit\n{\n${lines}\n} 2>&1\nexit 0`,
        ],
      ],
      {
        env: { PATH: folders.join(':'), F: folder, LC_ALL: 'C' },
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    ),
  );
