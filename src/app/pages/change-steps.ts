/** The steps of a plan: the exact lines that are run, each with what is there now. */
import { actionLine } from '../../core/plan/action.ts';
import type { Plan, Step } from '../../core/plan/plan.types.ts';
import { count } from '../../core/words/numbers.ts';
import { cells } from '../cells.ts';
import { type Meaning, type Piece, piece, type Rich, wrap } from '../rich.ts';

/** More steps than this are listed in part. */
const mostSteps = 400;

/** What became of a step. */
export type StepMark = 'waiting' | 'done' | 'failed';

const stepLines = (
  { action, was, danger }: Step,
  number: number,
  state: StepMark,
  columns: number,
): readonly Rich[] => {
  const mark = { waiting: ' ', done: '✓', failed: '!' }[state];
  const meaning: Meaning | undefined = state === 'failed' ? 'bad' : state === 'done' ? 'muted' : undefined;
  const head = piece(
    `${mark}${String(number).padStart(3)}  `,
    state === 'done' ? 'good' : (meaning ?? 'muted'),
  );
  const line = actionLine(action);
  const note = was === '' ? '' : `   ${was}`;
  const room = columns - 1 - 6;
  const end: Piece[] = note === '' ? [] : [piece(note, 'muted')];
  if (cells(line) + cells(note) <= room)
    return [
      [head, piece(line, meaning), piece(' '.repeat(Math.max(0, room - cells(line) - cells(note)))), ...end],
    ];
  return [
    ...wrap([head, piece(line, meaning)], columns - 1, 8),
    ...(note === '' ? [] : [[piece(`        ${was}`, danger === 'traffic' ? 'warn' : 'muted')]]),
  ];
};

/** Their lines, each marked by what became of it. */
export const stepsOf = (plan: Plan, mark: (index: number) => StepMark, columns: number): readonly Rich[] => {
  const lines = plan.steps
    .slice(0, mostSteps)
    .flatMap((step, index) => stepLines(step, index + 1, mark(index), columns));
  const more = plan.steps.length - mostSteps;
  return more > 0 ? [...lines, [piece(`      and ${count(more, 'more step')}`, 'muted')]] : lines;
};
