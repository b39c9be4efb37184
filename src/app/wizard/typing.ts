/** What is typed and pasted into a wizard. */
import type { ShownStep } from '../../core/wizard/run.ts';
import { insert, type TextInput, typed } from '../textinput.ts';
import { choose, optionKey, possibleHere } from './choices.ts';
import { type Desk, fieldOf, stepHere, withText } from './hand.ts';
import { isTyped, suggestionOf } from './shown.ts';
import type { WizardView } from './view.types.ts';

/** What was suggested, as a text to be changed. */
const takeSuggestion = (desk: Desk, view: WizardView, here: ShownStep): WizardView | undefined => {
  const text = suggestionOf(desk.wizard, here.step, view.answers, desk.ground);
  return text === undefined ? undefined : withText(view, here.step.id, { text, at: text.length });
};

/** A key that is no command: typed into the answer. */
export const typeKey = (desk: Desk, view: WizardView, key: string): WizardView => {
  const here = stepHere(desk, view);
  if (here === undefined) return view;
  if (!isTyped(here.step)) return optionKey(desk, view, here, key);
  const { id } = here.step;
  const field = fieldOf(view, id);
  if (field.text === '' && (key === 'right' || key === 'end'))
    return takeSuggestion(desk, view, here) ?? view;
  const input = typed(field, key);
  if (input === undefined || (input.text === '' && field.text === '' && view.answers[id] === undefined)) {
    // A suggestion can be wiped out like a text that was typed.
    const wipes = ['backspace', 'ctrl-u', 'ctrl-w', 'ctrl-h'].includes(key) && here.text !== '';
    return wipes ? withText(view, id, { text: '', at: 0 }) : view;
  }
  return withText(view, id, input);
};

/** Pasted text, also over several lines; into a list where it is one of the answers. */
export const pasteAnswer = (desk: Desk, view: WizardView, text: string): WizardView => {
  const here = stepHere(desk, view);
  if (here === undefined) return view;
  const clean = text.trim();
  if (isTyped(here.step)) return withText(view, here.step.id, insertAll(fieldOf(view, here.step.id), clean));
  const option = possibleHere(desk, view, here).find(({ value }) => value === clean);
  return option === undefined ? view : choose(desk, view, here, option.value);
};

/** `insert` takes 2,000 characters at a time, and a list of servers may be longer. */
const insertAll = (input: TextInput, text: string): TextInput => {
  let next = input;
  for (let from = 0; from < text.length; from += 2000) next = insert(next, text.slice(from, from + 2000));
  return next;
};

/** Whether a key is typed here and is no command: printable characters, but `?` only behind something. */
export const isTypedHere = (desk: Desk, view: WizardView, key: string): boolean => {
  if (key !== 'space' && Array.from(key).length !== 1) return false;
  if (key !== '?') return true;
  const here = stepHere(desk, view);
  return here !== undefined && isTyped(here.step) && fieldOf(view, here.step.id).text !== '';
};
