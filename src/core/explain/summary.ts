/** What a text comes to. */
import type { Explained, LineKind, Problem, ReadCommand } from './explain.types.ts';

/** Counts, and the commands that a plan can be made of. */
export interface ExplainSummary {
  /** Lines that say something: blank ones and comments are not counted. */
  readonly lines: number;
  /** Of these, how many of each kind. */
  readonly kinds: Readonly<Record<LineKind, number>>;
  /** Problems by level. */
  readonly problems: Readonly<Record<Problem['level'], number>>;
  /** The commands of ipvsadm that were read, in the order in which they would run, with their lines. */
  readonly commands: readonly (ReadCommand & { readonly number: number })[];
}

/** Counts what was explained. */
export const explainSummary = ({ lines }: Explained): ExplainSummary => {
  const kinds = { ipvsadm: 0, other: 0, shell: 0, unread: 0 };
  const problems = { wrong: 0, danger: 0, note: 0 };
  const told = lines.filter(({ words }) => words.length > 0);
  for (const line of told) {
    kinds[line.kind]++;
    for (const { level } of line.problems) problems[level]++;
  }
  const commands = told.flatMap(({ read, number }) => (read === undefined ? [] : [{ ...read, number }]));
  return { lines: told.length, kinds, problems, commands };
};
