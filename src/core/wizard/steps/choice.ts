/** What questions with a few answers have in common. */
import { shown } from '../../explain/say.ts';
import { nearest } from '../../words/nearest.ts';
import { error, rather } from '../remarks.ts';
import type { Answers, Ground, Option, Remark, WizardStep } from '../wizard.types.ts';

/** The parts of a choice; `options` stand in the order in which they are offered. */
type Parts = Pick<WizardStep, 'id' | 'label' | 'question' | 'why' | 'example'> & {
  readonly when?: WizardStep['when'];
  readonly options: (answers: Answers, ground: Ground) => readonly Option[];
  readonly suggest?: WizardStep['suggest'];
  /** Remarks on an answer that is one of the options. */
  readonly check?: WizardStep['check'];
  readonly words?: (option: Option) => string;
};

const unknownAnswer = (id: string, text: string, options: readonly Option[]): readonly Remark[] => {
  const values = options.filter(({ not }) => not === undefined).map(({ value }) => value);
  const near = nearest(text, values) ?? values[0];
  return [
    error(
      text === ''
        ? `One of these: ${values.join(', ')}`
        : `${shown(text)} is none of the answers: ${values.join(', ')}`,
      near === undefined ? undefined : rather(id, near),
    ),
  ];
};

const impossible = (id: string, { title, not = '' }: Option, options: readonly Option[]): Remark => {
  const other = options.find(option => option.not === undefined)?.value;
  return error(`${title} is not possible here: ${not}`, other === undefined ? undefined : rather(id, other));
};

/** A step with a few answers; the first possible one is suggested unless something else is. */
export const choiceStep = ({ options, suggest, check, words, when, ...parts }: Parts): WizardStep => {
  const find = (text: string, answers: Answers, ground: Ground): Option | undefined =>
    options(answers, ground).find(({ value }) => value === text.trim().toLowerCase());
  return {
    ...parts,
    kind: 'choice',
    ...(when === undefined ? {} : { when }),
    options,
    suggest: (answers, ground) =>
      suggest?.(answers, ground) ?? options(answers, ground).find(({ not }) => not === undefined)?.value,
    check: (text, answers, ground) => {
      const option = find(text, answers, ground);
      if (option === undefined) return unknownAnswer(parts.id, text.trim(), options(answers, ground));
      if (option.not !== undefined) return [impossible(parts.id, option, options(answers, ground))];
      return check?.(option.value, answers, ground) ?? [];
    },
    words: (text, answers, ground) => {
      const option = find(text, answers, ground);
      return option === undefined ? text : (words?.(option) ?? option.title);
    },
  };
};
