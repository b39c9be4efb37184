/** Whether what a wizard built is still there. */
import { seenServices } from '../seen.ts';
import type { State } from '../state.ts';
import type { DraftBuilt } from './view.types.ts';

/** It was not undone, and nobody took it away: a restart of the machine does, for instance. */
export const isThere = (state: State, { at, undone, services }: DraftBuilt): boolean => {
  if (undone) return false;
  const seen = seenServices(state);
  // What was read before it was built tells nothing of it.
  if (seen === undefined || at >= state.reading.goodAt) return true;
  return services.every(key => seen.some(service => service.key === key));
};
