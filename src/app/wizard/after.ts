/** After a plan was run: whether a wizard's part of the director stands, and what remains to be done elsewhere. */
import type { Plan } from '../../core/plan/plan.types.ts';
import { count } from '../../core/words/numbers.ts';
import { say } from '../say.ts';
import type { State, Step } from '../state.ts';
import { handoutsOf } from './built.ts';
import { openReview, openWizardView, withView } from './desk.ts';
import { keepDraft, markDrafts } from './drafts.ts';
import type { Draft } from './view.types.ts';

const taken = (draft: Draft, { of }: Plan, entry: string, at: number): Draft => {
  const { built } = draft;
  if (built === undefined || of?.entry !== built.entry) return draft;
  if (of.how === 'undo') return { ...draft, built: { ...built, undone: true } };
  return of.how === 'redo' ? { ...draft, built: { ...built, at, entry, undone: false } } : draft;
};

/** Notes that a plan was carried out: `change` is its number, `entry` that of the journal. */
export const afterRun = (state: State, change: number, plan: Plan, entry: string): Step => {
  const review = openReview(state);
  const view = openWizardView(state);
  if (review?.change?.generation !== change || view === undefined)
    return markDrafts(state, draft => taken(draft, plan, entry, state.now));
  // What was only suggested is an answer now: what is suggested after this would be something else.
  const { answers, services } = review.change;
  const answered = { ...view, answers };
  const [kept, first] = keepDraft(withView(state, view, answered), answered);
  const id = openWizardView(kept)?.draft;
  const [marked, effects] = markDrafts(kept, draft =>
    draft.id === id ? { ...draft, built: { at: state.now, entry, undone: false, services } } : draft,
  );
  // The hand goes on to the first script.
  const scripts = handoutsOf(marked).length;
  const next = withView(marked, review, { type: 'review', row: Math.min(1, scripts), top: 0 });
  const rest = scripts === 0 ? '' : `; still to do: ${count(scripts, 'script')} for the other machines`;
  return [say(next, `done, u undoes it${rest}`), [...first, ...effects]];
};
