/**
 * The contract between the practice kernel and a scheduling algorithm (struct ip_vs_scheduler of ip_vs.h): an
 * algorithm is told when it is bound to a service and when that service's servers change, and picks a server for
 * each new connection. All of it is pure: what an algorithm remembers is its state, which the service carries.
 */
import type { Address, Family } from '../model/address.ts';
import type { Protocol, SchedulerFlag } from '../model/service.ts';

/** A real server as a scheduler sees it. */
export interface SchedulerServer {
  /**
   * Identity of the kernel's object: unique in a kernel, kept by `-e`, and kept when a deleted server comes back
   * out of the trash. Scheduler states refer to servers by it (a server that is not in the view is not available).
   */
  readonly uid: number;
  readonly address: Address;
  readonly port: number;
  /** 0..2147483647. */
  readonly weight: number;
  /** The latest weight that was not 0; 0 if there never was one (mh builds its table with it). */
  readonly lastWeight: number;
  readonly active: number;
  readonly inactive: number;
  /** The OVERLOAD flag of the thresholds: takes no new connections. */
  readonly overloaded: boolean;
}

/** What an algorithm may look at. */
export interface SchedulerView {
  /** In list order: the server that was added last comes first. */
  readonly servers: readonly SchedulerServer[];
  readonly flags: readonly SchedulerFlag[];
  /** Practice time in milliseconds since the kernel was started. */
  readonly now: number;
  /** net.ipv4.vs.lblc_expiration and lblcr_expiration in milliseconds. */
  readonly lblcExpiration: number;
  readonly lblcrExpiration: number;
  /** A 32-bit seed, fixed for one service: for algorithms that draw lots (twos). */
  readonly seed: number;
}

/** What an algorithm may know of the packet that opens a connection. Ports are 0 where the protocol has none. */
export interface SchedulerPacket {
  readonly family: Family;
  readonly protocol: Protocol;
  readonly source: Address;
  readonly sourcePort: number;
  readonly destination: Address;
  readonly destinationPort: number;
}

/**
 * One change to a service's server list, reported after it was made. `index` is the place in the list: for `add`
 * always 0, for `edit` its place, for `delete` the place it had.
 */
export interface ServerChange {
  readonly kind: 'add' | 'edit' | 'delete';
  readonly uid: number;
  readonly index: number;
}

/** A pick: the server's uid, or undefined when there is none (the client is refused), and the state after it. */
export interface Pick<State> {
  readonly uid: number | undefined;
  readonly state: State;
}

/** An algorithm with the type of its state. */
export interface Algorithm<State> {
  /** The name that `-s` takes. */
  readonly name: string;
  /** The state when bound: at `-A` (no servers yet), or at `-E` with another scheduler (servers may be there). */
  start(view: SchedulerView): State;
  /** The state after a change to the servers; `view` is the list after it. */
  changed(state: State, view: SchedulerView, change: ServerChange): State;
  /** The server for a new connection. Must not depend on anything but its arguments. */
  pick(state: State, view: SchedulerView, packet: SchedulerPacket): Pick<State>;
}

/** What a scheduler remembers: plain readonly data that only the scheduler itself understands. */
export type SchedulerState = unknown;

/** An algorithm as the kernel holds it. */
export type Scheduler = Algorithm<SchedulerState>;

/**
 * Makes a Scheduler of an Algorithm. The kernel hands a state only to the scheduler that made it, which is what
 * makes the widening of the type safe.
 */
export const scheduler = <State>(algorithm: Algorithm<State>): Scheduler => algorithm as unknown as Scheduler;

// schedulers/index.ts exports `schedulers: ReadonlyMap<string, Scheduler>`: every algorithm by its name.
