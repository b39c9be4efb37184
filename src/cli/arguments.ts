/** Reads a command line against the table of verbs. */
import { nearest } from '../core/words/nearest.ts';
import { globalOptions, type OptionRow, practiceOptions, practiceVerb, type Verb, verbs } from './verbs.ts';

/** A command line as understood. `verb` absent: the screen. */
export interface Invocation {
  readonly practice: boolean;
  readonly verb?: Verb;
  readonly words: readonly string[];
  /** By long name; `true` for an option without a value. */
  readonly options: Readonly<Record<string, string | true>>;
}

/** Either understood, or one sentence that says what was not. */
export type Understood =
  | { readonly ok: true; readonly invocation: Invocation }
  | { readonly ok: false; readonly message: string };

/** As `plain` of out.ts has it, which would load more than this needs. */
const printable = (word: string): string =>
  word.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, '?').slice(0, 80);

const refuse = (message: string): Understood => ({ ok: false, message });

const meant = (guess: string | undefined): string => (guess === undefined ? '' : `; did you mean ${guess}?`);

/** Options that may stand on the line at hand. */
const admitted = (practice: boolean, verb: Verb | undefined, more: MoreOptions): readonly OptionRow[] => [
  ...globalOptions,
  ...(practice ? practiceOptions : []),
  ...(verb?.options ?? []),
  ...(more[verb?.name ?? ''] ?? []),
  // A saved text opens on the screen, too.
  ...(!practice && verb === undefined ? (verbs[0]?.options.filter(({ name }) => name === 'from') ?? []) : []),
];

/** Options that a verb has besides those of its row, by the verb's name: they are made from data that is loaded for it alone. */
export type MoreOptions = Readonly<Record<string, readonly OptionRow[]>>;

/** Where two verbs have an option of one name, the first one found says whether it takes a value. */
const everyOption = (more: MoreOptions): readonly OptionRow[] => [
  ...Object.values(more).flat(),
  ...globalOptions,
  ...practiceOptions,
  ...verbs.flatMap(verb => verb.options),
];

const findOption = (rows: readonly OptionRow[], word: string): OptionRow | undefined =>
  word.startsWith('--')
    ? rows.find(({ name }) => `--${name}` === word)
    : rows.find(row => `-${row.short}` === word);

/** Options before the verb are read with those of all verbs, and refused afterwards when the verb has none such. */
interface Given {
  readonly row: OptionRow;
  readonly written: string;
  readonly value: string | true;
}

/** Words in the order written, apart from the options. */
interface Split {
  readonly words: readonly string[];
  readonly given: readonly Given[];
}

/** -10 is a number, where it is no option: -6 is one. */
const isNumber = (word: string, rows: readonly OptionRow[]): boolean =>
  /^-\d+$/.test(word) && !rows.some(({ short }) => short === word[1]);

const split = (argv: readonly string[], rows: readonly OptionRow[]): Split | string => {
  const words: string[] = [];
  const given: Given[] = [];
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index] ?? '';
    if (word === '--') {
      words.push(...argv.slice(index + 1));
      break;
    }
    if (!word.startsWith('-') || word === '-' || isNumber(word, rows)) {
      words.push(word);
      continue;
    }
    const long = word.startsWith('--');
    const equals = long ? word.indexOf('=') : -1;
    const written = equals > 0 ? word.slice(0, equals) : long ? word : word.slice(0, 2);
    const row = findOption(rows, written);
    if (row === undefined) {
      const known = rows.map(({ name }) => name);
      const guess = long ? nearest(written.slice(2), known) : undefined;
      return `unknown option ${printable(written)}${meant(guess === undefined ? undefined : `--${guess}`)}`;
    }
    const attached =
      equals > 0 ? word.slice(equals + 1) : !long && word.length > 2 ? word.slice(2) : undefined;
    if (row.value === undefined) {
      if (attached !== undefined && long) return `${written} takes no value`;
      given.push({ row, written, value: true });
      // -tx would be -t and -x: the rest is looked at as options of its own.
      if (attached !== undefined) {
        const rest = split([`-${attached}`], rows);
        if (typeof rest === 'string') return rest;
        given.push(...rest.given);
      }
      continue;
    }
    const value = attached ?? argv[++index];
    if (value === undefined || value === '') return `${written} needs a value: ${written} ${row.value}`;
    given.push({ row, written, value });
  }
  return { words, given };
};

const verbNames = (practice: boolean): readonly string[] =>
  practice
    ? verbs.filter(verb => verb.practice !== 'no').map(verb => verb.name)
    : [...verbs.filter(verb => verb.practice !== 'only').map(verb => verb.name), practiceVerb.name];

const unknownVerb = (word: string, practice: boolean): Understood => {
  const names = verbNames(practice);
  const only = verbs.find(verb => verb.name === word && (verb.practice === 'only') !== practice);
  if (only !== undefined) {
    const line = only.practice === 'only' ? `lvsh practice ${only.name}` : `lvsh ${only.name}`;
    return refuse(`${word} is not there; it is ${line}`);
  }
  return refuse(`unknown verb ${printable(word)}${meant(nearest(word, names))} (verbs: ${names.join(', ')})`);
};

/** Reads the words after `lvsh`. */
export const readArguments = (argv: readonly string[], more: MoreOptions = {}): Understood => {
  const parts = split(argv, everyOption(more));
  if (typeof parts === 'string') return refuse(parts);
  const { given } = parts;
  const practice = parts.words[0] === practiceVerb.name;
  const rest = practice ? parts.words.slice(1) : parts.words;
  const [name, ...words] = rest;
  const verb = verbs.find(one => one.name === name && verbNames(practice).includes(one.name));
  if (name !== undefined && verb === undefined) return unknownVerb(name, practice);
  const rows = admitted(practice, verb, more);
  const options: Record<string, string | true> = {};
  const where = `lvsh${practice ? ' practice' : ''}${verb === undefined ? '' : ` ${verb.name}`}`;
  for (const { row, written, value } of given) {
    const own = rows.find(one => one.name === row.name) ?? findOption(rows, written);
    if (own === undefined) return refuse(`${where} has no option ${written}`);
    const former = options[own.name];
    if (former !== undefined && own.many !== true) return refuse(`${written} was given twice`);
    options[own.name] = former === undefined ? value : `${former},${value}`;
  }
  if (practice && 'from' in options) return refuse('--from and practice exclude each other');
  const help = 'help' in options || 'version' in options;
  if (verb !== undefined && !help) {
    const service = ['tcp-service', 'udp-service', 'sctp-service', 'fwmark-service'].some(
      option => option in options,
    );
    const least = service ? 0 : verb.least;
    if (words.length < least) return refuse(`${where} needs ${verb.words}`);
    if (words.length > verb.most)
      return refuse(
        `${where} takes ${verb.words === '' ? 'no words' : verb.words}, not ${printable(words.join(' '))}`,
      );
  }
  return { ok: true, invocation: { practice, ...(verb === undefined ? {} : { verb }), words, options } };
};

/** A number of an option; a sentence when it is none or out of range. */
export const numberOption = (
  { options }: Invocation,
  name: string,
  least: number,
  most: number,
): number | undefined | string => {
  const text = options[name];
  if (text === undefined || text === true) return undefined;
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most
    ? value
    : `--${name} takes a number from ${least} to ${most}, not ${printable(text)}`;
};
