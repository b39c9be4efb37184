/** The list of wizards: drafts that wait, and what can be begun. */
import type { WizardKind } from '../../core/wizard/wizard.types.ts';
import type { State } from '../state.ts';
import { workshopOf } from './await.ts';
import { draftsHere } from './drafts.ts';
import type { Draft } from './view.types.ts';

/** What can be begun or gone on with, as the list shows it. */
export type ListedWizard =
  | { readonly type: 'draft'; readonly draft: Draft }
  | { readonly type: 'new'; readonly kind: WizardKind };

/** The list: drafts of this director first. */
export const listedWizards = (state: State): readonly ListedWizard[] => [
  ...draftsHere(state).map(draft => ({ type: 'draft' as const, draft })),
  ...workshopOf(state).wizards.map(({ kind }) => ({ type: 'new' as const, kind })),
];

/** What the list's cursor is on. */
export const wizardHere = (state: State): ListedWizard | undefined => {
  const view = state.views.at(-1);
  return view?.type === 'wizards' ? listedWizards(state)[view.row] : undefined;
};

/** The draft under the list's cursor. */
export const draftHere = (state: State): Draft | undefined => {
  const one = wizardHere(state);
  return one?.type === 'draft' ? one.draft : undefined;
};
