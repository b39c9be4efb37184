/** Plain verbs of the line (`weight 10.0.0.7 5`) as data: what completes, checks and explains them. */
import type { CommandName } from '../ipvsadm/command.ts';

/** One argument of a verb. */
export interface Argument {
  readonly kind:
    | 'server'
    | 'service'
    | 'weight'
    | 'number'
    | 'word'
    | 'choice'
    | 'file'
    /** Options as ipvsadm has them, to the end of the line; it stands last. */
    | 'ipvsadm-options';
  /** How usage and hints call it: `SERVER`. */
  readonly name: string;
  /** One phrase for hints. */
  readonly about: string;
  readonly optional?: true;
  /** A word that may stand before it (`in`, `to`); where it stands, the argument must follow. */
  readonly word?: string;
  /** Of a server or service: it is new, and need not be in the table. */
  readonly fresh?: true;
  /** Of a `choice`: its words, each with a sentence. */
  readonly choices?: Readonly<Record<string, string>>;
  /** Of a `number`: its range. */
  readonly min?: number;
  readonly max?: number;
  /** Of `ipvsadm-options`: the command that they belong to. */
  readonly command?: CommandName;
}

/** A verb. */
export interface VerbRow {
  /** One word or several: `drain`, `add server`. */
  readonly name: string;
  readonly usage: readonly Argument[];
  /** One sentence without a full stop. */
  readonly summary: string;
  /** Whole lines. */
  readonly examples: readonly string[];
}

const argumentText = ({ name, word, optional }: Argument): string => {
  const text = word === undefined ? name : `${word} ${name}`;
  return optional === true ? `[${text}]` : text;
};

/** `weight SERVER WEIGHT [in SERVICE]`. */
export const usageText = ({ name, usage }: VerbRow): string => [name, ...usage.map(argumentText)].join(' ');
