/** What a real server's script is made from. */
import type { Way } from '../cluster/cluster.types.ts';
import type { Address, Family } from '../model/address.ts';
import type { Protocol, Tunnel } from '../model/service.ts';

/** A port on which a real server must take connections: 1..65535. */
export interface Listening {
  readonly protocol: Protocol;
  readonly port: number;
}

/** One real server, or all that are alike. */
export interface ServerWant {
  readonly way: Way;
  /** How the director wraps packets: with the way `tun`; ipip when absent. */
  readonly tunnel?: Tunnel;
  /** Of the VIPs, and of the real servers. */
  readonly family: Family;
  /** At least one. */
  readonly vips: readonly Address[];
  /**
   * The director's address on the real servers' side: the gateway of NAT servers, the sender of tunnelled
   * packets.
   */
  readonly dip?: Address;
  /** The real server's interface towards the director, where it is known. */
  readonly device?: string;
  /**
   * Clients that stand in the real servers' own network (NAT): answers to them have to go back through the
   * director.
   */
  readonly clientsBeside?: readonly Address[];
  /** An address of a client: `status` looks whether there is a route to it. */
  readonly client?: Address;
  /** Where something must listen: `status` looks. */
  readonly ports?: readonly Listening[];
  /** The servers that the script is for; the flavour `arptables` needs exactly one. */
  readonly rips?: readonly Address[];
}
