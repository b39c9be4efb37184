/** What the client of the lab answers, as one line of JSON each. */

/** How connections are doing, all that were opened since the last `end`. */
export interface Flow {
  /** Connections that were opened. */
  readonly opened: number;
  /** Connections that broke: reset, ended by the server, or with a wrong byte. */
  readonly lost: number;
  /** Why they broke, counted. */
  readonly why: Readonly<Record<string, number>>;
  /** Connections that stand, but over which too little flowed in the time that was given. */
  readonly stuck: number;
  /** Connections over which a byte came that was not the one that had to come. */
  readonly wrong: number;
  /** Whole answers received over each connection so far. */
  readonly answers: readonly number[];
  /** The longest time without an answer on any connection since the last line, milliseconds. */
  readonly silenceMs: number;
}

/** How connections ended: `whole` are those of which both sides received every byte that the other had sent. */
export interface Ended {
  readonly opened: number;
  readonly whole: number;
  readonly bytes: number;
}
