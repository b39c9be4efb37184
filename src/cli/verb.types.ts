/** What a row of the command line's tables is. */

/** An option. With `value` it takes one: `--watch SECONDS`. */
export interface OptionRow {
  readonly name: string;
  readonly short?: string;
  readonly value?: string;
  /** It may be given several times: the values are joined by commas. */
  readonly many?: true;
  readonly about: string;
}

/** What a verb may exit with, besides 0. */
export interface ExitRow {
  readonly code: number;
  readonly about: string;
}

/** A verb. `lvsh` without one is the screen. */
export interface Verb {
  readonly name: string;
  /** How its words are written in the usage line, empty when it takes none. */
  readonly words: string;
  /** The least and greatest number of words. */
  readonly least: number;
  readonly most: number;
  readonly summary: string;
  /** What else is to be known, in lines of their own. */
  readonly about: readonly string[];
  readonly options: readonly OptionRow[];
  readonly examples: readonly (readonly [line: string, about: string])[];
  /** Codes of `exitRows` that it may end with. */
  readonly exits: readonly number[];
  /** Whether `lvsh practice VERB` is there, too, and whether it is only there. */
  readonly practice: 'also' | 'only' | 'no';
}
