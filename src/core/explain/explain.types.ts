/** What explaining a text takes and gives. */
import type { Command } from '../ipvsadm/command.ts';
import type { Names } from '../ipvsadm/names.ts';
import type { OptionName } from '../ipvsadm/options.ts';
import type { Network } from '../model/network.ts';
import type { ServerId, Service } from '../model/service.ts';

/** What is known of the director that a text is explained for. */
export interface ExplainGround {
  readonly names: Names;
  /** Undefined: not known. */
  readonly network?: Network;
  /** The table that runs; undefined: not known. */
  readonly services?: readonly Service[];
}

/**
 * How much a problem matters. `wrong`: it fails, or does something else than is meant. `danger`: it does what it says,
 * and that hurts. `note`: something to know.
 */
export type Level = 'wrong' | 'danger' | 'note';

/** Something to say about a line beside what it does. */
export interface Problem {
  readonly level: Level;
  /** One or more sentences. */
  readonly text: string;
  /** What to write or to do instead: a command line where there is one. */
  readonly fix?: string;
}

/** A command line of ipvsadm that was read; a plan can be made of it. */
export interface ReadCommand {
  readonly command: Command;
  /** The options that stood on it; the others have defaults. */
  readonly given: ReadonlySet<OptionName>;
  /** The real server as it was written, see ParsedLine. */
  readonly asked?: ServerId;
}

/**
 * What a line is: a command of ipvsadm; another program, or a line of a file; the shell's own (variables, loops,
 * comments, blank lines); or nothing that lvsh can read (text, output of a program).
 */
export type LineKind = 'ipvsadm' | 'other' | 'shell' | 'unread';

/**
 * One command of the text, with what it does. A line with several commands gives several of these with one number; a
 * loop over words that stand in the text gives its commands once for each word.
 */
export interface ExplainedLine {
  /** 1 for the first line of the text; of a continued line, its first. */
  readonly number: number;
  /** As it is written, at most 200 characters, safe to print. */
  readonly text: string;
  readonly kind: LineKind;
  /** Plain sentences; none for blank lines and what only surrounds commands. */
  readonly words: readonly string[];
  readonly problems: readonly Problem[];
  /** Set where it is a command of ipvsadm that would run as it stands here. */
  readonly read?: ReadCommand;
}

/** A text, explained. Its lines stand in the order in which they would run. */
export interface Explained {
  readonly lines: readonly ExplainedLine[];
}
