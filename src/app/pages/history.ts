/** What was done on this director, newest first, as the journal tells: by whom, how it ended, what comes back next. */
import type { Entry } from '../../core/journal/entry.ts';
import type { History } from '../../core/journal/history.types.ts';
import { personText } from '../../core/journal/person.ts';
import { count } from '../../core/words/numbers.ts';
import type { Source } from '../message.ts';
import { pageKeys } from '../page-keys.ts';
import { piece, type Rich } from '../rich.ts';
import type { Asked } from '../state.ts';
import { entryLines, fatesOf, stepLines } from './history-entry.ts';
import { dayHeading, dayOf, moment } from './moments.ts';
import { keyed, pageTitle, sentence, waiting } from './parts.ts';

/** Entries that are shown; the journal keeps more. */
const mostEntries = 200;
const mostUnfinishedSteps = 40;

/** What of a plan that was cut off is known. */
const knownOf = ({ steps, applied }: Entry): string => {
  const begun = steps.findIndex(({ state }) => state === 'begun');
  const done = `${applied} of ${count(steps.length, 'step')} ${applied === 1 ? 'was' : 'were'} done`;
  return begun < 0
    ? `${done}.`
    : `${done}; step ${begun + 1} was under way: whether it happened, only the director can tell.`;
};

const unfinishedLines = (
  entry: Entry,
  busy: string | undefined,
  { today, offsetMinutes, columns }: { today: number; offsetMinutes: number; columns: number },
): readonly Rich[] => {
  const since = `${personText(entry.by)}, ${moment(Date.parse(entry.startedAt), today, offsetMinutes)}`;
  return [
    ...sentence(
      ' ! ',
      busy === undefined ? `Not finished: ${entry.title}` : `Under way: ${entry.title}`,
      columns,
      busy === undefined ? 'bad' : 'warn',
    ),
    ...sentence('   ', `${since}. ${knownOf(entry)}`, columns),
    ...stepLines(entry.steps, { most: mostUnfinishedSteps, marked: true, indent: 5, columns }),
    ...(busy === undefined
      ? keyed(
          '   ',
          [
            '',
            pageKeys.finish,
            ' does what is left, ',
            pageKeys.rollBack,
            ' takes back what was done; each is shown as a plan first. Until then nothing else can be undone.',
          ],
          columns,
        )
      : sentence('   ', `It can be finished or rolled back once ${busy} is done.`, columns, 'muted')),
    [],
  ];
};

const byDay = (
  { entries, stack }: History,
  host: string,
  today: number,
  offsetMinutes: number,
  columns: number,
): readonly Rich[] => {
  const fates = fatesOf(entries);
  const listed = entries.filter(({ id }) => id !== stack.unfinished?.id);
  const lines: Rich[] = [];
  let day: number | undefined;
  for (const entry of listed.slice(-mostEntries).reverse()) {
    const own = dayOf(Date.parse(entry.startedAt), offsetMinutes);
    if (own !== day) {
      if (day !== undefined) lines.push([]);
      lines.push([piece(` ${dayHeading(own, today)}`, 'heading')]);
      day = own;
    }
    const next =
      entry.id === stack.undo?.id
        ? { key: 'u', does: 'undoes it' }
        : entry.id === stack.redo?.id
          ? { key: 'U', does: 'does it again' }
          : undefined;
    lines.push(
      ...entryLines(entry, {
        fate: fates.get(entry.id),
        host,
        offsetMinutes,
        columns,
        ...(next === undefined ? {} : { next }),
      }),
    );
  }
  const older = listed.length - mostEntries;
  if (older > 0)
    lines.push([], [piece(`   ${count(older, 'older entry', 'older entries')}: lvsh history`, 'muted')]);
  return lines;
};

const footLines = ({ path, broken }: History, kind: Source['kind'], columns: number): readonly Rich[] => [
  [],
  ...(broken === 0
    ? []
    : sentence(
        ' ! ',
        `${count(broken, 'line')} of the journal cannot be read and ${broken === 1 ? 'counts' : 'count'} for nothing: what ${broken === 1 ? 'it tells' : 'they tell'} cannot be undone.`,
        columns,
        'warn',
      )),
  ...sentence(
    '   ',
    kind === 'practice' ? 'The history of the practice director ends with lvsh.' : `kept in ${path}`,
    columns,
    'muted',
  ),
];

/** The page. `today` is the local day as `dayOf` gives it. */
export const historyPage = (
  asked: Asked<History> | undefined,
  source: Source,
  today: number,
  offsetMinutes: number,
  columns: number,
): readonly Rich[] => {
  const where = source.kind === 'practice' ? 'the practice director' : source.name;
  const title = pageTitle('History', `what was changed on ${where}, newest first`, columns);
  if (source.kind === 'file')
    return [
      ...title,
      [],
      ...sentence('   ', 'A saved text has no history: nothing is changed in it.', columns),
    ];
  const history = asked?.value;
  if (history === undefined) return [...title, [], ...waiting(asked, columns)];
  const { entries, stack, busy } = history;
  return [
    ...title,
    [],
    ...(busy === undefined
      ? []
      : [...sentence(' · ', `${busy} is changing this director at the moment.`, columns, 'warn'), []]),
    ...(stack.unfinished === undefined
      ? []
      : unfinishedLines(stack.unfinished, busy, { today, offsetMinutes, columns })),
    ...(entries.length === 0
      ? sentence(
          '   ',
          'Nothing was changed yet. Whatever lvsh changes here is noted with who did it, and can be taken back.',
          columns,
          'muted',
        )
      : byDay(history, source.name, today, offsetMinutes, columns)),
    ...footLines(history, source.kind, columns),
  ];
};
