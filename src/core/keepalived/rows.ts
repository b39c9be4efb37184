/** Keywords as rows of a table: how many words each takes, and what it sets. */
import type { Piece, Report } from './pieces.ts';
import type { Where } from './reading.types.ts';

/** Says what is wrong with the line at hand. */
export type Say = (reason: string) => void;

/** A keyword of a block. */
export interface Row<Draft> {
  /** It does nothing without a value: keepalived does not even start then. */
  readonly needsValue?: boolean;
  /** How many words are read, the keyword included; absent: any number. */
  readonly most?: number;
  /** Absent: it changes nothing in the table. */
  readonly set?: (draft: Draft, words: readonly string[], say: Say, where: Where) => void;
}

/** The keywords of a block, by name. */
export type Rows<Draft> = ReadonlyMap<string, Row<Draft>>;

/** Reads one line of a block into its draft. Gives false when the keyword is unknown. */
export const readRow = <Draft>(rows: Rows<Draft>, draft: Draft, piece: Piece, report: Report): boolean => {
  const { words, text, where } = piece;
  const keyword = words[0] ?? '';
  const row = rows.get(keyword);
  if (row === undefined) return false;
  const say: Say = reason => report(where, text, reason);
  if (row.needsValue === true && words.length < 2) {
    say(`${keyword} has no value: keepalived does not start with it`);
    return true;
  }
  if (row.most !== undefined && words.length > row.most) {
    say(`keepalived reads no more than ${words.slice(0, row.most).join(' ')}`);
  }
  row.set?.(draft, words, say, where);
  return true;
};

/** The word true, on or yes, or nothing: true; false, off or no: false; anything else is said and undefined. */
export const readSwitch = (word: string | undefined, say: Say): boolean | undefined => {
  if (word === undefined || ['true', 'on', 'yes'].includes(word)) return true;
  if (['false', 'off', 'no'].includes(word)) return false;
  say(`${word} is neither yes nor no: ignored`);
  return undefined;
};
