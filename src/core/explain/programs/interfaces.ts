/** Interfaces by their files: nmcli, ifup, ifdown, netplan. */
import { readNetwork } from '../networks.ts';
import type { Call } from '../reading/piece.types.ts';
import { shown } from '../say.ts';
import type { Told } from '../told.types.ts';
import { tellAddress, tellDown } from './addresses.ts';
import type { ProgramRow } from './row.types.ts';
import { told } from './told.ts';

const nmcli = ({ args }: Call): Told => {
  const words = args.filter(arg => !arg.startsWith('-') || arg.startsWith('-ipv'));
  const [, verb = '', ...rest] = words;
  if (/^mod|^add|^edit/.test(verb)) {
    const at = rest.findIndex(word => /^[+-]?ipv[46]\.addresses$|^ip[46]$/.test(word));
    const network = at < 0 ? undefined : readNetwork(rest[at + 1] ?? '');
    const name =
      rest.find((_, index) => rest[index - 1] === 'ifname') ??
      rest.find(word => !['con-name', 'type', 'connection'].includes(word)) ??
      '';
    if (network !== undefined && !(rest[at] ?? '').startsWith('-')) {
      const said = tellAddress(name, network, false, ' for every boot');
      return {
        ...said,
        words: [...said.words, 'It holds once the connection comes up anew: nmcli connection up.'],
      };
    }
    return told(`Changes the connection ${shown(name)} of NetworkManager, for every boot.`);
  }
  if (/^up/.test(verb))
    return told(`Brings the connection ${shown(rest[0] ?? '')} up, with what its file says.`);
  if (/^down|^del|^disc/.test(verb))
    return tellDown(rest[0] ?? '', `Takes the connection ${shown(rest[0] ?? '')} down.`);
  if (/^rel/.test(verb)) return told('NetworkManager reads its files again.');
  return told('Shows the connections of NetworkManager.');
};

/** Programs that bring up what the files of a system say. */
export const interfaceRows: readonly ProgramRow[] = [
  { programs: ['nmcli'], explain: nmcli },
  {
    programs: ['ifup'],
    explain: ({ args }) => told(`Brings ${shown(args[0] ?? '')} up, with what its file says.`),
  },
  {
    programs: ['ifdown'],
    explain: ({ args }) => tellDown(args[0] ?? '', `Takes ${shown(args[0] ?? '')} down.`),
  },
  { programs: ['netplan'], explain: () => told('Makes the network as the files of netplan say.') },
  { programs: ['nmtui', 'setup'], explain: () => told('Opens a form for the network.') },
  { programs: ['brctl', 'bridge'], explain: () => told('Shows or changes bridges.') },
  { programs: ['ethtool', 'mii-tool'], explain: () => told('Shows or changes how a network card works.') },
];
