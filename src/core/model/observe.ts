/** What is observed on a director: counters, connections, timeouts, sync daemons. All values are non-negative integers. */
import type { Address } from './address.ts';
import type { Protocol } from './service.ts';

/** Totals since the object was made or zeroed (`-Z`). Bytes above 2^53 lose their last digits. */
export interface Counters {
  readonly conns: number;
  readonly inPkts: number;
  readonly outPkts: number;
  readonly inBytes: number;
  readonly outBytes: number;
}

/** Per second. From the kernel: integers, an average over about 8 s. From two samples of counters: any number. */
export interface Rates {
  readonly cps: number;
  readonly inPps: number;
  readonly outPps: number;
  readonly inBps: number;
  readonly outBps: number;
}

/** The timeouts of `--set`, in seconds. */
export interface Timeouts {
  readonly tcp: number;
  readonly tcpFin: number;
  readonly udp: number;
}

/** A connection synchronisation daemon as `-L --daemon` shows it. */
export interface SyncDaemon {
  readonly role: 'master' | 'backup';
  readonly interface: string;
  /** 0..255; 0 on a backup accepts every id. */
  readonly syncId: number;
  readonly maxLen: number;
  readonly group: Address;
  readonly port: number;
  readonly ttl: number;
}

/** One row of the connection table. */
export interface Connection {
  /** `ip` in the persistence templates of marks. */
  readonly protocol: Protocol | 'ip' | 'icmp' | 'icmpv6';
  /** Seconds until the entry expires. */
  readonly expires: number;
  /** ESTABLISHED, SYN_RECV, UDP, ASSURED, NONE, ... as the kernel writes it. */
  readonly state: string;
  readonly client: Address;
  readonly clientPort: number;
  /** VIP; in templates of marks, the mark written as an IPv4 address. */
  readonly virtual: Address;
  readonly virtualPort: number;
  readonly server: Address;
  readonly serverPort: number;
  readonly peName?: string;
  readonly peData?: string;
  /** Only in ip_vs_conn_sync: whether this director made the entry or received it. */
  readonly origin?: 'LOCAL' | 'SYNC';
}

/** Counters that are all zero. */
export const zeroCounters: Counters = { conns: 0, inPkts: 0, outPkts: 0, inBytes: 0, outBytes: 0 };

/** Rates that are all zero. */
export const zeroRates: Rates = { cps: 0, inPps: 0, outPps: 0, inBps: 0, outBps: 0 };
