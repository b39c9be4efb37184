/** What the guest of the hostile test is given, and what it tells. */

/** One run of lvsh. */
export interface Case {
  readonly argv: readonly string[];
  /** Laid over the environment; null takes a variable away. */
  readonly env?: Readonly<Record<string, string | null>>;
}

/** A run and what it printed. */
export interface Printed {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** All of it. */
export interface Told {
  readonly printed: readonly Printed[];
  /** The lines of the journal. */
  readonly journal: string;
  /** Paths under the working folder and the state folder that are there at the end. */
  readonly paths: readonly string[];
}
