/** What a wizard comes to: what is built, the director's part, and the scripts for the other machines. */

import type { Failure } from '../../core/model/failure.ts';
import { actionLine } from '../../core/plan/action.ts';
import type { Ground, Handout } from '../../core/wizard/wizard.types.ts';
import { clock, count } from '../../core/words/numbers.ts';
import { cells, clean } from '../cells.ts';
import { viewRows } from '../frame.ts';
import { piece, type Rich, wrap } from '../rich.ts';
import { type State, topView } from '../state.ts';
import { builtDraft, builtOf, handoutsOf } from '../wizard/built.ts';
import { deskOfView, openWizardView } from '../wizard/desk.ts';
import { draftOf } from '../wizard/drafts.ts';
import { groundOf } from '../wizard/ground.ts';
import { cannotBuild } from '../wizard/review.ts';
import { sentenceOf } from '../wizard/words.ts';
import { failureLines, heading, roomOf, sentence } from './parts.ts';
import { answerTable, answerText, cautionLines, remarksNow } from './wizard-answers.ts';
import { edged, selected } from './wizard-parts.ts';

/** Lines, one of which may be the cursor's. */
interface Part {
  readonly lines: readonly Rich[];
  /** The rows of the list that stand in it: their first line, and the one after their last. */
  readonly rows: readonly (readonly [from: number, to: number])[];
}

const plain = (lines: readonly Rich[]): Part => ({ lines, rows: [] });

const mostActions = 5;

const row = (text: string, note: string, here: boolean, columns: number): Rich => {
  const gap = roomOf(columns) - cells(text) - cells(note);
  const whole = gap > 0 ? `${text}${' '.repeat(gap)}${note}` : text;
  return here
    ? selected(whole, columns)
    : [piece(text), piece(gap > 0 ? ' '.repeat(gap) + note : '', 'muted')];
};

const nothingWords = ({ scriptsOnly }: Ground): string =>
  scriptsOnly === undefined ? 'nothing is to be done here' : 'nothing is done on this machine';

/** The director's part: a row of the list, with the first of its commands; once it was run, that it was. */
const directorPart = (state: State, cursor: number): Part => {
  const { columns, offsetMinutes } = state;
  const built = builtOf(state);
  const done = builtDraft(state);
  const actions = built?.ok === true && done === undefined ? built.value.actions : [];
  const not = cannotBuild(state);
  const steps = count(actions.length, 'step');
  const head = heading(`This director (${clean(groundOf(state).director)})`);
  const text =
    done !== undefined
      ? `✓ done at ${clock(done.at, offsetMinutes)}; u undoes it`
      : actions.length === 0
        ? nothingWords(groundOf(state))
        : not === undefined
          ? `make a plan of ${steps}`
          : `${steps}, not from here: ${clean(not)}`;
  const here = cursor === 0;
  const shown = actions.slice(0, mostActions);
  const more = actions.length - shown.length;
  const lines = [
    ...head,
    row(` ${here ? '>' : ' '} ${text}`, here && not === undefined ? 'enter' : '', here, columns),
    ...shown.flatMap(action =>
      wrap([piece(`     ${clean(actionLine(action))}`, 'muted')], roomOf(columns), 9).slice(0, 2),
    ),
    ...(more > 0 ? [[piece(`     and ${more} more`, 'muted')]] : []),
  ];
  return { lines, rows: [[head.length, lines.length]] };
};

const handoutLines = (
  { for: whom, about, file }: Handout,
  here: boolean,
  columns: number,
): readonly Rich[] => [
  row(` ${here ? '>' : ' '} ${clean(whom)}`, clean(file), here, columns),
  ...(here ? sentence('     ', about.replace(/\.$/, ''), columns, 'muted').slice(0, 2) : []),
];

const handoutsPart = (state: State, cursor: number): Part => {
  const handouts = handoutsOf(state);
  if (handouts.length === 0) return plain([]);
  const done = builtDraft(state) !== undefined;
  const scripts = handouts.some(({ mode }) => (mode & 0o100) !== 0);
  const lines: Rich[] = [
    ...heading(
      done ? 'Still to do, on the other machines' : scripts ? 'The other machines' : 'For both directors',
      scripts ? 'a script for each' : 'a file for each',
    ),
  ];
  const rows: [number, number][] = [];
  for (const [index, handout] of handouts.entries()) {
    const own = handoutLines(handout, cursor === index + 1, state.columns);
    rows.push([lines.length, lines.length + own.length]);
    lines.push(...own);
  }
  return { lines, rows };
};

/** What the answers do not come to, and the way back to them. */
const refusedPart = (state: State, failure: Failure): Part => {
  const lines = [
    [],
    ...(remarksNow(state, 'error').length > 0 ? [] : failureLines(failure, state.columns)),
    row(' > change the answers', 'enter', true, state.columns),
  ];
  return { lines, rows: [[lines.length - 1, lines.length]] };
};

const status = (state: State): string => {
  if (builtDraft(state) !== undefined) return 'the director’s part is done';
  if (state.ground?.pending === true) return 'checking once more …';
  const view = openWizardView(state);
  if (view !== undefined && draftOf(state, view)?.built !== undefined) return 'what was run is gone again';
  const built = builtOf(state);
  return built?.ok === true && built.value.actions.length > 0 ? 'nothing was run yet' : '';
};

/** The page; it fits the screen, and the cursor's row is on it. */
export const reviewPage = (state: State): readonly Rich[] => {
  const { columns } = state;
  const view = topView(state);
  const wizard = openWizardView(state);
  const built = builtOf(state);
  if (wizard === undefined || built === undefined) return [];
  const rows = viewRows(state);
  const cursor = view?.type === 'review' ? view.row : 0;
  const none = groundOf(state).scriptsOnly;
  const title = edged(
    [piece(` Review · ${deskOfView(state, wizard).wizard.title}`, 'title')],
    [piece(status(state), 'muted')],
    columns,
  );
  const errors = remarksNow(state, 'error');
  const parts =
    built.ok || builtDraft(state) !== undefined
      ? [directorPart(state, cursor), handoutsPart(state, cursor)]
      : [refusedPart(state, built.failure)];
  const cautions = cautionLines(state);
  const only =
    none === undefined
      ? []
      : sentence(' ! ', `Scripts only. ${sentenceOf(none)}`, columns, 'warn').slice(0, 2);
  const rest = [only, errors, ...parts.map(({ lines }) => lines), cautions].flat().length;
  const table = answerTable(state);
  const lines: Rich[] = [
    title,
    ...only,
    ...(1 + rest + table.length <= rows ? table : answerText(state)),
    ...errors,
  ];
  const places: (readonly [number, number])[] = [];
  for (const part of parts) {
    places.push(...part.rows.map(([from, to]) => [lines.length + from, lines.length + to] as const));
    lines.push(...part.lines);
  }
  lines.push(...cautions);
  // As little as can be is out of sight above; what belongs to the row is seen with it, and behind the last one all.
  const [at = 0, end = lines.length] = places[cursor] ?? [];
  const last = cursor > 0 && cursor === places.length - 1 ? lines.length : end;
  const from = Math.max(0, Math.min(at - 1, last - rows));
  return lines.slice(from, from + rows);
};
