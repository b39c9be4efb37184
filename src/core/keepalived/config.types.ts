/** A keepalived.conf's virtual servers as they are written, block by block: what is read into, and what can be written out. */
import type { Address, Family } from '../model/address.ts';
import type { Method, Protocol, SchedulerFlag, Tunnel } from '../model/service.ts';
import type { Where } from './reading.types.ts';

/** How packets reach a server. */
export interface Forwarding {
  /** Absent: not said. */
  readonly method?: Exclude<Method, 'local'>;
  /** What a method `tun` would use, whatever the method is. */
  readonly tunnel: Tunnel;
}

/** A checker of a real server. */
export interface Check {
  /** TCP_CHECK, HTTP_GET, ... */
  readonly type: string;
  /** Whether it may set the weight, too. */
  readonly movesWeight: boolean;
}

/** `real_server` or `sorry_server`. */
export interface ConfiguredServer {
  readonly where: Where;
  readonly address: Address;
  /** 0: none given. */
  readonly port: number;
  readonly forwarding: Forwarding;
}

/** A `real_server` block. What is absent is taken from its virtual server. */
export interface RealServer extends ConfiguredServer {
  readonly weight?: number;
  readonly upper: number;
  readonly lower: number;
  readonly inhibit?: boolean;
  readonly alpha?: boolean;
  readonly checks: readonly Check[];
}

/** What a `virtual_server` block is for. */
export type Target =
  | { readonly kind: 'address'; readonly address: Address; readonly port: number }
  | { readonly kind: 'fwmark'; readonly mark: number }
  | { readonly kind: 'group'; readonly name: string };

/** A `virtual_server` block. */
export interface VirtualServer {
  readonly where: Where;
  readonly target: Target;
  readonly protocol?: Protocol;
  /** Of the address, of ip_family, or of the servers; absent: a group whose servers are all tunnelled. */
  readonly family?: Family;
  readonly scheduler?: string;
  readonly flags: readonly SchedulerFlag[];
  readonly ops: boolean;
  /** Seconds. */
  readonly persistence?: number;
  /** persistence_granularity: a mask (IPv4) or a prefix length (IPv6). */
  readonly granularity?: Address | number;
  readonly pe?: string;
  readonly forwarding: Forwarding;
  /** For servers that say no other. */
  readonly weight: number;
  readonly inhibit: boolean;
  readonly alpha: boolean;
  readonly omega: boolean;
  readonly quorum: number;
  readonly hysteresis: number;
  readonly suspends: boolean;
  readonly sorry?: ConfiguredServer & { readonly inhibit: boolean };
  readonly servers: readonly RealServer[];
}

/** An entry of a virtual_server_group: addresses from one to another (both included) with one port, or a mark. */
export type Member =
  | {
      readonly kind: 'addresses';
      readonly where: Where;
      readonly first: Address;
      readonly count: number;
      /** 0: none given. */
      readonly port: number;
    }
  | { readonly kind: 'fwmark'; readonly where: Where; readonly mark: number; readonly family?: Family };

/** A virtual_server_group. */
export interface Group {
  readonly where: Where;
  readonly name: string;
  readonly members: readonly Member[];
}
