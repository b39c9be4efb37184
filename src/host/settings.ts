/** Everything of the settings view: versions, timeouts, daemons, sysctls, schedulers. */

import type { SchedulerState, Settings } from '../core/director/reading.ts';
import { schedulerNames } from '../core/ipvsadm/options.ts';
import { readText } from '../core/ipvsadm/read/recognise.ts';
import { type Result, success } from '../core/model/failure.ts';
import { kernelRelease, moduleFolder } from './find.ts';
import type { Host } from './host.ts';
import type { Tool } from './tool.ts';

const sysctlFolder = '/proc/sys/net/ipv4/vs';

const readSysctls = async (host: Host, notes: string[]): Promise<Settings['sysctls']> => {
  const names = await host.listFolder(sysctlFolder);
  if (!names.ok) {
    notes.push(`The kernel's ip_vs settings cannot be read: ${names.failure.what}.`);
    return [];
  }
  const sysctls: { name: string; value: string }[] = [];
  for (const name of [...names.value].sort()) {
    const file = await host.readFile(`${sysctlFolder}/${name}`, { maxBytes: 4096 });
    if (file.ok) sysctls.push({ name, value: file.value.text.trim().replace(/\s+/g, ' ') });
    else notes.push(`net.ipv4.vs.${name} cannot be read: ${file.failure.what}.`);
  }
  return sysctls;
};

const textOf = async (host: Host, path: string): Promise<string | undefined> => {
  const file = await host.readFile(path);
  return file.ok ? file.value.text : undefined;
};

/**
 * The state of every scheduler that lvsh knows. Loaded modules stand in /proc/modules, those that could be in modules.dep,
 * those built in in modules.builtin. `release`: of the running kernel. Never fails.
 */
export const readSchedulers = async (
  host: Host,
  release: string | undefined,
): Promise<readonly SchedulerState[]> => {
  const folder = moduleFolder(release ?? '');
  const [loaded, available, builtin] = await Promise.all([
    textOf(host, '/proc/modules'),
    textOf(host, `${folder}/modules.dep`),
    textOf(host, `${folder}/modules.builtin`),
  ]);
  const listed = (text: string | undefined): ReadonlySet<string> =>
    new Set(
      [...(text ?? '').matchAll(/\/ip_vs_(\w+)\.ko(?:\.\w+)?(?::|$)/gm)].flatMap(match => match[1] ?? []),
    );
  const inUse = new Set([...(loaded ?? '').matchAll(/^ip_vs_(\w+) /gm)].flatMap(match => match[1] ?? []));
  const files = listed(available);
  const inside = listed(builtin);
  const known = available !== undefined || builtin !== undefined;
  // `none` is no algorithm: the kernel takes the word for the lack of one.
  return schedulerNames
    .filter(name => name !== 'none')
    .map(name => {
      if (inUse.has(name) || inside.has(name)) return { name, state: 'loaded' };
      if (files.has(name)) return { name, state: 'module' };
      return { name, state: known ? 'missing' : 'unknown' };
    });
};

/** Reads the settings. Never fails: what could not be read is absent and named in the notes. */
export const readSettings = async (host: Host, tool: Tool): Promise<Result<Settings>> => {
  const notes: string[] = [];
  const kernel = await kernelRelease(host);
  const sysctls = await readSysctls(host, notes);
  const schedulers = await readSchedulers(host, kernel);
  const header = await textOf(host, '/proc/net/ip_vs');
  const ipvs = header === undefined ? undefined : readText(header.slice(0, header.indexOf('\n') + 1)).version;
  const ask = async (args: readonly string[], what: string): Promise<string | undefined> => {
    const ran = await tool.run(args, { timeoutMs: 5000 });
    if (ran.ok) return ran.value.stdout;
    notes.push(`${what} cannot be read: ${ran.failure.what}.`);
    return undefined;
  };
  const timeouts = await ask(['-Ln', '--timeout'], 'Timeouts');
  const daemons = timeouts === undefined ? undefined : await ask(['-Ln', '--daemon'], 'Sync daemons');
  // --version needs no rights, so it is asked of the program itself.
  const version = await host.run('ipvsadm', ['--version'], { timeoutMs: 5000 });
  const ipvsadm = version.ok ? /v(\d[\w.]*)/.exec(version.value.stdout)?.[1] : undefined;
  const found = timeouts === undefined ? undefined : readText(timeouts).timeouts;
  return success({
    ...(kernel === undefined ? {} : { kernel }),
    ...(ipvs === undefined ? {} : { ipvs }),
    ...(ipvsadm === undefined ? {} : { ipvsadm }),
    ...(found === undefined ? {} : { timeouts: found }),
    ...(daemons === undefined ? {} : { daemons: readText(daemons).daemons ?? [] }),
    sysctls,
    schedulers,
    notes,
  });
};
