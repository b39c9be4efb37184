/** What a director's reader delivers, and what it says about its own work. */
import type { Failure } from '../model/failure.ts';
import type { Connection, SyncDaemon, Timeouts } from '../model/observe.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** How the reader works at the moment; drawn in the header and explained in the settings view. */
export interface ReaderReport {
  /** Milliseconds between two reads of the table. */
  readonly beatMs: number;
  /** Milliseconds between two reads of the counters; absent when they are not read. */
  readonly countersBeatMs?: number;
  /** Whose counters are read. */
  readonly countersOf: 'all' | 'visible' | 'none';
  /** Processor time spent by reading, in percent of one core, over the last minute. */
  readonly costPercent: number;
  /** Sentences for the person: what is slowed down, what cannot be shown and why. */
  readonly notes: readonly string[];
  /** The latest read failed; the snapshot is the last good one. */
  readonly failure?: Failure;
}

/** One delivery: the newest snapshot and the reader's report. */
export interface DirectorReading {
  readonly snapshot: Snapshot;
  readonly report: ReaderReport;
}

/** What the screen wants of the next read. */
export interface ReadWants {
  /** Keys of the services on screen, first the selected one. */
  readonly visible: readonly string[];
  /** The interval that the person set, in milliseconds; the reader may be slower, never faster. */
  readonly intervalMs: number;
}

/** The head of the connection table; `complete` false means "first N of M". */
export interface Connections {
  readonly rows: readonly Connection[];
  /** Entries in the table as far as is known (sum of active and inactive). */
  readonly total?: number;
  readonly complete: boolean;
  readonly tookMs: number;
}

/** Which connections are wanted. */
export interface ConnectionQuery {
  /** Only connections of this service / this server key. */
  readonly service?: string;
  readonly server?: string;
  /** Time budget of the read in milliseconds. */
  readonly budgetMs: number;
  readonly maxRows: number;
}

/** A scheduler that this kernel has (loaded or as a module) or lacks. */
export interface SchedulerState {
  readonly name: string;
  readonly state: 'loaded' | 'module' | 'missing' | 'unknown';
}

/** Everything of the settings view. Absent: could not be read (see notes). */
export interface Settings {
  readonly kernel?: string;
  readonly ipvs?: string;
  readonly ipvsadm?: string;
  readonly timeouts?: Timeouts;
  readonly daemons?: readonly SyncDaemon[];
  /** net.ipv4.vs.*: name without prefix, value as text. */
  readonly sysctls: readonly { readonly name: string; readonly value: string }[];
  readonly schedulers: readonly SchedulerState[];
  readonly notes: readonly string[];
}
