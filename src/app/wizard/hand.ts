/** Where the hand is in a wizard: the step that takes the keys, and the text in its field. */
import type { ShownStep } from '../../core/wizard/run.ts';
import type { Ground, Wizard } from '../../core/wizard/wizard.types.ts';
import type { TextInput } from '../textinput.ts';
import { stepsOf } from './shown.ts';
import type { WizardView } from './view.types.ts';

/** A wizard with what it is answered upon. */
export interface Desk {
  readonly wizard: Wizard;
  readonly ground: Ground;
}

/** The steps that are asked now. */
export const shownOf = ({ wizard, ground }: Desk, { answers }: WizardView): readonly ShownStep[] =>
  stepsOf(wizard, answers, ground);

/** The step that takes the keys; the first one where another answer made it vanish. */
export const stepHere = (desk: Desk, view: WizardView): ShownStep | undefined => {
  const shown = shownOf(desk, view);
  return shown.find(({ step }) => step.id === view.at) ?? shown[0];
};

/** The view with the hand on another step. */
export const goTo = (view: WizardView, id: string): WizardView => ({
  ...view,
  at: id,
  caret: (view.answers[id] ?? '').length,
  tried: false,
  scroll: 0,
});

/** The view with another answer to a step. */
export const withText = (view: WizardView, id: string, { text, at }: TextInput): WizardView => ({
  ...view,
  at: id,
  answers: view.answers[id] === text ? view.answers : { ...view.answers, [id]: text },
  caret: at,
  tried: false,
  scroll: 0,
});

/** What stands in the field: what was typed; nothing while a suggestion stands there. */
export const fieldOf = (view: WizardView, id: string): TextInput => {
  const text = view.answers[id] ?? '';
  return { text, at: Math.min(view.caret, text.length) };
};
