/** A plan as text: what will be run, what it means; and how it ended. */
import { wrap } from '../app/rich.ts';
import { actionLine } from '../core/plan/action.ts';
import type { Difference } from '../core/plan/difference.ts';
import { differenceLine } from '../core/plan/difference-words.ts';
import { lineChanges } from '../core/plan/file-lines.ts';
import type { Outcome } from '../core/plan/outcome.types.ts';
import type { Plan } from '../core/plan/plan.types.ts';
import { count } from '../core/words/numbers.ts';
import { type Out, plain, spelled, strong } from './out.ts';

const write = (out: Out, line: string): void => out.write(`${spelled(plain(line), out.ascii).trimEnd()}\n`);

/** A sentence after its sign, wrapped for a terminal and whole anywhere else. */
const writeSentence = (out: Out, sign: string, sentence: string): void => {
  const room = (out.columns ?? Number.POSITIVE_INFINITY) - sign.length;
  for (const [index, line] of wrap([{ text: plain(sentence) }], room).entries())
    write(out, `${index === 0 ? sign : ' '.repeat(sign.length)}${line.map(({ text }) => text).join('')}`);
};

/** More steps than this are listed in part. */
const mostSteps = 200;

/** More lines than this of a file are listed in part. */
const mostLines = 40;

const printFile = (out: Out, { before }: Plan, path: string, text: string | undefined): void => {
  const lines = lineChanges(before.files?.[path], text);
  for (const { sign, line } of lines.slice(0, mostLines)) write(out, `        ${sign} ${line}`);
  if (lines.length > mostLines) write(out, `        and ${count(lines.length - mostLines, 'more line')}`);
};

/** Prints a plan: its steps exactly, what each replaces, what it means. */
export const printPlan = (out: Out, plan: Plan): void => {
  out.write(`${strong(plain(plan.title), out)}  (danger: ${plan.danger})\n`);
  for (const [index, { action, was }] of plan.steps.slice(0, mostSteps).entries()) {
    write(out, `${String(index + 1).padStart(4)}  ${actionLine(action)}${was === '' ? '' : `   # ${was}`}`);
    if (action.kind === 'file') printFile(out, plan, action.path, action.text);
  }
  if (plan.steps.length > mostSteps)
    write(out, `      and ${count(plan.steps.length - mostSteps, 'more step')}`);
  for (const sentence of plan.means) writeSentence(out, '  ', sentence);
  for (const caution of plan.cautions) writeSentence(out, '  ! ', caution);
};

/** Prints differences, one a line; `title` says which sides they are of. */
export const printDifferences = (out: Out, title: string, list: readonly Difference[]): void => {
  write(out, title);
  for (const difference of list) write(out, `  ${differenceLine(difference)}`);
};

/** Says how a run ended. */
export const printOutcome = (out: Out, plan: Plan, outcome: Outcome): void => {
  switch (outcome.kind) {
    case 'done':
      write(out, `done: ${count(plan.steps.length, 'step')}`);
      if (outcome.differs.length > 0)
        printDifferences(out, 'not quite as was asked (asked → found):', outcome.differs);
      if (outcome.unread !== undefined) write(out, `it could not be read back: ${outcome.unread.what}`);
      return;
    case 'stopped': {
      const { applied, step, failure } = outcome;
      if (step !== undefined) write(out, `step ${step + 1} failed: ${failure.what}`);
      else write(out, `stopped: ${failure.what}`);
      if (failure.why !== undefined) write(out, `  why: ${failure.why}`);
      if (failure.advice !== undefined) write(out, `  try: ${failure.advice}`);
      const numbers = applied.map(index => index + 1).join(', ');
      write(
        out,
        applied.length === 0
          ? 'nothing was applied'
          : `applied: ${applied.length} of ${plan.steps.length} (${applied.length <= 20 ? `steps ${numbers}` : `${applied.length} steps`}); lvsh undo takes them back`,
      );
      return;
    }
    case 'changed':
      printDifferences(
        out,
        'nothing was run: the director changed after the plan was made (then → now):',
        outcome.since,
      );
      return;
    case 'refused':
      write(out, `nothing was run: ${outcome.failure.what}`);
      if (outcome.failure.why !== undefined) write(out, `  why: ${outcome.failure.why}`);
      if (outcome.failure.advice !== undefined) write(out, `  try: ${outcome.failure.advice}`);
  }
};
