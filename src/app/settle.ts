/** A plan that was cut off and turned out to need nothing more: it is closed in the journal. */
import type { Intent } from '../core/intent/intent.types.ts';
import type { Entry } from '../core/journal/entry.ts';
import type { Failure } from '../core/model/failure.ts';
import { leaveChange } from './change.ts';
import { say } from './say.ts';
import type { State, Step } from './state.ts';

/** The entry to be closed, with how many of its steps stand. */
interface Settled {
  readonly entry: Entry;
  readonly applied: number;
}

const over = (intent: Intent, failure: Failure): Settled | undefined => {
  if (intent.kind !== 'takeback' || failure.kind !== 'nothing') return undefined;
  const { entry, how } = intent;
  if (entry.outcome !== 'unfinished' || (how !== 'finish' && how !== 'roll-back')) return undefined;
  return { entry, applied: how === 'finish' ? entry.steps.length : 0 };
};

/** Whether a refusal means that a plan that was cut off is over. */
export const isOver = (intent: Intent, failure: Failure): boolean => over(intent, failure) !== undefined;

/** What the refused change on the screen found to be over. */
export const settled = ({ change }: State): Settled | undefined =>
  change?.stage.type === 'refused' ? over(change.intent, change.stage.failure) : undefined;

/** Closes it. */
export const settle = (state: State): Step => {
  const found = settled(state);
  if (found === undefined) return [state, []];
  const stand = found.applied === 0 ? 'nothing of it stands' : 'all of it stands';
  return [say(leaveChange(state), `closed: ${found.entry.title}; ${stand}`), [{ type: 'settle', ...found }]];
};
