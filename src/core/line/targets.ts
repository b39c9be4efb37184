/** Which real servers a person means by a word, and by a service where one is named. */

import type { Target } from '../intent/intent.types.ts';
import { parseHostPort } from '../ipvsadm/addresses.ts';
import { noNames } from '../ipvsadm/names.ts';
import { endpoint } from '../model/address.ts';
import { failed, type Result, success } from '../model/failure.ts';
import { serverKey } from '../model/service.ts';
import type { SeenService } from '../model/snapshot.ts';
import { serviceLabel } from '../words/labels.ts';
import { didYouMean, nearestNames } from '../words/nearest.ts';
import { addressServices, endpoints, standings } from './ground.ts';
import { findServices } from './services.ts';
import { printable } from './split.ts';

/** What a word means in a table. */
export interface Targets {
  /** At least one, in the order of the table. */
  readonly targets: readonly Target[];
  /** `10.0.0.7:80 in TCP 10.0.0.200:80`; of several, how many and which: `10.0.0.7 in 2 places: …`. */
  readonly says: string;
}

/** At most this many are named; then how many more. */
const mostNamed = 3;

const named = (names: readonly string[]): string => {
  const shown = names.slice(0, names.length > mostNamed + 1 ? mostNamed : mostNamed + 1);
  const more = names.length - shown.length;
  const last = more > 0 ? `${more} more` : shown.pop();
  return shown.length === 0 ? (last ?? '') : `${shown.join(', ')} and ${last ?? ''}`;
};

const labels = (services: readonly SeenService[]): string =>
  named([...new Set(services.map(({ key }) => serviceLabel(key)))]);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The one service that a name means; fails in words where it fits none or several. */
export const findOneService = (services: readonly SeenService[], name: string): Result<SeenService> => {
  const found = findServices(services, name);
  const [only] = found;
  if (only !== undefined && found.length === 1) return success(only);
  if (only !== undefined)
    return failed({
      kind: 'value',
      what: `${printable(name)} fits ${found.length} services: ${labels(found)}`,
      advice: `Name one of them: ${named(found.map(({ key }) => key))}`,
    });
  const written = name.toLowerCase();
  const names = /^[a-z]+6?:/.test(written)
    ? services.map(({ key }) => key)
    : services.map(({ key }) => key.slice(key.indexOf(':') + 1));
  const near = nearestNames(written, new Set(names), mostNamed);
  return failed({
    kind: 'not-found',
    what: `There is no service ${printable(name)}`,
    advice: near.length > 0 ? capital(didYouMean(near)) : 'Name one of the table: tcp:10.0.0.200:80, fwm:17',
  });
};

const notFound = (
  all: readonly SeenService[],
  pool: readonly SeenService[],
  { address, port }: NonNullable<ReturnType<typeof parseHostPort>>,
): Result<never> => {
  const [service] = pool;
  const place = pool.length === 1 && service !== undefined ? serviceLabel(service.key) : 'the table';
  const text = port === undefined ? address : endpoint(address, port);
  const what = `There is no real server ${text} in ${place}`;
  const same = standings(pool, address);
  if (same.length > 0) {
    const keys = [...new Set(same.map(standing => endpoint(address, standing.port)))];
    return failed({ kind: 'not-found', what, advice: capital(didYouMean(keys.slice(0, mostNamed))) });
  }
  const elsewhere = pool === all ? [] : standings(all, address);
  const near = nearestNames(
    text,
    (port === undefined ? addressServices(pool) : endpoints(pool)).keys(),
    mostNamed,
  );
  if (elsewhere.length > 0)
    return failed({
      kind: 'not-found',
      what,
      advice: `It is in ${labels(elsewhere.map(standing => standing.service))}`,
    });
  return failed({
    kind: 'not-found',
    what,
    advice: near.length > 0 ? capital(didYouMean(near)) : `Name one that is in ${place}`,
  });
};

/**
 * The real servers that are meant. `server` is an address (then all its rows are meant, and `says` says so) or
 * address and port; `service` is a name as findServices takes it and must fit exactly one. Fails in words with the
 * nearest names where there is no such server or service.
 */
export const findTargets = (
  services: readonly SeenService[],
  server: string,
  service?: string,
): Result<Targets> => {
  const bare = /^\[([^\]]*)\]$/.exec(server)?.[1] ?? server;
  const read = parseHostPort(bare, undefined, noNames);
  if (read === undefined)
    return failed({
      kind: 'value',
      what: `${printable(server)} is no address of a real server`,
      advice: 'Write it as 10.0.0.7, 10.0.0.7:80, fd00::7 or [fd00::7]:80',
    });
  const one = service === undefined ? undefined : findOneService(services, service);
  if (one?.ok === false) return one;
  const pool = one === undefined ? services : [one.value];
  const targets: Target[] = [];
  const places: SeenService[] = [];
  for (const { service: place, port } of standings(pool, read.address)) {
    if (place.id === undefined || (read.port !== undefined && port !== read.port)) continue;
    targets.push({ service: place.id, server: { address: read.address, port } });
    places.push(place);
  }
  const [first] = targets;
  const [where] = places;
  if (first === undefined || where === undefined) return notFound(services, pool, read);
  const name = read.port === undefined ? read.address : endpoint(read.address, read.port);
  const says =
    targets.length === 1
      ? `${serverKey(first.server)} in ${serviceLabel(where.key)}`
      : new Set(places).size === 1
        ? `${name} with ${targets.length} ports in ${serviceLabel(where.key)}`
        : `${name} in ${targets.length} places: ${labels(places)}`;
  return success({ targets, says });
};
