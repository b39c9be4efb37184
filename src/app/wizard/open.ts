/** Opening and leaving wizards. */
import type { Answers, WizardKind } from '../../core/wizard/wizard.types.ts';
import type { Effect } from '../effect.ts';
import { topDetail } from '../moves.ts';
import { askSettings } from '../reading.ts';
import { say } from '../say.ts';
import type { State, Step } from '../state.ts';
import { awaitWorkshop, workshopOf } from './await.ts';
import { builtOf, handoutsOf } from './built.ts';
import { deskOfView, topWizard, withView } from './desk.ts';
import { dropDraft, freshId, keepDraft } from './drafts.ts';
import { askGround } from './ground.ts';
import { goTo, shownOf } from './hand.ts';
import { moveStep } from './keys.ts';
import { draftHere, listedWizards, wizardHere } from './listed.ts';
import { missingStep } from './shown.ts';
import { isThere } from './there.ts';
import type { Draft, WizardView } from './view.types.ts';

/** Asks for what a wizard needs to know; it may come a moment later. */
const asked = (state: State): Step => {
  const [ground, effects] = askGround(state);
  if (state.settings?.value !== undefined || state.source.kind === 'file') return [ground, effects];
  const [settings, more] = askSettings(ground);
  return [settings, [...effects, ...more]];
};

/** Opens the list; the cursor is on a draft that waits, or on the first wizard. */
export const openWizards = (state: State): Step => {
  if (state.workshop === undefined) return awaitWorkshop(state, 'list');
  const listed = listedWizards(state);
  const waiting = listed.findIndex(one => one.type === 'draft' && one.draft.built === undefined);
  const row = waiting >= 0 ? waiting : listed.findIndex(({ type }) => type === 'new');
  const others = state.views.filter(({ type }) => type !== 'wizards');
  return asked({ ...state, views: [...others, { type: 'wizards', row, top: 0 }] });
};

/** Without the list, which has done its part. */
const withoutList = (state: State): State => ({
  ...state,
  views: state.views.filter(({ type }) => type !== 'wizards'),
});

const viewOf = (state: State, kind: WizardKind, draft: number, answers: Answers): WizardView => ({
  type: 'wizard',
  kind,
  draft,
  answers,
  seen: {},
  at: workshopOf(state).wizardOf(kind).steps[0]?.id ?? '',
  caret: 0,
  tried: false,
  scroll: 0,
  explain: false,
});

/** The service under the cursor: where a wizard is about one that runs, it is most likely meant. */
const serviceHere = (state: State): Answers => {
  const key = (topDetail(state) ?? state.table.cursor)?.service;
  return key === undefined ? {} : { service: key };
};

const asksForService = (state: State, kind: WizardKind): boolean =>
  workshopOf(state)
    .wizardOf(kind)
    .steps.some(({ id }) => id === 'service');

/** Begins a wizard. */
export const beginWizard = (state: State, kind: WizardKind): Step => {
  if (state.workshop === undefined) return awaitWorkshop(state, kind);
  const next = withoutList(state);
  const view = viewOf(state, kind, freshId(state), asksForService(state, kind) ? serviceHere(next) : {});
  return asked({ ...next, views: [...next.views, goTo(view, view.at)] });
};

const withReview = (state: State, row: number): State => ({
  ...state,
  views: [...state.views, { type: 'review', row, top: 0 }],
});

/** Goes on with a draft where it was left; one that built something shows what that was. */
export const resumeDraft = (state: State, draft: Draft): Step => {
  const next = withoutList(state);
  const fresh = viewOf(state, draft.kind, draft.id, draft.answers);
  const shown = shownOf(deskOfView(state, fresh), fresh);
  const first = missingStep(shown) ?? shown.find(({ given }) => !given);
  const view = first === undefined ? fresh : goTo(fresh, first.step.id);
  const opened = { ...next, views: [...next.views, view] };
  return draft.built !== undefined && isThere(state, draft.built)
    ? asked(withReview(opened, Math.min(1, handoutsOf(opened).length)))
    : asked(opened);
};

/** Begins or goes on with what the list's cursor is on. */
export const chooseWizard = (state: State): Step => {
  const one = wizardHere(state);
  if (one === undefined) return [state, []];
  return one.type === 'new' ? beginWizard(state, one.kind) : resumeDraft(state, one.draft);
};

/** Forgets the draft under the cursor. */
export const forgetDraft = (state: State): Step => {
  const draft = draftHere(state);
  if (draft === undefined) return [state, []];
  const [next, effects] = dropDraft(state, draft.id);
  return [say(next, 'the draft is gone'), effects];
};

/** Keeps the wizard as it is and shows it so. */
export const keep = (state: State, before: WizardView, after: WizardView): Step =>
  keepDraft(withView(state, before, after), after);

/** Leaves the questions; what was answered stays as a draft. */
export const leaveWizard = (state: State): Step => {
  const view = topWizard(state);
  if (view === undefined) return [state, []];
  // What was emptied and must be answered is no answer.
  const last = moveStep(deskOfView(state, view), view, 0);
  const [kept, effects] = keep(state, view, last);
  const next = { ...kept, views: kept.views.slice(0, -1) };
  return Object.keys(last.answers).length === 0
    ? [next, effects]
    : [say(next, 'kept as a draft: n goes on with it'), effects];
};

/** Shows what the answers come to; while something is missing, goes there instead. */
export const openReviewPage = (state: State): Step => {
  const view = topWizard(state);
  if (view === undefined) return [state, []];
  const desk = deskOfView(state, view);
  const last = moveStep(desk, view, 0);
  const [kept, effects] = keep(state, view, last);
  const missing = missingStep(shownOf(desk, last));
  const now = topWizard(kept);
  // What the machine tells fills in much: before it has answered nobody is asked for it.
  if (missing?.state === 'open' && state.ground?.value === undefined && state.ground?.pending === true)
    return [say(kept, 'this machine has not told about its network yet: try again in a moment'), effects];
  if (missing !== undefined && now !== undefined) {
    const there = { ...goTo(now, missing.step.id), tried: true };
    const why = missing.state === 'open' ? 'is still needed' : 'cannot stay as it is';
    return [say(withView(kept, now, there), `${missing.step.label} ${why}`), effects];
  }
  // Checked again, upon the machine as it is now. Where there are scripts only, the hand is on the first one.
  const built = builtOf(kept);
  const only = built?.ok === true && built.value.actions.length === 0;
  const [next, more] = askGround(withReview(kept, only ? Math.min(1, handoutsOf(kept).length) : 0));
  return [next, [...effects, ...more] satisfies readonly Effect[]];
};
