/** What the commands that change something share. */
import type { Intent } from '../core/intent/intent.types.ts';
import type { Entry } from '../core/journal/entry.ts';
import { cannotChange } from './access.ts';
import { propose } from './change.ts';
import type { Command } from './command.ts';
import type { State, Step } from './state.ts';

/** Where rows are chosen. */
export const onRows = ['table', 'detail'] as const;

/** Keys that stand for a command on rows. */
export const keysOnRows = (...keys: readonly string[]): Command['keys'] =>
  Object.fromEntries(onRows.map(context => [context, keys]));

/** The reason why a change is not possible, or why it makes no sense here. */
export const unless =
  (reason: (state: State) => string | undefined) =>
  (state: State): string | undefined =>
    cannotChange(state) ?? reason(state);

/** Makes the intent, and asks for its plan. */
export const proposing =
  (intent: (state: State) => Intent) =>
  (state: State): Step =>
    propose(state, intent(state));

/** Takes an entry of the journal back, or does it again; nothing where there is none. */
export const takeback = (state: State, entry: Entry | undefined, how: 'undo' | 'redo' | 'roll-back'): Step =>
  entry === undefined ? [state, []] : propose(state, { kind: 'takeback', entry, how });
