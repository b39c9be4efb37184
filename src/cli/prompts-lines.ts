/** What the prompts of a wizard say, in lines for the smallest usual terminal; words instead of signs and colours. */
import { wrap } from '../app/rich.ts';
import { effective, type ShownStep } from '../core/wizard/run.ts';
import type { Answers, Ground, Instead, Option, Remark, Wizard } from '../core/wizard/wizard.types.ts';

const width = 78;

/** One text in lines, each indented by so many blanks. */
export const paragraph = (text: string, indent: number): readonly string[] =>
  wrap([{ text }], width - indent).map(line =>
    `${' '.repeat(indent)}${line.map(piece => piece.text).join('')}`.trimEnd(),
  );

const levels: Readonly<Record<Remark['level'], string>> = { ok: 'ok', warn: 'careful', error: 'error' };

/** Remarks in lines: how grave, and what. */
export const remarkLines = (remarks: readonly Remark[]): readonly string[] =>
  remarks.flatMap(({ level, text }) => paragraph(`${levels[level]}: ${text}`, 3));

/** What the remarks offer to take over. */
export const insteadOf = (remarks: readonly Remark[]): readonly Instead[] =>
  remarks.flatMap(({ instead }) => instead ?? []);

/** How each of them is taken over. */
export const offerLines = (offers: readonly Instead[]): readonly string[] =>
  offers.flatMap(({ label }, index) =>
    paragraph(`${offers.length === 1 ? '=' : `=${index + 1}`} takes this instead: ${label}`, 3),
  );

/** Why it is asked. */
export const whyLines = (
  { step }: ShownStep,
  wizard: Wizard,
  answers: Answers,
  ground: Ground,
): readonly string[] => paragraph(step.why(effective(wizard, answers, ground), ground), 3);

/** The answers of a choice, as they stand now. */
export const optionsOf = (
  { step }: ShownStep,
  wizard: Wizard,
  answers: Answers,
  ground: Ground,
): readonly Option[] => step.options?.(effective(wizard, answers, ground), ground) ?? [];

/** An answer by its name, and what it is called besides where that says more. */
const named = ({ value, title }: Option): string =>
  title === '' || title.toLowerCase().replace(' ', ':') === value ? value : `${value}, ${title}`;

const optionLine = (option: Option, index: number, about: string): readonly string[] => {
  const text = about === '' ? named(option) : `${named(option)}: ${about}`;
  const [first = '', ...rest] = paragraph(text, 6);
  return [`${String(index + 1).padStart(4)}  ${first.slice(6)}`, ...rest];
};

const aboutOption = ({ about, not }: Option): string =>
  not === undefined ? about : `not possible here, ${not}`;

/** More lines than this push the question off the smallest usual terminal. */
const mostLines = 14;

/** The answers of a choice; where that is too much to read at once, by name, and each explained when asked. */
const optionLines = (options: readonly Option[]): readonly string[] => {
  const full = options.flatMap((option, index) => optionLine(option, index, aboutOption(option)));
  if (full.length <= mostLines) return full;
  return [
    ...options.flatMap((option, index) =>
      optionLine(option, index, option.not === undefined ? '' : 'not possible here'),
    ),
    `   ?1 says more about ${options[0]?.value ?? ''}, ?2 about the next.`,
  ];
};

/** More about one of the answers: by its number, or by its name; undefined where there is none such. */
export const aboutLines = (which: string, options: readonly Option[]): readonly string[] | undefined => {
  const index = options.findIndex(({ value }, at) => value === which || String(at + 1) === which);
  const option = options[index];
  return option === undefined ? undefined : optionLine(option, index, aboutOption(option));
};

const exampleLine = ({ step, text }: ShownStep): readonly string[] => {
  const empty = step.optional === true ? `${text === '' ? 'Enter' : '-'} leaves it empty.` : '';
  const such = step.kind === 'choice' || step.example === '' ? '' : `Such as ${step.example}`;
  const line = [such, empty].filter(part => part !== '').join('; ');
  return step.kind === 'flag' || line === '' ? [] : paragraph(line, 3);
};

/** A question: its place among the others, its options or an example, and what is wrong with the answer that there is. */
export const questionLines = (
  shown: ShownStep,
  place: string,
  options: readonly Option[],
): readonly string[] => [
  '',
  ...paragraph(`${place} ${shown.step.question}`, 0),
  ...optionLines(options),
  ...exampleLine(shown),
  ...(shown.state === 'wrong'
    ? [`   ${shown.text}`, ...remarkLines(shown.remarks), ...offerLines(insteadOf(shown.remarks))]
    : []),
];

/** What stands before the answer: the label, and what Enter takes. */
export const promptOf = ({ step, text, state }: ShownStep): string => {
  const yesNo = step.kind === 'flag' ? ' (yes or no)' : '';
  return `${step.label}${yesNo}${text === '' || state === 'wrong' ? '' : ` [${text}]`}: `;
};

/** What a wizard is, and how it is answered. */
export const introLines = ({ title, about }: Wizard): readonly string[] => [
  ...paragraph(`${title}: ${about}.`, 0),
  ...paragraph('Enter takes the answer in brackets; ? says why it is asked, < goes back, Ctrl-D leaves.', 0),
];
