/** Shared content: NFS and what is mounted. */
import type { Call } from '../reading/piece.types.ts';
import { shown } from '../say.ts';
import type { Told } from '../told.types.ts';
import { has, option, plainWords } from './options.ts';
import type { ProgramRow } from './row.types.ts';
import { problem, told, toldWhy } from './told.ts';

const mount = ({ args }: Call): Told => {
  if (has(args, '-a')) return told('Mounts everything that stands in /etc/fstab.');
  const type = option(args, '-t');
  const options = option(args, '-o');
  const words = plainWords(args).filter(word => word !== type && word !== options);
  const [source = '', folder] = words;
  if (source === '') return told('Shows what is mounted.');
  const nfs = type?.startsWith('nfs') === true || /^[^/\s]+:\//.test(source);
  return toldWhy(
    `Mounts ${shown(source)}${folder === undefined ? '' : ` on ${shown(folder)}`}${nfs ? ', by NFS' : ''}, until the next boot.`,
    nfs ? ['A line in /etc/fstab (with _netdev) mounts a folder at every boot.'] : [],
  );
};

const umount = ({ args }: Call): Told =>
  told(
    `Takes ${shown(plainWords(args)[0] ?? '')} out of the file tree.`,
    has(args, '-l', '-f') ? [problem('note', 'Programs that still use it are not asked.')] : [],
  );

/** mount and the programs of NFS. */
export const sharingRows: readonly ProgramRow[] = [
  { programs: ['mount', 'mount.nfs'], explain: mount },
  { programs: ['umount'], explain: umount },
  {
    programs: ['exportfs'],
    explain: ({ args }) =>
      told(
        args.some(arg => /^-[a-z]*[ra]/.test(arg))
          ? 'Gives out the folders of /etc/exports as they stand there now.'
          : 'Shows which folders are given out by NFS.',
      ),
  },
  {
    programs: ['showmount'],
    explain: ({ args }) =>
      told(`Asks ${shown(plainWords(args)[0] ?? 'this machine')} which folders it gives out by NFS.`),
  },
  { programs: ['rpcinfo', 'nfsstat'], explain: () => told('Shows the state of NFS.') },
];
