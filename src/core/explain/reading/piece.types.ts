/** A text taken apart: what stands in it, in the order in which it would run. Nothing is explained yet. */
import type { Doubt, Redirection } from '../../ipvsadm/shell.types.ts';
import type { Told } from '../told.types.ts';

/** One line of a here-document. */
export interface BodyLine {
  readonly number: number;
  readonly text: string;
}

/** One program that is run. */
export interface Call {
  /** Without its folder; empty where only a redirection stands. */
  readonly program: string;
  readonly args: readonly string[];
  readonly sudo: boolean;
  readonly redirections: readonly Redirection[];
  /** What in it only a shell knows. */
  readonly doubt?: Doubt | undefined;
  /** Its here-document. */
  readonly body?: readonly BodyLine[] | undefined;
  /** What surrounds it, a sentence: `Runs on the machine rs1.` */
  readonly lead?: string | undefined;
  /** It runs on another machine or in another network: nothing in it counts for this one. */
  readonly elsewhere?: boolean;
}

/**
 * Whether what stands there runs. `plain`: yes. `inside`: in a condition, loop or function, only a shell knows. `aside`:
 * in a branch for another occasion (`stop)`), no.
 */
export type Where = 'plain' | 'inside' | 'aside';

/** The slips of a text that was typed into a word processor, and the text without them. */
export interface Typeset {
  /** What is wrong, a sentence for each kind. */
  readonly what: readonly string[];
  readonly right: string;
}

interface Stands {
  readonly number: number;
  readonly text: string;
  /** Pieces of one number here are told as one line. */
  readonly fold?: number | undefined;
}

/** One thing in the text. */
export type Piece =
  | (Stands & { readonly kind: 'blank' })
  /** Told already while it was read: control structures, variables, text, lines of files. */
  | (Stands & { readonly kind: 'told'; readonly told: Told; readonly where: Where })
  /** A program, or several joined by pipes. */
  | (Stands & {
      readonly kind: 'run';
      readonly calls: readonly Call[];
      readonly where: Where;
      /** What it stands in, for `inside` and `aside`: `a loop`, `the branch stop)`. */
      readonly within?: string | undefined;
      readonly typeset?: Typeset | undefined;
    });
