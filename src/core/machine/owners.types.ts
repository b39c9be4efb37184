/** Who may change the IPVS table by himself, and the facts by which he is recognised. */

/** The programs, and the unit, that lvsh knows to do so. */
export type OwnerId = 'keepalived' | 'ldirectord' | 'kube-proxy' | 'kube-router' | 'dockerd' | 'ipvsadm-unit';

/** One who may undo or overwrite what is done here. */
export interface Owner {
  readonly id: OwnerId;
  /** `keepalived (pid 812)`. */
  readonly name: string;
  /** What he will do to a change made here; sentences. */
  readonly does: string;
  /** What to do instead; a sentence. */
  readonly instead: string;
  /** The keys of the services that are his; `all` where his configuration does not tell, or he touches any. */
  readonly owns: 'all' | readonly string[];
  /** Whether the sync daemons are his, too. */
  readonly daemons: boolean;
  /** False where his configuration could not be read, so that it is not known whether he has services at all. */
  readonly sure: boolean;
}

/** A process that may be one, in the network namespace that the table is in (or nobody can tell in which it is). */
export interface Suspect {
  readonly pid: number;
  /** Of its parent. */
  readonly parent: number;
  /** The name that the kernel has for it, at most 15 characters. */
  readonly comm: string;
  readonly argv: readonly string[];
  /** Its configuration: the first of the files where it may be that could be read, with what that one includes. */
  readonly config?: ConfigText;
}

/** A configuration that was read. */
export interface ConfigText {
  readonly path: string;
  /** The texts of the files: the main one first. */
  readonly texts: readonly string[];
}

/** What is known of the machine. */
export interface OwnerFacts {
  readonly processes: readonly Suspect[];
  /** Names of the interfaces of our network namespace. */
  readonly interfaces: readonly string[];
  /** The name of Docker's load-balancing namespace that we are in (`ingress_sbox`). */
  readonly docker?: string;
  /** ipvsadm's own unit, where it is active: what its stop step does. */
  readonly unit?: UnitAtStop;
}

/** The stop step of what loads the table at boot. */
export interface UnitAtStop {
  /** `ipvsadm.service`. */
  readonly name: string;
  readonly saves: boolean;
  readonly clears: boolean;
  /** Its rules file. */
  readonly file?: string;
}
