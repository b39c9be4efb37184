/** A server that takes no new connections, over time. Milliseconds are since 1970, or of any other clock that runs on. */
import type { Timeouts } from '../model/observe.ts';
import type { Method, Protocol } from '../model/service.ts';
import type { Tally } from './tally.ts';

/** What a director counted on a server at one moment. */
export interface Sample {
  readonly at: number;
  readonly active: number;
  readonly inactive: number;
}

/** What persistence holds on a server. */
export interface Held {
  /** Seconds that a client stays after its latest connection; absent where it could not be read. */
  readonly timeout?: number;
  /** Templates that the director counts; absent where they are not known. */
  readonly templates?: number;
  /** Whether the kernel lets the clients of a server without weight go; absent where it is not known. */
  readonly letsGo?: boolean;
}

/** All that is known of a server that is being drained. */
export interface Drain {
  readonly now: number;
  /** `mark`: a service of a firewall mark, which may have connections of any protocol. */
  readonly protocol: Protocol | 'mark';
  readonly method?: Method;
  /** Every datagram is scheduled by itself: nothing is remembered. */
  readonly ops: boolean;
  /** Since its weight is 0, as far back as is known; oldest first. */
  readonly samples: readonly Sample[];
  readonly timeouts: Timeouts;
  /** Absent where the service is not persistent. */
  readonly held?: Held;
  /** Its connections, where they were read. */
  readonly tally?: Tally;
}

/** How long it may still take. Times are milliseconds from now. */
export type Estimate =
  /** Nothing is left that would be missed. */
  | { readonly kind: 'drained' }
  /** Too little was seen. */
  | { readonly kind: 'unknown' }
  /** Connections end by and by; the last entry is gone in about `leftMs`. */
  | { readonly kind: 'falling'; readonly perMinute: number; readonly leftMs: number }
  /** None is open any more; the entries of closed ones are gone in `leftMs` at most. */
  | { readonly kind: 'closing'; readonly leftMs: number }
  /** None has ended for so long; `silentMs`: when the last would be forgotten if none of them sent anything more. */
  | { readonly kind: 'still'; readonly forMs: number; readonly silentMs?: number }
  /** New connections still come, by way of persistence. */
  | { readonly kind: 'coming'; readonly perMinute: number }
  /** No connection; clients that persistence holds may come again, for `leftMs` at most unless one does. */
  | { readonly kind: 'held'; readonly leftMs?: number }
  /** UDP: gone in `leftMs` at most, if these clients fall silent. */
  | { readonly kind: 'silence'; readonly leftMs: number }
  /** UDP: these clients have gone on sending ever since. */
  | { readonly kind: 'sending' };
