/** Drafts: every wizard is kept as it is filled in, so that nothing is lost by leaving, or by a line that breaks. */
import type { Effect } from '../effect.ts';
import { lockedByPerson } from '../lock.ts';
import type { State, Step } from '../state.ts';
import { mostDrafts } from './drafts-read.ts';
import { isThere } from './there.ts';
import type { Draft, WizardView } from './view.types.ts';

/** Whether preferences may be written: a person who locked this director may still draft. */
const mayKeep = ({ source: { locked } }: State): boolean => locked === undefined || locked === lockedByPerson;

const withDrafts = (state: State, drafts: readonly Draft[]): Step => {
  const preferences = { ...state.preferences, drafts };
  const effects: readonly Effect[] = mayKeep(state) ? [{ type: 'save-preferences', preferences }] : [];
  return [{ ...state, preferences }, effects];
};

/** The drafts of this director, the newest first. */
export const draftsHere = ({ preferences, source }: State): readonly Draft[] =>
  preferences.drafts.filter(({ director }) => director === source.name);

/** The draft of a wizard that is open; undefined while nothing was answered. */
export const draftOf = (state: State, { draft }: Pick<WizardView, 'draft'>): Draft | undefined =>
  state.preferences.drafts.find(({ id }) => id === draft);

/** An id that no draft has. */
export const freshId = ({ now, preferences: { drafts } }: State): number =>
  Math.max(now, ...drafts.map(({ id }) => id + 1));

/**
 * Keeps a wizard as it is now; one without an answer is not kept. What was built stays as it was built: other answers
 * are another draft.
 */
export const keepDraft = (state: State, view: WizardView): Step => {
  const known = draftOf(state, view);
  if (Object.keys(view.answers).length === 0 || known?.answers === view.answers) return [state, []];
  const stands = known?.built !== undefined && isThere(state, known.built);
  const draft = stands ? freshId(state) : view.draft;
  const kept: Draft = {
    id: draft,
    kind: view.kind,
    director: known?.director ?? state.source.name,
    answers: view.answers,
  };
  const others = state.preferences.drafts.filter(({ id }) => id !== draft);
  const views = state.views.map(one => (one === view ? { ...view, draft } : one));
  return withDrafts({ ...state, views }, [kept, ...others].slice(0, mostDrafts));
};

/** Forgets a draft. */
export const dropDraft = (state: State, id: number): Step =>
  withDrafts(
    state,
    state.preferences.drafts.filter(draft => draft.id !== id),
  );

/** Changes what is known of the building of drafts; nothing is written where nothing changed. */
export const markDrafts = (state: State, mark: (draft: Draft) => Draft): Step => {
  const drafts = state.preferences.drafts.map(mark);
  return drafts.every((draft, index) => draft === state.preferences.drafts[index])
    ? [state, []]
    : withDrafts(state, drafts);
};
