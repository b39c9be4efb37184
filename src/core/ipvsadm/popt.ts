/**
 * How ipvsadm's command line is cut into options: the rules of libpopt 1.19 as far as ipvsadm uses it.
 * Bundled letters (`-At X`, `-p300`), `--long=value`, `--` ends the options, long names are not abbreviated.
 */
import { type Arity, commandRows, optionRows } from './options.ts';

/** A recognised option or command word. `id` is the id of an option row or the name of a command row. */
export interface Word {
  readonly id: string;
  /** The value, where one was given. */
  readonly value?: string;
  /** The argument of the command line that was read last: what ipvsadm quotes in its messages. */
  readonly source: string;
}

/** Why the words ended. `end`: all read; otherwise popt's error with the argument that it quotes. */
export type Ending =
  | { readonly kind: 'end' }
  | {
      readonly kind: 'unknown option' | 'missing argument' | 'option does not take an argument';
      readonly source: string;
    };

interface Spelling {
  readonly id: string;
  readonly arity: Arity;
}

const spellings: readonly (Spelling & { readonly long: string; readonly short: readonly string[] })[] = [
  ...commandRows.map(row => ({ id: row.name, arity: row.arity, long: row.long, short: row.short })),
  ...optionRows.map(row => ({
    id: row.id,
    arity: row.arity,
    long: row.long,
    short: row.short === undefined ? [] : [row.short],
  })),
];

const byLong: ReadonlyMap<string, Spelling> = new Map(spellings.map(spelling => [spelling.long, spelling]));
const byShort: ReadonlyMap<string, Spelling> = new Map(
  spellings.flatMap(spelling => spelling.short.map(letter => [letter, spelling] as const)),
);

/** A reader of one command line, left to right. */
export interface WordReader {
  /** The next option, or undefined at the end or at an error (see `ending`). */
  next(): Word | undefined;
  ending(): Ending;
  /** The arguments that are not options and were passed so far; all of them once `next` gave undefined at the end. */
  rest(): readonly string[];
}

/** Starts to read `argv`, the arguments without the program's name. */
export const readWords = (argv: readonly string[]): WordReader => {
  let index = 0;
  let letters: string | undefined;
  let source = '';
  let ending: Ending = { kind: 'end' };
  const rest: string[] = [];
  const consumed = new Set<number>();

  const take = (): string => {
    source = argv[index++] ?? '';
    return source;
  };

  const stop = (kind: Exclude<Ending['kind'], 'end'>): undefined => {
    ending = { kind, source };
    return undefined;
  };

  /** popt puts the next argument that is no option in the place of a `!#:+` in a value, and passes over it later. */
  const expand = (value: string): string => {
    const at = value.indexOf('!#:+');
    if (at < 0) return value;
    const found = argv.findIndex(
      (word, position) => position >= index && !consumed.has(position) && !word.startsWith('-'),
    );
    if (found < 0) return value;
    consumed.add(found);
    return `${value.slice(0, at)}${argv[found] ?? ''}${value.slice(at + 4)}`;
  };

  /** The value of `spelling`, when `attached` is what followed it within the same argument. */
  const finish = (spelling: Spelling, attached: string | undefined): Word | undefined => {
    if (attached !== undefined) return { id: spelling.id, value: expand(attached), source };
    const following = argv[index];
    if (following === undefined) {
      return spelling.arity === 'optional' ? { id: spelling.id, source } : stop('missing argument');
    }
    if (spelling.arity === 'optional' && following.startsWith('-')) return { id: spelling.id, source };
    const value = take();
    return { id: spelling.id, value: expand(value), source };
  };

  const letter = (): Word | undefined => {
    const bundle = letters ?? '';
    letters = bundle.length > 1 ? bundle.slice(1) : undefined;
    const spelling = byShort.get(bundle.charAt(0));
    if (spelling === undefined) return stop('unknown option');
    if (spelling.arity === 'none') {
      if (!letters?.startsWith('=')) return { id: spelling.id, source };
      return stop('option does not take an argument');
    }
    const attached = letters?.replace(/^=/, '');
    letters = undefined;
    return finish(spelling, attached);
  };

  const next = (): Word | undefined => {
    if (ending.kind !== 'end') return undefined;
    if (letters !== undefined) return letter();
    while (index < argv.length) {
      if (consumed.has(index)) {
        index++;
        continue;
      }
      const argument = take();
      if (argument === '--') {
        rest.push(...argv.slice(index));
        index = argv.length;
      } else if (!argument.startsWith('-') || argument === '-') {
        rest.push(argument);
      } else if (argument.startsWith('--')) {
        const equals = argument.indexOf('=');
        const spelling = byLong.get(argument.slice(2, equals < 0 ? undefined : equals));
        if (spelling === undefined) return stop('unknown option');
        const attached = equals < 0 ? undefined : argument.slice(equals + 1);
        if (spelling.arity !== 'none') return finish(spelling, attached);
        return attached === undefined
          ? { id: spelling.id, source }
          : stop('option does not take an argument');
      } else {
        letters = argument.slice(1);
        return letter();
      }
    }
    return undefined;
  };

  return { next, ending: () => ending, rest: () => rest };
};
