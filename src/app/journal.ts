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

/** The journal as it was read. */
export const journalDone = (state: State, result: Result<History>): State => ({
  ...state,
  journal: {
    generation: 0,
    pending: false,
    at: state.now,
    ...(result.ok ? { value: result.value } : { failure: result.failure }),
  },
});
