/** What one typed line means to a question of a wizard: an answer, a wish to know more, or a way to go. */
import { type ShownStep, shownSteps } from '../core/wizard/run.ts';
import type { Answers, Ground, Instead, Option, Remark, Wizard } from '../core/wizard/wizard.types.ts';
import { aboutLines, insteadOf, offerLines, optionsOf, remarkLines, whyLines } from './prompts-lines.ts';

/** What a typed line means as an answer to this step: the number of a choice is its value. */
const meant = (typed: string, { step }: ShownStep, options: readonly Option[]): string => {
  if (step.kind === 'flag') {
    if (/^y(es)?$/i.test(typed)) return 'yes';
    if (/^no?$/i.test(typed)) return 'no';
  }
  if (step.kind !== 'choice' || options.some(({ value }) => value === typed)) return typed;
  return (/^\d{1,3}$/.test(typed) ? options[Number(typed) - 1]?.value : undefined) ?? typed;
};

/** What one typed line does to the conversation. `refused`: the answers with what cannot be taken as it stands. */
type Turn =
  | { readonly kind: 'answer'; readonly answers: Answers; readonly remarks: readonly Remark[] }
  | { readonly kind: 'taken'; readonly instead: Instead }
  | { readonly kind: 'again'; readonly lines: readonly string[] }
  | {
      readonly kind: 'refused';
      readonly lines: readonly string[];
      readonly offers: readonly Instead[];
      readonly answers: Answers;
    }
  | { readonly kind: 'back' | 'left' };

/** `offers`: what a typed `=` takes over. */
export const turnOf = (
  typed: string | undefined,
  {
    wizard,
    shown,
    answers,
    ground,
    offers,
  }: {
    readonly wizard: Wizard;
    readonly shown: ShownStep;
    readonly answers: Answers;
    readonly ground: Ground;
    readonly offers: readonly Instead[];
  },
): Turn => {
  const { step } = shown;
  if (typed === undefined) return { kind: 'left' };
  const word = typed.trim();
  if (word === '<') return { kind: 'back' };
  if (word === '?') return { kind: 'again', lines: whyLines(shown, wizard, answers, ground) };
  const options = optionsOf(shown, wizard, answers, ground);
  const about = word.startsWith('?') ? aboutLines(word.slice(1).trim(), options) : undefined;
  if (about !== undefined) return { kind: 'again', lines: about };
  const offered = /^=(\d?)$/.exec(word);
  if (offered !== null) {
    const instead = offers[Math.max(0, Number(offered[1]) - 1)];
    return instead === undefined
      ? { kind: 'again', lines: ['   Nothing was suggested that could be taken.'] }
      : { kind: 'taken', instead };
  }
  // Empty takes what stands in brackets; a suggestion stays one, so it follows answers that are changed later.
  if (word === '' && shown.text !== '' && shown.state !== 'wrong')
    return { kind: 'answer', answers, remarks: shown.remarks };
  const empty = word === '-' || word === '';
  if (empty && step.optional !== true)
    return {
      kind: 'again',
      lines: [`   This needs an answer${step.example === '' ? '' : `, such as ${step.example}`}.`],
    };
  const answer = empty ? '' : meant(word, shown, options);
  const next = { ...answers, [step.id]: answer };
  const checked = shownSteps(wizard, next, ground).find(one => one.step.id === step.id);
  const { remarks = [], state } = checked ?? {};
  const others = insteadOf(remarks);
  return state === 'wrong'
    ? {
        kind: 'refused',
        lines: [...remarkLines(remarks), ...offerLines(others)],
        offers: others,
        answers: next,
      }
    : { kind: 'answer', answers: next, remarks };
};
