/** The command line as data: parsing, --help on every level and the documents are made from these rows. */

import { usageText } from '../core/line/verb.types.ts';
import { type VerbName, verbRows } from '../core/verbs/rows.ts';
import type { ExitRow, OptionRow, Verb } from './verb.types.ts';
import { buildVerbs } from './verbs-build.ts';

export type { OptionRow, Verb } from './verb.types.ts';

/** Exit codes of all verbs. */
export const exitRows: readonly ExitRow[] = [
  { code: 0, about: 'done' },
  { code: 1, about: 'nothing found, nothing to do, or a difference was found' },
  { code: 2, about: 'the command line was not understood' },
  {
    code: 3,
    about: 'refused: nothing was changed; or the director, or a part of the text given, could not be read',
  },
  { code: 4, about: 'partly applied, or not as was asked: lvsh undo takes back what stands' },
];

/** The exit codes by name. */
export const exits = { ok: 0, nothing: 1, usage: 2, unread: 3, refused: 3, partly: 4 } as const;

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
    about: 'change nothing: neither the director nor this machine',
  },
];

/** Options of `lvsh practice` and everything under it. */
export const practiceOptions: readonly OptionRow[] = [
  { name: 'scene', value: 'NAME', about: 'what the practice director looks like' },
  { name: 'seed', value: 'NUMBER', about: 'the same seed gives the same traffic' },
];

/** Options of every verb that changes something. */
const changing: readonly OptionRow[] = [
  { name: 'yes', short: 'y', about: 'run the plan without asking' },
  { name: 'dry-run', about: 'show the plan and run nothing' },
  { name: 'json', about: 'print the plan and its end as JSON' },
  { name: 'no-journal', about: 'run it although the journal cannot be written: it cannot be undone' },
];
const ignoring: OptionRow = {
  name: 'ignore-bad-lines',
  about: 'go on without the lines that cannot be read',
};
const backup: OptionRow = {
  name: 'backup',
  value: 'N',
  about: 'the former text N of the file instead (lvsh backups lists them)',
};
const changed = [0, 1, 2, 3, 4];
const asksFirst = 'The plan is shown, and run when it is confirmed; without a terminal it takes --yes.';

/** A verb of plain words: its usage and examples are those of the `:` line. */
const plainVerb = (name: VerbName, most: number, more: Partial<Verb> = {}): Verb => {
  const row = verbRows.find(one => one.name === name);
  if (row === undefined) throw new Error(`no verb ${name}`);
  const required = row.usage.filter(({ optional }) => optional !== true).length;
  return {
    name,
    words: usageText(row).slice(name.length + 1),
    least: required,
    most,
    summary: `${row.summary.charAt(0).toLowerCase()}${row.summary.slice(1)}`,
    about: row.changes ? [asksFirst] : [],
    options: row.changes ? changing : [],
    examples: row.examples.map(example => [`lvsh ${example}`, ''] as const),
    exits: row.changes ? changed : [0, 1, 2, 3],
    practice: 'also',
    ...more,
  };
};

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
  plainVerb('weight', 4),
  plainVerb('drain', 3, {
    about: [
      asksFirst,
      'Waiting tells what is left and how long it takes, on a line that is written over, or a line for each change in a pipe.',
      'When the time is over, or Ctrl-C ends it, the exit code is 4: it stays drained and nothing is removed.',
    ],
    options: [
      ...changing,
      { name: 'wait', about: 'until no connection and no persistent client is left' },
      { name: 'remove', about: 'then remove it (waits, too)' },
      { name: 'timeout', value: 'TIME', about: 'wait for at most so long: 90s, 10m, 1h30m' },
      {
        name: 'let-go',
        about:
          'set expire_quiescent_template=1 as well: persistent clients go elsewhere with their next connection',
      },
    ],
    examples: [
      ['lvsh drain 10.0.0.7', 'in all its services'],
      ['lvsh drain 10.0.0.7:80 in tcp:10.0.0.200:80 --yes', 'in one of them, without asking'],
      ['lvsh drain 10.0.0.7 --wait --remove --timeout 10m --yes', 'in a script, before it is switched off'],
    ],
  }),
  plainVerb('resume', 3),
  {
    name: 'run',
    words: '-- ARGS...',
    least: 1,
    most: 64,
    summary: 'a command line of ipvsadm, through plan and journal',
    about: [
      asksFirst,
      'An edit (-e, -E) keeps what it does not mention; with --literal it does what ipvsadm does.',
    ],
    options: [
      ...changing,
      { name: 'literal', about: 'what an edit does not mention returns to its default, as with ipvsadm' },
    ],
    examples: [
      ['lvsh run -- -a -t 10.0.0.200:80 -r 10.0.0.9 -g -w 2', 'a real server more'],
      ['lvsh run --yes -- -e -t 10.0.0.200:80 -r 10.0.0.7 -w 5', 'only the weight changes'],
    ],
    exits: changed,
    practice: 'also',
  },
  plainVerb('save', 1),
  plainVerb('restore', 2, {
    words: '[FILE]',
    most: 1,
    about: [
      asksFirst,
      'FILE is - for standard input. What differs is changed, nothing is cleared, open connections of what stays are untouched.',
    ],
    options: [...changing, backup, ignoring],
    examples: [
      ['lvsh restore', 'the rules file of this system'],
      ['lvsh restore --backup 1', 'as it was before the latest save'],
      ['lvsh restore --dry-run /root/new.rules', 'what it would take'],
    ],
  }),
  plainVerb('diff', 1, {
    about: ['Exit code 1 where something differs.'],
    options: [backup],
    examples: [
      ['lvsh diff', 'what runs beside the rules file of this system'],
      ['lvsh diff --backup 2', 'beside an older text of it'],
    ],
  }),
  plainVerb('apply', 1, {
    words: '[FILE]',
    least: 0,
    about: [
      asksFirst,
      'FILE is a rules file or a script; - or nothing is standard input. Its ipvsadm lines become one plan upon what is there; lines of other programs are not run.',
    ],
    options: [...changing, ignoring],
    examples: [
      ['lvsh apply add-web3.sh', 'the lines of a script'],
      ['lvsh apply --dry-run - < lines', 'what lines would do'],
    ],
  }),
  plainVerb('undo', 1, {
    words: '[ID]',
    about: [asksFirst, 'ID is that of lvsh history; without it, the latest change that stands.'],
  }),
  plainVerb('redo', 1, { words: '[ID]' }),
  {
    name: 'finish',
    words: '',
    least: 0,
    most: 0,
    summary: 'the rest of a plan that was cut off',
    about: [asksFirst],
    options: changing,
    examples: [['lvsh finish', 'after a crash in the middle of a change']],
    exits: changed,
    practice: 'no',
  },
  {
    name: 'roll-back',
    words: '',
    least: 0,
    most: 0,
    summary: 'take back what a plan that was cut off had done',
    about: [asksFirst],
    options: changing,
    examples: [['lvsh roll-back', 'after a crash in the middle of a change']],
    exits: changed,
    practice: 'no',
  },
  plainVerb('history', 0, {
    options: [
      { name: 'json', about: 'print JSON' },
      { name: 'limit', short: 'n', value: 'N', about: 'at most so many (50)' },
    ],
    examples: [['lvsh history', 'the newest first, with what can be undone']],
  }),
  plainVerb('backups', 1, {
    words: '[FILE]',
    options: [{ name: 'json', about: 'print JSON' }],
    examples: [['lvsh backups', 'of the rules file of this system']],
  }),
  plainVerb('boot', 0, {
    about: ['Exit code 1 where it will not, or not whole.'],
    options: [{ name: 'fix', about: 'mend what lvsh can mend, as a plan' }, ...changing],
    examples: [
      ['lvsh boot', 'what is found'],
      ['lvsh boot --fix', 'the fixes as one plan'],
    ],
    exits: changed,
  }),
  plainVerb('explain', 512, {
    words: 'FILE|TEXT...',
    least: 0,
    about: ['Nothing is run. Without words it reads standard input.'],
    examples: [
      ["lvsh explain 'ipvsadm -a -t 10.0.0.200:80 -r 10.0.0.7:8080 -g'", 'one line'],
      ['lvsh explain tutorial.sh', 'a whole script'],
    ],
  }),
  ...buildVerbs({ changing, changed }),
  {
    name: 'config',
    words: '[keepalived|ldirectord] [SERVICE...]',
    least: 0,
    most: 64,
    summary: 'the table as keepalived.conf or ldirectord.cf, or a keepalived.conf as lines of a table',
    about: [
      'It is printed, and nothing is changed. All services are written unless some are named.',
      'CHECK is none, ping, tcp, udp, http:/path or https:/path; tcp:PORT and http:PORT/path ask on a port of their own.',
    ],
    options: [
      from,
      { name: 'role', value: 'ROLE', about: 'master or backup (master)' },
      { name: 'interface', value: 'NAME', about: 'the one that carries the VIPs; found where it holds one' },
      { name: 'router-id', value: 'N', about: 'number of the virtual router, 1 to 255, on both (51)' },
      { name: 'priority', value: 'N', about: '1 to 254, the master’s is the higher one (150, backup 100)' },
      { name: 'vip', value: 'ADDRESSES', many: true, about: 'more VIPs: services by mark name none' },
      {
        name: 'peer',
        value: 'ADDRESSES',
        many: true,
        about: 'the other director’s own address: adverts go there by unicast',
      },
      { name: 'sync-id', value: 'N', about: 'tell the other director of connections, with this sync id' },
      { name: 'check', value: 'CHECK', about: 'how real servers are found to be alive (tcp)' },
      { name: 'quorum', value: 'N', about: 'the least weight of living servers in a service' },
      { name: 'sorry', value: 'RIP:PORT', about: 'the server for when too few are left' },
      { name: 'inhibit', about: 'servers that fail get weight 0 instead of being removed' },
      { name: 'read', value: 'FILE', about: 'print what this keepalived.conf makes, as lines of a table' },
    ],
    examples: [
      ['lvsh config keepalived --check http:/health > keepalived.conf', 'for the master'],
      ['lvsh config keepalived --role backup --interface eth1 --peer 10.0.0.1', 'for the other one'],
      ['lvsh config ldirectord tcp:10.0.0.200:80', 'one service'],
      ['lvsh config --read /etc/keepalived/keepalived.conf | lvsh diff -', 'what runs beside it'],
    ],
    exits: [0, 1, 2, 3],
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
