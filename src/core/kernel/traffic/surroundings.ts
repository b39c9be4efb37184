/** What stands around a scene's table on its machine: VIPs, rules that give marks, the real servers on their links. */

import { ip } from '../net/ip.ts';
import { iptables } from '../net/iptables.ts';
import { neighbourOf } from '../net/network.ts';
import type { KernelNetwork } from '../net/network.types.ts';
import { fails, type Said } from '../net/said.ts';
import type { Kernel } from '../state.ts';
import { allServices } from '../table.ts';
import type { Scene } from './scene.ts';

const run = (network: KernelNetwork, [program, ...args]: readonly string[]): Said => {
  switch (program) {
    case 'ip':
      return ip(network, args);
    case 'iptables':
      return iptables(network, 4, args);
    default:
      return fails(network, 127, `${program}: not found\n`);
  }
};

/** The network after the scene's lines; a line that is refused changes nothing. */
const withLines = (network: KernelNetwork, lines: readonly string[]): KernelNetwork =>
  lines.reduce((next, line) => run(next, line.split(' ')).network, network);

/** More real servers than this are none that a person looks at one by one. */
const mostNeighbours = 1000;

/** The kernel with the scene's network: real servers on a link have been heard of, the silent ones in vain. */
export const surrounded = (kernel: Kernel, { network: lines, silent }: Scene): Kernel => {
  const network = withLines(kernel.network, lines);
  const servers = [...allServices(kernel)].flatMap(service => service.servers.map(({ address }) => address));
  const known = new Set(network.neighbours.map(({ address }) => address));
  const neighbours = [...new Set(servers)]
    .slice(0, mostNeighbours)
    .filter(address => !known.has(address))
    .flatMap(address => neighbourOf(network.interfaces, address, !silent.includes(address)) ?? []);
  return { ...kernel, network: { ...network, neighbours: [...network.neighbours, ...neighbours] } };
};
