/** The wizard that is open on the screen. */
import type { Ground, WizardKind } from '../../core/wizard/wizard.types.ts';
import { memoLast } from '../memo.ts';
import type { State, View } from '../state.ts';
import { workshopOf } from './await.ts';
import { groundOf } from './ground.ts';
import type { Desk } from './hand.ts';
import { isThere } from './there.ts';
import type { ReviewView, WizardView } from './view.types.ts';

/** The wizard whose questions are on top. */
export const topWizard = (state: State): WizardView | undefined => {
  const view = state.views.at(-1);
  return view?.type === 'wizard' ? view : undefined;
};

/** The wizard that is open, on top or under its review. */
export const openWizardView = (state: State): WizardView | undefined =>
  state.views.findLast((view): view is WizardView => view.type === 'wizard');

/** The review that is open, on top or under one of its scripts. */
export const openReview = (state: State): ReviewView | undefined =>
  state.views.findLast((view): view is ReviewView => view.type === 'review');

/** What was built is in the machine's way: nothing more is done there, and it holds nobody up. */
const afterwards = memoLast(
  (ground: Ground): Ground => ({ ...ground, scriptsOnly: ground.scriptsOnly ?? 'it is built already' }),
);

/** Whether what a draft is about was built, and stands. */
const stands = (state: State, draft: number): boolean => {
  const built = state.preferences.drafts.find(({ id }) => id === draft)?.built;
  return built !== undefined && isThere(state, built);
};

/** The wizard of a view or a draft, with what it is answered upon. */
export const deskOf = (state: State, kind: WizardKind, draft: number): Desk => {
  const ground = groundOf(state);
  return {
    wizard: workshopOf(state).wizardOf(kind),
    ground: stands(state, draft) ? afterwards(ground) : ground,
  };
};

/** That of the view. */
export const deskOfView = (state: State, { kind, draft }: WizardView): Desk => deskOf(state, kind, draft);

/** The state with one of its views replaced. */
export const withView = (state: State, before: View, after: View): State =>
  before === after ? state : { ...state, views: state.views.map(view => (view === before ? after : view)) };
