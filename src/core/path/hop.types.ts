/** A packet's way through a cluster, hop by hop: what lvsh draws, and what a capture on each link must show. */
import type { Address } from '../model/address.ts';
import type { Protocol } from '../model/service.ts';

/** Who stands at the ends of a hop. `router` only where client or servers are not on the director's link. */
export type Stand = 'client' | 'router' | 'director' | 'real server';

/** Addresses and ports of one IP header; no port where there is none. */
export interface Header {
  /** Absent: the director's own address (DIP), where that is not known. */
  readonly from?: Address;
  readonly fromPort?: number | 'any';
  /** Absent as in `from`. */
  readonly to?: Address;
  readonly toPort?: number;
}

/** One link that the packet crosses. */
export interface Hop {
  readonly direction: 'there' | 'back';
  /** The ends of this link: whose MAC addresses stand in the frame. */
  readonly from: Stand;
  readonly to: Stand;
  /** The packet as the two hosts that speak mean it. */
  readonly inner: Header;
  readonly protocol: Protocol;
  /** The header around it (TUN only), and what wraps it. */
  readonly outer?: Header & { readonly wrap: 'ipip' | 'gue' | 'gre' };
  /** What happened to the packet before this link, a sentence without a full stop; empty: nothing. */
  readonly changed: string;
}
