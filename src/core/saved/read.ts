/** A rules file as the setup that it describes, and what the real `ipvsadm-restore` would have made of it. */
import type { Command } from '../ipvsadm/command.ts';
import { smallNames } from '../ipvsadm/names.ts';
import { parseArgs } from '../ipvsadm/parse.ts';
import { planRestore, restoreInput } from '../ipvsadm/restore.ts';
import { type RuleProblem, readRules } from '../ipvsadm/rules.ts';
import { TableDraft } from '../ipvsadm/table.ts';
import type { SyncDaemon, Timeouts } from '../model/observe.ts';
import type { Setup } from '../model/setup.ts';
import { count } from '../words/numbers.ts';

/**
 * Ports may have names (they are the same everywhere), hosts not: a name means what the resolver says at that moment,
 * and two real servers with one name become one line.
 */
export const portNames = { host: () => undefined, port: smallNames.port } as const;

/** A rules file, read. */
export interface RulesFile {
  /** What it describes. Timeouts and daemons only where it speaks of them. Servers newest first. */
  readonly setup: Setup;
  /**
   * Whether the file speaks of thresholds: it names one, or it sets timeouts, as only a complete file does. A file of
   * `ipvsadm-save` never speaks of them, so its silence says nothing.
   */
  readonly thresholds: boolean;
  /** Lines that were not read, in their order, with the reason. */
  readonly problems: readonly RuleProblem[];
  /** Command lines that were read. */
  readonly lines: number;
  /** What `ipvsadm-restore` would do with it, where that is not the whole file; a sentence. */
  readonly restore?: string;
}

const timeoutsOf = (commands: readonly Command[]): Timeouts | undefined => {
  const sets = commands.flatMap(command => (command.name === 'set' ? [command.timeouts] : []));
  return sets.length === 0
    ? undefined
    : sets.reduce((before, next) => ({
        tcp: next.tcp || before.tcp,
        tcpFin: next.tcpFin || before.tcpFin,
        udp: next.udp || before.udp,
      }));
};

const daemonsOf = (commands: readonly Command[]): readonly SyncDaemon[] | undefined => {
  let daemons: readonly SyncDaemon[] | undefined;
  for (const command of commands) {
    if (command.name === 'start-daemon')
      daemons = [...(daemons ?? []).filter(({ role }) => role !== command.daemon.role), command.daemon];
    if (command.name === 'stop-daemon') daemons = (daemons ?? []).filter(({ role }) => role !== command.role);
  }
  return daemons;
};

/**
 * Where the real tool stops: it clears the table, applies line after line, goes on after what the kernel refuses, and
 * ends at a line that it does not understand; its exit code is that of the last line it read (measured).
 */
const realRestore = (text: string): string | undefined => {
  const lines = planRestore(restoreInput(text));
  const table = new TableDraft();
  let unread = 0;
  let skipped = 0;
  let exit = 0;
  for (const [index, { words }] of lines.entries()) {
    const nested = words[0] === '-R' || words[0] === '--restore';
    const parsed = nested ? undefined : parseArgs(words, portNames);
    if (parsed?.ok === true) {
      const refused = table.apply(parsed.command) !== undefined;
      const ended = parsed.command.name === 'help' || parsed.command.name === 'version';
      exit = refused ? 255 : 0;
      if (refused) skipped++;
      if (!ended) continue;
    } else if (parsed?.ok === false) {
      exit = parsed.exit;
      skipped++;
      if (!parsed.ends) continue;
    } else exit = 255;
    unread = lines.length - index - 1;
    break;
  }
  if (skipped === 0 && unread === 0) return undefined;
  const rest = unread === 0 ? '' : `, never read the ${count(unread, 'line')} after it`;
  const where =
    unread === 0 ? `leave out ${count(skipped, 'line')}` : `stop at a line that it does not take${rest}`;
  return `ipvsadm-restore would clear the table first, then ${where}, and end with exit code ${exit}.`;
};

const speaksOfThresholds = (commands: readonly Command[]): boolean =>
  commands.some(
    command =>
      command.name === 'set' ||
      ((command.name === 'add-server' || command.name === 'edit-server') &&
        (command.config.upper > 0 || command.config.lower > 0)),
  );

const readAnew = (text: string): RulesFile => {
  const { lines, problems, services } = readRules(text, portNames);
  const commands = lines.map(line => line.command);
  const timeouts = timeoutsOf(commands);
  const daemons = daemonsOf(commands);
  const restore = problems.length === 0 ? undefined : realRestore(text);
  return {
    setup: {
      // The order of the lines is the order of adding; in a setup the newest stands first.
      services: services.map(service => ({ ...service, servers: [...service.servers].reverse() })),
      ...(timeouts === undefined ? {} : { timeouts }),
      ...(daemons === undefined ? {} : { daemons }),
    },
    thresholds: speaksOfThresholds(commands),
    problems,
    lines: lines.length,
    ...(restore === undefined ? {} : { restore }),
  };
};

let last: { readonly text: string; readonly file: RulesFile } | undefined;

/**
 * Reads the text of a rules file. Never throws; what is not read is a problem with its line. The last file is
 * remembered: a plan reads the same text when the table is looked at and when it is made, and objects that are the same
 * need not be compared.
 */
export const readRulesFile = (text: string): RulesFile => {
  if (last?.text !== text) last = { text, file: readAnew(text) };
  return last.file;
};
