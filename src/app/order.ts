/** Sorting by any column. Unknown values go last whichever way; equal ones keep the director's order. */
import type { SeenServer, SeenService } from '../core/model/snapshot.ts';
import { columnOf, type SortValue } from './columns.ts';
import type { Sort } from './preferences.ts';

/** The order (indexes) of values; numbers fast, as there may be ten thousand. */
const orderOf = (values: readonly SortValue[], descending: boolean): number[] => {
  const sign = descending ? -1 : 1;
  const indexes = values.map((_, index) => index);
  return indexes.sort((i, j) => {
    const a = values[i];
    const b = values[j];
    if (a === b) return i - j;
    if (a === undefined) return 1;
    if (b === undefined) return -1;
    if (typeof a === 'number' && typeof b === 'number') return (a - b) * sign || i - j;
    return (String(a) < String(b) ? -1 : 1) * sign;
  });
};

/** Services in the sorted order. */
export const sortServices = (services: readonly SeenService[], sort: Sort): readonly SeenService[] => {
  if (sort.column === 'none') return services;
  const { service: value } = columnOf(sort.column);
  const order = orderOf(services.map(value), sort.descending);
  return order.map(index => services[index]).filter(service => service !== undefined);
};

/** A service's servers in the sorted order. */
export const sortServers = (
  service: SeenService,
  servers: readonly SeenServer[],
  sort: Sort,
): readonly SeenServer[] => {
  if (sort.column === 'none' || servers.length < 2) return servers;
  const { server: value } = columnOf(sort.column);
  const order = orderOf(
    servers.map(server => value(service, server)),
    sort.descending,
  );
  return order.map(index => servers[index]).filter(server => server !== undefined);
};
