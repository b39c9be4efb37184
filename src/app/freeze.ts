/** Standing still and stepping back: the table as it was at an earlier read. */
import { settleCursor } from './cursor.ts';
import { neighbour, rebuild } from './past.ts';
import type { State } from './state.ts';
import { shown } from './state.ts';

/** Live again. */
const thaw = (state: State): State => {
  const { freeze: _, ...live } = state;
  return settleCursor(live);
};

/** Holds what is on the screen, or lets it go. */
export const toggleFreeze = (state: State): State => {
  if (state.freeze !== undefined) return thaw(state);
  const snapshot = state.reading.snapshot;
  return snapshot === undefined ? state : { ...state, freeze: { snapshot, rebuilt: false } };
};

/** One kept read back (-1) or forward (+1). */
export const stepFrozen = (state: State, step: -1 | 1): State => {
  const at = shown(state)?.at;
  const to = at === undefined ? undefined : neighbour(state.history, at, step);
  const snapshot = to === undefined ? undefined : rebuild(state.history, to);
  if (snapshot === undefined) return state;
  return settleCursor({ ...state, freeze: { snapshot, rebuilt: true } });
};

/** Whether there is an earlier or later read to step to. */
export const canStep = (state: State, step: -1 | 1): boolean => {
  const at = shown(state)?.at;
  return at !== undefined && neighbour(state.history, at, step) !== undefined;
};
