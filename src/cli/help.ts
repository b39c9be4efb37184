/** --help on every level, from the table of verbs. */
import { filterFields } from '../app/filter.ts';
import { type WizardKind, wizardKinds } from '../core/wizard/wizard.types.ts';
import { wizards } from '../core/wizard/wizards.ts';
import type { Invocation } from './arguments.ts';
import { optionsOfWizard } from './new-options.ts';
import { sceneRows } from './practice.ts';
import { optionsOfRole } from './script-roles.ts';
import {
  exitRows,
  globalOptions,
  type OptionRow,
  practiceOptions,
  practiceVerb,
  type Verb,
  verbs,
} from './verbs.ts';
import { scriptRoles } from './verbs-build.ts';

const optionWords = ({ name, short, value }: OptionRow): string => {
  const long = name.length === 1 ? '' : `--${name}`;
  const both = [short === undefined ? '' : `-${short}`, long].filter(word => word !== '').join(', ');
  return value === undefined ? both : `${both} ${value}`;
};

/** Two columns: the words, and what they mean, wrapped at 100 columns. */
const rows = (pairs: readonly (readonly [string, string])[]): readonly string[] => {
  const width = Math.min(30, Math.max(...pairs.map(([left]) => left.length)));
  return pairs.flatMap(([left, right]) => {
    const lines = wrap(right, 100 - width - 4);
    const first =
      left.length > width
        ? [`  ${left}`, `  ${' '.repeat(width)}  ${lines[0] ?? ''}`]
        : [`  ${left.padEnd(width)}  ${lines[0] ?? ''}`];
    return [...first, ...lines.slice(1).map(line => `  ${' '.repeat(width)}  ${line}`)];
  });
};

const wrap = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
};

const optionRows = (options: readonly OptionRow[]): readonly string[] =>
  rows(options.map(option => [optionWords(option), option.about] as const));

const exitLines = (codes: readonly number[]): readonly string[] =>
  rows(
    exitRows
      .filter(({ code }) => codes.includes(code))
      .map(({ code, about }) => [String(code), about] as const),
  );

const verbRows = (list: readonly Verb[]): readonly string[] =>
  rows(list.map(verb => [`${verb.name} ${verb.words}`.trim(), verb.summary] as const));

const topHelp = (): readonly string[] => [
  'lvsh: see and operate a Linux Virtual Server director.',
  '',
  'Usage: lvsh [options]                the screen; text where the output is not a terminal',
  '       lvsh VERB [options] [words]   text or JSON',
  '',
  'Verbs:',
  ...verbRows([...verbs.filter(verb => verb.practice !== 'only'), practiceVerb]),
  '',
  'Options:',
  ...optionRows([...globalOptions, ...(verbs[0]?.options.filter(({ name }) => name === 'from') ?? [])]),
  '',
  'Exit codes:',
  ...exitLines(exitRows.map(({ code }) => code)),
  '',
  '`lvsh VERB --help` says more about a verb.',
];

/** The wizard that `lvsh new` was asked about. */
const kindIn = ([word]: readonly string[]): WizardKind | undefined => wizardKinds.find(one => one === word);

/** What depends on the word after the verb: the questions of a wizard, the options that a script takes. */
const moreOf = (verb: Verb, words: readonly string[]): readonly string[] => {
  if (verb.name !== 'new') return [];
  const kind = kindIn(words);
  return kind === undefined
    ? ['', 'Wizards:', ...rows(wizards.map(({ kind: name, about }) => [name, about] as const))]
    : ['', `Questions of ${kind}:`, ...optionRows(optionsOfWizard(kind))];
};

const ownOptions = (verb: Verb, [word]: readonly string[]): readonly OptionRow[] => {
  const role = verb.name === 'script' ? scriptRoles.find(one => one === word) : undefined;
  return role === undefined ? verb.options : optionsOfRole(role, verb.options);
};

const verbHelp = (verb: Verb, practice: boolean, words: readonly string[] = []): readonly string[] => {
  const line = `lvsh ${practice && verb !== practiceVerb ? 'practice ' : ''}${verb.name}`;
  const under = verb === practiceVerb ? verbs.filter(one => one.practice !== 'no') : [];
  const own = [...ownOptions(verb, words), ...(practice ? practiceOptions : [])];
  return [
    `${line}: ${verb.summary}.`,
    '',
    `Usage: ${[line, '[options]', verb.words].filter(word => word !== '').join(' ')}`,
    ...(verb.about.length === 0 ? [] : ['', ...verb.about.flatMap(text => wrap(text, 100))]),
    ...(verb.name === 'ls'
      ? ['', 'Fields of a filter:', ...rows(filterFields.map(field => [field.example, field.about] as const))]
      : []),
    ...(under.length === 0 ? [] : ['', 'Verbs:', ...verbRows(under)]),
    ...(practice ? ['', 'Scenes:', ...rows(sceneRows())] : []),
    ...moreOf(verb, words),
    ...(own.length === 0 ? [] : ['', 'Options:', ...optionRows(own)]),
    '',
    'Options of all verbs:',
    ...optionRows(globalOptions),
    '',
    'Exit codes:',
    ...exitLines(verb.exits),
    '',
    'Examples:',
    ...rows(verb.examples.map(([example, about]) => [example, about] as const)),
  ];
};

/** The help for what stands on a command line. */
export const helpText = ({
  verb,
  practice,
  words = [],
}: Pick<Invocation, 'verb' | 'practice'> & Partial<Pick<Invocation, 'words'>>): string => {
  const lines =
    verb !== undefined
      ? verbHelp(verb, practice, words)
      : practice
        ? verbHelp(practiceVerb, true)
        : topHelp();
  return `${lines.join('\n')}\n`;
};
