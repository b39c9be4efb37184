/** Modules of the kernel. */
import { schedulerByName } from '../../kernel/schedulers/table.ts';
import { nearestWithin } from '../../words/nearest.ts';
import type { Call } from '../reading/piece.types.ts';
import { listed, shown } from '../say.ts';
import type { Told } from '../told.types.ts';
import { has, plainWords } from './options.ts';
import type { ProgramRow } from './row.types.ts';
import { problem, told, toldWhy } from './told.ts';

const helpers: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ip_vs: 'IPVS itself',
    ip_vs_ftp: 'the helper that lets FTP through NAT',
    ip_vs_pe_sip: 'persistence by the call of SIP',
    ipip: 'tunnels of IP in IP, with the device tunl0; a real server of TUN needs it',
    ip_gre: 'tunnels by GRE',
    fou: 'tunnels by UDP (GUE)',
    dummy: 'interfaces that lead nowhere',
    nf_conntrack: 'connection tracking',
    nf_conntrack_ipv4: 'connection tracking, on kernels before 4.19',
    br_netfilter: 'the packet filter for bridges',
    iptable_nat: 'address translation by iptables',
    ip_tables: 'iptables',
    nfs: 'the client of NFS',
    nfsd: 'the server of NFS',
  }),
);

const known = (): readonly string[] => [
  ...helpers.keys(),
  ...[...schedulerByName.keys()].filter(name => name !== 'none').map(name => `ip_vs_${name}`),
];

const moduleWords = (name: string): string => {
  const plain = name.replaceAll('-', '_');
  const scheduler = schedulerByName.get(plain.replace(/^ip_vs_/, ''));
  const words =
    helpers.get(plain) ??
    (plain.startsWith('ip_vs_') ? scheduler && `the scheduler ${scheduler.name}` : undefined);
  return words === undefined ? shown(name) : `${shown(name)} (${words})`;
};

const slips = (names: readonly string[]): readonly ReturnType<typeof problem>[] =>
  names.flatMap(name => {
    const plain = name.replaceAll('-', '_');
    const all = known();
    if (all.includes(plain) || !/^ip[_]?v?s?/.test(plain) || plain.length > 30) return [];
    const right = /^ip_?vs/.test(plain) ? nearestWithin(plain, all, 2) : undefined;
    return right === undefined
      ? []
      : [problem('wrong', `There is no module ${shown(name)}.`, `modprobe ${right}`)];
  });

const load = ({ args, doubt, program }: Call): Told => {
  const names = plainWords(args).map(name =>
    name.replace(/^.*\//, '').replace(/\.ko(?:\.[gx]z|\.zst)?$/, ''),
  );
  if (has(args, '-r', '--remove')) return remove(names);
  if (doubt !== undefined || names.some(name => /[$*`]/.test(name)))
    return told(
      'Loads modules of the kernel whose names only a shell knows. In a loop over the folder ipvs: all of IPVS.',
    );
  if (has(args, '-l', '-c', '--show-depends', '-n')) return told('Shows modules of the kernel.');
  return toldWhy(
    `Loads ${listed((program === 'modprobe' && !has(args, '-a') ? names.slice(0, 1) : names).map(moduleWords))} until the next boot.`,
    names[0]?.startsWith('ip_vs') === true
      ? [
          'ipvsadm loads the modules of IPVS by itself when they are needed; lines in /etc/modules-load.d/ipvs.conf load them at every boot.',
        ]
      : [],
    slips(names),
  );
};

const remove = (names: readonly string[]): Told =>
  told(
    `Removes ${listed(names.map(shown))} from the kernel.`,
    names.includes('ip_vs') ? [problem('danger', 'With ip_vs the whole table and every connection go.')] : [],
  );

/** modprobe and its kin. */
export const moduleRows: readonly ProgramRow[] = [
  { programs: ['modprobe', 'insmod'], explain: load },
  { programs: ['rmmod'], explain: ({ args }) => remove(plainWords(args)) },
  { programs: ['lsmod', 'modinfo', 'depmod'], explain: () => told('Shows modules of the kernel.') },
];
