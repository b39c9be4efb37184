/** What a person needs to know of each scheduler: the rows behind help, wizards and the settings view. */

/** The flags that a scheduler gives a name of its own (`-b sh-port`); flag-1..flag-3 go with any of them. */
export interface SchedulerRow {
  /** As `-s` takes it. */
  readonly name: string;
  /** The name in words. */
  readonly title: string;
  /** How it picks and what follows from that; a phrase that goes on from the title. */
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
    summary:
      'the server with the least load for its weight; the default. A server that comes back empty gets everything until it has caught up',
    formula: 'least (256 x active + inactive) / weight',
    flags: [],
    inKernel61: true,
  },
  {
    name: 'wrr',
    title: 'weighted round robin',
    summary: 'in turn, each as often as its weight says',
    formula: 'weight turns of every sum(weights)',
    flags: [],
    inKernel61: true,
  },
  {
    name: 'rr',
    title: 'round robin',
    summary: 'the servers in turn; weights only matter when they are 0',
    formula: 'the next one in the list with weight > 0',
    flags: [],
    inKernel61: true,
  },
  {
    name: 'lc',
    title: 'least connection',
    summary:
      'the server with the least load (256 for an active connection, 1 for an inactive one); weights only matter when they are 0',
    formula: 'least 256 x active + inactive',
    flags: [],
    inKernel61: true,
  },
  {
    name: 'sed',
    title: 'shortest expected delay',
    summary: 'the server with the least (active connections + 1) for its weight; inactive ones do not count',
    formula: 'least (active + 1) / weight',
    flags: [],
    inKernel61: true,
  },
  {
    name: 'nq',
    title: 'never queue',
    summary: 'a server without active connections if there is one, even a slow one, else like sed',
    formula: 'the first with active = 0, else least (active + 1) / weight',
    flags: [],
    inKernel61: true,
  },
  {
    name: 'sh',
    title: 'source hashing',
    summary:
      'by the client’s address, so a client stays where it is; without sh-fallback clients of a server with weight 0 are refused',
    formula: 'bucket[hash(client address) of 256], weight buckets per server',
    flags: ['sh-fallback', 'sh-port'],
    inKernel61: true,
  },
  {
    name: 'mh',
    title: 'Maglev hashing',
    summary:
      'by the client’s address, with few clients moved when servers come or go; without mh-fallback clients of a server with weight 0 are refused',
    formula: 'slot[siphash(client address) of 4093], slots in proportion to weights',
    flags: ['mh-fallback', 'mh-port'],
    inKernel61: true,
  },
  {
    name: 'dh',
    title: 'destination hashing',
    summary: 'by the destination address; makes sense with firewall marks and caches',
    formula: 'bucket[hash(destination address) of 256], servers in turn',
    flags: [],
    inKernel61: true,
  },
  {
    name: 'lblc',
    title: 'locality-based least connection',
    summary: 'one server for each destination address while it is not overloaded; made for caches',
    formula: 'the remembered server, unless active > weight and another has 2 x active < weight; else wlc',
    flags: [],
    inKernel61: true,
  },
  {
    name: 'lblcr',
    title: 'locality-based least connection with replication',
    summary: 'a set of servers for each destination address, which grows under load; made for caches',
    formula:
      'the least loaded of the remembered set, unless crowded as in lblc; else wlc, which joins the set',
    flags: [],
    inKernel61: true,
  },
  {
    name: 'fo',
    title: 'weighted failover',
    summary: 'always the usable server with the highest weight; the others wait',
    formula: 'greatest weight',
    flags: [],
    inKernel61: true,
  },
  {
    name: 'ovf',
    title: 'weighted overflow',
    summary:
      'the server with the highest weight until it has more active connections than its weight, then the next',
    formula: 'greatest weight among active <= weight',
    flags: [],
    inKernel61: true,
  },
  {
    name: 'twos',
    title: 'power of two random choices',
    summary: 'two servers drawn by weight, then the one with less load of the two',
    formula: 'of two draws the least (256 x active + inactive) / weight',
    flags: [],
    inKernel61: false,
  },
  {
    name: 'none',
    title: 'no scheduler',
    summary: 'no server is ever picked',
    formula: 'nobody',
    flags: [],
    inKernel61: true,
  },
];

/** The rows by name. */
export const schedulerByName: ReadonlyMap<string, SchedulerRow> = new Map(
  schedulerRows.map(row => [row.name, row]),
);
