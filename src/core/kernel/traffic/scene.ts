/** What a scene is made of: a director's configuration as ipvsadm lines, and what its clients do. */
import type { Address } from '../../model/address.ts';
import type { Service, ServiceId } from '../../model/service.ts';
import type { UseName } from './uses.ts';

/** Practice time at which a scene opens: it has gone on for four minutes. */
export const openingTime = 240_000;

/** Where clients come from: `size` addresses around `base`; the first ones come more often than the last. */
export interface Crowd {
  readonly base: Address;
  readonly size: number;
}

/** The traffic of one virtual service. */
export interface Load {
  readonly service: ServiceId;
  /** Where clients connect to: for an address service its VIP and port, for a mark what iptables marks. */
  readonly virtual: Address;
  readonly ports: readonly number[];
  readonly use: UseName;
  /** New connections (datagrams) per second on average; 0 or more. */
  readonly perSecond: number;
  readonly crowd: Crowd;
}

/** Something the operator does now and then, and later takes back. Both are ipvsadm's words. */
export interface Change {
  readonly make: string;
  readonly undo: string;
}

/** A scene. */
export interface Scene {
  readonly name: SceneName;
  /** What it shows, one sentence. */
  readonly summary: string;
  /** The configuration, one ipvsadm command line each (without the word ipvsadm). */
  readonly rules: readonly string[];
  /** More services, where lines would be too many to read; servers in the order in which they are added. */
  readonly services: readonly Service[];
  readonly loads: readonly Load[];
  /** What was set up besides the table, one command line of `ip` or `iptables` each. */
  readonly network: readonly string[];
  /** Addresses of real servers that answer nothing. */
  readonly silent: readonly string[];
  /** ipvsadm lines run shortly before the scene opens: what makes the scene what it is. */
  readonly lately: readonly string[];
  /** The operator's changes, one after the other, about every `operatorBeat` milliseconds; 0 for never. */
  readonly changes: readonly Change[];
  readonly operatorBeat: number;
  /** Practice milliseconds between two moves of the traffic. */
  readonly beat: number;
  /** How many services move in a beat; all when absent. */
  readonly movesPerBeat?: number;
  /** Names of addresses, for listings without `-n`. */
  readonly names: Readonly<Record<string, string>>;
}

/** The names of the scenes. */
export type SceneName = 'calm' | 'busy' | 'dead' | 'drain' | 'zero' | 'large';
