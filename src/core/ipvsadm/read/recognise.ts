/** Reads a text of any of the known formats, or several in a row, without being told which. */
import { smallNames } from '../names.ts';
import { clean } from './clean.ts';
import { ConnectionReader } from './connections.ts';
import { Endpoints } from './endpoint.ts';
import type { Ports } from './endpoint-text.ts';
import { Gather } from './gather.ts';
import { readNoise } from './noise.ts';
import type { Reading } from './reading.ts';
import { RuleTable } from './rule-table.ts';
import { SaveReader } from './save.ts';
import { Scanner } from './scanner.ts';
import { readDaemonLine, readTimeoutLine } from './settings.ts';
import { StatsReader } from './stats.ts';
import { TableReader } from './table.ts';
import { readWild } from './wild.ts';

/** What may be known about a text that it does not say itself. */
export interface ReadOptions {
  /** Clock ticks per second of the kernel that wrote a /proc/net/ip_vs: turns its jiffies into seconds. */
  readonly hz?: number;
  /** Ports by name and protocol, for listings without `-n`; the common ones by default. */
  readonly ports?: Ports;
}

/** The ports that every services table knows: `10.0.0.1:https` is an address, whoever printed it. */
const commonPorts: Ports = {
  tcp: name => smallNames.port(name, 'tcp'),
  udp: name => smallNames.port(name, 'udp'),
  sctp: name => smallNames.port(name, 'sctp'),
};

/**
 * Reads a text: any listing of ipvsadm, its saved rules, the files under /proc/net, prompts and banners around
 * them, several after one another. Several listings of one director become one picture. Never throws; every line
 * that is not blank is counted as read or stands in `problems`.
 */
export const readText = (text: string, options: ReadOptions = {}): Reading => {
  const { text: cleaned, changes } = clean(text);
  const scan = new Scanner(cleaned);
  const gather = new Gather(scan);
  for (const reason of changes) gather.notes.push({ line: 1, text: '', reason });
  const ports = options.ports ?? commonPorts;
  const endpoints = new Endpoints();
  const table = new TableReader(gather, { ...options, ports, endpoints });
  const rules = new RuleTable(gather);
  const save = new SaveReader(gather, rules, endpoints, ports);
  const connections = new ConnectionReader(gather);
  const stats = new StatsReader(gather);

  const readKnown = (): boolean => {
    // Nearly all lines of a large table are real servers': they are told by two characters.
    if (scan.first(0) === 45 /* - */) return scan.is(0, '->') ? table.readLine(scan) : save.readLine(scan);
    if (connections.readLine(scan) || table.readLine(scan)) {
      rules.leave();
      return true;
    }
    return stats.readLine(scan) || readTimeoutLine(scan, gather) || readDaemonLine(scan, gather);
  };

  while (scan.nextLine()) {
    if (scan.count === 0) gather.blank++;
    else if (!readKnown()) readAround(scan, gather, rules);
  }
  table.finish();
  return gather.finish();
};

/** A line that is no listing's and not saved by -S: a prompt, a banner, rules from the wild, or nothing known. */
const readAround = (scan: Scanner, gather: Gather, rules: RuleTable): void => {
  const noise = readNoise(scan.lineText());
  if (noise?.host !== undefined) gather.host = noise.host;
  if (noise !== undefined && !rule.test(noise.command ?? '')) gather.read++;
  else if (!readWild(scan, gather, rules))
    gather.refuse('not recognised as a line of ipvsadm or /proc/net/ip_vs*');
};

/** A command at a prompt that may be a rule; of any other, the output is what follows. */
const rule = /^(?!(?:sudo\s+)?(?:cat|watch|head|tail)\s).*\bipvsadm\b/;
