/** What keys do to a choice. */
import type { ShownStep } from '../../core/wizard/run.ts';
import type { Option } from '../../core/wizard/wizard.types.ts';
import type { Desk } from './hand.ts';
import { allAnswers, optionsOf, suggestionOf, unanswered } from './shown.ts';
import type { WizardView } from './view.types.ts';

/** Answers a choice; an answer that is suggested anyway is none, so that it follows the others. */
export const choose = (desk: Desk, view: WizardView, here: ShownStep, value: string): WizardView => {
  const { step } = here;
  const suggested = suggestionOf(desk.wizard, step, view.answers, desk.ground);
  const answers =
    value === suggested ? unanswered(view.answers, step.id) : { ...view.answers, [step.id]: value };
  return { ...view, at: step.id, answers, caret: 0, tried: false, scroll: 0 };
};

const optionsHere = (desk: Desk, view: WizardView, here: ShownStep): readonly Option[] =>
  optionsOf(here.step, allAnswers(desk.wizard, view.answers, desk.ground), desk.ground);

/** The options that are possible here. */
export const possibleHere = (desk: Desk, view: WizardView, here: ShownStep): readonly Option[] =>
  optionsHere(desk, view, here).filter(({ not }) => not === undefined);

/** The option on which the cursor is: the answer, or the first one that is possible while there is none. */
export const optionAt = (options: readonly Option[], text: string): Option | undefined =>
  options.find(({ value }) => value === text) ?? options.find(({ not }) => not === undefined);

/** The possible option so many places on, not beyond the ends. */
export const moveOption = (desk: Desk, view: WizardView, here: ShownStep, by: number): WizardView => {
  const options = possibleHere(desk, view, here);
  const current = optionAt(options, here.text);
  const at = current === undefined ? 0 : options.indexOf(current);
  const next = options[Math.max(0, Math.min(options.length - 1, at + by))];
  return next === undefined || next.value === here.text ? view : choose(desk, view, here, next.value);
};

const letterSteps: Readonly<Record<string, number>> = { j: 1, k: -1, right: 1, left: -1 };

/** A letter in a list: the next option that begins with it, otherwise the way hands know. */
export const optionKey = (desk: Desk, view: WizardView, here: ShownStep, key: string): WizardView => {
  const possible = possibleHere(desk, view, here);
  const at = possible.findIndex(({ value }) => value === here.text);
  if (key === 'home' || key === 'end') {
    const end = key === 'home' ? possible[0] : possible.at(-1);
    return end === undefined ? view : choose(desk, view, here, end.value);
  }
  if (key === 'space' && here.step.kind === 'flag')
    return choose(desk, view, here, here.text === 'yes' ? 'no' : 'yes');
  const turned = [...possible.slice(at + 1), ...possible.slice(0, at + 1)];
  const found =
    Array.from(key).length === 1
      ? turned.find(({ value }) => value.toLowerCase().startsWith(key.toLowerCase()))
      : undefined;
  if (found !== undefined) return choose(desk, view, here, found.value);
  const by = letterSteps[key];
  return by === undefined ? view : moveOption(desk, view, here, by);
};
