/** What a person wants of a director. It becomes actions once the part that it is about was read exactly. */
import type { Command } from '../ipvsadm/command.ts';
import type { OptionName } from '../ipvsadm/options.ts';
import type { Entry } from '../journal/entry.ts';
import type { Address } from '../model/address.ts';
import type { ServerId, ServiceId } from '../model/service.ts';
import type { Action } from '../plan/action.ts';

/** One real server in one service. */
export interface Target {
  readonly service: ServiceId;
  readonly server: ServerId;
}

/** A command line that was read. */
export interface CommandLine {
  readonly command: Command;
  /** The options that stood on it; the others have defaults. */
  readonly given: ReadonlySet<OptionName>;
  /** The real server as it was written, before ipvsadm puts the service's port in the place of its own. */
  readonly asked?: ServerId;
  /** The mask that was given: without -p it does not reach the command. */
  readonly mask?: Address | number;
}

/** Everything that can be wanted. */
export type Intent =
  /** Command lines. `keep`: an edit keeps what was not mentioned, as lvsh does; else they mean what ipvsadm makes of them. */
  | {
      readonly kind: 'lines';
      readonly lines: readonly CommandLine[];
      readonly keep: boolean;
      readonly title?: string;
    }
  /** New weights. */
  | {
      readonly kind: 'weights';
      readonly weights: readonly (Target & { readonly weight: number })[];
    }
  /** Weight 0; `quiescent` also lets persistence let go of clients. */
  | { readonly kind: 'drain'; readonly targets: readonly Target[]; readonly quiescent: boolean }
  /** The former weights again; `weight` where none is remembered. */
  | {
      readonly kind: 'resume';
      readonly targets: readonly (Target & { readonly weight: number })[];
    }
  /** Real servers, and whole services, out of the table. */
  | { readonly kind: 'remove'; readonly targets: readonly Target[]; readonly services: readonly ServiceId[] }
  /** What runs, into a rules file. */
  | { readonly kind: 'save'; readonly path: string }
  /** What a rules file says, by the smallest set of steps; `ignore`: without the lines that cannot be read. */
  | { readonly kind: 'restore'; readonly path: string; readonly ignore: boolean }
  /** The same from a text that is called `name`. */
  | { readonly kind: 'text'; readonly text: string; readonly name: string; readonly ignore: boolean }
  /** What the journal remembers, taken back, done again, or brought to an end. */
  | {
      readonly kind: 'takeback';
      readonly entry: Entry;
      readonly how: 'undo' | 'redo' | 'finish' | 'roll-back';
    }
  /** Any actions: a kernel setting, a file, what starts at boot. */
  | {
      readonly kind: 'actions';
      readonly actions: readonly Action[];
      readonly title: string;
      readonly cautions?: readonly string[];
    };
