/** What was done on this director: asked for at the start and after every change. */
import type { History } from '../core/journal/history.types.ts';
import type { Result } from '../core/model/failure.ts';
import type { State, Step } from './state.ts';

/** Asks for the journal, where there can be one. */
export const askJournal = (state: State): Step => {
  if (state.source.kind === 'file') return [state, []];
  const kept = state.journal?.value === undefined ? {} : { value: state.journal.value };
  const journal = { ...kept, generation: 0, pending: true, at: state.now };
  return [{ ...state, journal }, [{ type: 'read-journal' }]];
};

/**
 * The journal as it was read. A plan that was cut off, and that nobody is running now, is shown at once when the screen
 * opens: what was under way, and the ways to bring it to an end.
 */
export const journalDone = (state: State, result: Result<History>): State => {
  const first = state.journal?.value === undefined;
  const next: State = {
    ...state,
    journal: {
      generation: 0,
      pending: false,
      at: state.now,
      ...(result.ok ? { value: result.value } : { failure: result.failure }),
    },
  };
  if (!first || !result.ok || result.value.busy !== undefined) return next;
  const { unfinished } = result.value.stack;
  return unfinished === undefined ? next : { ...next, views: [...next.views, { type: 'history', top: 0 }] };
};
