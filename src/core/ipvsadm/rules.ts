/**
 * Rule files as they are found: saved by ipvsadm, written by hand for `-R`, shell scripts, notes with prompts, `sudo`
 * and comments. Each line is read or refused with the reason; none is dropped in silence.
 */
import type { Service } from '../model/service.ts';
import type { Command } from './command.ts';
import { familiarReader } from './familiar.ts';
import type { Names } from './names.ts';
import { parseArgs } from './parse.ts';
import { splitRestoreLine } from './restore.ts';
import { invocation, logicalLines, printable, undress } from './script.ts';
import { assign, isKeyword, readShellLine } from './shell.ts';
import { tableFromCommands } from './table.ts';

/** One command line that was read. */
export interface RuleLine {
  /** 1 for the first line of the text; of a line continued with `\`, its first. */
  readonly number: number;
  /** Its words, apart by single blanks. */
  readonly text: string;
  readonly command: Command;
}

/** One line, or part of one, that was refused. */
export interface RuleProblem {
  readonly line: number;
  /** The line, at most 200 characters, safe to print. */
  readonly text: string;
  readonly reason: string;
}

/** A rule file, read. */
export interface Rules {
  readonly lines: readonly RuleLine[];
  /** In the order of the lines; also what the kernel would have refused, as far as the table itself tells. */
  readonly problems: readonly RuleProblem[];
  /** The table that the lines make, starting from nothing: refused ones change nothing, later ones still count. */
  readonly services: readonly Service[];
}

/** Reads the text of a rule file. Comments and blank lines are neither lines nor problems. Never throws. */
export const readRules = (text: string, names: Names): Rules => {
  const variables = new Map<string, string>();
  const lines: RuleLine[] = [];
  const problems: RuleProblem[] = [];
  const familiar = familiarReader(line => {
    const parsed = parseArgs(line.split(' '), names);
    return parsed.ok ? parsed.command : undefined;
  });
  for (const { number, text: raw } of logicalLines(text)) {
    const refuse = (reason: string): void => {
      problems.push({ line: number, text: printable(raw).slice(0, 200), reason: printable(reason) });
    };
    const line = undress(raw);
    if (line === '' || line.startsWith('#')) continue;
    const known = familiar(line);
    if (known !== undefined) {
      lines.push({ number, text: line, command: known });
      continue;
    }
    const commands = line.startsWith('-') ? [splitRestoreLine(line)] : shellCommands(line, variables, refuse);
    for (const words of commands) {
      const dash = words.find(word => /^[\u2010-\u2015\u2212]/.test(word));
      if (dash !== undefined) {
        const code = dash.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
        refuse(`${dash} begins with a dash that is no plain "-" (U+${code})`);
        continue;
      }
      const parsed = parseArgs(words, names);
      if (parsed.ok) lines.push({ number, text: words.join(' '), command: parsed.command });
      else refuse(parsed.stderr.trim() === '' ? 'ipvsadm crashes on it' : parsed.stderr.trim());
    }
  }
  const table = tableFromCommands(lines.map(line => line.command));
  for (const { index, message } of table.refused) {
    const line = lines[index];
    if (line !== undefined) problems.push({ line: line.number, text: printable(line.text), reason: message });
  }
  problems.sort((left, right) => left.line - right.line);
  return { lines, problems, services: table.services };
};

/** The command lines of ipvsadm in a line of shell, without the program's name. */
const shellCommands = (
  line: string,
  variables: Map<string, string>,
  refuse: (reason: string) => void,
): readonly (readonly string[])[] => {
  if (isKeyword(line.split(/\s/, 1)[0] ?? '')) {
    refuse('a control structure: only a shell can run it');
    return [];
  }
  const read = readShellLine(line, variables);
  if (!read.ok) {
    refuse(read.reason);
    return [];
  }
  const found: (readonly string[])[] = [];
  for (const command of read.commands) {
    const { assignments, program, args } = invocation(command);
    for (const [name, value] of assignments) assign(variables, name, value);
    if (program === undefined) continue;
    if (program === 'ipvsadm' || (program.endsWith('/ipvsadm') && !program.endsWith('.d/ipvsadm')))
      found.push(args.filter(word => word !== 'ipvsadm'));
    else
      refuse(
        isKeyword(program) ? 'a control structure: only a shell can run it' : `another program: ${program}`,
      );
  }
  return found;
};
