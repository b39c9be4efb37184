/** Whether a machine will come back with its IPVS table: the facts, and what is found. */
import type { SyncDaemon } from '../model/observe.ts';
import type { Service } from '../model/service.ts';
import type { Action } from '../plan/action.ts';
import type { BootReading } from './boot-reading.ts';
import type { Loader, LoaderFacts } from './loader.types.ts';
import type { Owner } from './owners.types.ts';
import type { RulesPlace } from './rulesfile.ts';

/** The rules file as it was found. */
export type FoundFile =
  | {
      readonly state: 'read';
      readonly text: string;
      /** Permissions (0o644) and owner, where they are known. */
      readonly mode?: number;
      readonly uid?: number;
    }
  | { readonly state: 'missing' }
  /** `why` is a sentence. `denied`: this user may not read it; whoever loads it at boot may. */
  | { readonly state: 'denied' | 'unreadable'; readonly why: string };

/** What a check knows of the machine. */
export interface BootFacts extends LoaderFacts {
  /** Absent where no rules file is known. */
  readonly file?: FoundFile;
  /** Whether the kernel has the modules that the file's services need, by name. */
  readonly modules: ReadonlyMap<string, 'module' | 'builtin' | 'none' | 'unknown'>;
  /** Who else makes the table, without ipvsadm's own unit. */
  readonly owners: readonly Owner[];
  /** What `systemctl is-enabled` says of their units, by name. */
  readonly ownerUnits: ReadonlyMap<string, string>;
  /** The table that runs, where it is known. */
  readonly running?: readonly Service[];
  /** The sync daemons that run, where they are known. */
  readonly daemons?: readonly SyncDaemon[];
}

/** What follows from the facts, worked out once for all checks. */
export interface BootView {
  readonly facts: BootFacts;
  readonly loader: Loader | undefined;
  readonly rules: RulesPlace | undefined;
  readonly reading: BootReading | undefined;
  /** Whether it is started at boot; undefined where nobody can tell. */
  readonly starts: boolean | undefined;
  /** Who else makes the whole table, so that the rules file does not matter; undefined where it does. */
  readonly maker: Owner | undefined;
}

/** How a fault is mended. */
export interface Fix {
  /** `Enable ipvsadm.service`, without a full stop. */
  readonly title: string;
  /** What a plan carries out; empty where only a person can do it. */
  readonly actions: readonly Action[];
  /** What it does, or what to do by hand; a sentence. */
  readonly how: string;
  /** Saving the running table to the rules file mends it. */
  readonly save?: true;
}

/** What one check found. */
export interface Finding {
  readonly id: string;
  /** `warn`: it will come back, but something should be known; `bad`: it will not, or not whole. */
  readonly level: 'ok' | 'warn' | 'bad';
  /** One sentence without a full stop. */
  readonly title: string;
  /** Sentences. */
  readonly why: string;
  readonly fix?: Fix;
}

/** A check. It gives nothing where it does not apply to this machine. */
export interface BootRule {
  readonly id: string;
  /** What it asks, for lists of rules. */
  readonly title: string;
  /** Why that matters; sentences. Used where the finding has no more to say. */
  readonly why: string;
  readonly check: (view: BootView) => readonly BootAnswer[];
}

/** A finding as a check gives it: the rule adds its id, and its reason where there is none. */
export type BootAnswer = Omit<Finding, 'id' | 'why'> & { readonly why?: string };
