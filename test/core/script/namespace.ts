/** A network namespace of its own with its own /var/lib and /run/lvsh, where scripts may do what they like. */
import { spawnSync } from 'node:child_process';

/** What a program left behind. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a line of bash in a fresh namespace (network and mounts); texts of `files` are given as $NAME. */
export const inNamespace = (line: string, files: Readonly<Record<string, string>> = {}): Ran => {
  const script = [
    'set -u',
    'for folder in /var/lib /run /etc/systemd/system /usr/local/sbin; do mount -t tmpfs own "$folder" || exit 99; done',
    'ip link set lo up',
    line,
  ].join('\n');
  const { status, stdout, stderr } = spawnSync('unshare', ['-n', '-m', 'bash', '-c', script], {
    encoding: 'utf8',
    env: { ...process.env, PATH: `/usr/sbin:/sbin:${process.env.PATH ?? ''}`, ...files },
  });
  return { code: status, out: stdout, err: stderr };
};

/** Why these programs cannot be tried in a namespace here; undefined where they can. */
export const noNamespace = (...programs: readonly string[]): string | undefined => {
  const { status } = spawnSync('unshare', ['-n', '-m', 'true']);
  if (status !== 0) return 'no namespaces for this user';
  const missing = programs.filter(
    program => spawnSync('sh', ['-c', `PATH=/usr/sbin:/sbin:$PATH command -v ${program}`]).status !== 0,
  );
  if (missing.length > 0) return `not installed: ${missing.join(', ')}`;
  const filter = programs.find(program => /^ip6?tables|^nft$/.test(program));
  if (filter === undefined) return undefined;
  const probe = filter === 'nft' ? 'nft list ruleset' : `${filter} -t mangle -S`;
  return inNamespace(probe).code === 0 ? undefined : `${filter} does not work here`;
};
