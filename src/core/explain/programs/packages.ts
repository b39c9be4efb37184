/** Installing packages. */
import { listed, shown } from '../say.ts';
import { plainWords } from './options.ts';
import type { ProgramRow } from './row.types.ts';
import { told } from './told.ts';

const managers = [
  'yum',
  'dnf',
  'apt',
  'apt-get',
  'zypper',
  'apk',
  'pacman',
  'rpm',
  'dpkg',
  'snap',
  'pip',
  'pip3',
  'npm',
];

const explain: ProgramRow['explain'] = ({ program, args }) => {
  const [verb = '', ...names] = plainWords(args);
  if (/^(?:install|groupinstall|reinstall|localinstall|add|in)$/.test(verb))
    return told(`Installs ${listed(names.map(shown))}.`);
  if (
    (program === 'rpm' || program === 'dpkg') &&
    args.some(arg => /^-[a-z]*[iU]/.test(arg)) &&
    !args.some(arg => /^-q/.test(arg))
  )
    return told(`Installs ${shown(plainWords(args).join(' '))}.`);
  if (/^(?:remove|erase|purge|autoremove|del)$/.test(verb))
    return told(`Removes ${listed(names.map(shown))}.`);
  if (/^(?:update|upgrade|dist-upgrade|makecache)$/.test(verb))
    return told(
      verb === 'update' && program.startsWith('apt')
        ? 'Reads the lists of packages.'
        : verb === 'makecache'
          ? 'Reads the lists of packages.'
          : 'Brings packages up to date.',
    );
  return told('Shows or looks after packages.');
};

/** The package managers. */
export const packageRows: readonly ProgramRow[] = [{ programs: managers, explain }];
