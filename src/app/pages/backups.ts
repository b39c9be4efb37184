/** What the rules file held before it was replaced: a list with a cursor. */
import type { Backup } from '../../core/saved/saved.types.ts';
import { short } from '../../core/words/numbers.ts';
import { cells, clean, left, right } from '../cells.ts';
import { pageKeys } from '../page-keys.ts';
import { piece, type Rich } from '../rich.ts';
import type { Asked } from '../state.ts';
import { moment } from './moments.ts';
import { keyed, pageTitle, sentence, waiting } from './parts.ts';

const timeWidth = 20;
const nameWidth = 24;

const row = (
  { at, user, size }: Backup,
  selected: boolean,
  today: number,
  offsetMinutes: number,
  columns: number,
): Rich => {
  const text = ` ${selected ? '>' : ' '} ${left(moment(Date.parse(at), today, offsetMinutes), timeWidth)} ${left(clean(user), nameWidth)} ${right(`${short(size)}B`, 7)}`;
  return selected ? [piece(text + ' '.repeat(Math.max(0, columns - cells(text))), 'select')] : [piece(text)];
};

/**
 * The page, as many lines as the screen has: the list moves so that the cursor's row is always on it. `path`: the rules
 * file, undefined where none is known.
 */
export const backupsPage = (
  asked: Asked<readonly Backup[]> | undefined,
  path: string | undefined,
  cursor: number,
  today: number,
  offsetMinutes: number,
  columns: number,
  rows: number,
): readonly Rich[] => {
  const title = pageTitle(
    'Backups',
    path === undefined ? '' : `what ${path} held before, newest first`,
    columns,
  );
  if (path === undefined)
    return [
      ...title,
      [],
      ...sentence('   ', 'No rules file of this system is known, so none was replaced.', columns),
    ];
  const backups = asked?.value;
  if (backups === undefined) return [...title, [], ...waiting(asked, columns)];
  if (backups.length === 0)
    return [
      ...title,
      [],
      ...sentence(
        '   ',
        'None yet. Whenever lvsh replaces the file, what it held is kept: the last ten.',
        columns,
      ),
    ];
  const head: readonly Rich[] = [
    ...title,
    ...keyed(
      '   ',
      [
        '',
        pageKeys.go,
        ' compares it with what runs, ',
        pageKeys.restoreThis,
        ' restores it, as a plan first',
      ],
      columns,
    ),
    [],
    [piece(`   ${left('replaced', timeWidth)} ${left('by', nameWidth)} ${right('size', 7)}`, 'muted')],
  ];
  const room = Math.max(1, rows - head.length);
  const from = Math.max(0, Math.min(cursor - Math.floor(room / 2), backups.length - room));
  return [
    ...head,
    ...backups
      .slice(from, from + room)
      .map((one, index) => row(one, from + index === cursor, today, offsetMinutes, columns)),
  ];
};
