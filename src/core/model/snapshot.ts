/**
 * A director at one moment, as far as it could be read. Every reader (live files, ipvsadm's listings, a text
 * that somebody mailed) ends here, and the screen and the command line draw nothing else. A field that is
 * absent was not readable from that source: it is shown as `?`, never as 0.
 */
import type { Counters, Rates, SyncDaemon, Timeouts } from './observe.ts';
import type { Method, Persistence, SchedulerFlag, ServerId, ServiceId, Tunnel } from './service.ts';

/** A real server as seen. */
export interface SeenServer {
  /** Unique within its service: `10.0.0.7:80`; the text as found where it was a name. */
  readonly key: string;
  /** Absent where the source had a name instead of an address. */
  readonly id?: ServerId;
  readonly method?: Method;
  readonly weight?: number;
  readonly upper?: number;
  readonly lower?: number;
  readonly tunnel?: Tunnel;
  readonly active?: number;
  readonly inactive?: number;
  readonly persistent?: number;
  readonly counters?: Counters;
  /** From counters over real elapsed time, or from the kernel when the source is a `--rate` listing. */
  readonly rates?: Rates;
}

/** A virtual service as seen. */
export interface SeenService {
  /** Unique in the snapshot: serviceKey, or protocol and text as found where it was a name. */
  readonly key: string;
  readonly id?: ServiceId;
  readonly scheduler?: string;
  /** `null`: known not to be persistent. A `timeout` of undefined: persistent, time not known. */
  readonly persistence?: (Omit<Persistence, 'timeout'> & { readonly timeout?: number }) | null;
  /** `null`: known to have none. */
  readonly pe?: string | null;
  readonly ops?: boolean;
  readonly flags?: readonly SchedulerFlag[];
  readonly servers: readonly SeenServer[];
  readonly counters?: Counters;
  readonly rates?: Rates;
}

/** A director as seen at one moment. */
export interface Snapshot {
  /** When the table was read: milliseconds since 1970 of the machine that lvsh runs on. */
  readonly at: number;
  /** `1.2.1`, with the size of the connection hash table, where the source says so. */
  readonly version?: string;
  readonly tableSize?: number;
  readonly services: readonly SeenService[];
  /** The director's totals (/proc/net/ip_vs_stats). */
  readonly counters?: Counters;
  readonly rates?: Rates;
  readonly timeouts?: Timeouts;
  readonly daemons?: readonly SyncDaemon[];
}
