/** Read-only: locking this lvsh against changes, and unlocking it; kept for each director by name. */
import { say } from './say.ts';
import type { State, Step } from './state.ts';

/** Why a director is locked that its person locked. */
export const lockedByPerson = 'it was locked here; read-only off unlocks it';

/** Locks or unlocks; the choice is kept for this director. */
export const lockDirector = (state: State, on: boolean): Step => {
  if (state.source.kind === 'file') return [say(state, 'a saved text cannot be changed anyway'), []];
  const { locked, ...rest } = state.source;
  if (!on && locked !== undefined && locked !== lockedByPerson)
    return [say(state, `it stays read-only: ${locked}`, 'warn'), []];
  const { name } = rest;
  const others = state.preferences.readOnlyHosts.filter(host => host !== name);
  const preferences = {
    ...state.preferences,
    readOnlyHosts: on ? [...others, name].slice(-100) : others,
  };
  const source = on ? { ...rest, locked: lockedByPerson } : rest;
  const next = { ...state, source, preferences, nudges: on ? new Map() : state.nudges };
  return [
    say(next, on ? `${name} is read-only from here on, also the next time` : `${name} can be changed again`),
    [{ type: 'save-preferences', preferences }],
  ];
};
