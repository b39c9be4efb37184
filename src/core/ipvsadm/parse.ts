/**
 * Reads an ipvsadm 1.31 command line as the tool does: options from left to right, each checked where it stands,
 * some depending on what stood before them; then what the command admits; then what the values mean together.
 * The first thing that is wrong in this order is the one that is reported.
 */
import type { Address } from '../model/address.ts';
import type { SchedulerFlag, ServerId } from '../model/service.ts';
import { checkOptions } from './check.ts';
import type { Command, CommandName, ListOptions } from './command.ts';
import { type Draft, daemon, newDraft, serverId, serviceId } from './draft.ts';
import { finishServer, finishService, readFlags } from './finish.ts';
import { badWord, fail, type Parsed, tryHelp } from './messages.ts';
import type { Names } from './names.ts';
import { commandRows, type OptionName } from './options.ts';
import { readWords } from './popt.ts';
import { readOption, readTimeouts } from './read-option.ts';

const commandNames: ReadonlySet<string> = new Set(commandRows.map(row => row.name));

/** What a command line says, and what stood on it. */
export interface ParsedLine {
  readonly parsed: Parsed;
  /** The options that were given, as far as the line was read: the others have their defaults. */
  readonly given: ReadonlySet<OptionName>;
  /**
   * The real server as it was written, before ipvsadm puts the port of the service in the place of the one of a DR or
   * TUN server. Absent where the line names none, and where no port was known yet when it named one of these.
   */
  readonly asked?: ServerId;
  /** The mask that was given: without -p it does not reach the command. */
  readonly mask?: Address | number;
}

/**
 * Reads the arguments `argv` (without the program's name). No argument at all lists the table with names.
 * Never throws. Without the kernel, so what only the kernel refuses (unknown schedulers, missing services) is
 * a valid command here.
 */
export const parseArgs = (argv: readonly string[], names: Names): Parsed => parseLine(argv, names).parsed;

/** Reads the arguments as parseArgs does, and tells which options were given and which server was asked for. */
export const parseLine = (argv: readonly string[], names: Names): ParsedLine => {
  const draft = newDraft();
  const parsed = read(argv, draft, names);
  const { given, server } = draft;
  const kept = server !== undefined && (server.port !== 0 || draft.method === 'nat');
  return {
    parsed,
    given,
    ...(kept ? { asked: server } : {}),
    ...(given.has('netmask') ? { mask: draft.mask } : {}),
  };
};

const read = (argv: readonly string[], draft: Draft, names: Names): Parsed => {
  if (argv.length === 0) return { ok: true, command: list(draft) };
  const reader = readWords(argv);
  const first = reader.next();
  if (first === undefined || !commandNames.has(first.id)) return tryHelp;
  const name = first.id as CommandName;
  if (name === 'help' || name === 'version') return { ok: true, command: { name } };
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
