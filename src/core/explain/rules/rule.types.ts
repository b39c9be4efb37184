/** What the rules about slips look at, and what they find. */
import type { Command } from '../../ipvsadm/command.ts';
import type { Word } from '../../ipvsadm/popt.ts';
import type { ServerConfig, ServiceConfig } from '../../model/service.ts';
import type { ExplainGround, Problem, ReadCommand } from '../explain.types.ts';
import type { Entry } from '../tell.ts';
import type { Fact } from '../told.types.ts';

/** A fact with the index of the entry that it comes from. */
export interface PlacedFact<F extends Fact = Fact> {
  readonly fact: F;
  readonly at: number;
}

/** A command of ipvsadm that would run, with the index of its entry. */
export interface PlacedCommand {
  readonly read: ReadCommand;
  readonly command: Command;
  readonly at: number;
  /** The options as they stand on the line. */
  readonly words: readonly Word[];
}

/** One command with what is there when its turn comes. */
export interface Step {
  readonly placed: PlacedCommand;
  /** What its service is set to. */
  readonly service?: ServiceConfig;
  /** What its server is set to. */
  readonly server?: ServerConfig;
  /** How many services there are, as far as they are known. */
  readonly services: number;
  /** Whether all of them are known: the running table is, or a -C stands before. */
  readonly whole: boolean;
  /** The kernel's words where it refuses. */
  readonly refusal?: string;
}

/** A whole text. */
export interface Script {
  readonly entries: readonly Entry[];
  readonly facts: readonly PlacedFact[];
  readonly commands: readonly PlacedCommand[];
  /** The commands applied one after the other. */
  readonly steps: readonly Step[];
  readonly ground: ExplainGround;
}

/** What a rule found, on the entry with this index. */
export interface Finding {
  readonly at: number;
  readonly problem: Problem;
}

/** A slip that people make. */
export interface SlipRule {
  readonly id: string;
  /** What it looks for, a sentence. */
  readonly about: string;
  readonly check: (script: Script) => readonly Finding[];
}
