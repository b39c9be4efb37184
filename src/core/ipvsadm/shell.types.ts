/** The commands of a line of shell. */

/** One command of a line: its words. */
export type ShellCommand = readonly string[];

/** What a command reads from or writes to. */
export interface Redirection {
  readonly operator: '<' | '>' | '>>' | '>|' | '<>' | '<&' | '>&' | '&>' | '&>>' | '<<' | '<<-' | '<<<';
  /** The number before it: `2` of `2>file`. */
  readonly stream?: number;
  /** A path, the number of a stream, or the word that ends a here-document. */
  readonly target: string;
}

/** Something that only a running shell knows. */
export interface Doubt {
  readonly reason: string;
  /** The variable that no earlier line sets. */
  readonly variable?: string;
}

/** What stands between a command and the next one; `;` also at the end of the line. */
export type Joint = ';' | ';;' | '&&' | '||' | '|' | '&';

/** One command of a line with all that belongs to it. Its words may be none (`> file`, `;;`). */
export interface ShellPart {
  readonly words: ShellCommand;
  readonly redirections: readonly Redirection[];
  /** What ends it. */
  readonly joint: Joint;
  /** The first thing in it that only a shell knows. */
  readonly doubt?: Doubt;
  /** Where it begins and ends in the line. */
  readonly from: number;
  readonly to: number;
}
