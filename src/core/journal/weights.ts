/** What weight a server had before it was drained, for as long as the journal knows. */
import { type ServerId, type ServiceId, serverKey, serviceKey } from '../model/service.ts';
import type { Change } from '../plan/action.ts';
import type { Entry, EntryStep } from './entry.ts';
import type { WrittenAction } from './line.types.ts';
import { actionOf } from './written.ts';

const changeOf = (written: WrittenAction): Change | undefined => {
  const action = actionOf(written);
  return action?.kind === 'ipvsadm' ? action.change : undefined;
};

/** The key of a server in its service: both their keys, a line end between. */
export const weightKey = (service: ServiceId, server: ServerId): string =>
  `${serviceKey(service)}\n${serverKey(server)}`;

/** The weight that the inverse of a step gives this server back. */
const before = (step: EntryStep, key: string): number | undefined => {
  for (const written of step.undo) {
    const change = changeOf(written);
    if (change?.name === 'edit-server' && weightKey(change.service, change.server) === key)
      return change.config.weight;
  }
  return undefined;
};

const follow = (weights: Map<string, number>, step: EntryStep): void => {
  const change = changeOf(step.do);
  switch (change?.name) {
    case 'edit-server':
    case 'add-server': {
      const key = weightKey(change.service, change.server);
      const former = before(step, key);
      // One that had weight 0 already keeps what is remembered of it; so does one that was removed meanwhile, for it
      // comes back with weight 0 when the removal is taken back.
      if (change.config.weight > 0) weights.delete(key);
      else if (former !== undefined && former > 0) weights.set(key, former);
      return;
    }
    default:
      return;
  }
};

/**
 * The last weight above 0 of each server whose weight was set to 0 and not raised since, by `weightKey`; of servers
 * that are no longer there, too. Steps that were under way when everything ended count as done: where they were not, the director shows another weight than 0.
 */
export const formerWeights = (entries: readonly Entry[]): ReadonlyMap<string, number> => {
  const weights = new Map<string, number>();
  for (const { steps } of entries)
    for (const step of steps) if (step.state === 'done' || step.state === 'begun') follow(weights, step);
  return weights;
};
