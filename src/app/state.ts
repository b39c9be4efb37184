/** All that the app knows. Nothing else remembers anything: `update` makes a new one, `ui` draws it. */
import type { Connections, ReaderReport, Settings } from '../core/director/reading.ts';
import type { Intent, Target } from '../core/intent/intent.types.ts';
import type { History as JournalHistory } from '../core/journal/history.types.ts';
import type { LineHistory } from '../core/line/history.ts';
import type { BootFacts } from '../core/machine/boot.types.ts';
import type { Owner } from '../core/machine/owners.types.ts';
import type { Failure } from '../core/model/failure.ts';
import type { Network } from '../core/model/network.ts';
import type { Snapshot } from '../core/model/snapshot.ts';
import type { Difference } from '../core/plan/difference.ts';
import type { Outcome, Progress } from '../core/plan/outcome.types.ts';
import type { Plan } from '../core/plan/plan.types.ts';
import type { Backup, SavedState } from '../core/saved/saved.types.ts';
import type { Ground } from '../core/wizard/wizard.types.ts';
import type { ColumnId } from './columns.ts';
import type { Effect } from './effect.ts';
import type { Filter } from './filter.ts';
import type { Form } from './forms/form.types.ts';
import type { History } from './history.ts';
import type { RowKey } from './labels.ts';
import type { Changes, LogEvent } from './log.ts';
import type { Source } from './message.ts';
import type { Preferences } from './preferences.ts';
import type { TextInput } from './textinput.ts';
import type { HandoutView, PathView, ReviewView, WizardsView, WizardView } from './wizard/view.types.ts';
import type { Waiting } from './wizard/waiting.types.ts';
import type { Workshop } from './wizard/workshop.types.ts';

/** What `update` and a command's `run` give. */
export type Step = readonly [State, readonly Effect[]];

/** The state of reading the director. */
interface Reading {
  /** The newest good snapshot; none before the first. */
  readonly snapshot?: Snapshot;
  readonly report?: ReaderReport;
  /** Why the latest read failed; gone with the next good one. */
  readonly failure?: Failure;
  /** Number of the latest `read`; an answer with another number is late and dropped. */
  readonly generation: number;
  readonly pending: boolean;
  /** When the latest read was asked for, and when the latest good one came. */
  readonly askedAt: number;
  readonly goodAt: number;
}

/** The main table. */
export interface Table {
  readonly filter: Filter;
  /** Whether services without an entry in `except` stand open, and those that differ. */
  readonly open: boolean;
  readonly except: ReadonlySet<string>;
  readonly cursor?: RowKey;
  /** The cursor's row number, and the first row on screen. */
  readonly row: number;
  readonly top: number;
  readonly column: ColumnId;
}

/** A screen that lies over the table. */
export type View =
  | {
      readonly type: 'detail';
      readonly service: string;
      readonly server?: string;
      readonly page: 'overview' | 'connections';
      /** Row of the cursor in the page's list. */
      readonly row: number;
      readonly metric: Metric;
    }
  | { readonly type: PageName; readonly top: number }
  /** A script in words; `name` is what it is called. */
  | { readonly type: 'explain'; readonly name: string; readonly text: string; readonly top: number }
  /** What runs beside a file that was named, or a backup. */
  | { readonly type: 'diff'; readonly name: string; readonly text: string; readonly top: number }
  /** A list with a cursor. */
  | { readonly type: 'backups'; readonly row: number; readonly top: number }
  | { readonly type: 'drains'; readonly row: number; readonly top: number }
  | { readonly type: 'menu'; readonly row: number; readonly top: number }
  | { readonly type: 'form'; readonly form: Form }
  /** What can be built by answering questions, the questions, and what they come to. */
  | WizardsView
  | WizardView
  | ReviewView
  | HandoutView
  | PathView;

/** Pages of text. */
export type PageName = 'events' | 'settings' | 'help' | 'history' | 'saved' | 'boot';

/** What the chart shows. */
export type Metric = 'in' | 'out' | 'cps' | 'active';

/** An input line at the bottom that takes the keys. */
export type Prompt =
  | { readonly type: 'filter'; readonly input: TextInput; readonly before: Filter }
  | { readonly type: 'palette'; readonly input: TextInput; readonly row: number }
  /** The command line. `shown`: the lines of history that up and down go through. */
  | LinePrompt
  /** The name that a destructive plan asks for. */
  | { readonly type: 'name'; readonly input: TextInput }
  | FilePrompt;

/** Where a script is to be written. */
export interface FilePrompt {
  readonly type: 'file';
  readonly input: TextInput;
  readonly text: string;
  /** Of a new file, octal. */
  readonly mode: number;
  /** Something else stands there already: whether it is to be replaced is asked. */
  readonly exists: boolean;
}

/** The `:` line while it is typed. */
export interface LinePrompt {
  readonly type: 'line';
  readonly input: TextInput;
  /** What was accepted from the list with tab, to be changed for the next one by another tab. */
  readonly cycle?: { readonly text: string; readonly at: number; readonly index: number };
  /** Going through what was typed before: the text typed first, and the place. */
  readonly past?: { readonly typed: string; readonly at: number };
  /** Searching what was typed before (ctrl-r). */
  readonly search?: { readonly input: TextInput; readonly row: number };
}

/** Something that was asked for: under way, failed, or there. */
export interface Asked<T> {
  readonly generation: number;
  readonly pending: boolean;
  readonly at: number;
  readonly value?: T;
  readonly failure?: Failure;
}

/** The connections that were asked for, and of what. */
export interface AskedConnections extends Asked<Connections> {
  readonly service: string;
  readonly server?: string;
}

/** A standing picture. */
interface Freeze {
  readonly snapshot: Snapshot;
  /** True when it was put together from samples, which hold no counters. */
  readonly rebuilt: boolean;
}

/** How far a change has come. */
export type Stage =
  /** The part that it is about is being read. */
  | { readonly type: 'reading' }
  /** It cannot be: why. */
  | { readonly type: 'refused'; readonly failure: Failure }
  /** Shown, and waiting for a word. `since`: what changed since it was shown first. */
  | {
      readonly type: 'preview';
      readonly plan: Plan;
      readonly since: readonly Difference[];
      /** A plan that may hurt was confirmed once: the table's owner was named. */
      readonly warned: boolean;
    }
  | {
      readonly type: 'running';
      readonly plan: Plan;
      readonly progress: Progress;
      readonly stopping: boolean;
    }
  /** It ended in a way that a person must see. */
  | { readonly type: 'ended'; readonly plan: Plan; readonly outcome: Outcome };

/** A change, from the wish to its end. */
export interface Change {
  readonly intent: Intent;
  readonly generation: number;
  readonly stage: Stage;
  /** First line on screen. */
  readonly top: number;
}

/** A weight that was asked for and is not yet a plan. */
export interface Nudge extends Target {
  readonly from: number;
  readonly to: number;
}

/** All that the app knows. */
export interface State {
  readonly now: number;
  /** Heartbeats since the start. */
  readonly ticks: number;
  readonly columns: number;
  readonly rows: number;
  /** Minutes that local time is ahead of UTC. */
  readonly offsetMinutes: number;
  readonly source: Source;
  readonly preferences: Preferences;
  /** Names of the themes that can be chosen. */
  readonly themes: readonly string[];
  readonly reading: Reading;
  readonly history: History;
  readonly events: readonly LogEvent[];
  readonly changes: Changes;
  readonly freeze?: Freeze;
  readonly table: Table;
  readonly views: readonly View[];
  readonly prompt?: Prompt;
  /** Whether the cell under the cursor is explained. */
  readonly explain: boolean;
  /** Keys of a sequence begun (`g`). */
  readonly keys: readonly string[];
  readonly connections?: AskedConnections;
  readonly settings?: Asked<Settings>;
  readonly change?: Change;
  /** Changes that were begun: each has a number, and late answers are dropped. */
  readonly generations: number;
  /** Weights by rowId that F4 to F8 asked for, to become one plan. */
  readonly nudges: ReadonlyMap<string, Nudge>;
  /** Rows that are marked, by rowId. */
  readonly marks: ReadonlySet<string>;
  /** What was done on this director, as the journal tells. */
  readonly journal?: Asked<JournalHistory>;
  /** The rules file of this system; asked for again and again. */
  readonly saved?: Asked<SavedState>;
  /** Who else may change the table. */
  readonly owners: readonly Owner[];
  /** Whether a person was told, at a change, what the table's owner will do. */
  readonly ownersTold: boolean;
  readonly ownersAt: number;
  readonly boot?: Asked<BootFacts>;
  readonly network?: Network;
  /** What wizards are made with, once it was asked for; who waits for it. */
  readonly workshop?: Workshop;
  readonly waiting?: Waiting;
  /** What wizards know of the machine. */
  readonly ground?: Asked<Ground>;
  readonly backups?: Asked<readonly Backup[]>;
  /** Lines that were typed after `:`, the oldest first. */
  readonly lines: LineHistory;
  readonly notice?: { readonly text: string; readonly level: 'info' | 'warn'; readonly until: number };
}

/** What stands on the screen: the frozen snapshot or the newest. */
export const shown = (state: State): Snapshot | undefined => state.freeze?.snapshot ?? state.reading.snapshot;

/** The view on top; undefined is the table. */
export const topView = (state: State): View | undefined => state.views.at(-1);
