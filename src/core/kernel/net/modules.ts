/** Kernel modules of the practice machine: those that a director may load, and the program modprobe. */
import type { KernelNetwork } from './network.types.ts';
import { fails, notModelled, type Said, says } from './said.ts';

/** Modules besides ip_vs and its schedulers, by their place under /lib/modules, each with what it needs. */
const others: readonly (readonly [path: string, needs: readonly string[]])[] = [
  ['kernel/net/netfilter/nf_conntrack', []],
  ['kernel/net/netfilter/nf_nat', ['nf_conntrack']],
  ['kernel/net/netfilter/ipvs/ip_vs_ftp', ['nf_nat', 'nf_conntrack']],
  ['kernel/net/netfilter/ipvs/ip_vs_pe_sip', []],
  ['kernel/net/netfilter/x_tables', []],
  ['kernel/net/netfilter/xt_ipvs', ['x_tables']],
  ['kernel/net/netfilter/xt_mark', ['x_tables']],
  ['kernel/net/netfilter/xt_multiport', ['x_tables']],
  ['kernel/net/netfilter/nf_tables', []],
];

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const pathOf = (name: string): string => others.find(([path]) => nameOf(path) === name)?.[0] ?? name;

/** Their lines in modules.dep. */
export const otherModulesDep = (): string =>
  others.map(([path, needs]) => `${path}.ko:${needs.map(name => ` ${pathOf(name)}.ko`).join('')}\n`).join('');

/** Loaded modules of this kind in the format of /proc/modules, the newest first. */
export const otherModulesLoaded = (network: KernelNetwork): string =>
  [...network.modules]
    .reverse()
    .filter(name => others.some(([path]) => nameOf(path) === name))
    .map(name => `${name} 16384 0 - Live 0x0000000000000000\n`)
    .join('');

/**
 * Runs `modprobe NAME`: loads a module and what it needs; one that is loaded already stays. `schedulers` are the modules
 * of IPVS that this kernel has. Exit code 1 for a module that there is not.
 */
export const modprobe = (
  network: KernelNetwork,
  args: readonly string[],
  machine: { readonly folder: string; readonly schedulers: readonly string[] },
): Said => {
  const [word, ...rest] = args;
  if (word === undefined) return fails(network, 1, 'modprobe: ERROR: missing parameters. See -h.\n');
  if (word.startsWith('-')) return notModelled(network, 'modprobe', `the option ${word}`);
  if (rest.length > 0) return notModelled(network, 'modprobe', 'parameters of modules');
  const name = word.replaceAll('-', '_');
  if (name === 'ip_vs') return says(network);
  const other = others.find(([path]) => nameOf(path) === name);
  if (other === undefined && !machine.schedulers.includes(name))
    return fails(network, 1, `modprobe: FATAL: Module ${word} not found in directory ${machine.folder}\n`);
  const loaded = [...(other?.[1] ?? []).toReversed(), name];
  return says({ ...network, modules: [...new Set([...network.modules, ...loaded])] });
};
