/**
 * F4 to F8: weights by -10, -1, +1, +10, and the former one. Presses gather, also over several rows, until they are
 * shown as one plan (hands of load-balancer people know these keys from hatop).
 */
import { maxWeight } from '../core/ipvsadm/options.ts';
import { cannotChange } from './access.ts';
import { propose } from './change.ts';
import { rowId } from './labels.ts';
import { say } from './say.ts';
import { type ChosenServer, chosenServers } from './select.ts';
import type { Nudge, State, Step } from './state.ts';

const keyOf = ({ of, seen }: ChosenServer): string => rowId(of.key, seen.key);

/** The former weight of a server: as lvsh saw it, or as the journal remembers. */
export const formerWeight = (state: State, key: string): number | undefined =>
  state.changes.former.get(key) ?? state.journal?.value?.weights.get(key);

const nudged = (state: State, target: (chosen: ChosenServer, now: number) => number | undefined): Step => {
  const not = cannotChange(state);
  if (not !== undefined) return [say(state, `not now: ${not}`, 'warn'), []];
  const chosen = chosenServers(state).filter(({ seen }) => seen.weight !== undefined);
  if (chosen.length === 0) return [say(state, 'the cursor is not on a real server', 'warn'), []];
  const nudges = new Map(state.nudges);
  let missing = 0;
  for (const one of chosen) {
    const from = one.seen.weight ?? 0;
    const to = target(one, nudges.get(keyOf(one))?.to ?? from);
    if (to === undefined) missing++;
    else if (to === from) nudges.delete(keyOf(one));
    else nudges.set(keyOf(one), { service: one.service, server: one.server, from, to } satisfies Nudge);
  }
  const next = { ...state, nudges };
  return missing === chosen.length ? [say(next, 'no former weight is known of it', 'warn'), []] : [next, []];
};

/** Adds to the weights that are asked for; never below 0. */
export const nudge = (state: State, by: number): Step =>
  nudged(state, (_, now) => Math.max(0, Math.min(maxWeight, now + by)));

/** Asks for the former weights. */
export const nudgeBack = (state: State): Step => nudged(state, one => formerWeight(state, keyOf(one)));

/** Shows what was asked for as a plan. */
export const proposeNudges = (state: State): Step =>
  propose(state, {
    kind: 'weights',
    weights: [...state.nudges.values()].map(({ service, server, to }) => ({ service, server, weight: to })),
  });

/** Forgets them. */
export const dropNudges = (state: State): State => ({ ...state, nudges: new Map() });
