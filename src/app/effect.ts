/** What the app wants done, as plain values; src/terminal's interpreter carries them out and answers with messages. */
import type { ConnectionQuery, ReadWants } from '../core/director/reading.ts';
import type { Entry } from '../core/journal/entry.ts';
import type { Owner } from '../core/machine/owners.types.ts';
import type { Service } from '../core/model/service.ts';
import type { Scope } from '../core/model/setup.ts';
import type { Plan } from '../core/plan/plan.types.ts';
import type { Preferences } from './preferences.ts';

/** What a text is read for. */
export type TextUse = 'apply' | 'diff' | 'restore' | 'explain';

/** All effects. */
export type Effect =
  /** Director.read; answered by `read-done`. Never more than one under way. */
  | { readonly type: 'read'; readonly generation: number; readonly wants: ReadWants }
  /** Director.connections; answered by `connections-done`. */
  | { readonly type: 'read-connections'; readonly generation: number; readonly query: ConnectionQuery }
  /** Director.settings; answered by `settings-done`. */
  | { readonly type: 'read-settings'; readonly generation: number }
  /** Changer.setup: what a plan is made from; answered by `prepared`. */
  | { readonly type: 'prepare'; readonly generation: number; readonly scope: Scope }
  /** Changer.run; answered by `progress` and `ran`. */
  | { readonly type: 'run'; readonly generation: number; readonly plan: Plan; readonly unrecorded: boolean }
  /** Stops the plan under way after its present step. */
  | { readonly type: 'stop' }
  /** Changer.history; answered by `journal-done`. */
  | { readonly type: 'read-journal' }
  /** Closes an entry that was cut off; answered by `journal-done`. */
  | { readonly type: 'settle'; readonly entry: Entry; readonly applied: number }
  /** Around.saved; answered by `saved-done`. */
  | { readonly type: 'read-saved' }
  /** Around.owners; answered by `owners-done`. */
  | { readonly type: 'read-owners' }
  /** Around.boot; answered by `boot-done`. */
  | { readonly type: 'read-boot'; readonly owners: readonly Owner[]; readonly running: readonly Service[] }
  /** Around.network; answered by `network-done`. */
  | { readonly type: 'read-network' }
  /** What wizards are made with; answered by `workshop`. */
  | { readonly type: 'load-workshop' }
  /** Around.ground; answered by `ground-done`. */
  | {
      readonly type: 'read-ground';
      /** What is known already: the schedulers that this kernel has, and that nothing may be changed from here. */
      readonly known: { readonly schedulers?: readonly string[]; readonly readOnly?: boolean };
    }
  /** Around.backups; answered by `backups-done`. */
  | { readonly type: 'read-backups'; readonly path: string }
  /** The text of a file, or of a backup of it; answered by `text-done`. */
  | { readonly type: 'read-text'; readonly path: string; readonly backup?: string; readonly use: TextUse }
  /** Keeps the lines that were typed after `:`. */
  | { readonly type: 'save-lines'; readonly lines: readonly string[] }
  /** Put text on the person's clipboard (OSC 52); answered by a `notice`. */
  | { readonly type: 'copy'; readonly text: string }
  /** Writes a new file, or with `over` one that is there; answered by `file-done`. A relative path begins where lvsh does. */
  | {
      readonly type: 'write-file';
      readonly path: string;
      readonly text: string;
      readonly mode: number;
      readonly over: boolean;
    }
  /** Answered by a `notice` only when it fails. */
  | { readonly type: 'save-preferences'; readonly preferences: Preferences }
  /** `modprobe ip_vs`; answered by `module-done`. Asked for by a person only. */
  | { readonly type: 'load-module' }
  /** Read from the practice director from now on; answered by `source`. */
  | { readonly type: 'open-practice' }
  /** Forget what is on the screen and paint it whole (Ctrl-L). */
  | { readonly type: 'redraw' }
  /** Ctrl-Z: restore the terminal and stop; everything is painted again on fg. */
  | { readonly type: 'suspend' }
  | { readonly type: 'quit'; readonly code: number };
