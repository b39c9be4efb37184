/** What keys do to a wizard: from step to step. Pure: a view, its wizard and what is known give the next view. */
import type { ShownStep } from '../../core/wizard/run.ts';
import type { Instead } from '../../core/wizard/wizard.types.ts';
import { choose, moveOption, optionAt, possibleHere } from './choices.ts';
import { type Desk, goTo, shownOf, stepHere } from './hand.ts';
import { isTyped, stepsOf, unanswered } from './shown.ts';
import type { WizardView } from './view.types.ts';

/** A step that is left: what was suggested there was seen, and what was emptied that must be answered is suggested again. */
const left = (desk: Desk, view: WizardView, here: ShownStep): WizardView => {
  const { id, optional } = here.step;
  const emptied = view.answers[id]?.trim() === '' && optional !== true;
  const answers = emptied ? unanswered(view.answers, id) : view.answers;
  const shown = stepsOf(desk.wizard, answers, desk.ground).find(({ step }) => step.id === id);
  const passed = answers[id] === undefined && shown !== undefined && shown.state !== 'open';
  return {
    ...view,
    answers,
    seen: passed && view.seen[id] !== shown.text ? { ...view.seen, [id]: shown.text } : view.seen,
  };
};

/** Goes so many steps on, and no further than the ends. */
export const moveStep = (desk: Desk, view: WizardView, by: number): WizardView => {
  const here = stepHere(desk, view);
  if (here === undefined) return view;
  const next = left(desk, view, here);
  const shown = shownOf(desk, next);
  const at = shown.findIndex(({ step }) => step.id === here.step.id) + by;
  const to = shown[Math.max(0, Math.min(shown.length - 1, at))];
  return to === undefined || to.step.id === here.step.id ? next : goTo(next, to.step.id);
};

/** What enter comes to: another step, or the end of the questions. */
export interface Passed {
  readonly view: WizardView;
  /** All questions were gone through. */
  readonly end: boolean;
}

/** A choice without an answer, with that on which the cursor is. */
const taken = (desk: Desk, view: WizardView, here: ShownStep): WizardView => {
  if (isTyped(here.step) || here.text !== '') return view;
  const option = optionAt(possibleHere(desk, view, here), here.text);
  return option === undefined ? view : choose(desk, view, here, option.value);
};

/** Takes the answer as it stands and goes on; with one that cannot stay so it stays. */
export const passStep = (desk: Desk, view: WizardView): Passed => {
  const here = stepHere(desk, view);
  if (here === undefined) return { view, end: false };
  const next = left(desk, taken(desk, view, here), here);
  const shown = shownOf(desk, next);
  const at = shown.findIndex(({ step }) => step.id === here.step.id);
  const state = shown[at]?.state;
  if (state === 'open' || state === 'wrong')
    return { view: { ...next, at: here.step.id, tried: true }, end: false };
  const to = shown[at + 1];
  return to === undefined ? { view: next, end: true } : { view: goTo(next, to.step.id), end: false };
};

/** What may be taken over at the step that takes the keys, the first of several. */
export const insteadHere = (desk: Desk, view: WizardView): Instead | undefined =>
  stepHere(desk, view)?.remarks.find(({ instead }) => instead !== undefined)?.instead;

/** Takes over what a remark offers; it may be another wizard that goes on with the same answers. */
export const takeInstead = (desk: Desk, view: WizardView): WizardView => {
  const instead = insteadHere(desk, view);
  return instead === undefined
    ? view
    : goTo(
        {
          ...view,
          kind: instead.wizard ?? view.kind,
          answers: { ...view.answers, ...instead.answers },
        },
        view.at,
      );
};

/** Up and down: through a list of options, or from step to step. */
export const moveUpDown = (desk: Desk, view: WizardView, by: 1 | -1): WizardView => {
  const here = stepHere(desk, view);
  if (here === undefined) return view;
  return isTyped(here.step) ? moveStep(desk, view, by) : moveOption(desk, view, here, by);
};
