/** The command line as data: parsing, --help on every level and the documents are made from these rows. */

/** An option. With `value` it takes one: `--watch SECONDS`. */
export interface OptionRow {
  readonly name: string;
  readonly short?: string;
  readonly value?: string;
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

/** Exit codes of all verbs. */
export const exitRows: readonly ExitRow[] = [
  { code: 0, about: 'done' },
  { code: 1, about: 'nothing found: no service fits' },
  { code: 2, about: 'the command line was not understood' },
  { code: 3, about: 'the director, or a part of the text given, could not be read' },
];

/** The exit codes by name. */
export const exits = { ok: 0, nothing: 1, usage: 2, unread: 3 } as const;

const json: OptionRow = { name: 'json', about: 'print JSON as `lvsh schema` describes it' };
const from: OptionRow = {
  name: 'from',
  value: 'FILE',
  about:
    'read a saved text instead of this machine (- is standard input): ipvsadm -Sn, any -Ln, -Lnc, /proc/net/ip_vs*',
};

/** Options that stand anywhere. */
export const globalOptions: readonly OptionRow[] = [
  { name: 'help', short: 'h', about: 'say how it is used' },
  { name: 'version', short: 'V', about: 'print the version' },
  { name: 'no-color', about: 'no colours (as does NO_COLOR)' },
  { name: 'ascii', about: 'no characters beyond ASCII' },
  { name: 'theme', value: 'NAME', about: 'a theme of the screen for this run' },
  { name: 'interval', value: 'SECONDS', about: 'how often to read, 0.5 to 60' },
  { name: 'sudo', about: 'use `sudo -n ipvsadm` where it works' },
  {
    name: 'read-only',
    about: 'change nothing on this machine: no module is loaded, no preferences are written',
  },
];

/** Options of `lvsh practice` and everything under it. */
export const practiceOptions: readonly OptionRow[] = [
  { name: 'scene', value: 'NAME', about: 'what the practice director looks like' },
  { name: 'seed', value: 'NUMBER', about: 'the same seed gives the same traffic' },
];

/** All verbs, in the order of the help. */
export const verbs: readonly Verb[] = [
  {
    name: 'ls',
    words: '[FILTER...]',
    least: 0,
    most: 64,
    summary: 'list services and their real servers',
    about: [
      'FILTER is the language of the screen: text, rip: vip: port: proto: state: method: sched:, !not, /regular expression/.',
    ],
    options: [
      json,
      from,
      {
        name: 'watch',
        short: 'w',
        value: 'SECONDS',
        about: 'again every so often, until Ctrl-C; at least 0.5',
      },
    ],
    examples: [
      ['lvsh ls', 'the whole table'],
      ['lvsh ls state:drain', 'real servers with weight 0 that still have connections'],
      ['lvsh ls --json rip:10.0.0.7', 'one real server in all its services, as JSON'],
      ['lvsh ls --watch 2', 'every two seconds, with the time'],
      ['ipvsadm -Sn | lvsh ls --from -', 'a saved text'],
    ],
    exits: [0, 1, 2, 3],
    practice: 'also',
  },
  {
    name: 'show',
    words: 'SERVICE',
    least: 1,
    most: 2,
    summary: 'everything about one service, in words',
    about: [
      'SERVICE is tcp:10.0.0.200:80, 10.0.0.200:80, udp:[fd00::1]:53, fwm:17, fwm6:17 or -t 10.0.0.200:80 as ipvsadm writes it.',
    ],
    options: [
      json,
      from,
      { name: 'tcp-service', short: 't', value: 'VIP:PORT', about: 'SERVICE as ipvsadm writes it' },
      { name: 'udp-service', short: 'u', value: 'VIP:PORT', about: 'SERVICE as ipvsadm writes it' },
      { name: 'sctp-service', value: 'VIP:PORT', about: 'SERVICE as ipvsadm writes it' },
      { name: 'fwmark-service', short: 'f', value: 'MARK', about: 'SERVICE as ipvsadm writes it' },
      { name: 'ipv6', short: '6', about: 'the mark is an IPv6 one' },
    ],
    examples: [
      ['lvsh show 10.0.0.200:80', 'by address and port'],
      ['lvsh show fwm:17', 'by mark'],
    ],
    exits: [0, 1, 2, 3],
    practice: 'also',
  },
  {
    name: 'conns',
    words: '[SERVICE]',
    least: 0,
    most: 1,
    summary: 'connections: the head of the table, for it cannot be read whole on a busy director',
    about: ['Reading stops after --budget; the last line then says how many of how many entries were seen.'],
    options: [
      json,
      from,
      { name: 'server', value: 'RIP:PORT', about: 'only of this real server' },
      { name: 'limit', short: 'n', value: 'ROWS', about: 'at most so many rows (1000)' },
      { name: 'budget', value: 'SECONDS', about: 'read for at most so long (2)' },
    ],
    examples: [
      ['lvsh conns', 'the first 1000'],
      ['lvsh conns tcp:10.0.0.200:80 --server 10.0.0.7:80', 'of one real server in one service'],
    ],
    exits: [0, 1, 2, 3],
    practice: 'also',
  },
  {
    name: 'settings',
    words: '',
    least: 0,
    most: 0,
    summary: 'timeouts, sync daemons, sysctls, versions, schedulers',
    about: [],
    options: [json, from],
    examples: [['lvsh settings', 'each with what it means']],
    exits: [0, 2, 3],
    practice: 'also',
  },
  {
    name: 'schema',
    words: '',
    least: 0,
    most: 0,
    summary: 'the JSON schema of everything that --json prints',
    about: [],
    options: [],
    examples: [['lvsh schema > lvsh.schema.json', 'for an editor or a validator']],
    exits: [0, 2],
    practice: 'no',
  },
  {
    name: 'sh',
    words: '',
    least: 0,
    most: 0,
    summary: 'a practice shell: ipvsadm without fear',
    about: [
      'Takes ipvsadm, ipvsadm-save, ipvsadm-restore, cat /proc/net/ip_vs..., sleep SECONDS, connect ..., one command a line.',
      'It starts with an empty table unless a scene is named; its exit code is that of the last line.',
    ],
    options: [{ name: 'x', short: 'x', about: 'print `+ line` before and `= exit code` after each line' }],
    examples: [
      ['lvsh practice sh', 'at a prompt'],
      ['lvsh practice sh -x < lesson.txt', 'a line at a time from a file'],
    ],
    exits: [0, 2],
    practice: 'only',
  },
];

/** The row of `lvsh practice` itself. */
export const practiceVerb: Verb = {
  name: 'practice',
  words: '[VERB]',
  least: 0,
  most: 0,
  summary: 'the practice director: a simulated one with moving traffic',
  about: ['Without a verb it opens on the screen. It never touches this machine.'],
  options: [],
  examples: [
    ['lvsh practice', 'the screen'],
    ['lvsh practice --scene busy --seed 1 ls --json', 'as text or JSON'],
    ['lvsh practice sh', 'a shell with ipvsadm'],
  ],
  exits: [0, 2],
  practice: 'no',
};
