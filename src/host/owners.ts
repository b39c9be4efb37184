/**
 * Looks for the owners of the IPVS table: processes of our network namespace, Docker's namespaces, ipvsadm's own unit.
 * It is repeated while lvsh runs, so it reads one small file for each process, and more only of the few that count.
 */
import { includesOf } from '../core/machine/keepalived-services.ts';
import { loaderOf } from '../core/machine/loader.ts';
import { type OwnerRow, ownerRows } from '../core/machine/owner-rows.ts';
import { ownersOf, rowOf } from '../core/machine/owners.ts';
import type { ConfigText, Owner, Suspect, UnitAtStop } from '../core/machine/owners.types.ts';
import type { FileFacts } from './filefacts.ts';
import type { Host } from './host.ts';
import { isUnitActive, readLoaderFacts, unitIsThere } from './loader.ts';

/** Configurations are small; a file that is longer is none. */
const configBytes = 1024 * 1024;
const dockerFolder = '/run/docker/netns';

const textOf = async (host: Host, path: string, maxBytes = configBytes): Promise<string | undefined> => {
  const file = await host.readFile(path, { maxBytes });
  return file.ok ? file.value.text : undefined;
};

/** `*` and `?` in a file's name, as glob(7) has them. */
const glob = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  );

/** The files that a pattern names: itself, or those of its folder where its last part holds `*` or `?`. */
const expand = async (host: Host, root: string, pattern: string): Promise<readonly string[]> => {
  const slash = pattern.lastIndexOf('/');
  const [folder, name] = [pattern.slice(0, slash), pattern.slice(slash + 1)];
  if (!/[*?]/.test(name)) return [pattern];
  const names = await host.listFolder(`${root}${folder === '' ? '/' : folder}`);
  const fits = glob(name);
  return names.ok
    ? [...names.value]
        .sort()
        .filter(one => fits.test(one))
        .map(one => `${folder}/${one}`)
    : [];
};

/** The text of a configuration with what it includes, one level deep. */
const readConfig = async (host: Host, root: string, path: string): Promise<ConfigText | undefined> => {
  const text = await textOf(host, `${root}${path}`);
  if (text === undefined) return undefined;
  const folder = path.slice(0, path.lastIndexOf('/'));
  const patterns = includesOf(text).map(one => (one.startsWith('/') ? one : `${folder}/${one}`));
  const paths = (await Promise.all(patterns.map(one => expand(host, root, one)))).flat();
  const texts = await Promise.all(paths.map(one => textOf(host, `${root}${one}`)));
  return { path, texts: [text, ...texts.flatMap(one => one ?? [])] };
};

/**
 * The configuration of a process as itself sees it: one in a container has files of its own. Without the right to
 * look there, the machine's own file is taken.
 */
const configOf = async (
  host: Host,
  row: OwnerRow,
  pid: number,
  argv: readonly string[],
): Promise<ConfigText | undefined> => {
  for (const path of row.config?.(argv) ?? []) {
    if (!path.startsWith('/')) continue;
    const found = (await readConfig(host, `/proc/${pid}/root`, path)) ?? (await readConfig(host, '', path));
    if (found !== undefined) return found;
  }
  return undefined;
};

/** Field 4 of /proc/PID/stat, after the name in brackets, which may hold anything. */
const parentIn = (stat: string): number => Number(/\) \S (\d+) [^)]*$/.exec(stat)?.[1] ?? 0);

/**
 * One process, where it may be an owner. Only root can change the table, and only root's processes are looked at more
 * closely: whoever may start a program can call it keepalived and give it any path as its configuration.
 */
const readSuspect = async (
  host: Host,
  facts: FileFacts,
  pid: number,
  comm: string,
  ours: number | undefined,
): Promise<Suspect | undefined> => {
  if ((await facts.attributesOf(`/proc/${pid}`))?.uid !== 0) return undefined;
  const argv = ((await textOf(host, `/proc/${pid}/cmdline`)) ?? '').replace(/\0$/, '').split('\0');
  const row = rowOf(comm, argv);
  if (row === undefined) return undefined;
  // Whose namespace this user may not see is counted in: a word too much is better than one too few.
  const theirs = await facts.inodeOf(`/proc/${pid}/ns/net`);
  if (row.anywhere !== true && ours !== undefined && theirs !== undefined && ours !== theirs)
    return undefined;
  const config = await configOf(host, row, pid, argv);
  return {
    pid,
    parent: parentIn((await textOf(host, `/proc/${pid}/stat`)) ?? ''),
    comm,
    argv,
    ...(config === undefined ? {} : { config }),
  };
};

const readSuspects = async (
  host: Host,
  facts: FileFacts,
  ours: number | undefined,
): Promise<readonly Suspect[]> => {
  const names = await host.listFolder('/proc');
  const found: Suspect[] = [];
  const pids = (names.ok ? names.value : []).filter(name => /^\d+$/.test(name));
  for (const [index, name] of pids.entries()) {
    // Files of /proc are read in this thread: between a few of them keys are served.
    if (index % 8 === 7) await new Promise(resolve => setImmediate(resolve));
    const comm = ((await textOf(host, `/proc/${name}/comm`, 64)) ?? '').trim();
    if (!ownerRows.some(row => row.comm?.test(comm) === true)) continue;
    const suspect = await readSuspect(host, facts, Number(name), comm, ours);
    if (suspect !== undefined) found.push(suspect);
  }
  return found;
};

/** The names of the interfaces of this process's own namespace (/sys shows those of whoever mounted it). */
const readInterfaces = async (host: Host): Promise<readonly string[]> =>
  [...((await textOf(host, '/proc/net/dev')) ?? '').matchAll(/^\s*([^\s:|]+):/gm)].flatMap(
    match => match[1] ?? [],
  );

/** The name of the namespace of Docker's load balancers that we are in: `ingress_sbox`, or one of an overlay network. */
const dockerNamespace = async (
  host: Host,
  facts: FileFacts,
  ours: number | undefined,
): Promise<string | undefined> => {
  if (ours === undefined) return undefined;
  const names = await host.listFolder(dockerFolder);
  for (const name of names.ok ? names.value : [])
    if (/^(?:ingress_sbox|lb_.+)$/.test(name) && (await facts.inodeOf(`${dockerFolder}/${name}`)) === ours)
      return name;
  return undefined;
};

/** What ipvsadm's unit does at its stop, where it is active; a program is run only where systemd has the unit. */
const unitAtStop = async (host: Host): Promise<UnitAtStop | undefined> => {
  if (!(await unitIsThere(host)) || !(await isUnitActive(host))) return undefined;
  const loader = loaderOf(await readLoaderFacts(host));
  return loader === undefined
    ? undefined
    : { name: loader.unit, ...loader.stop, ...(loader.file === undefined ? {} : { file: loader.file }) };
};

/**
 * Who may undo or overwrite what is done to this machine's table. Never fails: what cannot be seen is not reported, and
 * what can be seen in part is reported as not sure. It costs 0.1 ms of processor time for each process (60 ms for 500:
 * measured), and a run of systemctl where systemd has ipvsadm's unit.
 */
export const findOwners = async (host: Host, facts: FileFacts): Promise<readonly Owner[]> => {
  const ours = await facts.inodeOf('/proc/self/ns/net');
  const docker = await dockerNamespace(host, facts, ours);
  const unit = await unitAtStop(host);
  return ownersOf({
    processes: await readSuspects(host, facts, ours),
    interfaces: await readInterfaces(host),
    ...(docker === undefined ? {} : { docker }),
    ...(unit === undefined ? {} : { unit }),
  });
};
