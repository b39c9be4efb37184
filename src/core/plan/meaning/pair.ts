/** A service that a plan touches, before and after, and what can be told from that alone. */
import { type Server, type Service, serverKey, serviceKey } from '../../model/service.ts';
import { findServer, type Setup } from '../../model/setup.ts';
import { serviceLabel } from '../../words/labels.ts';
import { takers } from '../usable.ts';

/** A service that a plan touches; `label` is what it is called. */
export interface Pair {
  readonly label: string;
  readonly before: Service | undefined;
  readonly after: Service | undefined;
}

/** All that are not the same before and after. */
export const pairsOf = (before: Setup, after: Setup): readonly Pair[] => {
  const later = new Map(after.services.map(service => [serviceKey(service.id), service]));
  const earlier = new Map(before.services.map(service => [serviceKey(service.id), service]));
  return [...new Set([...earlier.keys(), ...later.keys()])]
    .filter(key => earlier.get(key) !== later.get(key))
    .map(key => ({ label: serviceLabel(key), before: earlier.get(key), after: later.get(key) }));
};

/** Servers that had weight and have none any more; those that are gone are not among them. */
export const quieted = ({ before, after }: Pair): readonly Server[] =>
  after === undefined
    ? []
    : takers(before).filter(server => findServer(after, serverKey(server.id))?.config.weight === 0);

/** Servers that are taken out, with their service or alone. */
export const removed = ({ before, after }: Pair): readonly Server[] =>
  (before?.servers ?? []).filter(server => findServer(after, serverKey(server.id)) === undefined);
