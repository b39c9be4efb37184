/** The practice director as a machine: the programs it has, its files, its names. Everything else does not exist. */
import { type Names, smallNames } from '../../ipvsadm/names.ts';
import type { Address } from '../../model/address.ts';
import { ipvsadm, ipvsadmRestore, ipvsadmSave, type Run } from '../front.ts';
import { procFile } from '../proc.ts';
import { schedulerRows } from '../schedulers/table.ts';
import type { Kernel } from '../state.ts';
import { sysctlDefaults, writeSysctl } from '../sysctl.ts';
import { allServices } from '../table.ts';

/** The kernel release that the practice machine shows. */
const practiceRelease = '6.1.176-practice';

const moduleFolder = `/lib/modules/${practiceRelease}`;

const schedulerModules = (kernel: Kernel): readonly string[] =>
  schedulerRows.map(row => row.name).filter(name => name !== 'none' && !kernel.missing.includes(name));

/** /proc/modules: ip_vs and the schedulers in use, with how many services use each. */
const loadedModules = (kernel: Kernel): string => {
  const uses = new Map<string, number>();
  for (const { config } of allServices(kernel)) {
    if (config.scheduler !== 'none') uses.set(config.scheduler, (uses.get(config.scheduler) ?? 0) + 1);
  }
  const names = [...uses.keys()].sort();
  const lines = names.map(name => `ip_vs_${name} 16384 ${uses.get(name) ?? 0} - Live 0x0000000000000000\n`);
  const users = names.length === 0 ? '-' : `${names.map(name => `ip_vs_${name}`).join(',')},`;
  return `${lines.join('')}ip_vs 225280 ${2 + 2 * names.length} ${users} Live 0x0000000000000000\n`;
};

const modulesDep = (kernel: Kernel): string => {
  const folder = 'kernel/net/netfilter/ipvs';
  const lines = schedulerModules(kernel).map(name => `${folder}/ip_vs_${name}.ko: ${folder}/ip_vs.ko\n`);
  return `${folder}/ip_vs.ko:\n${lines.join('')}`;
};

const otherFiles: Readonly<Record<string, (kernel: Kernel) => string>> = {
  '/proc/sys/kernel/osrelease': () => `${practiceRelease}\n`,
  '/proc/sys/kernel/hostname': () => 'practice\n',
  '/proc/version': () => `Linux version ${practiceRelease} (simulated by lvsh)\n`,
  '/proc/modules': loadedModules,
  [`${moduleFolder}/modules.dep`]: modulesDep,
  [`${moduleFolder}/modules.builtin`]: () => '',
};

/** The text of a file of the practice machine; undefined when it has none of this path. */
export const machineFile = (kernel: Kernel, path: string): string | undefined =>
  procFile(kernel, path) ?? (Object.hasOwn(otherFiles, path) ? otherFiles[path]?.(kernel) : undefined);

const folders: Readonly<Record<string, readonly string[]>> = {
  '/': ['lib', 'proc', 'run', 'usr'],
  '/run': [],
  '/proc/net': ['ip_vs', 'ip_vs_conn', 'ip_vs_conn_sync', 'ip_vs_stats', 'ip_vs_stats_percpu'],
  '/proc/sys/net/ipv4/vs': Object.keys(sysctlDefaults),
  '/usr/sbin': ['ipvsadm', 'ipvsadm-save', 'ipvsadm-restore'],
  [moduleFolder]: ['modules.builtin', 'modules.dep'],
};

/** The names in a folder of the practice machine; undefined when it has none of this path. */
export const machineFolder = (path: string): readonly string[] | undefined => {
  const plain = path.length > 1 ? path.replace(/\/+$/, '') : path;
  return Object.hasOwn(folders, plain) ? folders[plain] : undefined;
};

const prefix = 'net.ipv4.vs.';

/** `sysctl -w NAME=VALUE` and `sysctl NAME` for the settings of IPVS; it has no others. */
const sysctl = (kernel: Kernel, args: readonly string[]): Run => {
  const words = args.filter(word => word !== '-w');
  let run: Run = { kernel, stdout: '', stderr: '', exit: 0 };
  for (const word of words) {
    const [name = '', value] = word.split('=', 2);
    const short = name.startsWith(prefix) ? name.slice(prefix.length) : '';
    if (!Object.hasOwn(run.kernel.sysctls, short)) {
      const path = `/proc/sys/${name.replaceAll('.', '/')}`;
      run = {
        ...run,
        stderr: `${run.stderr}sysctl: cannot stat ${path}: No such file or directory\n`,
        exit: 255,
      };
      continue;
    }
    const written = value === undefined ? undefined : writeSysctl(run.kernel.sysctls, short, value);
    if (written?.ok === false) {
      run = { ...run, stderr: `${run.stderr}sysctl: setting key "${name}": Invalid argument\n`, exit: 255 };
      continue;
    }
    const sysctls = written?.value ?? run.kernel.sysctls;
    const now = sysctls[short as keyof typeof sysctls];
    run = { ...run, kernel: { ...run.kernel, sysctls }, stdout: `${run.stdout}${name} = ${now}\n` };
  }
  return run;
};

/** Runs a program of the practice machine; undefined when it has none of this name. */
export const machineRun = (
  kernel: Kernel,
  program: string,
  args: readonly string[],
  around: { readonly stdin?: string; readonly names: Names },
): Run | undefined => {
  switch (program) {
    case 'ipvsadm':
      return ipvsadm(kernel, args, around);
    case 'ipvsadm-save':
      return ipvsadmSave(kernel, args, around);
    case 'ipvsadm-restore':
      return ipvsadmRestore(kernel, around);
    case 'sysctl':
      return sysctl(kernel, args);
    default:
      return undefined;
  }
};

/** The resolver of the practice machine: `localhost`, the usual services, and the names that a scene gives. */
export const machineNames = (names: Readonly<Record<string, string>>): Names => {
  const addresses = new Map(Object.entries(names).map(([address, name]) => [name, address as Address]));
  return {
    host(name, family) {
      const address = addresses.get(name);
      const fits = address !== undefined && address.includes(':') === (family === 6);
      return fits ? address : smallNames.host(name, family);
    },
    port: smallNames.port,
    hostName: address => names[address] ?? smallNames.hostName?.(address),
    portName: (port, protocol) => smallNames.portName?.(port, protocol),
  };
};
