/** SELinux. */

import { shown } from '../say.ts';
import { plainWords } from './options.ts';
import type { ProgramRow } from './row.types.ts';
import { told } from './told.ts';

/** setenforce and its kin. */
export const selinuxRows: readonly ProgramRow[] = [
  {
    programs: ['setenforce'],
    explain: ({ args }) =>
      /^(?:0|permissive)$/i.test(args[0] ?? '')
        ? told('SELinux only warns, until the next boot.', [], [{ kind: 'selinux-off' }])
        : told('SELinux forbids again what its rules do not allow.'),
  },
  { programs: ['getenforce', 'sestatus'], explain: () => told('Shows whether SELinux enforces its rules.') },
  {
    programs: ['setsebool'],
    explain: ({ args }) => told(`Tells SELinux to allow something: ${shown(plainWords(args).join(' '))}.`),
  },
  {
    programs: ['semanage', 'chcon', 'restorecon'],
    explain: () => told('Changes what SELinux thinks of files or ports.'),
  },
];
