/**
 * The options of a command line with the words that they stand in. popt reads one argument after the other and carries
 * only two things from one to the next (a value that is still to come, and whether `--` was there), so each argument is
 * read by itself. (Its `!#:+`, by which a value takes a word from further on, is left to the reader of the whole line.)
 */
import {
  type Arity,
  type CommandRow,
  commandRows,
  type OptionName,
  type OptionRow,
  optionRows,
} from '../ipvsadm/options.ts';
import { readWords } from '../ipvsadm/popt.ts';

/** A command or an option of the table. */
export type Row = CommandRow | OptionRow;

const rows: ReadonlyMap<string, Row> = new Map<string, Row>([
  ...commandRows.map(row => [row.name, row] as const),
  ...optionRows.map(row => [row.id, row] as const),
]);

/** The row of a token's id: the name of a command, or the id of an option. */
export const rowOf = (id: string): Row | undefined => rows.get(id);

/** Whether a row is an option. */
export const isOption = (row: Row): row is OptionRow => 'id' in row;

/** One option or command on a line. */
export interface Token {
  readonly row: Row;
  /** Index of the argument in which it stands. */
  readonly at: number;
  readonly value?: string;
  /** Index of the argument in which its value stands: `at` itself where it is attached. */
  readonly valueAt?: number;
}

/** A line's options. */
export interface Tokens {
  readonly list: readonly Token[];
  /** The last option still lacks its value; `arity` tells whether it must have one. */
  readonly pending?: { readonly row: Row; readonly at: number; readonly arity: Exclude<Arity, 'none'> };
  /** Indexes of arguments that are no options. */
  readonly rest: readonly number[];
  /** `--` was there: nothing after it is an option. */
  readonly ended: boolean;
}

/** The options of one argument; the last one may want the next argument. */
const ofArgument = (argument: string, at: number): { tokens: Token[]; wants?: Token } => {
  // A second argument tells which option lacks a value, for that option takes it.
  const reader = readWords([argument, 'next']);
  const tokens: Token[] = [];
  for (let word = reader.next(); word !== undefined; word = reader.next()) {
    const row = rowOf(word.id);
    if (row === undefined) continue;
    if (word.value === undefined) tokens.push({ row, at });
    else if (word.source === argument) tokens.push({ row, at, value: word.value, valueAt: at });
    else return { tokens, wants: { row, at } };
  }
  return { tokens };
};

/** Reads the options of `argv` as far as they can be read; an argument that popt refuses has none. */
export const readTokens = (argv: readonly string[]): Tokens => {
  const list: Token[] = [];
  const rest: number[] = [];
  let wants: Token | undefined;
  let ended = false;
  for (const [at, argument] of argv.entries()) {
    if (ended) {
      rest.push(at);
      continue;
    }
    if (wants !== undefined && (wants.row.arity === 'one' || !argument.startsWith('-'))) {
      list.push({ ...wants, value: argument, valueAt: at });
      wants = undefined;
      continue;
    }
    if (wants !== undefined) list.push(wants);
    wants = undefined;
    if (argument === '--') ended = true;
    else if (argument === '-' || !argument.startsWith('-')) rest.push(at);
    else {
      const read = ofArgument(argument, at);
      list.push(...read.tokens);
      wants = read.wants;
    }
  }
  if (wants === undefined) return { list, rest, ended };
  const { row, at } = wants;
  const arity = row.arity === 'optional' ? 'optional' : 'one';
  return {
    list: arity === 'optional' ? [...list, wants] : list,
    pending: { row, at, arity },
    rest,
    ended,
  };
};

/** The options that stand on a line with what they need, by the names of the messages. */
export const givenOptions = ({ list }: Tokens): ReadonlySet<OptionName> =>
  new Set(list.flatMap(({ row }) => (isOption(row) && row.name !== undefined ? [row.name] : [])));

/** The value of an option on a line: that of the last one with one of these ids. */
export const optionValue = ({ list }: Tokens, ...ids: readonly string[]): string | undefined =>
  list.findLast(({ row }) => isOption(row) && ids.includes(row.id))?.value;

/** Whether an option of this id stands on a line. */
export const hasOption = ({ list }: Tokens, id: string): boolean =>
  list.some(({ row }) => isOption(row) && row.id === id);

/** How an option or command is written: by its letter where it has one. */
export const spelling = (row: Row): string => {
  const letter = typeof row.short === 'string' ? row.short : row.short?.[0];
  return letter === undefined ? `--${row.long}` : `-${letter}`;
};
