/** What a plan is: what will be done, in which order, what it means, and how it is taken back. */
import type { Scope, Setup } from '../model/setup.ts';
import type { Action } from './action.ts';

/**
 * How much a change may hurt, and how it is confirmed:
 * - `none`: nobody notices; enter.
 * - `undoable`: new connections go elsewhere, open ones stay, and undo gives all of it back; enter.
 * - `traffic`: open connections, or clients that come, may be lost; `y`.
 * - `destructive`: much is lost at once; the name of what is lost is typed.
 */
export const dangers = ['none', 'undoable', 'traffic', 'destructive'] as const;

/** One of the levels. */
export type Danger = (typeof dangers)[number];

/** The higher of two levels. */
export const worse = (one: Danger, other: Danger): Danger =>
  dangers.indexOf(one) >= dangers.indexOf(other) ? one : other;

/** One step. */
export interface Step {
  readonly action: Action;
  /** What takes it back, in the order in which it is run; empty where nothing can (`-Z`). */
  readonly inverse: readonly Action[];
  readonly danger: Danger;
  /** What was there before, for the line's end: `was -w 3`; empty when there was nothing. */
  readonly was: string;
}

/** A plan. Nothing in it is run before a person has seen it. */
export interface Plan {
  /** `Drain 10.0.0.7 in 2 services`, without a full stop. */
  readonly title: string;
  readonly steps: readonly Step[];
  /** What is read before it is run, and read back afterwards. */
  readonly scope: Scope;
  /** The part that the scope covers, as the plan found it and as it will leave it. */
  readonly before: Setup;
  readonly after: Setup;
  readonly danger: Danger;
  /** What must be typed to run it; only where the danger is `destructive`. */
  readonly name?: string;
  /** What it means for the traffic, sentences. */
  readonly means: readonly string[];
  /** What a person should know besides: what ipvsadm changes silently, what cannot be taken back. Sentences. */
  readonly cautions: readonly string[];
  /** The entry of the journal that this takes back, does again, finishes or rolls back. */
  readonly of?: { readonly entry: string; readonly how: 'undo' | 'redo' | 'finish' | 'roll-back' };
}
