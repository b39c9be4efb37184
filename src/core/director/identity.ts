/** Which service a row of /proc/net/ip_vs is: that file does not say a mark's family, `-Sn` does. */
import { type ServiceId, serviceKey } from '../model/service.ts';
import type { SeenService } from '../model/snapshot.ts';

/** A service's name in the merged table. */
export interface Identity {
  readonly key: string;
  readonly id?: ServiceId;
}

/** A row whose reader may have guessed. */
export interface GuessedService extends SeenService {
  readonly familyGuessed?: true;
}

const otherFamily = (id: ServiceId & { readonly kind: 'fwmark' }): Identity => {
  const other: ServiceId = { ...id, family: id.family === 6 ? 4 : 6 };
  return { key: serviceKey(other), id: other };
};

const sharedServers = (a: SeenService, b: SeenService): number => {
  const keys = new Set(b.servers.map(server => server.key));
  return a.servers.filter(server => keys.has(server.key)).length;
};

/**
 * The identity of one row. `rules`: the services of `-Sn` by key, empty where it could not be read (the guess
 * stands). `taken`: identities of rows before it; the same mark in both families stands in /proc twice.
 */
export const identify = (
  row: GuessedService,
  rules: ReadonlyMap<string, SeenService>,
  taken: ReadonlySet<string>,
): Identity => {
  const { key, id } = row;
  const guess: Identity = id === undefined ? { key } : { key, id };
  if (!row.familyGuessed || id?.kind !== 'fwmark') return guess;
  const other = otherFamily(id);
  if (taken.has(key)) return other;
  if (taken.has(other.key)) return guess;
  const asGuessed = rules.get(key);
  const asOther = rules.get(other.key);
  if (asOther === undefined) return guess;
  if (asGuessed === undefined) return other;
  return sharedServers(row, asOther) > sharedServers(row, asGuessed) ? other : guess;
};
