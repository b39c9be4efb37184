/** ipvsadm-save and ipvsadm-restore. */
import type { Call } from '../reading/piece.types.ts';
import { shown } from '../say.ts';
import type { Told } from '../told.types.ts';
import { has } from './options.ts';
import type { ProgramRow } from './row.types.ts';
import { problem, told, toldWhy } from './told.ts';

const save = ({ args }: Call): Told => {
  const byNumber = has(args, '-n');
  return toldWhy(
    `Prints the table, a line for each service and server${byNumber ? ', with numbers' : ''}.`,
    ['What is saved so lacks thresholds (-x, -y), timeouts and sync daemons.'],
    [],
    byNumber ? [] : [{ kind: 'saved-by-name' }],
  );
};

const restore = ({ redirections, body }: Call): Told => {
  const file = redirections.find(({ operator }) => operator === '<')?.target;
  const from =
    file === undefined ? (body === undefined ? 'its input' : 'the lines that follow') : shown(file);
  return told(
    [`Clears the table, then makes it anew from ${from}, line by line.`],
    [
      problem(
        'danger',
        'The table is empty in between: open connections are lost, and a bad line leaves half a table.',
        `lvsh restore${file === undefined ? '' : ` ${shown(file)}`}, which changes only what differs`,
      ),
    ],
  );
};

/** ipvsadm-save and ipvsadm-restore: what they lose and what they cut. */
export const savingRows: readonly ProgramRow[] = [
  { programs: ['ipvsadm-save'], explain: save },
  { programs: ['ipvsadm-restore'], explain: restore, takesInput: true },
];
