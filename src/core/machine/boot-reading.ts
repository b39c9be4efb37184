/**
 * What the machine will make of its rules file at boot: the lines as `ipvsadm -R` takes them, with what stops it
 * midway, what the kernel refuses, and what only a resolver could read. Comments are taken off before (`grep -v "^#"`),
 * by Debian's init script as by ipvsadm-restore.
 */

import type { Names } from '../ipvsadm/names.ts';
import { noNames } from '../ipvsadm/names.ts';
import { parseArgs } from '../ipvsadm/parse.ts';
import { planRestore, restoreInput } from '../ipvsadm/restore.ts';
import { TableDraft } from '../ipvsadm/table.ts';
import type { Address } from '../model/address.ts';
import type { SyncDaemon } from '../model/observe.ts';
import type { Service } from '../model/service.ts';
import { printable } from './printable.ts';

/** A line that something is wrong with. */
export interface BadLine {
  /** 1 for the first line of the file. */
  readonly line: number;
  /** At most 200 characters, safe to print. */
  readonly text: string;
  readonly reason: string;
}

/** A line with a name in the place of a number. */
export interface NamedLine {
  readonly line: number;
  readonly text: string;
  /** `host`: the resolver is asked for it, and where it does not answer, the restore stops. `port`: /etc/services. */
  readonly kind: 'host' | 'port';
  readonly name: string;
}

/** The file as the machine will take it. */
export interface BootReading {
  /** How many lines are commands. */
  readonly commands: number;
  /** Refused, and passed over. */
  readonly refused: readonly BadLine[];
  /** Where the restore stops; `lost` lines after it are never read. */
  readonly stops?: BadLine & { readonly lost: number };
  readonly names: readonly NamedLine[];
  /** The table that is there afterwards, if every name is known. */
  readonly services: readonly Service[];
  /** Sync daemons that it starts. */
  readonly daemons: readonly SyncDaemon[];
  /** A NUL byte: grep passes nothing of such a file on. */
  readonly nul: boolean;
}

const short = (text: string): string => printable(text).slice(0, 200).trim();

/** Knows every name, and keeps what it was asked for. Each host gets an address of its own (RFC 2544's test network). */
const everyName = (): { readonly names: Names; readonly asked: Pick<NamedLine, 'kind' | 'name'>[] } => {
  const asked: Pick<NamedLine, 'kind' | 'name'>[] = [];
  const hosts = new Map<string, Address>();
  return {
    asked,
    names: {
      host: name => {
        asked.push({ kind: 'host', name });
        const index = hosts.size + 1;
        const address = hosts.get(name) ?? (`198.18.${(index >> 8) & 255}.${index & 255}` as Address);
        hosts.set(name, address);
        return address;
      },
      port: name => {
        asked.push({ kind: 'port', name });
        return 1 + (asked.length % 65_535);
      },
    },
  };
};

/** The tool's words, or better ones where they tell nobody what is wrong. */
const reasonOf = (stderr: string): string => {
  const words = stderr.trim().replace(/\.$/, '');
  if (words === '') return 'ipvsadm crashes on it';
  return words.startsWith('Try ') ? 'it begins with no command of ipvsadm' : words;
};

/** Reads a rules file as the machine's boot does. Never throws. */
export const readAtBoot = (text: string): BootReading => {
  // The lines that are left keep the numbers that they have in the file.
  const numbers = text.split('\n').flatMap((line, index) => (line.startsWith('#') ? [] : [index + 1]));
  const plan = planRestore(restoreInput(text));
  const table = new TableDraft();
  const refused: BadLine[] = [];
  const names: NamedLine[] = [];
  const daemons: SyncDaemon[] = [];
  const knowing = everyName();
  let stops: BootReading['stops'];
  for (const [index, { number, words }] of plan.entries()) {
    const line = numbers[number - 1] ?? number;
    const bad = (reason: string): BadLine => ({
      line,
      text: short(words.join(' ')),
      reason: short(reason),
    });
    const stop = (reason: string): void => {
      stops = { ...bad(reason), lost: plan.length - index - 1 };
    };
    knowing.asked.length = 0;
    const strict = parseArgs(words, noNames);
    const parsed = strict.ok ? strict : parseArgs(words, knowing.names);
    if (parsed.ok && !strict.ok)
      names.push(...knowing.asked.map(one => ({ line, text: short(words.join(' ')), ...one })));
    if (!parsed.ok) {
      const reason = reasonOf(parsed.stderr);
      if (parsed.ends) stop(reason);
      else refused.push(bad(reason));
    } else if (parsed.command.name === 'restore') stop('-R within -R');
    else if (parsed.command.name === 'help' || parsed.command.name === 'version')
      stop('it only prints, and ends');
    else {
      if (parsed.command.name === 'start-daemon') daemons.push(parsed.command.daemon);
      const message = table.apply(parsed.command);
      if (message !== undefined) refused.push(bad(message));
    }
    if (stops !== undefined) break;
  }
  return {
    commands: plan.length,
    refused,
    names,
    services: table.services(),
    daemons,
    nul: text.includes('\0'),
    ...(stops === undefined ? {} : { stops }),
  };
};

/** The kernel's modules that a table needs beside ip_vs itself, each once: `ip_vs_wrr`, `ip_vs_pe_sip`. */
export const modulesFor = (services: readonly Service[]): readonly string[] => [
  ...new Set(
    services.flatMap(({ config }) => [
      ...(config.scheduler === 'none' ? [] : [`ip_vs_${config.scheduler}`]),
      ...(config.pe === undefined ? [] : [`ip_vs_pe_${config.pe}`]),
    ]),
  ),
];
