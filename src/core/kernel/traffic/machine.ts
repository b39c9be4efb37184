/** The practice director as a machine: the programs it has, its files, its names. Everything else does not exist. */
import { type Names, smallNames } from '../../ipvsadm/names.ts';
import type { Address } from '../../model/address.ts';
import { ipvsadm, ipvsadmRestore, ipvsadmSave, type Run } from '../front.ts';
import { practiceInterfaces } from '../interfaces.ts';
import { ip } from '../net/ip.ts';
import { iptables } from '../net/iptables.ts';
import { modprobe, otherModulesDep, otherModulesLoaded } from '../net/modules.ts';
import type { KernelNetwork } from '../net/network.types.ts';
import { nft } from '../net/nft.ts';
import type { Said } from '../net/said.ts';
import { settingFile } from '../net/settings.ts';
import { sysctl } from '../net/sysctl-program.ts';
import { procFile } from '../proc.ts';
import { schedulerRows } from '../schedulers/table.ts';
import type { Kernel } from '../state.ts';
import { sysctlDefaults } from '../sysctl.ts';
import { allServices } from '../table.ts';

/** The kernel release that the practice machine shows. */
const practiceRelease = '6.1.176-practice';

const moduleFolder = `/lib/modules/${practiceRelease}`;

const schedulerModules = (kernel: Kernel): readonly string[] =>
  schedulerRows.map(row => row.name).filter(name => name !== 'none' && !kernel.missing.includes(name));

/** /proc/modules: ip_vs and the schedulers in use, with how many services use each, and what modprobe was told to load. */
const loadedModules = (kernel: Kernel): string => {
  const { modules } = kernel.network;
  const uses = new Map<string, number>(
    schedulerModules(kernel)
      .filter(name => modules.includes(`ip_vs_${name}`))
      .map(name => [name, 0]),
  );
  for (const { config } of allServices(kernel)) {
    if (config.scheduler !== 'none') uses.set(config.scheduler, (uses.get(config.scheduler) ?? 0) + 1);
  }
  const names = [...uses.keys()].sort();
  const lines = names.map(name => `ip_vs_${name} 16384 ${uses.get(name) ?? 0} - Live 0x0000000000000000\n`);
  const users = names.length === 0 ? '-' : `${names.map(name => `ip_vs_${name}`).join(',')},`;
  return `${otherModulesLoaded(kernel.network)}${lines.join('')}ip_vs 225280 ${2 + 2 * names.length} ${users} Live 0x0000000000000000\n`;
};

const modulesDep = (kernel: Kernel): string => {
  const folder = 'kernel/net/netfilter/ipvs';
  const lines = schedulerModules(kernel).map(name => `${folder}/ip_vs_${name}.ko: ${folder}/ip_vs.ko\n`);
  return `${folder}/ip_vs.ko:\n${lines.join('')}${otherModulesDep()}`;
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
  procFile(kernel, path) ??
  settingFile(kernel.network, path) ??
  (Object.hasOwn(otherFiles, path) ? otherFiles[path]?.(kernel) : undefined);

const folders: Readonly<Record<string, readonly string[]>> = {
  '/': ['lib', 'proc', 'run', 'usr'],
  '/run': [],
  '/proc/net': ['ip_vs', 'ip_vs_conn', 'ip_vs_conn_sync', 'ip_vs_stats', 'ip_vs_stats_percpu'],
  '/proc/sys/net/ipv4/vs': Object.keys(sysctlDefaults),
  '/proc/sys/net/ipv4/conf': ['all', 'default', ...practiceInterfaces.map(({ name }) => name)],
  '/usr/sbin': [
    ...['ipvsadm', 'ipvsadm-save', 'ipvsadm-restore'],
    ...['ip', 'ip6tables', 'iptables', 'modprobe', 'nft', 'sysctl'],
  ],
  [moduleFolder]: ['modules.builtin', 'modules.dep'],
};

/** The names in a folder of the practice machine; undefined when it has none of this path. */
export const machineFolder = (path: string): readonly string[] | undefined => {
  const plain = path.length > 1 ? path.replace(/\/+$/, '') : path;
  return Object.hasOwn(folders, plain) ? folders[plain] : undefined;
};

/** Runs a program of the network, which changes nothing else. */
const onNetwork = (kernel: Kernel, run: (network: KernelNetwork) => Said): Run => {
  const { network, stdout, stderr, exit } = run(kernel.network);
  return { kernel: network === kernel.network ? kernel : { ...kernel, network }, stdout, stderr, exit };
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
    case 'ip':
      return onNetwork(kernel, network => ip(network, args));
    case 'iptables':
      return onNetwork(kernel, network => iptables(network, 4, args));
    case 'ip6tables':
      return onNetwork(kernel, network => iptables(network, 6, args));
    case 'nft':
      return onNetwork(kernel, network => nft(network, args));
    case 'modprobe': {
      const schedulers = schedulerModules(kernel).map(name => `ip_vs_${name}`);
      return onNetwork(kernel, network => modprobe(network, args, { folder: moduleFolder, schedulers }));
    }
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
