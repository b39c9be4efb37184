/** arping: who answers for an address. */
import { shown } from '../say.ts';
import { has, plainWords } from './options.ts';
import type { ProgramRow } from './row.types.ts';
import { told, toldWhy } from './told.ts';

const explain: ProgramRow['explain'] = ({ args }) => {
  const address = shown(plainWords(args).at(-1) ?? '');
  if (has(args, '-U', '-A') || args.some(arg => /^-[a-zA-Z]*[UA]/.test(arg)))
    return toldWhy(
      `Tells the network that this machine has ${address}: neighbours send its packets here from now on.`,
      ['A director does so after it took over a VIP.'],
    );
  if (has(args, '-D')) return told(`Asks whether another machine has ${address} already.`);
  return toldWhy(`Asks the network who has ${address}.`, [
    'With DR only the director may answer for the VIP: answers with several MAC addresses are the ARP problem.',
  ]);
};

/** arping, arp and what else asks or tells who has an address. */
export const arpRows: readonly ProgramRow[] = [
  { programs: ['arping'], explain },
  {
    programs: ['arp'],
    explain: ({ args }) =>
      told(
        has(args, '-s')
          ? 'Writes down by hand which MAC address a neighbour has.'
          : has(args, '-d')
            ? 'Forgets what was learned about a neighbour.'
            : 'Shows which MAC address each neighbour has: who answers for a VIP is seen here.',
      ),
  },
];
