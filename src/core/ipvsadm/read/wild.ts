/** Rules as people keep them: scripts, notes, shell histories. The language reads them; here they meet the table. */
import type { Command } from '../command.ts';
import { kernelRefusals } from '../messages.ts';
import { type Names, smallNames } from '../names.ts';
import { type RuleProblem, readRules } from '../rules.ts';
import { tableFromCommands } from '../table.ts';
import type { Gather } from './gather.ts';
import { readNoise } from './noise.ts';
import { knownServer, knownService, type RuleTable } from './rule-table.ts';
import type { Scanner } from './scanner.ts';

/** A run of rules ends here at the latest: what is longer is no script that a person wrote. */
const runLimit = 20_000;

/** A command line of ipvsadm, or a line of a script that may have some. */
const ruleLike =
  /(?:^|[\s`'"/(;&])ipvsadm(?:-save|-restore)?(?:[\s`'"]|$)|^\s*\$\{?\w+\}?\s+-|^\s*-{1,2}[a-zA-Z]|^\s*(?:export\s+)?\w+=\S*\s*$|^#|^\s*(?:for|while|if|case)\s/;

/** Lines that belong to a listing, or that -S printed: they end a run of rules. */
const otherLike =
  /^\s*(?:->|TCP\s|UDP\s|SCTP\s|FWM\s|IP\s|IPVS\s|Prot?\s|pro\s|Timeout \(|(?:master|backup) sync|Total Incoming|Conns|CPU\s)|^-[Aa]\s/;

/**
 * Reads rules from the scanner's current line on, as far as they go, and leaves the scanner on the last of them.
 * False, with nothing read, when the current line is not like a rule.
 */
export const readWild = (
  scan: Scanner,
  gather: Gather,
  table: RuleTable,
  names: Names = smallNames,
): boolean => {
  if (!ruleLike.test(scan.lineText().slice(0, 1000))) return false;
  const run = takeRun(scan);
  const rules = readRules(run.map(line => line.text).join('\n'), names);
  const commands = rules.lines.map(line => line.command);
  // Whether something exists is decided here: the language starts from an empty table, but rules may have come before.
  const refused = new Map(tableFromCommands(commands).refused.map(({ index, message }) => [index, message]));
  const assumed = new Set<string>();
  for (const [index, message] of refused) {
    if (existence.has(message)) assumed.add(`${rules.lines[index]?.number} ${message}`);
  }
  const problems: RuleProblem[] = rules.problems.filter(
    ({ line, reason }) => !assumed.has(`${line} ${reason}`),
  );
  table.admitForeign();
  for (const [index, { number, text, command }] of rules.lines.entries()) {
    const message = refused.get(index);
    if (message !== undefined && !existence.has(message)) continue;
    const refusal = carryOut(command, table);
    if (refusal !== undefined) problems.push({ line: number, text, reason: refusal });
    else if (beside.has(command.name)) {
      gather.noteAt(run[number - 1]?.line ?? 0, text, 'read, but no part of the table that is shown');
    }
  }
  account(gather, run, problems);
  if (rules.lines.some(({ command }) => !showing.has(command.name))) gather.formats.add('rules');
  return true;
};

interface RunLine {
  readonly line: number;
  readonly text: string;
}

const takeRun = (scan: Scanner): readonly RunLine[] => {
  const run: RunLine[] = [];
  for (;;) {
    const text = scan.lineText();
    run.push({ line: scan.line, text: readNoise(text)?.command ?? text });
    const { start, line } = scan;
    if (run.length >= runLimit || !scan.nextLine()) return run;
    if (otherLike.test(scan.lineText().slice(0, 200))) {
      scan.rewind(start, line);
      return run;
    }
  }
};

/** Every line of the run is counted: blank, refused, or read (comments and continued lines are read). */
const account = (gather: Gather, run: readonly RunLine[], problems: readonly RuleProblem[]): void => {
  const unread = new Set<number>();
  for (const { line, text, reason } of [...problems].sort((left, right) => left.line - right.line)) {
    // A line of a script may hold several commands: refused once, it is not read; what else is said of it is more.
    const partly = unread.has(line);
    unread.add(line);
    gather.problemAt(run[line - 1]?.line ?? 0, text, reason, partly);
  }
  for (const [index, { line, text }] of run.entries()) {
    if (unread.has(index + 1)) gather.unread++;
    else if (text.trim() === '') gather.blank++;
    else gather.read++;
    if (/^\s*#.*\bipvsadm\s+-/.test(text)) gather.noteAt(line, text, 'a rule that was commented out');
  }
};

/** Refusals that depend on what is in the table. */
const existence: ReadonlySet<string> = new Set([
  kernelRefusals.serviceExists,
  kernelRefusals.noService,
  kernelRefusals.serviceNotDefined,
  kernelRefusals.destinationExists,
  kernelRefusals.noDestination,
]);

/** Commands that only show: at a prompt above a listing they do not make the text a rule file. */
const showing: ReadonlySet<Command['name']> = new Set(['list', 'save', 'help', 'version']);

/** Commands that are understood and change something that no table shows. */
const beside: ReadonlySet<Command['name']> = new Set(['set', 'start-daemon', 'stop-daemon', 'restore']);

/** Does to the table what the command does; gives the kernel's refusal where it would refuse. */
const carryOut = (command: Command, table: RuleTable): string | undefined => {
  switch (command.name) {
    case 'add-service':
      return table.addService(knownService(command.service), command.config, 'rules');
    case 'edit-service':
      return table.editService(knownService(command.service), command.config);
    case 'delete-service':
      return table.deleteService(knownService(command.service).key);
    case 'add-server':
      return table.addServer(knownService(command.service).key, knownServer(command.server), command.config);
    case 'edit-server':
      return table.editServer(knownService(command.service).key, knownServer(command.server), command.config);
    case 'delete-server':
      return table.deleteServer(knownService(command.service).key, knownServer(command.server).key);
    case 'flush':
      table.clear();
      return undefined;
    default:
      return undefined;
  }
};
