/** What can be done with what a wizard comes to. */
import { serviceKey } from '../../core/model/service.ts';
import type { ShownStep } from '../../core/wizard/run.ts';
import { cannotChange } from '../access.ts';
import { propose } from '../change.ts';
import { say } from '../say.ts';
import type { State, Step } from '../state.ts';
import { builtDraft, builtOf, handoutHere, pathServers } from './built.ts';
import { deskOfView, openReview, openWizardView, withView } from './desk.ts';
import { groundOf } from './ground.ts';
import { goTo, shownOf } from './hand.ts';
import { allAnswers, missingStep } from './shown.ts';

/** An answer that was right and is not any more: somebody else was quicker. */
const wrongNow = (state: State): ShownStep | undefined => {
  const view = openWizardView(state);
  return view === undefined ? undefined : missingStep(shownOf(deskOfView(state, view), view));
};

/** Why the director's part cannot be run; undefined when it can. */
export const cannotBuild = (state: State): string | undefined => {
  const built = builtOf(state);
  if (built === undefined) return 'no wizard is open';
  if (builtDraft(state) !== undefined) return 'it was run already; u undoes it';
  const wrong = wrongNow(state);
  if (wrong !== undefined) return `${wrong.step.label} cannot stay as it is`;
  if (!built.ok) return built.failure.what;
  if (built.value.actions.length === 0) return 'nothing is to be done on the director';
  return groundOf(state).scriptsOnly ?? cannotChange(state);
};

/** Makes a plan of the director's part. */
export const proposeBuilt = (state: State): Step => {
  const built = builtOf(state);
  const review = openReview(state);
  const not = cannotBuild(state);
  const view = openWizardView(state);
  if (not !== undefined) return [say(state, `not now: ${not}`, 'warn'), []];
  if (built?.ok !== true || review === undefined || view === undefined) return [state, []];
  const desk = deskOfView(state, view);
  const { title, actions, cautions, cluster } = built.value;
  const services = cluster.services.map(({ id }) => serviceKey(id));
  const [next, effects] = propose(state, { kind: 'actions', actions, title, cautions });
  const all = allAnswers(desk.wizard, view.answers, desk.ground);
  return [
    withView(next, review, { ...review, change: { generation: next.generations, answers: all, services } }),
    effects,
  ];
};

/** Back to the questions; where one of the answers cannot be any more, to that one. */
export const backToAnswers = (state: State): State => {
  const under = { ...state, views: state.views.slice(0, -1) };
  const view = openWizardView(under);
  const wrong = wrongNow(state);
  return view === undefined || wrong === undefined
    ? under
    : withView(under, view, { ...goTo(view, wrong.step.id), tried: true });
};

/** Opens what the cursor is on. */
export const openRow = (state: State): Step => {
  if (builtOf(state)?.ok === false && builtDraft(state) === undefined) return [backToAnswers(state), []];
  const handout = handoutHere(state);
  return handout === undefined
    ? proposeBuilt(state)
    : [{ ...state, views: [...state.views, { type: 'handout', id: handout.id, top: 0 }] }, []];
};

/** Opens the drawing of a packet's way. */
export const openPath = (state: State): Step => [
  { ...state, views: [...state.views, { type: 'path', server: 0, top: 0 }] },
  [],
];

/** The next or previous server's path. */
export const turnPath = (state: State, by: 1 | -1): State => {
  const view = state.views.at(-1);
  const many = pathServers(state).length;
  return view?.type !== 'path' || many === 0
    ? state
    : withView(state, view, { ...view, server: (view.server + by + many) % many });
};

/** Scripts with their reasons as comments, or without. */
export const toggleExplain = (state: State): State => {
  const view = openWizardView(state);
  if (view === undefined) return state;
  const explain = !view.explain;
  return say(
    withView(state, view, { ...view, explain }),
    explain ? 'the scripts say what each line is for' : 'the scripts without explanations',
  );
};

/** Copies a script. */
export const copyHandout = (state: State): Step => {
  const handout = handoutHere(state);
  return handout === undefined ? [state, []] : [state, [{ type: 'copy', text: handout.text }]];
};

/** Asks where a script is to be written. */
export const askPath = (state: State): State => {
  const handout = handoutHere(state);
  if (handout === undefined) return state;
  const { file, text, mode } = handout;
  return {
    ...state,
    prompt: { type: 'file', input: { text: file, at: file.length }, text, mode, exists: false },
  };
};
