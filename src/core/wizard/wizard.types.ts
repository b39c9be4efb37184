/**
 * Wizards as data. A wizard is a list of steps; its state is the answers, texts by the step's id, which are the names of flags
 * and of lines in a file of answers as well. Screens, prompts and flags run the same steps.
 */
import type { Cluster, Marked, Marker } from '../cluster/cluster.types.ts';
import type { Family } from '../model/address.ts';
import type { Network } from '../model/network.ts';
import type { SeenService } from '../model/snapshot.ts';
import type { Action } from '../plan/action.ts';

/** The wizards that there are. */
export const wizardKinds = ['dr', 'nat', 'tun', 'mark', 'persistence', 'server', 'fullnat', 'ha'] as const;

/** One of them. */
export type WizardKind = (typeof wizardKinds)[number];

/** A neighbour of the machine: an address on a link. */
export interface Neighbour {
  readonly address: string;
  readonly device: string;
  readonly mac?: string;
  /** `ip neigh`: REACHABLE, STALE, FAILED, … */
  readonly state: string;
}

/** What the machine tells. What is absent is not known, and nothing is said about it. */
export interface Ground {
  readonly director: string;
  readonly network?: Network;
  readonly neighbours?: readonly Neighbour[];
  readonly services?: readonly SeenService[];
  /** Schedulers that this kernel has. */
  readonly schedulers?: readonly string[];
  /** Kernel settings by full name. */
  readonly sysctls?: Readonly<Record<string, string>>;
  /** What can mark packets here, by family. */
  readonly markers?: Readonly<Record<Family, Marker | undefined>>;
  /** Marks that rules of this machine set already. */
  readonly marks?: readonly number[];
  /** What these rules mark, where they could be read: for services by mark that run already. */
  readonly marked?: readonly Marked[];
  /** Why nothing can be done on this machine: no IPVS, no rights, no `ip`. Then there are scripts only. */
  readonly scriptsOnly?: string;
}

/** Answers as typed, by the step's id. What was never answered is absent. */
export type Answers = Readonly<Record<string, string>>;

/** What one key takes over: answers that are laid over those there are. */
export interface Instead {
  readonly label: string;
  readonly answers: Answers;
  /** Another wizard that goes on with them; the answers given so far go along. */
  readonly wizard?: WizardKind;
}

/** Something about an answer. `error`: the wizard cannot go on with it; `warn`: it can, and the person should know. */
export interface Remark {
  readonly level: 'ok' | 'warn' | 'error';
  /** A sentence without a full stop: what is so, and why. */
  readonly text: string;
  /** What to do instead, where there is something. */
  readonly instead?: Instead;
}

/** One of the answers of a choice. */
export interface Option {
  readonly value: string;
  /** What it is called: `weighted least connections`. */
  readonly title: string;
  /** One sentence without a full stop; of a scheduler, what it would do with these servers. */
  readonly about: string;
  /** Why it is not possible here. */
  readonly not?: string;
}

/** One question. All functions are pure. */
export interface WizardStep {
  /** `[a-z-]+`: also the flag (`--vip`). */
  readonly id: string;
  /** At most 12 cells. */
  readonly label: string;
  readonly question: string;
  /** Two or three sentences for a learner. */
  readonly why: (answers: Answers, ground: Ground) => string;
  /** What may be answered: `10.0.0.200:80`. */
  readonly example: string;
  /** `servers`: addresses with optional `:PORT` and `=WEIGHT`, separated by blanks or commas; checked one by one. `flag`: yes or no. */
  readonly kind: 'text' | 'choice' | 'servers' | 'flag';
  readonly options?: (answers: Answers, ground: Ground) => readonly Option[];
  /** Whether it is asked. */
  readonly when?: (answers: Answers, ground: Ground) => boolean;
  /** The answer that stands there before a person gives one; undefined: it must be given. */
  readonly suggest?: (answers: Answers, ground: Ground) => string | undefined;
  /** It may be left empty. */
  readonly optional?: boolean;
  /** What is to be said about an answer, the worst first; empty: it is fine and nothing more is to be said. */
  readonly check: (text: string, answers: Answers, ground: Ground) => readonly Remark[];
  /** The answer in words, for the list of steps done: `TCP 10.0.0.200:80 on eth0`. */
  readonly words: (text: string, answers: Answers, ground: Ground) => string;
}

/** A wizard. */
export interface Wizard {
  readonly kind: WizardKind;
  /** `New service · DR`. */
  readonly title: string;
  /** One sentence for the list of wizards. */
  readonly about: string;
  readonly steps: readonly WizardStep[];
}

/** Something for another machine (or a file for this one). */
export interface Handout {
  /** `rs`, `router`, `client`, `director`, `keepalived-master`, …; unique in its list. */
  readonly id: string;
  /** `real servers 10.0.0.7, 10.0.0.14`. */
  readonly for: string;
  /** One sentence without a full stop. */
  readonly about: string;
  /** The name that its file gets: `lvs-rs-10.0.0.200.sh`. */
  readonly file: string;
  readonly text: string;
  /** Octal: `0755` for scripts. */
  readonly mode: number;
}

/** What a wizard comes to. */
export interface Built {
  readonly title: string;
  readonly cluster: Cluster;
  /** The director's part, in order; empty where there is nothing to do there. */
  readonly actions: readonly Action[];
  readonly cautions: readonly string[];
  readonly handouts: readonly Handout[];
}
