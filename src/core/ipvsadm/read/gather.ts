/** Collects what the readers find in one text, and counts every line, so that nothing is dropped in silence. */
import type { Connection, Counters, Rates, SyncDaemon, Timeouts } from '../../model/observe.ts';
import { mergeTables, type Table } from './merge.ts';
import {
  type CpuRow,
  type Format,
  type Problem,
  problemLimit,
  type Reading,
  type ReadService,
} from './reading.ts';
import { detached, type Scanner } from './scanner.ts';

/** The growing result of reading one text. */
export class Gather {
  readonly scan: Scanner;
  readonly formats = new Set<Format>();
  readonly tables: Table[] = [];
  readonly connections: Connection[] = [];
  readonly cpus: CpuRow[] = [];
  readonly problems: Problem[] = [];
  readonly notes: Problem[] = [];
  version: string | undefined;
  tableSize: number | undefined;
  timeouts: Timeouts | undefined;
  daemons: SyncDaemon[] | undefined;
  counters: Counters | undefined;
  rates: Rates | undefined;
  /** Whose output the lines at hand are, where a banner or a prompt said so. */
  host: string | undefined;
  blank = 0;
  read = 0;
  unread = 0;
  unlisted = 0;

  constructor(scan: Scanner) {
    this.scan = scan;
  }

  /** Grows with every line that is more, or less, than a plain line that was read. */
  get remarks(): number {
    return this.problems.length + this.unlisted + this.notes.length + this.blank;
  }

  /** The current line was not read. */
  refuse(reason: string): void {
    this.unread++;
    this.problem(reason, false);
  }

  /** The current line was read except for something. */
  partly(reason: string): void {
    this.problem(reason, true);
  }

  /** The current line was read, and this should be known about it. */
  note(reason: string): void {
    this.noteAt(this.scan.line, this.scan.lineText(), reason);
  }

  /** Something to be known about a line that was seen earlier. */
  noteAt(line: number, text: string, reason: string): void {
    if (this.notes.length < problemLimit) this.notes.push({ line, text: shown(text), reason });
  }

  /** A problem of a line that was seen earlier. */
  problemAt(line: number, text: string, reason: string, partly: boolean): void {
    if (this.problems.length >= problemLimit) this.unlisted++;
    else this.problems.push({ line, text: shown(text), reason, ...(partly ? { partly } : {}) });
  }

  private problem(reason: string, partly: boolean): void {
    this.problemAt(this.scan.line, this.scan.lineText(), reason, partly);
  }

  /** Everything found so far as a reading. */
  finish(): Reading {
    const services: readonly ReadService[] = mergeTables(this.tables, this.notes);
    return {
      formats: [...this.formats],
      ...(this.version === undefined ? {} : { version: this.version }),
      ...(this.tableSize === undefined ? {} : { tableSize: this.tableSize }),
      services,
      connections: this.connections,
      ...(this.timeouts === undefined ? {} : { timeouts: this.timeouts }),
      ...(this.daemons === undefined ? {} : { daemons: this.daemons }),
      ...(this.counters === undefined ? {} : { counters: this.counters }),
      ...(this.rates === undefined ? {} : { rates: this.rates }),
      cpus: this.cpus,
      problems: this.problems,
      unlisted: this.unlisted,
      notes: this.notes,
      lines: {
        total: this.blank + this.read + this.unread,
        blank: this.blank,
        read: this.read,
        unread: this.unread,
      },
    };
  }
}

/** A line fit to be shown: cut at 200 characters, without anything that could steer a terminal. */
const shown = (line: string): string => {
  const clean = line
    .slice(0, 400)
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, ' ')
    .trimEnd();
  return detached(clean.length > 200 ? `${clean.slice(0, 199)}…` : clean);
};
