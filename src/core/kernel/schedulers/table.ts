/** What a person needs to know of each scheduler: the rows behind help, wizards and the settings view. */

/** The flags that a scheduler gives a name of its own (`-b sh-port`); flag-1..flag-3 go with any of them. */
export interface SchedulerRow {
  /** As `-s` takes it. */
  readonly name: string;
  /** The name in words. */
  readonly title: string;
  /** What it does, one sentence. */
  readonly summary: string;
  /** How it chooses, as a formula over active, inactive, weight and hashes. */
  readonly formula: string;
  readonly flags: readonly string[];
  /** Whether Debian's 6.1 kernel, which the practice director is held against, has it. */
  readonly inKernel61: boolean;
}

/** All schedulers, the usual ones first. */
export const schedulerRows: readonly SchedulerRow[] = [
  {
    name: 'wlc',
    title: 'weighted least connection',
    summary: 'The server with the fewest connections for its weight gets the next one.',
    formula: 'least (256 x active + inactive) / weight',
    flags: [],
    inKernel61: true,
  },
  {
    name: 'wrr',
    title: 'weighted round robin',
    summary: 'Servers take turns, and a server of weight 3 gets three turns for each one of weight 1.',
    formula: 'weight turns of every sum(weights)',
    flags: [],
    inKernel61: true,
  },
  {
    name: 'rr',
    title: 'round robin',
    summary: 'Servers take turns, all alike, whatever their weights.',
    formula: 'the next one in the list with weight > 0',
    flags: [],
    inKernel61: true,
  },
  {
    name: 'lc',
    title: 'least connection',
    summary: 'The server with the fewest connections gets the next one, whatever its weight.',
    formula: 'least 256 x active + inactive',
    flags: [],
    inKernel61: true,
  },
  {
    name: 'sed',
    title: 'shortest expected delay',
    summary: 'The server that would be least busy for its weight once it had the connection gets it.',
    formula: 'least (active + 1) / weight',
    flags: [],
    inKernel61: true,
  },
  {
    name: 'nq',
    title: 'never queue',
    summary:
      'An idle server gets the connection at once, even a slow one; when none is idle it works like sed.',
    formula: 'the first with active = 0, else least (active + 1) / weight',
    flags: [],
    inKernel61: true,
  },
  {
    name: 'sh',
    title: 'source hashing',
    summary: 'A client always comes to the same server, found by hashing its address.',
    formula: 'bucket[hash(client address) of 256], weight buckets per server',
    flags: ['sh-fallback', 'sh-port'],
    inKernel61: true,
  },
  {
    name: 'mh',
    title: 'Maglev hashing',
    summary: 'Like source hashing, but when a server comes or goes hardly any other client moves.',
    formula: 'slot[siphash(client address) of 4093], slots in proportion to weights',
    flags: ['mh-fallback', 'mh-port'],
    inKernel61: true,
  },
  {
    name: 'dh',
    title: 'destination hashing',
    summary: 'A destination address always leads to the same server; made for caches behind a mark.',
    formula: 'bucket[hash(destination address) of 256], servers in turn',
    flags: [],
    inKernel61: true,
  },
  {
    name: 'lblc',
    title: 'locality-based least connection',
    summary: 'A destination address keeps its server until that is crowded, then moves; made for caches.',
    formula: 'the remembered server, unless active > weight and another has 2 x active < weight; else wlc',
    flags: [],
    inKernel61: true,
  },
  {
    name: 'lblcr',
    title: 'locality-based least connection with replication',
    summary:
      'A destination address has a set of servers that grows when they are crowded and shrinks with time.',
    formula:
      'the least loaded of the remembered set, unless crowded as in lblc; else wlc, which joins the set',
    flags: [],
    inKernel61: true,
  },
  {
    name: 'fo',
    title: 'weighted failover',
    summary: 'Everything goes to the server of the highest weight; the next one is its spare.',
    formula: 'greatest weight',
    flags: [],
    inKernel61: true,
  },
  {
    name: 'ovf',
    title: 'weighted overflow',
    summary:
      'The server of the highest weight fills up to its weight, then what is more goes to the next one.',
    formula: 'greatest weight among active <= weight',
    flags: [],
    inKernel61: true,
  },
  {
    name: 'twos',
    title: 'power of two random choices',
    summary: 'Two servers are drawn at random by weight, and the less loaded of them gets the connection.',
    formula: 'of two draws the least (256 x active + inactive) / weight',
    flags: [],
    inKernel61: false,
  },
  {
    name: 'none',
    title: 'no scheduler',
    summary: 'The service can be configured but takes no connections.',
    formula: 'nobody',
    flags: [],
    inKernel61: true,
  },
];
