/**
 * The table's rows, never built whole: services in order with the number of rows each takes, and any row found by
 * halving. A new snapshot of ten thousand services costs one pass; a key press costs the rows on screen.
 */
import type { SeenServer, SeenService, Snapshot } from '../core/model/snapshot.ts';
import { recentMs } from './events.ts';
import { filterService } from './filter.ts';
import { type RowKey, rowId } from './labels.ts';
import { memoLast } from './memo.ts';
import { sortServers, sortServices } from './order.ts';
import type { Sort } from './preferences.ts';
import { type State, shown, type Table } from './state.ts';

/** A row: a service, or one of its servers. */
export interface Row {
  readonly service: SeenService;
  readonly server?: SeenServer;
  /** Whether the service's servers stand under it, and how many of them the filter left. */
  readonly open: boolean;
  readonly fitting: number;
}

/** All rows, without the rows. */
export interface Rows {
  readonly count: number;
  readonly services: number;
  readonly at: (row: number) => Row | undefined;
  /** The row of a key: of the service where its server is folded away; undefined when it is not there. */
  readonly find: (key: RowKey) => number | undefined;
}

interface Fitting {
  readonly service: SeenService;
  readonly servers: readonly SeenServer[];
}

interface FittingList {
  readonly list: readonly Fitting[];
  /** Where a service stands in the list. */
  readonly position: (key: string) => number | undefined;
}

const fitting = memoLast(
  (
    snapshot: Snapshot,
    sort: Sort,
    filter: Table['filter'],
    recent: State['changes']['recent'] | undefined,
    now: number,
  ): FittingList => {
    const changed = (service: string, server: string | undefined): boolean => {
      const change = recent?.get(rowId(service, server));
      return change !== undefined && now - change.at < recentMs;
    };
    const services = sortServices(snapshot.services, sort);
    const left: Fitting[] = [];
    for (const service of services) {
      const servers = filter.terms.length === 0 ? service.servers : filterService(filter, service, changed);
      if (servers !== undefined) left.push({ service, servers });
    }
    let positions: ReadonlyMap<string, number> | undefined;
    const position = (key: string): number | undefined => {
      positions ??= new Map(left.map(({ service }, index) => [service.key, index]));
      return positions.get(key);
    };
    return { list: left, position };
  },
);

const rowsOf = memoLast(
  ({ list, position }: FittingList, open: boolean, except: ReadonlySet<string>, sort: Sort): Rows => {
    const isOpen = (service: SeenService): boolean => open !== except.has(service.key);
    const starts = new Int32Array(list.length + 1);
    let count = 0;
    for (const [index, { service, servers }] of list.entries()) {
      starts[index] = count;
      count += 1 + (isOpen(service) ? servers.length : 0);
    }
    starts[list.length] = count;
    const sorted = new Map<number, readonly SeenServer[]>();
    const serversOf = (index: number, { service, servers }: Fitting): readonly SeenServer[] => {
      let order = sorted.get(index);
      if (order === undefined) {
        order = sortServers(service, servers, sort);
        sorted.set(index, order);
      }
      return order;
    };
    return {
      count,
      services: list.length,
      at: row => {
        if (row < 0 || row >= count) return undefined;
        let low = 0;
        let high = list.length - 1;
        while (low < high) {
          const middle = (low + high + 1) >> 1;
          if ((starts[middle] ?? 0) <= row) low = middle;
          else high = middle - 1;
        }
        const found = list[low];
        if (found === undefined) return undefined;
        const offset = row - (starts[low] ?? 0);
        const base = { service: found.service, open: isOpen(found.service), fitting: found.servers.length };
        if (offset === 0) return base;
        const server = serversOf(low, found)[offset - 1];
        return server === undefined ? base : { ...base, server };
      },
      find: key => {
        const index = position(key.service);
        const found = index === undefined ? undefined : list[index];
        if (index === undefined || found === undefined) return undefined;
        const start = starts[index] ?? 0;
        if (key.server === undefined || !isOpen(found.service)) return start;
        const offset = serversOf(index, found).findIndex(server => server.key === key.server);
        return offset < 0 ? undefined : start + 1 + offset;
      },
    };
  },
);

const empty: Snapshot = { at: 0, services: [] };

/** The rows of the table as the state has them sorted, filtered and folded. */
export const tableRows = (state: State): Rows => {
  const { table, preferences, changes } = state;
  const { timed } = table.filter;
  const list = fitting(
    shown(state) ?? empty,
    preferences.sort,
    table.filter,
    timed ? changes.recent : undefined,
    timed ? Math.floor(state.now / 1000) * 1000 : 0,
  );
  return rowsOf(list, table.open, table.except, preferences.sort);
};
