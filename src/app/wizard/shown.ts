/** The steps of the wizard that is open, and what its answers come to: made anew only when answers or the machine changed. */
import { effective, firstOpen, type ShownStep, shownSteps } from '../../core/wizard/walk.ts';
import type { Answers, Ground, Option, Wizard, WizardStep } from '../../core/wizard/wizard.types.ts';
import { memoLast } from '../memo.ts';

/** The steps that are asked, each with its answer and what is to be said about it. */
export const stepsOf = memoLast((wizard: Wizard, answers: Answers, ground: Ground): readonly ShownStep[] =>
  shownSteps(wizard, answers, ground),
);

/** All answers, suggested ones too. */
export const allAnswers = memoLast(
  (wizard: Wizard, answers: Answers, ground: Ground): Answers => effective(wizard, answers, ground),
);

const without = (answers: Answers, id: string): Answers => {
  const { [id]: _, ...rest } = answers;
  return rest;
};

/** What would stand there if nobody had answered. */
export const suggestionOf = (
  wizard: Wizard,
  step: WizardStep,
  answers: Answers,
  ground: Ground,
): string | undefined => {
  if (step.suggest === undefined) return undefined;
  const text = effective(wizard, without(answers, step.id), ground)[step.id];
  return text === '' ? undefined : text;
};

/** An answer taken back. */
export const unanswered = (answers: Answers, id: string): Answers =>
  answers[id] === undefined ? answers : without(answers, id);

/** The answers that a choice has; of a flag yes and no; none for what is typed. */
export const optionsOf = (step: WizardStep, all: Answers, ground: Ground): readonly Option[] => {
  if (step.kind !== 'choice' && step.kind !== 'flag') return [];
  const options = step.options?.(all, ground) ?? [];
  return options.length === 0 && step.kind === 'flag'
    ? ['yes', 'no'].map(value => ({ value, title: '', about: step.words(value, all, ground) }))
    : options;
};

/** Whether a step is answered by typing. */
export const isTyped = ({ kind }: WizardStep): boolean => kind === 'text' || kind === 'servers';

/** The first step that is missing or wrong; undefined when the answers can be built. */
export const missingStep = (shown: readonly ShownStep[]): ShownStep | undefined => {
  const id = firstOpen(shown);
  return id === undefined ? undefined : shown.find(({ step }) => step.id === id);
};
