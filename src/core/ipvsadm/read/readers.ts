/**
 * One reader for each output of ipvsadm and each file that is read live, where it is known what the text is.
 * All give a `Reading`; what does not belong to the format stands in its `problems`.
 */
import { Gather } from './gather.ts';
import { ConnectionReader } from './connections.ts';
import type { Reading } from './reading.ts';
import { RuleTable } from './rule-table.ts';
import { SaveReader } from './save.ts';
import { Scanner } from './scanner.ts';
import { readDaemonLine, readTimeoutLine } from './settings.ts';
import { StatsReader } from './stats.ts';
import { TableReader } from './table.ts';

type LineReader = (scan: Scanner) => boolean;

const read = (text: string, prepare: (gather: Gather) => { line: LineReader; finish?: () => void }): Reading => {
  const scan = new Scanner(text);
  const gather = new Gather(scan);
  const { line, finish } = prepare(gather);
  while (scan.nextLine()) {
    if (scan.count === 0) gather.blank++;
    else if (!line(scan)) gather.refuse('a line of another format');
  }
  finish?.();
  return gather.finish();
};

/** `ipvsadm -Sn`: services with their configuration; thresholds are not in it. */
export const readSave = (text: string): Reading =>
  read(text, gather => {
    const reader = new SaveReader(gather, new RuleTable(gather));
    return { line: scan => reader.readLine(scan) };
  });

/** `ipvsadm -Ln` with or without --stats, --rate, --thresholds, --persistent-conn, --tun-info, --exact. */
export const readListing = (text: string): Reading =>
  read(text, gather => {
    const reader = new TableReader(gather);
    return { line: scan => reader.readLine(scan), finish: () => reader.finish() };
  });

/** `ipvsadm -Lnc`, /proc/net/ip_vs_conn or /proc/net/ip_vs_conn_sync; a last line that is cut off is a problem. */
export const readConnections = (text: string): Reading =>
  read(text, gather => {
    const reader = new ConnectionReader(gather);
    return { line: scan => reader.readLine(scan) };
  });

/** `ipvsadm -L --timeout`: `timeouts`. */
export const readTimeouts = (text: string): Reading =>
  read(text, gather => ({ line: scan => readTimeoutLine(scan, gather) }));

/** `ipvsadm -L --daemon`: `daemons`, empty when the text is (none runs). */
export const readDaemons = (text: string): Reading => ({
  daemons: [],
  ...read(text, gather => ({ line: scan => readDaemonLine(scan, gather) })),
});

/** /proc/net/ip_vs_stats or /proc/net/ip_vs_stats_percpu: `counters`, `rates`, `cpus`. */
export const readStats = (text: string): Reading =>
  read(text, gather => {
    const reader = new StatsReader(gather);
    return { line: scan => reader.readLine(scan) };
  });
