/**
 * Reads an ipvsadm 1.31 command line as the tool does: options from left to right, each checked where it stands,
 * some depending on what stood before them; then what the command admits; then what the values mean together.
 * The first thing that is wrong in this order is the one that is reported.
 */
import { familyOf, ipv4FromBits, parseAddress } from '../model/address.ts';
import type { SchedulerFlag } from '../model/service.ts';
import { inetAton, parseHostPort } from './addresses.ts';
import { checkOptions } from './check.ts';
import type { Command, CommandName, ListOptions } from './command.ts';
import { type Draft, daemon, newDraft, serverId, serviceId } from './draft.ts';
import { finishServer, finishService, readFlags } from './finish.ts';
import { badWord, fail, type Refusal, tryHelp } from './messages.ts';
import type { Names } from './names.ts';
import { leadingNumber, wholeNumber } from './numbers.ts';
import { commandRows, defaultPersistence, maxTimeout, type OptionRow, optionRows } from './options.ts';
import { readWords, type Word } from './popt.ts';

/** A command line, read: the command, or what ipvsadm prints instead. */
export type Parsed = { readonly ok: true; readonly command: Command } | Refusal;

/** ipvsadm copies the value of `-b` into a buffer of 128 bytes. */
const longestFlags = 127;

const commandNames: ReadonlySet<string> = new Set(commandRows.map(row => row.name));
const rowsById: ReadonlyMap<string, OptionRow> = new Map(optionRows.map(row => [row.id, row]));

/**
 * Reads the arguments `argv` (without the program's name). No argument at all lists the table with names.
 * Never throws. Without the kernel, so what only the kernel refuses (unknown schedulers, missing services) is
 * a valid command here.
 */
export const parseArgs = (argv: readonly string[], names: Names): Parsed => {
  if (argv.length === 0) return { ok: true, command: list(newDraft()) };
  const reader = readWords(argv);
  const first = reader.next();
  if (first === undefined || !commandNames.has(first.id)) return tryHelp;
  const name = first.id as CommandName;
  if (name === 'help' || name === 'version') return { ok: true, command: { name } };
  const draft = newDraft();
  if (name === 'start-daemon' || name === 'stop-daemon') {
    if (first.value !== 'master' && first.value !== 'backup') {
      // The two messages differ as they do in the tool.
      return fail(`illegal ${name === 'start-daemon' ? 'start-daemon parameter' : 'start_daemon'} specified`);
    }
    draft.role = first.value;
  }
  for (let word = reader.next(); word !== undefined; word = reader.next()) {
    const refusal = readOption(word, draft, names);
    if (refusal !== undefined) return refusal;
  }
  const ending = reader.ending();
  if (ending.kind !== 'end') return badWord(ending.source, ending.kind);
  const rest = reader.rest();
  if (name === 'set') {
    const refusal = readTimeouts(rest, draft);
    if (refusal !== undefined) return refusal;
  }
  const stray = rest[name === 'set' ? 3 : 0];
  if (stray !== undefined) return fail(`unexpected argument ${stray}`);
  const flags = readFlags(draft);
  if ('ok' in flags) return flags;
  return checkOptions(name, draft.given) ?? finish(name, draft, flags);
};

/** Reads one option into the draft; gives the refusal where the tool stops at it. */
const readOption = (word: Word, draft: Draft, names: Names): Refusal | undefined => {
  const row = rowsById.get(word.id);
  if (row === undefined) return fail(`invalid option \`${word.source}'`);
  if (row.name !== undefined) {
    if (draft.given.has(row.name)) return fail(`multiple '${row.name}' options specified`);
    draft.given.add(row.name);
  }
  const text = word.value ?? '';
  const { value } = row;
  if (value.kind === 'service') {
    draft.protocol = value.protocol;
    const read = parseHostPort(text, value.protocol, names);
    if (read === undefined) return fail('illegal virtual server address[:port] specified');
    draft.address = read.address;
    draft.port = read.port ?? 0;
    draft.family = familyOf(read.address);
    if (draft.family === 6) draft.mask = 128;
    return undefined;
  }
  switch (row.id) {
    case 'fwmark-service': {
      const mark = wholeNumber(text, 1, 4_294_967_295);
      if (mark === undefined) return fail(`invalid fwmark value \`${text}' specified`);
      draft.mark = mark;
      draft.family = 4;
      // Without a meaning for marks; but port names of a later -r are looked up for it.
      draft.protocol = 'tcp';
      return undefined;
    }
    case 'ipv6':
      if (draft.mark === 0) return fail('-6 used before -f\n');
      draft.family = 6;
      draft.mask = 128;
      return undefined;
    case 'scheduler':
      draft.scheduler = text.slice(0, 15);
      return undefined;
    case 'persistent': {
      const seconds = word.value === undefined ? defaultPersistence : wholeNumber(text, 1, maxTimeout);
      if (seconds === undefined) return fail(`invalid timeout value \`${text}' specified`);
      draft.persistent = seconds;
      return undefined;
    }
    case 'netmask':
      return readMask(text, draft, names);
    case 'real-server': {
      const read = parseHostPort(text, draft.protocol, names);
      if (read === undefined) return fail('illegal real server address[:port] specified');
      draft.server = { address: read.address, port: read.port ?? draft.port };
      return undefined;
    }
    case 'gatewaying':
      draft.method = 'dr';
      return undefined;
    case 'ipip':
      draft.method = 'tun';
      return undefined;
    case 'masquerading':
      draft.method = 'nat';
      return undefined;
    case 'mcast-interface':
      draft.interface = text.slice(0, 15);
      return undefined;
    case 'mcast-group':
      return readGroup(text, draft);
    case 'ops':
      draft.ops = true;
      return undefined;
    case 'pe':
      draft.pe = text.slice(0, 15);
      return undefined;
    case 'sched-flags':
      draft.flags = text.slice(0, longestFlags);
      return undefined;
    case 'tun-type':
      if (text !== 'ipip' && text !== 'gue' && text !== 'gre') return fail('illegal tunnel type specified');
      draft.tunnelType = text;
      return undefined;
    default:
      return readNumber(row, text, draft);
  }
};

/** What the messages call the values that are plain numbers, and where they go. */
const numberFields: Readonly<Record<string, readonly [field: NumberField, called: string]>> = {
  weight: ['weight', 'weight'],
  'u-threshold': ['upper', 'u_threshold'],
  'l-threshold': ['lower', 'l_threshold'],
  syncid: ['syncId', 'syncid'],
  'sync-maxlen': ['maxLen', 'sync-maxlen'],
  'mcast-port': ['groupPort', 'mcast-port'],
  'mcast-ttl': ['ttl', 'mcast-ttl'],
  'tun-port': ['tunnelPort', 'tunnel port'],
};
type NumberField = 'weight' | 'upper' | 'lower' | 'syncId' | 'maxLen' | 'groupPort' | 'ttl' | 'tunnelPort';

const readNumber = (row: OptionRow, text: string, draft: Draft): Refusal | undefined => {
  const target = numberFields[row.id];
  if (target === undefined || row.value.kind !== 'integer') return undefined;
  const [field, called] = target;
  const value = wholeNumber(text, row.value.min, row.value.max);
  if (value === undefined) return fail(`illegal ${called} specified`);
  draft[field] = value;
  return undefined;
};

/** `-M` means what the family known so far makes of it, and a later `-t [v6]` or `-6` sets it back. */
const readMask = (text: string, draft: Draft, names: Names): Refusal | undefined => {
  if (draft.family === 6) {
    const prefix = leadingNumber(text);
    if (prefix < 1 || prefix > 128) return fail('illegal ipv6 netmask specified');
    draft.mask = prefix;
    return undefined;
  }
  const bits = inetAton(text);
  const mask = bits === undefined ? names.host(text, 4) : ipv4FromBits(bits);
  if (mask === undefined) return fail('illegal virtual server persistent mask specified');
  draft.mask = mask;
  return undefined;
};

/** Multicast groups are read by inet_pton, IPv6 when there is a colon. */
const readGroup = (text: string, draft: Draft): Refusal | undefined => {
  const version = text.includes(':') ? 6 : 4;
  const group = parseAddress(text);
  const multicast =
    group !== undefined && (version === 6 ? group.startsWith('ff') : /^2(2[4-9]|3\d)\./.test(group));
  if (!multicast) return fail(`invalid IPv${version} mcast-group \`${text}'`);
  draft.group = group;
  return undefined;
};

const readTimeouts = (words: readonly string[], draft: Draft): Refusal | undefined => {
  if (words.length < 3) return fail('--set option requires 3 timeout values');
  const values: number[] = [];
  for (const word of words.slice(0, 3)) {
    const seconds = wholeNumber(word, 0, maxTimeout);
    if (seconds === undefined) return fail(`invalid timeout value \`${word}' specified`);
    values.push(seconds);
  }
  const [tcp = 0, tcpFin = 0, udp = 0] = values;
  draft.timeouts = { tcp, tcpFin, udp };
  return undefined;
};

/** What the values mean together, in the order in which the tool asks. */
const finish = (name: CommandName, draft: Draft, flags: readonly SchedulerFlag[]): Parsed => {
  const service = serviceId(draft);
  switch (name) {
    case 'add-service':
    case 'edit-service':
      return finishService(name, draft, service, flags);
    case 'add-server':
    case 'edit-server':
      return finishServer(name, draft, service);
    case 'delete-service':
      return { ok: true, command: { name, service } };
    case 'delete-server':
      return { ok: true, command: { name, service, server: serverId(draft) } };
    case 'zero':
      return { ok: true, command: draft.given.has('service-address') ? { name, service } : { name } };
    case 'list':
      return finishList(draft);
    case 'set':
      return { ok: true, command: { name, timeouts: draft.timeouts } };
    case 'start-daemon':
      return { ok: true, command: { name, daemon: daemon(draft) } };
    case 'stop-daemon':
      return { ok: true, command: { name, role: draft.role, syncId: draft.syncId } };
    case 'save':
      return { ok: true, command: { name, numeric: draft.given.has('numeric') } };
    default:
      return { ok: true, command: { name } };
  }
};

const finishList = (draft: Draft): Parsed => {
  const { given } = draft;
  const settings = given.has('timeout') || given.has('daemon');
  const figures = given.has('stats') || given.has('rate') || given.has('thresholds');
  if (((settings || given.has('connection')) && figures) || (settings && given.has('persistent-conn'))) {
    return fail('options conflicts in the list command');
  }
  return { ok: true, command: list(draft) };
};

const list = (draft: Draft): Command => {
  const { given } = draft;
  const options: ListOptions = {
    numeric: given.has('numeric'),
    exact: given.has('exact'),
    nosort: given.has('nosort'),
    stats: given.has('stats'),
    rate: given.has('rate'),
    thresholds: given.has('thresholds'),
    persistentConn: given.has('persistent-conn'),
    tunInfo: given.has('tun-info'),
  };
  const what = given.has('connection')
    ? 'connections'
    : given.has('timeout')
      ? 'timeouts'
      : given.has('daemon')
        ? 'daemons'
        : 'services';
  const one = given.has('service-address') ? { service: serviceId(draft) } : {};
  return { name: 'list', what, ...one, options };
};
