/** What is not saved: the rules file of this system, and keepalived.conf where there is one, beside what runs. */
import type { Settings } from '../../core/director/reading.ts';
import type { KeepalivedReading } from '../../core/keepalived/reading.types.ts';
import { serviceKey } from '../../core/model/service.ts';
import type { SeenService } from '../../core/model/snapshot.ts';
import type { SavedState } from '../../core/saved/saved.types.ts';
import { count } from '../../core/words/numbers.ts';
import type { Drift } from '../drift.ts';
import { memoLast } from '../memo.ts';
import type { Source } from '../message.ts';
import { pageKeys } from '../page-keys.ts';
import { piece, type Rich } from '../rich.ts';
import type { Asked } from '../state.ts';
import { type KeepalivedDifference, keepalivedDifferences } from './beside-keepalived.ts';
import { fileLines } from './file-lines.ts';
import { keepalivedLines } from './keepalived-lines.ts';
import { moment } from './moments.ts';
import { failureLines, keyed, pageTitle, sentence, waiting } from './parts.ts';
import { rowLines } from './row-lines.ts';

/** Both are worked out anew only when the file or the table changed: tables are large. */
const compared = memoLast(keepalivedDifferences);
const madeBy = memoLast(
  ({ services }: KeepalivedReading): ReadonlySet<string> =>
    new Set(services.map(({ service }) => serviceKey(service.id))),
);

/** What can be done from here; only what makes sense. */
const keysLine = (file: 'same' | 'differs' | 'missing' | 'unread', columns: number): readonly Rich[] => {
  const offers: readonly (readonly [key: string, does: string])[] = [
    ...(file === 'differs' || file === 'missing' ? [['s', 'saves what runs'] as const] : []),
    ...(file === 'differs' ? [['r', 'goes back to the file'] as const] : []),
    [pageKeys.backups, 'backups'],
    [pageKeys.boot, 'boot'],
  ];
  return keyed(
    '   ',
    [
      '',
      ...offers.flatMap(([key, does], index) => [key, ` ${does}${index < offers.length - 1 ? ', ' : ''}`]),
    ],
    columns,
  );
};

const placeLines = (
  { place, modifiedMs }: SavedState,
  source: Source,
  today: number,
  offsetMinutes: number,
  columns: number,
): readonly Rich[] => {
  if (place === undefined) return pageTitle('Saved', 'no rules file is known', columns);
  const written = modifiedMs === undefined ? '' : `, written ${moment(modifiedMs, today, offsetMinutes)}`;
  const practice = source.kind === 'practice';
  return [
    ...pageTitle('Saved', `${place.path}${written}`, columns),
    ...sentence(
      '   ',
      practice ? 'A file of the practice director: it ends with lvsh.' : place.why,
      columns,
      'muted',
    ),
  ];
};

const stateOf = ({ text, failure }: SavedState, drift: Drift | undefined) => {
  if (failure !== undefined) return 'unread';
  if (text === undefined) return 'missing';
  return drift === undefined || (drift.differences.length === 0 && drift.file.problems.length === 0)
    ? 'same'
    : 'differs';
};

/** The one sentence that the page is there for. */
const answer = (
  { place, text, failure }: SavedState,
  drift: Drift | undefined,
  running: number,
  columns: number,
): readonly Rich[] => {
  if (place === undefined)
    return sentence(
      ' ! ',
      'Nothing on this machine tells which file is loaded at boot. After : “save FILE” writes one, “diff FILE” compares with one.',
      columns,
      'warn',
    );
  if (failure !== undefined) return failureLines(failure, columns);
  if (text === undefined)
    return running === 0
      ? sentence('   ', 'The file is not there, and nothing runs.', columns)
      : sentence(
          ' ! ',
          `The file is not there: of what runs (${count(running, 'service')}) nothing is saved.`,
          columns,
          'bad',
        );
  if (drift === undefined) return [[piece('   the director was not read yet', 'muted')]];
  const changes = drift.differences.length;
  const whole = drift.file.problems.length === 0;
  return changes === 0
    ? sentence(
        whole ? ' ✓ ' : ' ! ',
        whole ? 'What runs is what the file says.' : 'What runs is what can be read of the file.',
        columns,
        whole ? 'good' : 'warn',
      )
    : sentence(
        ' ! ',
        `${count(changes, 'change')} ${changes === 1 ? 'is' : 'are'} not saved.`,
        columns,
        'warn',
      );
};

/** The rows, made anew only when one of the places changed: the file is looked at every few seconds. */
const rows = memoLast(
  (
    drift: Drift | undefined,
    found: readonly KeepalivedDifference[] | undefined,
    made: ReadonlySet<string>,
    columns: number,
  ): readonly Rich[] =>
    rowLines(
      {
        ...(drift === undefined ? {} : { saved: drift.differences }),
        ...(found === undefined ? {} : { keepalived: { differences: found, services: made } }),
      },
      ['running', ...(drift === undefined ? [] : ['saved']), ...(found === undefined ? [] : ['keepalived'])],
      columns,
    ),
);

const nothingMade: ReadonlySet<string> = new Set();

const savedLines = (
  saved: SavedState,
  drift: Drift | undefined,
  seen: readonly SeenService[],
  settings: Settings | undefined,
  columns: number,
): readonly Rich[] => {
  const { place, text, failure, keepalived } = saved;
  const file = text === undefined || failure !== undefined ? undefined : drift;
  const found = keepalived === undefined ? undefined : compared(keepalived.reading, seen);
  const made = keepalived === undefined ? nothingMade : madeBy(keepalived.reading);
  return [
    ...answer(saved, drift, seen.length, columns),
    ...(place === undefined ? [] : keysLine(stateOf(saved, drift), columns)),
    ...rows(file, found, made, columns),
    ...(file === undefined
      ? []
      : fileLines(file.file, settings, ' s writes what runs of them into it.', columns)),
    ...(keepalived === undefined ? [] : keepalivedLines(keepalived, made, found ?? [], seen, columns)),
  ];
};

const nobody: readonly SeenService[] = [];

/** The page. `seen`: what runs, undefined before the first read; `today` as `dayOf` gives it. */
export const savedPage = (
  asked: Asked<SavedState> | undefined,
  drift: Drift | undefined,
  seen: readonly SeenService[] | undefined,
  settings: Settings | undefined,
  source: Source,
  today: number,
  offsetMinutes: number,
  columns: number,
): readonly Rich[] => {
  if (source.kind === 'file')
    return [
      ...pageTitle('Saved', source.name, columns),
      [],
      ...sentence('   ', 'This is a saved text: no director runs that it could be compared with.', columns),
    ];
  const saved = asked?.value;
  if (saved === undefined) return [...pageTitle('Saved', '', columns), [], ...waiting(asked, columns)];
  return [
    ...placeLines(saved, source, today, offsetMinutes, columns),
    [],
    ...savedLines(saved, drift, seen ?? nobody, settings, columns),
  ];
};
