/** One entry of the journal as lines: when and by whom, what, how it ended, its steps. */
import { quote } from '../../core/ipvsadm/print.ts';
import type { Entry, EntryStep } from '../../core/journal/entry.ts';
import type { WrittenAction } from '../../core/journal/line.types.ts';
import { personText } from '../../core/journal/person.ts';
import { actionOf } from '../../core/journal/written.ts';
import { actionLine } from '../../core/plan/action.ts';
import { clock, count } from '../../core/words/numbers.ts';
import { cells, clean } from '../cells.ts';
import { type Meaning, piece, type Rich, wrap } from '../rich.ts';
import { commandLines, roomOf, sentence } from './parts.ts';

/** What became of an entry through later ones. */
export type Fate = 'undone' | 'undone, done again' | 'rolled back' | 'finished later';

/** What became of each entry (by id); those that stand as they ended are not in it. */
export const fatesOf = (entries: readonly Entry[]): ReadonlyMap<string, Fate> => {
  const fates = new Map<string, Fate>();
  const byId = new Map(entries.map(entry => [entry.id, entry]));
  for (const { of, outcome } of entries) {
    if (of === undefined || outcome !== 'done') continue;
    const again = of.how === 'undo' ? byId.get(of.entry)?.of : undefined;
    // Taking back an undo is doing again what that one took back.
    if (again?.how === 'undo') fates.set(again.entry, 'undone, done again');
    if (of.how === 'undo') fates.set(of.entry, 'undone');
    else if (of.how === 'redo') fates.set(of.entry, 'undone, done again');
    else fates.set(of.entry, of.how === 'finish' ? 'finished later' : 'rolled back');
  }
  return fates;
};

/** How an entry ended, in a few words. */
export const endOf = (entry: Entry, fate: Fate | undefined): { text: string; meaning: Meaning } => {
  const { outcome, applied, steps } = entry;
  const part = `${applied} of ${steps.length}`;
  const after = fate === undefined ? '' : `, ${fate}`;
  switch (outcome) {
    case 'done':
      return fate === undefined ? { text: 'done', meaning: 'good' } : { text: fate, meaning: 'muted' };
    case 'stopped':
      return { text: `stopped after ${part}${after}`, meaning: fate === undefined ? 'warn' : 'muted' };
    case 'settled':
      return { text: `cut off, ${part} stand${applied === 1 ? 's' : ''}${after}`, meaning: 'muted' };
    case 'unfinished':
      return fate === undefined
        ? { text: 'not finished', meaning: 'bad' }
        : { text: `cut off, ${fate}`, meaning: 'muted' };
  }
};

const writtenText = (written: WrittenAction): string =>
  'run' in written
    ? written.run.map(quote).join(' ')
    : `${written.text === null ? 'remove' : 'write'} ${written.file}`;

/** What lvsh would not have written is shown as it stands, and said: nothing of it is ever carried out. */
const stepText = (written: WrittenAction): { readonly text: string; readonly own: boolean } => {
  const action = actionOf(written);
  return action === undefined
    ? { text: clean(writtenText(written)), own: false }
    : { text: clean(actionLine(action)), own: true };
};

/** A step's mark: what is known of it. `?`: it was under way when everything ended. */
const marks: Readonly<Record<EntryStep['state'], { readonly mark: string; readonly meaning: Meaning }>> = {
  done: { mark: '✓', meaning: 'good' },
  failed: { mark: '!', meaning: 'bad' },
  begun: { mark: '?', meaning: 'warn' },
  waiting: { mark: ' ', meaning: 'muted' },
};

/** Steps as lines, at most so many; `marked`: each with what is known of it. */
export const stepLines = (
  steps: readonly EntryStep[],
  { most, marked, indent, columns }: { most: number; marked: boolean; indent: number; columns: number },
): readonly Rich[] => {
  const lines = steps.slice(0, most).flatMap(({ do: written, state, result }): readonly Rich[] => {
    const { text, own } = stepText(written);
    const { mark, meaning } = marks[state];
    const start = piece(`${' '.repeat(indent - 2)}${marked ? mark : ' '} `, meaning);
    const said = state === 'failed' ? (result?.output.trim().split('\n')[0] ?? '') : '';
    return [
      ...commandLines(start, text, columns, state === 'waiting' ? 'muted' : undefined),
      ...(own
        ? []
        : sentence(' '.repeat(indent + 4), 'not as lvsh writes it: never carried out', columns, 'warn')),
      ...(said === '' ? [] : sentence(' '.repeat(indent + 4), said, columns, 'bad')),
    ];
  });
  const more = steps.length - most;
  return more > 0
    ? [...lines, [piece(`${' '.repeat(indent)}and ${count(more, 'more step')}`, 'muted')]]
    : lines;
};

/** A line with something at its end, at most so far to the right that the eye finds it; on two lines where it must be. */
const ended = (start: Rich, end: Rich, columns: number, indent: number): readonly Rich[] => {
  const width = (line: Rich): number => line.reduce((sum, { text }) => sum + cells(text), 0);
  const room = Math.min(roomOf(columns), 100);
  const gap = room - width(start) - width(end);
  return gap >= 2
    ? [[...start, piece(' '.repeat(gap)), ...end]]
    : [
        ...wrap(start, roomOf(columns), indent),
        ...wrap([piece(' '.repeat(indent)), ...end], roomOf(columns), indent),
      ];
};

/** What an entry is shown with. */
export interface EntryContext {
  readonly fate: Fate | undefined;
  /** The key that takes it back or does it again next, with its word. */
  readonly next?: { readonly key: string; readonly does: string };
  /** The name of the director on the screen: that of the entry is told where it is another. */
  readonly host: string;
  readonly offsetMinutes: number;
  readonly columns: number;
}

const mostSteps = 6;
const mostDiffers = 3;
/** Where the text begins, behind the time. */
const indent = 11;

/** The lines of one entry. */
export const entryLines = (entry: Entry, context: EntryContext): readonly Rich[] => {
  const { fate, next, host, offsetMinutes, columns } = context;
  const at = Date.parse(entry.startedAt);
  const end = endOf(entry, fate);
  const quiet = end.meaning === 'muted';
  const elsewhere = entry.host === host ? '' : `, director ${entry.host}`;
  const marked = entry.outcome !== 'done';
  return [
    ...ended(
      [
        piece(` ${Number.isNaN(at) ? '?       ' : clock(at, offsetMinutes)}  `, 'muted'),
        piece(clean(entry.title), quiet ? 'muted' : undefined),
      ],
      [
        piece(end.text, end.meaning),
        ...(next === undefined ? [] : [piece('  '), piece(next.key, 'key'), piece(` ${next.does}`, 'muted')]),
      ],
      columns,
      indent,
    ),
    ...sentence(' '.repeat(indent), `${personText(entry.by)}${elsewhere}`, columns, 'muted'),
    ...stepLines(entry.steps, { most: mostSteps, marked, indent, columns }),
    ...entry.differs
      .slice(0, mostDiffers)
      .flatMap(text =>
        sentence(`${' '.repeat(indent - 2)}! `, `read back otherwise: ${text}`, columns, 'warn'),
      ),
    ...(entry.differs.length > mostDiffers
      ? [[piece(`${' '.repeat(indent)}and ${entry.differs.length - mostDiffers} more`, 'muted')]]
      : []),
  ];
};
