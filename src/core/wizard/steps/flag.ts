/** Questions that are answered by yes or no. */
import { shown } from '../../explain/say.ts';
import { error, rather } from '../remarks.ts';
import type { Answers, Ground, Remark, WizardStep } from '../wizard.types.ts';

const yes: ReadonlySet<string> = new Set(['yes', 'y', 'true', 'on', '1']);
const no: ReadonlySet<string> = new Set(['no', 'n', 'false', 'off', '0', '']);

/** Whether an answer is yes. */
export const isYes = (text: string | undefined): boolean => yes.has((text ?? '').trim().toLowerCase());

/** What a question by yes or no is made from; everything else it shares with the others. */
type Parts = Pick<WizardStep, 'id' | 'label' | 'question' | 'why'> & {
  readonly when?: WizardStep['when'];
  readonly suggest: 'yes' | 'no';
  /** What each answer comes to, in words. */
  readonly yes: string;
  readonly no: string;
  /** Remarks on the answer yes. */
  readonly checkYes?: (answers: Answers, ground: Ground) => readonly Remark[];
};

/** A step that is answered by yes or no. */
export const flagStep = (parts: Parts): WizardStep => ({
  id: parts.id,
  label: parts.label,
  question: parts.question,
  why: parts.why,
  ...(parts.when === undefined ? {} : { when: parts.when }),
  example: 'yes',
  kind: 'flag',
  suggest: () => parts.suggest,
  check: (text, answers, ground) => {
    const word = text.trim().toLowerCase();
    if (!yes.has(word) && !no.has(word))
      return [error(`${shown(text)} is neither yes nor no`, rather(parts.id, parts.suggest))];
    return isYes(text) ? (parts.checkYes?.(answers, ground) ?? []) : [];
  },
  words: text => (isYes(text) ? parts.yes : parts.no),
});
