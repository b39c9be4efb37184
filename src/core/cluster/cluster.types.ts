/**
 * A cluster as wizards put it together: what the drawing of a packet's way, the plan of the director and the scripts of every other
 * machine are made from.
 */

import type { Address, Family } from '../model/address.ts';
import type { FilterProgram } from '../model/net-item.ts';
import type { NetworkAddress } from '../model/network.ts';
import type { Protocol, Service, Tunnel } from '../model/service.ts';

/** How packets reach the real servers. `snat`: NAT with the source rewritten, too, the substitute for full NAT. */
export type Way = 'nat' | 'dr' | 'tun' | 'snat';

/** Packets that get a firewall mark: to an address and some ports of a protocol. */
export interface Marked {
  readonly mark: number;
  readonly address: Address;
  readonly protocol: Protocol;
  /** Single ports or ranges, 1..65535; empty: all ports. */
  readonly ports: readonly (readonly [first: number, last: number])[];
}

/** What marks packets on the director. */
export type Marker = FilterProgram | 'nft';

/** The director's place in the network. */
export interface DirectorPlace {
  readonly name: string;
  /** The interface on which clients' packets come. */
  readonly outside?: string;
  /** The interface towards the real servers (the same one where there is one LAN). */
  readonly inside?: string;
  /** Its own address there, with the subnet's length: the DIP. The gateway of NAT servers. */
  readonly dip?: NetworkAddress;
  /** Its MTU inside, bytes. */
  readonly mtu?: number;
}

/** A cluster. */
export interface Cluster {
  readonly way: Way;
  readonly family: Family;
  /** Set exactly when the way is `tun`. */
  readonly tunnel?: Tunnel;
  /** Complete services with their real servers; more than one when ports are kept apart. */
  readonly services: readonly Service[];
  /** The addresses that clients call. */
  readonly vips: readonly Address[];
  readonly marks: readonly Marked[];
  readonly director: DirectorPlace;
  /** An address of a client, for drawings and test scripts: from documentation space when none is known. */
  readonly client: Address;
}
