/** Keys and pasted text while a wizard is filled in. */
import type { State, Step } from '../state.ts';
import { deskOfView, topWizard, withView } from './desk.ts';
import { isTypedHere, pasteAnswer, typeKey } from './typing.ts';

/** A key that is typed into the wizard on top; undefined where there is none, or where it is a command's. */
export const pressWizard = (state: State, key: string, bound: boolean): Step | undefined => {
  const view = state.change === undefined ? topWizard(state) : undefined;
  if (view === undefined) return undefined;
  const desk = deskOfView(state, view);
  if (bound && !isTypedHere(desk, view, key)) return undefined;
  return [withView(state, view, typeKey(desk, view, key)), []];
};

/** Pasted text; undefined where no wizard is on top. */
export const pasteWizard = (state: State, text: string): Step | undefined => {
  const view = state.change === undefined ? topWizard(state) : undefined;
  return view === undefined
    ? undefined
    : [withView(state, view, pasteAnswer(deskOfView(state, view), view, text)), []];
};
