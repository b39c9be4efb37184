/**
 * What a machine's kernel is given besides its IPVS table, one thing each: an address, a route, a mark rule. Plans add and
 * remove them on the director, scripts on every other machine; both print them through core/net/argv.ts.
 */
import type { Address, Family } from './address.ts';
import type { NetworkAddress } from './network.ts';

/** The packet filter's program. The legacy ones speak to a kernel that has no nft tables for the family. */
export type FilterProgram = 'iptables' | 'iptables-legacy' | 'ip6tables' | 'ip6tables-legacy';

/**
 * `ip addr add 10.0.0.200/32 dev eth0`. `nodad`: IPv6 without duplicate address detection.
 * `deprecated`: it takes in packets, but is never chosen as the source of one.
 */
export interface AddressItem {
  readonly what: 'address';
  readonly address: Address;
  /** 0..32, 0..128. */
  readonly prefix: number;
  readonly device: string;
  readonly nodad?: boolean;
  readonly deprecated?: boolean;
}

/** `ip route add TO [via VIA] [dev DEVICE] [table TABLE]`; `local`: packets to it are taken in by this machine. */
export interface RouteItem {
  readonly what: 'route';
  readonly family: Family;
  /** `undefined`: the default route. */
  readonly to: NetworkAddress | undefined;
  readonly local?: boolean;
  readonly via?: Address;
  readonly device?: string;
  /** 1..2^32-1; the main table when absent. */
  readonly table?: number;
}

/** `ip rule add fwmark MARK lookup TABLE`. */
export interface RuleItem {
  readonly what: 'rule';
  readonly family: Family;
  readonly mark: number;
  readonly table: number;
}

/** `iptables -t TABLE -A CHAIN WORDS…`. `first`: before all others, for what follows a rule that refuses the rest is never reached. */
export interface FilterItem {
  readonly what: 'iptables';
  readonly program: FilterProgram;
  readonly table: 'mangle' | 'nat' | 'filter';
  readonly chain: 'PREROUTING' | 'INPUT' | 'FORWARD' | 'OUTPUT' | 'POSTROUTING';
  /** Match and target: `-d`, `10.0.0.200`, …, `-j`, `MARK`, … */
  readonly words: readonly string[];
  readonly first?: boolean;
}

/** A whole nft table of our own: added and removed as one. */
export interface NftItem {
  readonly what: 'nft';
  readonly family: 'ip' | 'ip6' | 'inet';
  /** `[a-z][a-z0-9_]*`. */
  readonly name: string;
  /** The chains, as nft reads them between the table's braces. */
  readonly body: string;
}

/** `modprobe NAME`; it is never taken out again, for somebody else may use it. */
export interface ModuleItem {
  readonly what: 'module';
  readonly name: string;
}

/** One thing. */
export type NetItem = AddressItem | RouteItem | RuleItem | FilterItem | NftItem | ModuleItem;
