/**
 * What a text turned out to hold. Every reader gives this one shape: what was found, as the model's own types with
 * what a listing adds to them, and line by line what was not read.
 */
import type { Connection, Counters, Rates, SyncDaemon, Timeouts } from '../../model/observe.ts';
import type { SeenServer, SeenService } from '../../model/snapshot.ts';

/** The texts that can be told apart. `rules` are command lines from the wild, `save` the tool's own form of them. */
export type Format =
  | 'save'
  | 'rules'
  | 'list'
  | 'stats'
  | 'rate'
  | 'thresholds'
  | 'persistent-conn'
  | 'tun-info'
  | 'connections'
  | 'timeouts'
  | 'daemons'
  | 'proc-ip_vs'
  | 'proc-ip_vs_conn'
  | 'proc-ip_vs_conn_sync'
  | 'proc-ip_vs_stats'
  | 'proc-ip_vs_stats_percpu';

/** Something about one line. `line` counts from 1; `text` is the line, at most 200 characters, safe to print. */
export interface Problem {
  readonly line: number;
  readonly text: string;
  readonly reason: string;
  /** The line was read except for what the reason names. */
  readonly partly?: true;
}

/** The names of the counters and rates that a listing had abbreviated (`1115M`): known to three digits or so. */
export type Rough = readonly (keyof Counters | keyof Rates)[];

/** A real server as found. `key` is the text as found where `id` is absent. */
export interface ReadServer extends SeenServer {
  /** The forwarding word where it is not one of mainline's (`FullNat`); `method` is absent then. */
  readonly forward?: string;
  /** Trailing words that belong to no column. */
  readonly extra?: readonly string[];
  readonly rough?: Rough;
}

/** A virtual service as found. */
export interface ReadService extends SeenService {
  readonly servers: readonly ReadServer[];
  /** Jiffies of persistence as /proc writes them, where `hz` was not given and seconds are therefore unknown. */
  readonly jiffies?: number;
  /** The family of a mark in /proc, which does not say it, was guessed from its mask and real servers. */
  readonly familyGuessed?: true;
  readonly extra?: readonly string[];
  readonly rough?: Rough;
  /** Whose listing it is, where a text holds several hosts. */
  readonly host?: string;
}

/** One processor's row of /proc/net/ip_vs_stats_percpu. */
export interface CpuRow {
  readonly cpu: number;
  readonly counters: Counters;
}

/** How many lines there were: `total = blank + read + unread`; every unread line is one problem without `partly`. */
export interface LineCount {
  readonly total: number;
  readonly blank: number;
  readonly read: number;
  readonly unread: number;
}

/** The result of reading a text. */
export interface Reading {
  /** What was recognised, in the order met, each once; empty for a text in which nothing was. */
  readonly formats: readonly Format[];
  readonly version?: string;
  readonly tableSize?: number;
  readonly services: readonly ReadService[];
  readonly connections: readonly Connection[];
  readonly timeouts?: Timeouts;
  readonly daemons?: readonly SyncDaemon[];
  /** The director's totals, of ip_vs_stats or the `~` line of the per-cpu file. */
  readonly counters?: Counters;
  readonly rates?: Rates;
  readonly cpus: readonly CpuRow[];
  /** What was not read, at most `problemLimit` of them; `unlisted` counts the rest. */
  readonly problems: readonly Problem[];
  readonly unlisted: number;
  /** What was read and should be known: a table listed twice, a name that was cut, control characters taken out. */
  readonly notes: readonly Problem[];
  readonly lines: LineCount;
}

/** No more problems (and no more notes) than this are kept: a wrong file of 100 MB is all problems. */
export const problemLimit = 1000;
