/** A change on the screen: what will be run exactly, the table before and after, what it means; then how it ended. */
import type { Difference } from '../../core/plan/difference.ts';
import { differenceLine } from '../../core/plan/difference-words.ts';
import type { Outcome, Progress } from '../../core/plan/outcome.types.ts';
import type { Danger, Plan } from '../../core/plan/plan.types.ts';
import { count } from '../../core/words/numbers.ts';
import { cells, clean } from '../cells.ts';
import { memoLast } from '../memo.ts';
import { pageKeys } from '../page-keys.ts';
import { type Meaning, piece, type Rich, wrap } from '../rich.ts';
import { isOver } from '../settle.ts';
import type { Change, State } from '../state.ts';
import { fileLines } from './change-files.ts';
import { type StepMark, stepsOf } from './change-steps.ts';
import { tableLines } from './change-table.ts';
import { failureLines, keyed, roomOf } from './parts.ts';

const dangerMeaning: Readonly<Record<Danger, Meaning>> = {
  none: 'good',
  undoable: 'good',
  traffic: 'warn',
  destructive: 'bad',
};

/** What a level means, in few words. */
const dangerWords: Readonly<Record<Danger, string>> = {
  none: 'nobody notices',
  undoable: 'open connections stay, undo gives all back',
  traffic: 'new or open connections may be lost',
  destructive: 'much is lost at once',
};

/** What it is, and its danger at the right end; under it where both do not fit in one line. */
const title = (plan: Plan, columns: number): readonly Rich[] => {
  const name = piece(` ${clean(plan.title)}`, 'title');
  const danger: Rich = [piece('danger: ', 'muted'), piece(plan.danger, dangerMeaning[plan.danger])];
  const gap = roomOf(columns) - cells(name.text) - cells(`danger: ${plan.danger}`);
  return gap < 1
    ? [...wrap([name], roomOf(columns), 1), [piece(' '), ...danger]]
    : [[name, piece(' '.repeat(gap)), ...danger]];
};

const sentences = (
  texts: readonly string[],
  mark: string,
  meaning: Meaning | undefined,
  columns: number,
): readonly Rich[] =>
  texts.flatMap(text => wrap([piece(mark, meaning), piece(clean(text))], roomOf(columns), cells(mark)));

const sinceLines = (since: readonly Difference[], columns: number): readonly Rich[] =>
  since.length === 0
    ? []
    : [
        ...wrap(
          [piece(' ! Nothing was run: the table changed after this was shown first.', 'bad')],
          roomOf(columns),
          3,
        ),
        ...since
          .slice(0, 12)
          .flatMap(difference =>
            wrap([piece(`     ${differenceLine(difference)}`, 'warn')], roomOf(columns), 7),
          ),
        ...(since.length > 12 ? [[piece(`     and ${since.length - 12} more`, 'muted')]] : []),
        [piece('   What follows is the plan for the table as it is now.', 'muted')],
        [],
      ];

const previewLines = (plan: Plan, since: readonly Difference[], columns: number): readonly Rich[] => [
  ...title(plan, columns),
  [],
  ...sinceLines(since, columns),
  ...stepsOf(plan, () => 'waiting', columns),
  ...(plan.means.length + plan.cautions.length > 0 ? [[]] : []),
  ...sentences(plan.means, '   ', undefined, columns),
  ...sentences(plan.cautions, ' ! ', 'warn', columns),
  ...(plan.danger === 'traffic' || plan.danger === 'destructive'
    ? wrap(
        [piece(` ${plan.danger}: ${dangerWords[plan.danger]}.`, dangerMeaning[plan.danger])],
        roomOf(columns),
        1,
      )
    : []),
  ...tableLines(plan),
  ...fileLines(plan, columns),
];

const marksOf =
  (outcome: Outcome) =>
  (index: number): StepMark => {
    if (outcome.kind === 'done') return 'done';
    if (outcome.kind !== 'stopped') return 'waiting';
    return index === outcome.step ? 'failed' : outcome.applied.includes(index) ? 'done' : 'waiting';
  };

const endedLines = (plan: Plan, outcome: Outcome, columns: number): readonly Rich[] => {
  const head = title(plan, columns);
  switch (outcome.kind) {
    case 'refused':
      return [
        ...head,
        [],
        ...failureLines(outcome.failure, columns),
        [],
        [piece('   Nothing was run.', 'muted')],
      ];
    case 'stopped':
      return [
        ...head,
        [],
        ...failureLines(outcome.failure, columns),
        [],
        ...wrap(
          [
            piece(
              `   ${count(outcome.applied.length, 'step')} of ${plan.steps.length} ${outcome.applied.length === 1 ? 'stands' : 'stand'}, marked ✓. `,
            ),
            ...(outcome.applied.length === 0
              ? []
              : [piece('u', 'key'), piece(' takes them back; leaving keeps them.', 'muted')]),
          ],
          roomOf(columns),
          3,
        ),
        [],
        ...stepsOf(plan, marksOf(outcome), columns),
      ];
    case 'done':
      return [
        ...head,
        [],
        ...wrap(
          [piece(' ! All steps were run, but the director is not quite as was asked:', 'warn')],
          roomOf(columns),
          3,
        ),
        ...outcome.differs.flatMap(difference => {
          const line = differenceLine(difference);
          return wrap([piece(`     ${line}`), piece('   asked → found', 'muted')], roomOf(columns), 7);
        }),
        ...(outcome.unread === undefined ? [] : failureLines(outcome.unread, columns)),
        [],
        ...stepsOf(plan, marksOf(outcome), columns),
      ];
    case 'changed':
      return head;
  }
};

const runningWords = ({ done, of }: Progress, stopping: boolean): string =>
  done >= of
    ? 'reading back what is there now …'
    : `${stopping ? 'stopping after this step' : 'running'}: step ${done + 1} of ${of}`;

const pageOf = (change: Change | undefined, columns: number): readonly Rich[] => {
  if (change === undefined) return [];
  const { stage } = change;
  switch (stage.type) {
    case 'reading':
      return [[piece(' reading what is there now …', 'muted')]];
    case 'refused':
      return [
        [piece(' This cannot be done', 'title')],
        [],
        ...failureLines(stage.failure, columns),
        ...(isOver(change.intent, stage.failure)
          ? [
              [],
              ...keyed('   ', ['', pageKeys.settle, ' notes in the journal that the plan is over.'], columns),
            ]
          : []),
      ];
    case 'preview':
      return previewLines(stage.plan, stage.since, columns);
    case 'running':
      return [
        ...title(stage.plan, columns),
        [],
        [piece(`   ${runningWords(stage.progress, stage.stopping)}`, 'accent')],
        [],
        ...stepsOf(stage.plan, index => (index < stage.progress.done ? 'done' : 'waiting'), columns),
      ];
    case 'ended':
      return endedLines(stage.plan, stage.outcome, columns);
  }
};

const page = memoLast(pageOf);

/** The lines of the change that is open; empty when there is none. */
export const changePage = (state: State): readonly Rich[] => page(state.change, state.columns);
