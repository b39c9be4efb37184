/** A wizard walked through: which steps are asked with these answers, and what stands in each. */
import { safe } from '../explain/say.ts';
import type { Answers, Ground, Remark, Wizard, WizardStep } from './wizard.types.ts';

/** The words of an answer are no longer than this. */
const mostWords = 300;

/** A step with its answer. */
export interface ShownStep {
  readonly step: WizardStep;
  /** The answer that counts now: the one given, else the one suggested, else empty. */
  readonly text: string;
  readonly given: boolean;
  /**
   * `done`: given, and nothing is wrong with it. `suggested`: it stands without having been given (an optional one may be
   * empty). `open`: nobody answered. `wrong`: given or suggested, and the wizard cannot go on with it.
   */
  readonly state: 'done' | 'suggested' | 'open' | 'wrong';
  readonly remarks: readonly Remark[];
  /** The answer in words; empty where there is none. */
  readonly words: string;
}

/** Whether a person answered: an empty answer is one where the step may be left empty. */
const isGiven = (step: WizardStep, answers: Answers): boolean => {
  const text = answers[step.id];
  return text !== undefined && (text.trim() !== '' || step.optional === true);
};

const isAsked = (step: WizardStep, answers: Answers, ground: Ground): boolean =>
  step.when?.(answers, ground) ?? true;

/** The answers of a wizard as its steps see them, and the steps that are asked. */
const walked = (
  wizard: Wizard,
  given: Answers,
  ground: Ground,
): { readonly asked: readonly WizardStep[]; readonly answers: Answers } => {
  // A step sees the answers to all others, and the suggestions of those before it.
  let seen: Answers = given;
  const asked: WizardStep[] = [];
  for (const step of wizard.steps) {
    if (!isAsked(step, seen, ground)) continue;
    asked.push(step);
    const suggested = isGiven(step, given) ? undefined : step.suggest?.(seen, ground);
    if (suggested !== undefined) seen = { ...seen, [step.id]: suggested };
  }
  const answers: Record<string, string> = {};
  for (const { id } of asked) {
    const text = seen[id]?.trim();
    if (text !== undefined) answers[id] = text;
  }
  return { asked, answers };
};

/**
 * The answers with the suggestions filled in, of the steps that are asked and of no others: what `when`, `check`, `words`,
 * `why` and `options` of a step are best called with.
 */
export const effective = (wizard: Wizard, answers: Answers, ground: Ground): Answers =>
  walked(wizard, answers, ground).answers;

/** The steps that are asked with these answers, in order. */
export const shownSteps = (wizard: Wizard, given: Answers, ground: Ground): readonly ShownStep[] => {
  const { asked, answers } = walked(wizard, given, ground);
  return asked.map(step => {
    const text = answers[step.id] ?? '';
    const there = isGiven(step, given);
    const open = text === '' && step.optional !== true;
    const remarks = open ? [] : step.check(text, answers, ground);
    const wrong = remarks.some(({ level }) => level === 'error');
    return {
      step,
      text,
      given: there,
      state: open ? 'open' : wrong ? 'wrong' : there ? 'done' : 'suggested',
      remarks,
      words: open ? '' : safe(step.words(text, answers, ground), mostWords),
    };
  });
};

/** The step to go to next: the first that is wrong or open; undefined when the wizard can be built. */
export const firstOpen = (shown: readonly ShownStep[]): string | undefined =>
  shown.find(({ state }) => state === 'wrong' || state === 'open')?.step.id;
