/**
 * THE table of ipvsadm 1.31's command line: every command and every option, how it is spelt, what value it
 * takes, which commands admit or require it. Parsing, printing, validation, completion, forms and help all
 * read this table and nothing else. Facts: ipvsadm(8) and, wherever the manual is silent or wrong, the tool
 * itself on a real kernel (every cell of "which command admits which option" was tried there).
 */
import type { CommandName } from './command.ts';

/** The names that ipvsadm's messages use for options, in the order in which it checks them. */
export const optionNames = [
  'numeric',
  'connection',
  'service-address',
  'scheduler',
  'persistent',
  'netmask',
  'real-server',
  'forwarding-method',
  'weight',
  'u-threshold',
  'l-threshold',
  'mcast-interface',
  'timeout',
  'daemon',
  'stats',
  'rate',
  'thresholds',
  'persistent-conn',
  'nosort',
  'syncid',
  'exact',
  'ops',
  'pe',
  'sched-flags',
  'mcast-group',
  'mcast-port',
  'mcast-ttl',
  'sync-maxlen',
  'tun-info',
  'tun-type',
  'tun-port',
  'tun-nocsum',
  'tun-csum',
  'tun-remcsum',
] as const;

/** The name that ipvsadm's messages use for an option. Several spellings may share one (`-g`, `-i`, `-m`). */
export type OptionName = (typeof optionNames)[number];

/** How many values popt takes for a word: none, one, or one unless the next word begins with `-`. */
export type Arity = 'none' | 'one' | 'optional';

/** What a value is, enough to check it, to complete it and to choose a field for it in a form. */
export type ValueKind =
  | { readonly kind: 'flag' }
  /** A whole number, in decimal for `strtol`: leading blanks, a sign and leading zeros are accepted. */
  | {
      readonly kind: 'integer';
      readonly min: number;
      readonly max: number;
      readonly unit?: 'seconds' | 'bytes';
    }
  /** `host[:port]` of a virtual service; `-t`, `-u` and `--sctp-service` differ by protocol. */
  | { readonly kind: 'service'; readonly protocol: 'tcp' | 'udp' | 'sctp' }
  | { readonly kind: 'mark'; readonly min: number; readonly max: number }
  /** `host[:port]` of a real server. */
  | { readonly kind: 'server' }
  /** An IPv4 mask in any spelling of inet_aton, or a prefix length 1..128 for IPv6. */
  | { readonly kind: 'mask' }
  | { readonly kind: 'text'; readonly max: number; readonly known: readonly string[] }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  /** A comma-separated list; which words are admitted depends on the scheduler. */
  | { readonly kind: 'scheduler-flags' }
  /** An IPv4 or IPv6 multicast address. */
  | { readonly kind: 'group' };

/** Whether a command needs an option, may have it, or may have it instead of the others so marked. */
export type Admission = 'required' | 'optional' | 'exclusive';

/** One spelling of one option. */
export interface OptionRow {
  /** Unique in the table. */
  readonly id: string;
  readonly long: string;
  readonly short?: string;
  readonly arity: Arity;
  readonly value: ValueKind;
  /** What the messages call it. Absent for `-6` and `--sort`, which ipvsadm neither checks nor counts. */
  readonly name?: OptionName;
  /** Which commands admit it and how; the same for all spellings of one name. */
  readonly commands: Readonly<Partial<Record<CommandName, Admission>>>;
  /** What happens when it is not given. */
  readonly absent?: string;
  /** How the value is called in help. */
  readonly placeholder?: string;
  /** One line of help. */
  readonly help: string;
}

/** One command: the word that must stand first. */
export interface CommandRow {
  readonly name: CommandName;
  readonly long: string;
  /** Without the dash; `list` has two. */
  readonly short: readonly string[];
  readonly arity: Arity;
  readonly value: ValueKind;
  /** Values that follow as plain words (`--set`). */
  readonly words?: readonly string[];
  readonly placeholder?: string;
  /** Whether it changes the director. */
  readonly changes: boolean;
  readonly help: string;
}

/** The largest timeout that ipvsadm takes: 31 days, in seconds. */
export const maxTimeout = 2_678_400;

/** The largest weight. Upstream's source says 65535; Debian's build takes a whole signed int (measured). */
export const maxWeight = 2_147_483_647;

/** The seconds that a bare `-p` means (measured; the manual page says 300). */
export const defaultPersistence = 360;

/** The scheduler of a service that names none. */
export const defaultScheduler = 'wlc';

/** Schedulers of Linux 6.1, and `none`, which the kernel takes for "schedule nothing". */
export const schedulerNames: readonly string[] = [
  'rr',
  'wrr',
  'lc',
  'wlc',
  'lblc',
  'lblcr',
  'dh',
  'sh',
  'mh',
  'sed',
  'nq',
  'fo',
  'ovf',
  'twos',
  'none',
];

/** Which options of a tunnel each type needs, admits, or admits instead of the others so marked. */
export const tunnelAdmission: Readonly<
  Record<'ipip' | 'gue' | 'gre', Readonly<Partial<Record<OptionName, Admission>>>>
> = {
  ipip: {},
  gue: {
    'tun-port': 'required',
    'tun-nocsum': 'exclusive',
    'tun-csum': 'exclusive',
    'tun-remcsum': 'exclusive',
  },
  gre: { 'tun-nocsum': 'exclusive', 'tun-csum': 'exclusive' },
};

const none: ValueKind = { kind: 'flag' };

/** All commands. */
export const commandRows: readonly CommandRow[] = [
  {
    name: 'add-service',
    long: 'add-service',
    short: ['A'],
    arity: 'none',
    value: none,
    changes: true,
    help: 'Create a virtual service',
  },
  {
    name: 'edit-service',
    long: 'edit-service',
    short: ['E'],
    arity: 'none',
    value: none,
    changes: true,
    help: 'Set a virtual service anew: whatever is not given returns to its default',
  },
  {
    name: 'delete-service',
    long: 'delete-service',
    short: ['D'],
    arity: 'none',
    value: none,
    changes: true,
    help: 'Remove a virtual service and its real servers',
  },
  {
    name: 'flush',
    long: 'clear',
    short: ['C'],
    arity: 'none',
    value: none,
    changes: true,
    help: 'Remove every virtual service',
  },
  {
    name: 'restore',
    long: 'restore',
    short: ['R'],
    arity: 'none',
    value: none,
    changes: true,
    help: 'Carry out the command lines read from standard input, one after the other',
  },
  {
    name: 'save',
    long: 'save',
    short: ['S'],
    arity: 'none',
    value: none,
    changes: false,
    help: 'Print the table as command lines that --restore can read',
  },
  {
    name: 'add-server',
    long: 'add-server',
    short: ['a'],
    arity: 'none',
    value: none,
    changes: true,
    help: 'Put a real server behind a virtual service',
  },
  {
    name: 'edit-server',
    long: 'edit-server',
    short: ['e'],
    arity: 'none',
    value: none,
    changes: true,
    help: 'Set a real server anew: whatever is not given returns to its default',
  },
  {
    name: 'delete-server',
    long: 'delete-server',
    short: ['d'],
    arity: 'none',
    value: none,
    changes: true,
    help: 'Take a real server out of a virtual service',
  },
  {
    name: 'list',
    long: 'list',
    short: ['L', 'l'],
    arity: 'none',
    value: none,
    changes: false,
    help: 'Show the table, one service, the connections, the timeouts or the sync daemons',
  },
  {
    name: 'zero',
    long: 'zero',
    short: ['Z'],
    arity: 'none',
    value: none,
    changes: true,
    help: 'Set the counters of one service, or of all, to zero',
  },
  {
    name: 'set',
    long: 'set',
    short: [],
    arity: 'none',
    value: none,
    words: ['tcp', 'tcpfin', 'udp'],
    changes: true,
    help: 'Change the connection timeouts, in seconds; 0 keeps one as it is',
  },
  {
    name: 'start-daemon',
    long: 'start-daemon',
    short: [],
    arity: 'one',
    value: { kind: 'choice', choices: ['master', 'backup'] },
    placeholder: 'master|backup',
    changes: true,
    help: 'Start sending connections to other directors, or receiving them',
  },
  {
    name: 'stop-daemon',
    long: 'stop-daemon',
    short: [],
    arity: 'one',
    value: { kind: 'choice', choices: ['master', 'backup'] },
    placeholder: 'master|backup',
    changes: true,
    help: 'Stop a connection synchronisation daemon',
  },
  {
    name: 'help',
    long: 'help',
    short: ['h'],
    arity: 'none',
    value: none,
    changes: false,
    help: 'Print the usage',
  },
  {
    name: 'version',
    long: 'version',
    short: ['v'],
    arity: 'none',
    value: none,
    changes: false,
    help: 'Print the version',
  },
];

const configureService = { 'add-service': 'optional', 'edit-service': 'optional' } as const;
const configureServer = { 'add-server': 'optional', 'edit-server': 'optional' } as const;
const startDaemon = { 'start-daemon': 'optional' } as const;
const listing = { list: 'optional' } as const;
const needsService = {
  'add-service': 'required',
  'edit-service': 'required',
  'delete-service': 'required',
  'add-server': 'required',
  'edit-server': 'required',
  'delete-server': 'required',
  zero: 'optional',
  list: 'exclusive',
} as const;

/** All options, in the order of `optionNames`; the two that have no name stand last. */
export const optionRows: readonly OptionRow[] = [
  {
    id: 'numeric',
    long: 'numeric',
    short: 'n',
    arity: 'none',
    value: none,
    name: 'numeric',
    commands: { list: 'optional', save: 'optional' },
    absent: 'addresses and ports are looked up by name',
    help: 'Print addresses and ports as numbers',
  },
  {
    id: 'connection',
    long: 'connection',
    short: 'c',
    arity: 'none',
    value: none,
    name: 'connection',
    commands: { list: 'exclusive' },
    help: 'Show the connections',
  },
  {
    id: 'tcp-service',
    long: 'tcp-service',
    short: 't',
    arity: 'one',
    value: { kind: 'service', protocol: 'tcp' },
    name: 'service-address',
    commands: needsService,
    placeholder: 'host[:port]',
    help: 'The TCP service at this address',
  },
  {
    id: 'udp-service',
    long: 'udp-service',
    short: 'u',
    arity: 'one',
    value: { kind: 'service', protocol: 'udp' },
    name: 'service-address',
    commands: needsService,
    placeholder: 'host[:port]',
    help: 'The UDP service at this address',
  },
  {
    id: 'sctp-service',
    long: 'sctp-service',
    arity: 'one',
    value: { kind: 'service', protocol: 'sctp' },
    name: 'service-address',
    commands: needsService,
    placeholder: 'host[:port]',
    help: 'The SCTP service at this address',
  },
  {
    id: 'fwmark-service',
    long: 'fwmark-service',
    short: 'f',
    arity: 'one',
    value: { kind: 'mark', min: 1, max: 4_294_967_295 },
    name: 'service-address',
    commands: needsService,
    placeholder: 'mark',
    help: 'The service of packets with this firewall mark',
  },
  {
    id: 'scheduler',
    long: 'scheduler',
    short: 's',
    arity: 'one',
    value: { kind: 'text', max: 15, known: schedulerNames },
    name: 'scheduler',
    commands: configureService,
    absent: defaultScheduler,
    placeholder: 'scheduler',
    help: 'How a real server is chosen for a new connection',
  },
  {
    id: 'persistent',
    long: 'persistent',
    short: 'p',
    arity: 'optional',
    value: { kind: 'integer', min: 1, max: maxTimeout, unit: 'seconds' },
    name: 'persistent',
    commands: configureService,
    absent: 'each connection is scheduled on its own',
    placeholder: '[seconds]',
    help: `Send a client to the same real server for this long (${defaultPersistence} when bare)`,
  },
  {
    id: 'netmask',
    long: 'netmask',
    short: 'M',
    arity: 'one',
    value: { kind: 'mask' },
    name: 'netmask',
    commands: configureService,
    absent: 'each address is a client of its own',
    placeholder: 'mask',
    help: 'Which addresses count as one client; means nothing without --persistent',
  },
  {
    id: 'real-server',
    long: 'real-server',
    short: 'r',
    arity: 'one',
    value: { kind: 'server' },
    name: 'real-server',
    commands: { 'add-server': 'required', 'edit-server': 'required', 'delete-server': 'required' },
    placeholder: 'host[:port]',
    help: 'The real server; without a port it gets the port of the service',
  },
  {
    id: 'gatewaying',
    long: 'gatewaying',
    short: 'g',
    arity: 'none',
    value: none,
    name: 'forwarding-method',
    commands: configureServer,
    help: 'Forward by direct routing (the default)',
  },
  {
    id: 'ipip',
    long: 'ipip',
    short: 'i',
    arity: 'none',
    value: none,
    name: 'forwarding-method',
    commands: configureServer,
    help: 'Forward through a tunnel',
  },
  {
    id: 'masquerading',
    long: 'masquerading',
    short: 'm',
    arity: 'none',
    value: none,
    name: 'forwarding-method',
    commands: configureServer,
    help: 'Forward by address translation (NAT)',
  },
  {
    id: 'weight',
    long: 'weight',
    short: 'w',
    arity: 'one',
    value: { kind: 'integer', min: 0, max: maxWeight },
    name: 'weight',
    commands: configureServer,
    absent: '1',
    placeholder: 'weight',
    help: 'Share of new connections; 0 takes none',
  },
  {
    id: 'u-threshold',
    long: 'u-threshold',
    short: 'x',
    arity: 'one',
    value: { kind: 'integer', min: 0, max: 2_147_483_647 },
    name: 'u-threshold',
    commands: configureServer,
    absent: '0, no limit',
    placeholder: 'connections',
    help: 'Take no new connections once this many are open',
  },
  {
    id: 'l-threshold',
    long: 'l-threshold',
    short: 'y',
    arity: 'one',
    value: { kind: 'integer', min: 0, max: 2_147_483_647 },
    name: 'l-threshold',
    commands: configureServer,
    absent: '0, three quarters of the upper threshold',
    placeholder: 'connections',
    help: 'Take new connections again below this many; not above the upper threshold',
  },
  {
    id: 'mcast-interface',
    long: 'mcast-interface',
    arity: 'one',
    value: { kind: 'text', max: 15, known: [] },
    name: 'mcast-interface',
    commands: startDaemon,
    absent: 'eth0',
    placeholder: 'interface',
    help: 'The interface that synchronisation messages use',
  },
  {
    id: 'timeout',
    long: 'timeout',
    arity: 'none',
    value: none,
    name: 'timeout',
    commands: { list: 'exclusive' },
    help: 'Show the connection timeouts',
  },
  {
    id: 'daemon',
    long: 'daemon',
    arity: 'none',
    value: none,
    name: 'daemon',
    commands: { list: 'exclusive' },
    help: 'Show the sync daemons',
  },
  {
    id: 'stats',
    long: 'stats',
    arity: 'none',
    value: none,
    name: 'stats',
    commands: listing,
    help: 'Show connection, packet and byte counters',
  },
  {
    id: 'rate',
    long: 'rate',
    arity: 'none',
    value: none,
    name: 'rate',
    commands: listing,
    help: 'Show connections, packets and bytes per second',
  },
  {
    id: 'thresholds',
    long: 'thresholds',
    arity: 'none',
    value: none,
    name: 'thresholds',
    commands: listing,
    help: 'Show the connection thresholds of the real servers',
  },
  {
    id: 'persistent-conn',
    long: 'persistent-conn',
    arity: 'none',
    value: none,
    name: 'persistent-conn',
    commands: listing,
    help: 'Show how many persistence templates each real server has; with -c, their engine data',
  },
  {
    id: 'nosort',
    long: 'nosort',
    arity: 'none',
    value: none,
    name: 'nosort',
    commands: listing,
    absent: 'sorted by address',
    help: 'Keep the order of the kernel',
  },
  {
    id: 'syncid',
    long: 'syncid',
    arity: 'one',
    value: { kind: 'integer', min: 0, max: 255 },
    name: 'syncid',
    commands: { list: 'optional', 'start-daemon': 'optional', 'stop-daemon': 'optional' },
    absent: '0',
    placeholder: 'id',
    help: 'The group of directors that share connections',
  },
  {
    id: 'exact',
    long: 'exact',
    short: 'X',
    arity: 'none',
    value: none,
    name: 'exact',
    commands: listing,
    absent: 'large counters are cut to K, M, G or T',
    help: 'Print counters in full',
  },
  {
    id: 'ops',
    long: 'ops',
    short: 'o',
    arity: 'none',
    value: none,
    name: 'ops',
    commands: configureService,
    help: 'Schedule every packet on its own (UDP and marks only)',
  },
  {
    id: 'pe',
    long: 'pe',
    arity: 'one',
    value: { kind: 'text', max: 15, known: ['sip'] },
    name: 'pe',
    commands: configureService,
    placeholder: 'engine',
    help: 'Persistence by what the packet says, not by client address',
  },
  {
    id: 'sched-flags',
    long: 'sched-flags',
    short: 'b',
    arity: 'one',
    value: { kind: 'scheduler-flags' },
    name: 'sched-flags',
    commands: configureService,
    placeholder: 'flag,...',
    help: 'Switches of the scheduler',
  },
  {
    id: 'mcast-group',
    long: 'mcast-group',
    arity: 'one',
    value: { kind: 'group' },
    name: 'mcast-group',
    commands: startDaemon,
    absent: '224.0.0.81',
    placeholder: 'group',
    help: 'The multicast group of synchronisation messages',
  },
  {
    id: 'mcast-port',
    long: 'mcast-port',
    arity: 'one',
    value: { kind: 'integer', min: 1, max: 65_535 },
    name: 'mcast-port',
    commands: startDaemon,
    absent: '8848',
    placeholder: 'port',
    help: 'The UDP port of synchronisation messages',
  },
  {
    id: 'mcast-ttl',
    long: 'mcast-ttl',
    arity: 'one',
    value: { kind: 'integer', min: 1, max: 255 },
    name: 'mcast-ttl',
    commands: startDaemon,
    absent: '1',
    placeholder: 'hops',
    help: 'How many routers synchronisation messages may cross',
  },
  {
    id: 'sync-maxlen',
    long: 'sync-maxlen',
    arity: 'one',
    value: { kind: 'integer', min: 1, max: 65_507, unit: 'bytes' },
    name: 'sync-maxlen',
    commands: startDaemon,
    absent: 'what fits one packet, 1472 on Ethernet',
    placeholder: 'bytes',
    help: 'The longest synchronisation message',
  },
  {
    id: 'tun-info',
    long: 'tun-info',
    arity: 'none',
    value: none,
    name: 'tun-info',
    commands: listing,
    help: 'Show how the packets for each real server are wrapped',
  },
  {
    id: 'tun-type',
    long: 'tun-type',
    arity: 'one',
    value: { kind: 'choice', choices: ['ipip', 'gue', 'gre'] },
    name: 'tun-type',
    commands: configureServer,
    absent: 'ipip',
    placeholder: 'type',
    help: 'How the packets are wrapped; needs -i',
  },
  {
    id: 'tun-port',
    long: 'tun-port',
    arity: 'one',
    value: { kind: 'integer', min: 1, max: 65_535 },
    name: 'tun-port',
    commands: configureServer,
    placeholder: 'port',
    help: 'The UDP port of a gue tunnel',
  },
  {
    id: 'tun-nocsum',
    long: 'tun-nocsum',
    arity: 'none',
    value: none,
    name: 'tun-nocsum',
    commands: configureServer,
    help: 'A gue or gre tunnel without checksums (the default)',
  },
  {
    id: 'tun-csum',
    long: 'tun-csum',
    arity: 'none',
    value: none,
    name: 'tun-csum',
    commands: configureServer,
    help: 'A gue or gre tunnel with checksums',
  },
  {
    id: 'tun-remcsum',
    long: 'tun-remcsum',
    arity: 'none',
    value: none,
    name: 'tun-remcsum',
    commands: configureServer,
    help: 'A gue tunnel with remote checksum offload',
  },
  {
    id: 'ipv6',
    long: 'ipv6',
    short: '6',
    arity: 'none',
    value: none,
    commands: {},
    absent: 'a mark is an IPv4 service',
    help: 'The mark before it is an IPv6 service',
  },
  {
    id: 'sort',
    long: 'sort',
    arity: 'none',
    value: none,
    commands: {},
    help: 'Does nothing: sorted is the default',
  },
];

/** How a command treats an option; undefined means that it refuses it. */
export const admission = (command: CommandName, option: OptionName): Admission | undefined =>
  admissions.get(option)?.[command];

const admissions: ReadonlyMap<OptionName, OptionRow['commands']> = new Map(
  optionRows.flatMap(row => (row.name === undefined ? [] : [[row.name, row.commands] as const])),
);

/** The row of a command by its name. */
export const commandRow = (name: CommandName): CommandRow => {
  const row = commandRows.find(candidate => candidate.name === name);
  if (row === undefined) throw new Error(`no ipvsadm command '${name}'`);
  return row;
};
