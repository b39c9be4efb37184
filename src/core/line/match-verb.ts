/** Which verb a line begins with. */

import { didYouMean, nearestNames } from '../words/nearest.ts';
import type { Completion } from './completion.types.ts';
import { mostItems } from './completion.types.ts';
import { search } from './search.ts';
import { type LineWord, type Place, type Problem, printable, splitLine } from './split.ts';
import type { VerbRow } from './verb.types.ts';

/** How a line begins. */
export type VerbMatch =
  /** `words`: those after the verb. */
  | { readonly kind: 'verb'; readonly row: VerbRow; readonly words: readonly LineWord[] }
  /** The words so far are the beginning of these (`add` of `add server`). */
  | { readonly kind: 'begun'; readonly rows: readonly VerbRow[] }
  | { readonly kind: 'unknown'; readonly problem: Problem };

const nameWords = ({ name }: VerbRow): readonly string[] => name.split(' ');

const beginsWith = (row: VerbRow, words: readonly string[]): boolean => {
  const name = nameWords(row);
  return name.every((word, at) => words[at] === word);
};

const begins = (row: VerbRow, words: readonly string[]): boolean => {
  const name = nameWords(row);
  return words.length < name.length && words.every((word, at) => name[at] === word);
};

/** The verb of a line: the longest name that it begins with, or what was probably meant. */
export const matchVerb = (rows: readonly VerbRow[], text: string): VerbMatch => {
  const { words } = splitLine(text);
  const texts = words.map(word => word.text);
  const row = rows
    .filter(one => beginsWith(one, texts))
    .sort((a, b) => nameWords(b).length - nameWords(a).length)[0];
  if (row !== undefined) return { kind: 'verb', row, words: words.slice(nameWords(row).length) };
  const begun = rows.filter(one => begins(one, texts));
  if (begun.length > 0) return { kind: 'begun', rows: begun };
  return { kind: 'unknown', problem: unknown(rows, words) };
};

const unknown = (rows: readonly VerbRow[], words: readonly LineWord[]): Problem => {
  const [first, second] = words;
  const of = (names: readonly string[]): readonly string[] =>
    nearestNames(names.join(' ').toLowerCase(), new Set(rows.map(({ name }) => name)), 2);
  const whole = first === undefined || second === undefined ? [] : of([first.text, second.text]);
  const near = whole.length > 0 ? whole : of([first?.text ?? '']);
  const meant = didYouMean(near);
  const typed = whole.length > 0 ? `${first?.text ?? ''} ${second?.text ?? ''}` : (first?.text ?? '');
  return {
    text: `There is no command ${printable(typed)}. ${meant === '' ? 'Tab lists them' : `D${meant.slice(1)}`}`,
    from: first?.from ?? 0,
    to: (whole.length > 0 ? second?.to : first?.to) ?? 0,
  };
};

/** The verbs whose names go on at a place. What is inserted is the rest of the name. */
export const completeVerbName = (rows: readonly VerbRow[], { before, piece }: Place): Completion => {
  const typed = before.map(({ text }) => text);
  const open = rows.filter(row => begins(row, typed));
  const rest = (row: VerbRow): string => nameWords(row).slice(typed.length).join(' ');
  const found = search(piece.text, open, { name: rest, also: ({ summary }) => summary }, mostItems);
  const items = found.map(row => ({ text: rest(row), about: row.summary, group: 'command' as const }));
  const [only] = items;
  return {
    from: piece.from,
    to: piece.to,
    items: items.length === 1 && only !== undefined ? [{ ...only, certain: true }] : items,
    hint: 'a command',
  };
};
