/** What the practice machine's network consists of, as data that is never changed but replaced. */
import type { Address, Family } from '../../model/address.ts';
import type { NetworkAddress } from '../../model/network.ts';
import type { NetworkInterface } from '../interfaces.ts';

/** An entry of a routing table. */
export interface KernelRoute {
  readonly family: Family;
  /** 1..2^32-1; 254 is `main`, 255 `local`. */
  readonly table: number;
  readonly type: 'unicast' | 'local' | 'broadcast' | 'multicast';
  /** The destination with its host bits zero; prefix 0 is the default route. */
  readonly to: NetworkAddress;
  readonly via?: Address;
  readonly device: string;
  /** `kernel`: it came with an address; `boot`: somebody added it. */
  readonly protocol: 'kernel' | 'boot';
  /** How far its destination is; IPv6 knows `global` only. */
  readonly scope: 'global' | 'link' | 'host';
  /** The address that packets along it get as their sender. */
  readonly source?: Address;
  /** IPv6 only; 0 and up. */
  readonly metric?: number;
}

/** A rule that says which table is asked for which packets. */
export interface KernelRule {
  /** 0..2^32-1; the lowest is asked first. */
  readonly priority: number;
  /** Only packets whose mark, looked at through the mask, is this one. */
  readonly mark?: { readonly value: number; readonly mask: number };
  readonly table: number;
}

/** A neighbour that the machine has asked for. */
export interface KernelNeighbour {
  readonly address: Address;
  readonly device: string;
  /** Absent: it never answered. */
  readonly mac?: string;
  readonly state: 'REACHABLE' | 'FAILED';
}

/** The tables of iptables that the practice machine has. */
export type FilterTable = 'filter' | 'nat' | 'mangle' | 'raw';

/** A rule of iptables; `words` is what `-S` prints after the chain's name. */
export interface KernelFilterRule {
  readonly table: FilterTable;
  readonly chain: string;
  readonly words: string;
}

/** A chain of nft. */
export interface NftChain {
  readonly name: string;
  /** Absent: no hook leads to it. */
  readonly base?: NftBase;
  /** As nft lists them. */
  readonly rules: readonly string[];
}

/** Where a chain of nft hangs. */
export interface NftBase {
  readonly type: 'filter' | 'nat' | 'route';
  readonly hook: string;
  readonly priority: number;
  readonly policy: 'accept' | 'drop';
}

/** A table of nft. */
export interface NftTable {
  readonly family: 'ip' | 'ip6' | 'inet';
  readonly name: string;
  readonly chains: readonly NftChain[];
}

/** All of it. */
export interface KernelNetwork {
  readonly interfaces: readonly NetworkInterface[];
  readonly routes: readonly KernelRoute[];
  /** Tables that exist besides main and local, with or without routes, by family. */
  readonly tables: Readonly<Record<Family, readonly number[]>>;
  /** By family, in the order in which they are asked. */
  readonly rules: Readonly<Record<Family, readonly KernelRule[]>>;
  readonly neighbours: readonly KernelNeighbour[];
  /** Rules of iptables (4) and ip6tables (6), in their order. */
  readonly filter: Readonly<Record<Family, readonly KernelFilterRule[]>>;
  readonly nft: readonly NftTable[];
  /** Modules loaded by modprobe, in that order; those that services brought are not among them. */
  readonly modules: readonly string[];
  /** Settings outside of IPVS by full name, as their files say them. */
  readonly sysctls: Readonly<Record<string, string>>;
}

/** A change of the network, or the words in which the kernel refuses it, as `ip` prints them. */
export type Changed =
  | { readonly ok: true; readonly network: KernelNetwork }
  | {
      readonly ok: false;
      readonly says: string;
      /** What has changed all the same. */
      readonly left?: KernelNetwork;
    };
