/** Every step of every wizard as an option of `lvsh new`: its id is the option's name. */

import { quote } from '../core/ipvsadm/print.ts';
import { isYes } from '../core/wizard/steps/flag.ts';
import type { Answers, Wizard, WizardKind, WizardStep } from '../core/wizard/wizard.types.ts';
import { wizardOf, wizards } from '../core/wizard/wizards.ts';
import type { OptionRow } from './verb.types.ts';

/** What may be answered: the answers of a choice, as far as they do not depend on the machine; else an example. */
const aboutStep = ({ question, example, options }: WizardStep): string => {
  const values = options?.({}, { director: '' }).map(({ value }) => value) ?? [];
  if (values.length > 1) return `${question} ${values.join(', ')}`;
  return example === '' ? question : `${question} Such as ${example}`;
};

/** A yes-or-no step is two options without a value: `--x` and `--no-x`. */
const rowsOf = (step: WizardStep): readonly OptionRow[] =>
  step.kind === 'flag'
    ? [
        { name: step.id, about: step.question },
        { name: `no-${step.id}`, about: `The answer no to --${step.id}` },
      ]
    : [
        {
          name: step.id,
          value: step.kind === 'servers' ? 'LIST' : step.label.toUpperCase().replaceAll(' ', '-'),
          ...(step.kind === 'servers' ? { many: true as const } : {}),
          about: aboutStep(step),
        },
      ];

/** The options of one wizard, in the order of its steps. */
export const optionsOfWizard = (kind: WizardKind): readonly OptionRow[] =>
  wizardOf(kind).steps.flatMap(rowsOf);

/** The options of all wizards, each name once. */
export const allStepOptions = (): readonly OptionRow[] => {
  const byName = new Map<string, OptionRow>();
  for (const { kind } of wizards)
    for (const row of optionsOfWizard(kind)) if (!byName.has(row.name)) byName.set(row.name, row);
  return [...byName.values()];
};

/** The answers that stand on a command line; a lone `-` is an empty answer. A text: what this wizard does not ask. */
export const answersOf = (
  wizard: Wizard,
  options: Readonly<Record<string, string | true>>,
): Answers | string => {
  const answers: Record<string, string> = {};
  const foreign = allStepOptions().filter(({ name }) => name in options);
  const own = new Set(optionsOfWizard(wizard.kind).map(({ name }) => name));
  const other = foreign.find(({ name }) => !own.has(name));
  if (other !== undefined) return `lvsh new ${wizard.kind} does not ask for --${other.name}`;
  for (const { id, kind } of wizard.steps) {
    const given = options[id];
    const no = `no-${id}` in options;
    if (kind === 'flag') {
      if (given !== undefined && no) return `--${id} and --no-${id} exclude each other`;
      if (given !== undefined || no) answers[id] = no ? 'no' : 'yes';
    } else if (typeof given === 'string') answers[id] = given === '-' ? '' : given;
  }
  return answers;
};

/** The command line that gives these answers, as a shell takes it: `lvsh new dr --vip 10.0.0.200:80`. */
export const commandLine = (wizard: Wizard, answers: Answers, practice: boolean): string => {
  const words = wizard.steps.flatMap(({ id, kind }) => {
    const answer = answers[id];
    if (answer === undefined) return [];
    if (kind === 'flag') return isYes(answer) ? [`--${id}`] : [`--no-${id}`];
    if (answer === '') return [`--${id}`, '-'];
    // What begins with a dash would be read as an option of its own.
    return answer.startsWith('-') ? [`--${id}=${answer}`] : [`--${id}`, answer];
  });
  return ['lvsh', ...(practice ? ['practice'] : []), 'new', wizard.kind, ...words].map(quote).join(' ');
};
