/** The answers of a wizard in its review, and what is to be kept in mind about them. */
import type { ShownStep } from '../../core/wizard/run.ts';
import { clean, left } from '../cells.ts';
import { piece, type Rich, wrap } from '../rich.ts';
import type { State } from '../state.ts';
import { builtDraft, builtOf } from '../wizard/built.ts';
import { deskOfView, openWizardView } from '../wizard/desk.ts';
import { shownOf } from '../wizard/hand.ts';
import { heading, roomOf } from './parts.ts';
import { levelLooks, marked } from './wizard-parts.ts';

/** The steps of the open wizard that have an answer. */
const answered = (state: State): readonly ShownStep[] => {
  const view = openWizardView(state);
  return view === undefined ? [] : shownOf(deskOfView(state, view), view).filter(({ words }) => words !== '');
};

/** The answers in words, one line each. */
export const answerTable = (state: State): readonly Rich[] => {
  const stands = builtDraft(state) !== undefined;
  return answered(state).map(({ step, words, remarks }): Rich => {
    const { mark, meaning } = levelLooks[stands ? 'ok' : (remarks[0]?.level ?? 'ok')];
    return [piece(` ${mark} `, meaning), piece(left(step.label, 13), 'muted'), piece(clean(words))];
  });
};

/** The same one after the other, where there is no room for a line each. */
export const answerText = (state: State): readonly Rich[] => {
  const shown = answered(state);
  const parts = shown.flatMap(
    ({ step, words }, index): Rich => [
      piece(`${step.label}: `, 'muted'),
      piece(`${clean(words)}${index < shown.length - 1 ? '; ' : ''}`),
    ],
  );
  return wrap([piece('   '), ...parts], roomOf(state.columns), 3);
};

/** What is said about the answers, of one level; of what was built nothing any more. */
export const remarksNow = (state: State, wanted: 'warn' | 'error'): readonly Rich[] => {
  if (builtDraft(state) !== undefined) return [];
  const { mark, meaning } = levelLooks[wanted];
  return answered(state)
    .flatMap(({ remarks }) => remarks)
    .filter(({ level }) => level === wanted)
    .flatMap(({ text }) => marked(1, mark, meaning, [piece(clean(text))], state.columns));
};

/** What is to be kept in mind, besides what the plan itself will tell. */
export const cautionLines = (state: State): readonly Rich[] => {
  const built = builtOf(state);
  const { mark, meaning } = levelLooks.warn;
  const lines = [
    ...remarksNow(state, 'warn'),
    ...(built?.ok === true ? built.value.cautions : []).flatMap(text =>
      marked(1, mark, meaning, [piece(clean(text))], state.columns),
    ),
  ];
  return lines.length === 0 ? [] : [...heading('Keep in mind'), ...lines];
};
