/** What the open wizard comes to, made anew only when its answers or the machine changed. */
import type { Result } from '../../core/model/failure.ts';
import type { Server } from '../../core/model/service.ts';
import type { Answers, Built, Ground, Handout, WizardKind } from '../../core/wizard/wizard.types.ts';
import { memoLast } from '../memo.ts';
import type { State } from '../state.ts';
import { workshopOf } from './await.ts';
import { deskOfView, openWizardView } from './desk.ts';
import { draftOf } from './drafts.ts';
import { isThere } from './there.ts';
import type { Draft } from './view.types.ts';
import type { Workshop } from './workshop.types.ts';

const build = memoLast(
  (
    { buildWizard }: Workshop,
    kind: WizardKind,
    answers: Answers,
    ground: Ground,
    explain: boolean,
  ): Result<Built> => buildWizard(kind, answers, ground, { explain }),
);

/** What the open wizard comes to; undefined where none is open. */
export const builtOf = (state: State): Result<Built> | undefined => {
  const view = openWizardView(state);
  return view === undefined
    ? undefined
    : build(workshopOf(state), view.kind, view.answers, deskOfView(state, view).ground, view.explain);
};

/** The scripts of the open wizard; what was built here needs none for this machine. */
export const handoutsOf = (state: State): readonly Handout[] => {
  const built = builtOf(state);
  const handouts = built?.ok === true ? built.value.handouts : [];
  return builtDraft(state) === undefined ? handouts : handouts.filter(({ id }) => id !== 'director');
};

/** The draft of the open wizard whose director's part was run and stands. */
export const builtDraft = (state: State): Draft['built'] => {
  const view = openWizardView(state);
  const built = view === undefined ? undefined : draftOf(state, view)?.built;
  return built === undefined || !isThere(state, built) ? undefined : built;
};

/** The rows of the review's list: the director's part, then the scripts. */
export const reviewRows = (state: State): number => 1 + handoutsOf(state).length;

/** The script that is open, or under the review's cursor. */
export const handoutHere = (state: State): Handout | undefined => {
  const view = state.views.at(-1);
  const handouts = handoutsOf(state);
  if (view?.type === 'handout') return handouts.find(({ id }) => id === view.id);
  return view?.type === 'review' ? handouts[view.row - 1] : undefined;
};

/** The real servers whose path can be drawn. */
export const pathServers = (state: State): readonly Server[] => {
  const built = builtOf(state);
  return built?.ok === true ? built.value.cluster.services.flatMap(({ servers }) => servers) : [];
};
