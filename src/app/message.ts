/**
 * Everything that can happen to the app. The terminal's interpreter makes these; `update` answers them. Time is
 * known to the app only through `now` (milliseconds since 1970, the clock of the machine that lvsh runs on).
 */
import type { Connections, DirectorReading, Settings } from '../core/director/reading.ts';
import type { History } from '../core/journal/history.types.ts';
import type { BootFacts } from '../core/machine/boot.types.ts';
import type { Owner } from '../core/machine/owners.types.ts';
import type { Result } from '../core/model/failure.ts';
import type { Network } from '../core/model/network.ts';
import type { Setup } from '../core/model/setup.ts';
import type { Outcome, Progress } from '../core/plan/outcome.types.ts';
import type { Backup, SavedState } from '../core/saved/saved.types.ts';
import type { Ground } from '../core/wizard/wizard.types.ts';
import type { TextUse } from './effect.ts';
import type { Workshop } from './wizard/workshop.types.ts';

/**
 * One key press. `key` is the printable character itself (`j`, `J`, `:`, `é`) or a name: `up down left right
 * home end pgup pgdn enter esc tab shift-tab space backspace delete insert f1`..`f12`, `ctrl-a`..`ctrl-z`,
 * `alt-` before a character. Coalesced input arrives as one message per key.
 */
interface KeyMessage {
  readonly type: 'key';
  readonly key: string;
  readonly now: number;
}

/** All messages. */
export type Message =
  | KeyMessage
  /** Bracketed paste; may hold newlines. */
  | { readonly type: 'paste'; readonly text: string; readonly now: number }
  /** The heartbeat, every 500 ms or so; the app decides on it when the next read is due. */
  | { readonly type: 'tick'; readonly now: number }
  | { readonly type: 'resize'; readonly columns: number; readonly rows: number }
  /** Answers to `read`, `read-connections`, `read-settings`, with the generation of the effect they answer. */
  | {
      readonly type: 'read-done';
      readonly generation: number;
      readonly now: number;
      readonly result: Result<DirectorReading>;
    }
  | {
      readonly type: 'connections-done';
      readonly generation: number;
      readonly now: number;
      readonly result: Result<Connections>;
    }
  | {
      readonly type: 'settings-done';
      readonly generation: number;
      readonly now: number;
      readonly result: Result<Settings>;
    }
  /** Answers to `prepare` and `run`, with the generation of the effect. */
  | {
      readonly type: 'prepared';
      readonly generation: number;
      readonly now: number;
      readonly result: Result<Setup>;
    }
  | {
      readonly type: 'progress';
      readonly generation: number;
      readonly now: number;
      readonly progress: Progress;
    }
  | { readonly type: 'ran'; readonly generation: number; readonly now: number; readonly outcome: Outcome }
  /** The answer to `read-journal` and `settle`. */
  | { readonly type: 'journal-done'; readonly now: number; readonly result: Result<History> }
  | { readonly type: 'saved-done'; readonly now: number; readonly saved: SavedState }
  | { readonly type: 'owners-done'; readonly now: number; readonly owners: readonly Owner[] }
  | { readonly type: 'boot-done'; readonly now: number; readonly facts: BootFacts }
  | { readonly type: 'network-done'; readonly now: number; readonly result: Result<Network> }
  | { readonly type: 'workshop'; readonly now: number; readonly workshop: Workshop }
  | { readonly type: 'ground-done'; readonly now: number; readonly ground: Ground }
  | { readonly type: 'backups-done'; readonly now: number; readonly result: Result<readonly Backup[]> }
  | {
      readonly type: 'text-done';
      readonly now: number;
      readonly name: string;
      readonly use: TextUse;
      readonly result: Result<string>;
    }
  /** The answer to `write-file`. */
  | { readonly type: 'file-done'; readonly now: number; readonly result: Result<FileWritten> }
  /** The answer to `load-module`: the app reads again when it went well. */
  | { readonly type: 'module-done'; readonly now: number; readonly result: Result<string> }
  /** The answer to `open-practice`: from now on reads go to another director. */
  | { readonly type: 'source'; readonly now: number; readonly source: Source }
  /** Something that the person should know: copied, preferences not saved and why, a theme refused. */
  | { readonly type: 'notice'; readonly now: number; readonly level: 'info' | 'warn'; readonly text: string };

/** What became of a file that was to be written. */
export interface FileWritten {
  /** `same`: it was there with this text. `exists`: it is there with another one, and was left alone. */
  readonly kind: 'written' | 'same' | 'exists';
  /** In full. */
  readonly path: string;
}

/** What is looked at, as the first line of the screen says it. */
export interface Source {
  /** Host name, file name, or scene. */
  readonly name: string;
  readonly kind: 'local' | 'practice' | 'file';
  /** True where the reader works without the rights to see everything. */
  readonly readOnly: boolean;
  /** Why nothing may be changed, where lvsh was started so or the host is set so; the person may lift it. */
  readonly locked?: string;
}
