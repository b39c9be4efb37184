/** Which word of a wrong line is to blame, and what to say of it. */
import { flagWords } from '../ipvsadm/flags.ts';
import {
  type CommandRow,
  commandRows,
  defaultScheduler,
  maxTimeout,
  type OptionRow,
  optionRows,
  schedulerNames,
  type ValueKind,
} from '../ipvsadm/options.ts';
import type { Failure, FailureKind } from '../model/failure.ts';
import { didYouMean, nearestNames } from '../words/nearest.ts';
import type { Ground } from './ground.ts';
import { judge } from './judge.ts';
import { failureText, type Objection } from './objection.ts';
import { printable } from './split.ts';
import { optionValue, readTokens, spelling, type Token, type Tokens } from './tokens.ts';

const or = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;

/** What an option takes: `a whole number from 0 to 255`. Empty where the failure itself says it better. */
export const takes = (value: ValueKind): string => {
  switch (value.kind) {
    case 'integer':
    case 'mark': {
      const unit = value.kind === 'integer' && value.unit !== undefined ? ` ${value.unit}` : '';
      return `a whole number from ${value.min} to ${value.max}${unit}`;
    }
    case 'choice':
      return or(value.choices);
    case 'mask':
      return 'a mask such as 255.255.255.0, or for IPv6 a prefix length from 1 to 128';
    case 'group':
      return 'a multicast address such as 224.0.0.81';
    case 'scheduler-flags':
      return 'flags of the scheduler, with commas between them';
    case 'service':
      return 'VIP:PORT, for IPv6 [VIP]:PORT';
    case 'server':
      return 'RIP:PORT, for IPv6 [RIP]:PORT, or an address alone';
    case 'text':
      return 'a word';
    case 'flag':
      return 'no value';
  }
};

/** A wrong line and the part of it that is to blame. */
interface Blamed {
  readonly argv: readonly string[];
  readonly tokens: Tokens;
  readonly word: string;
  /** The option that is, or whose value is, the word to blame. */
  readonly token: Token | undefined;
}

interface Row {
  readonly match: RegExp;
  readonly text: (found: RegExpExecArray, blamed: Blamed) => string | undefined;
}

const spellings = ({ long, short }: CommandRow | OptionRow): readonly string[] => [
  `--${long}`,
  ...[short ?? []].flat().map(letter => `-${letter}`),
];
const commands: readonly string[] = commandRows.flatMap(spellings);
const options: readonly string[] = [...commands, ...optionRows.flatMap(spellings)];

const commandOf = ({ tokens }: Blamed): string => {
  const first = tokens.list[0]?.row;
  return first === undefined ? 'ipvsadm' : `${spelling(first)} (${first.long})`;
};

const written = ({ token, word }: Blamed): string =>
  token === undefined ? printable(word) : spelling(token.row);

/** In the words of the line, where that says more than the words of the table's names. */
const rows: readonly Row[] = [
  {
    match: /: unknown option$/m,
    text: (_, { word }) => {
      const near = didYouMean(nearestNames(word.split('=', 1)[0] ?? '', options, 2));
      const meant = near === '' ? 'Long options are not abbreviated' : `D${near.slice(1)}`;
      return `ipvsadm has no option ${printable(word)}. ${meant}`;
    },
  },
  {
    match: /^Illegal '.*' option with the '.*' command$/m,
    text: (_, blamed) => `${commandOf(blamed)} has no option ${written(blamed)}`,
  },
  {
    match: /^multiple '(.*)' options specified$/m,
    text: (found, blamed) => {
      const first = blamed.tokens.list.find(({ row }) => 'id' in row && row.name === found[1]);
      const before = first === undefined ? '' : spelling(first.row);
      return before === written(blamed)
        ? `${before} was given twice`
        : `${written(blamed)} cannot stand beside ${before}`;
    },
  },
  {
    match: /^incompatible scheduler flag `(.*)'$/m,
    text: ([, flag = ''], { tokens }) => {
      const owners = schedulerNames.filter(name => flagWords(name).includes(flag));
      const scheduler = optionValue(tokens, 'scheduler') ?? defaultScheduler;
      return `${flag} is a flag of ${or(owners)}, not of ${printable(scheduler)}`;
    },
  },
  {
    match: /^Try `ipvsadm -h'/m,
    text: (_, { word }) => {
      const near = didYouMean(nearestNames(word, commands, 2));
      return `${printable(word)} is no command of ipvsadm. ${near === '' ? `One comes first: ${commandRows.map(spelling).join(' ')}` : `D${near.slice(1)}`}`;
    },
  },
  {
    match: /^(?:illegal|invalid) /m,
    text: (_, { token, tokens, word }) => {
      const first = tokens.list[0]?.row;
      if (token === undefined && first !== undefined && 'words' in first)
        return `${spelling(first)} takes three whole numbers from 0 to ${maxTimeout} seconds, not ${printable(word)}`;
      if (token?.value === undefined || token.row.value.kind === 'flag') return undefined;
      return `${spelling(token.row)} takes ${takes(token.row.value)}, not ${printable(token.valueAt === token.at ? word : token.value)}`;
    },
  },
];

const textOf = (failure: Failure, blamed: Blamed): string => {
  for (const { match, text } of rows) {
    const found = failure.output === undefined ? null : match.exec(failure.output);
    const said = found === null ? undefined : text(found, blamed);
    if (said !== undefined) return said;
  }
  return failureText(failure);
};

/**
 * The word of a wrong line that is to blame, by its index, and what to say of it: the last one of the shortest first
 * part that is wrong already.
 */
export const blame = (
  argv: readonly string[],
  ground: Ground,
  whole: Objection,
): { readonly at: number; readonly text: string; readonly kind: FailureKind } => {
  let objection = whole;
  let length = argv.length;
  for (let count = 1; count < argv.length; count++) {
    const verdict = judge(argv.slice(0, count), ground);
    if (verdict.state !== 'wrong') continue;
    objection = verdict.objection;
    length = count;
    break;
  }
  const at = length - 1;
  const tokens = readTokens(argv.slice(0, length));
  const token =
    tokens.list.findLast(one => one.valueAt === at || one.at === at) ??
    (tokens.pending?.at === at ? { row: tokens.pending.row, at } : undefined);
  const failure = objection.failure();
  return { at, text: textOf(failure, { argv, tokens, word: argv[at] ?? '', token }), kind: failure.kind };
};
