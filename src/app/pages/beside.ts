/** What runs, what is saved, what keepalived.conf says: one row for each thing of which these do not agree. */
import { type ServiceId, serverKey, serviceKey } from '../../core/model/service.ts';
import { type Difference, serverSettings, serviceSettings } from '../../core/plan/difference.ts';
import type { KeepalivedDifference, Note } from './beside-keepalived.ts';

/**
 * What one place says of a thing: its settings as options of ipvsadm; `absent`: it has no such thing; `silent`: it does
 * not speak of it at all.
 */
export type Side = { readonly options: string } | 'absent' | 'silent';

/** A service (without `server`) or a server in it. */
export interface BesideRow {
  readonly server?: string;
  /** In the order of the columns. */
  readonly sides: readonly Side[];
  readonly note?: Note;
}

/** The rows of one service; its own row, where there is one, is the first. */
export interface BesideGroup {
  readonly service: string;
  readonly rows: readonly BesideRow[];
}

type Placed = Extract<Difference, { readonly kind: 'service' | 'server' }>;

const isPlaced = (difference: Difference): difference is Placed =>
  difference.kind === 'service' || difference.kind === 'server';

const sideOf = (difference: Placed, which: 'from' | 'to'): Side => {
  if (difference.kind === 'service') {
    const config = difference[which];
    return config === undefined ? 'absent' : { options: serviceSettings(config, difference.service) };
  }
  const config = difference[which];
  return config === undefined ? 'absent' : { options: serverSettings(config) };
};

/** The two ways in which a thing can differ. */
interface Met {
  readonly service: string;
  readonly server?: string;
  saved?: Placed;
  keepalived?: { readonly difference: Placed; readonly note?: Note };
}

/** What is laid side by side. */
export interface Beside {
  /** What runs and what is saved; undefined where there is no saved text. */
  readonly saved?: readonly Difference[];
  /** What runs and what keepalived makes, with the keys of all services that it makes. */
  readonly keepalived?: {
    readonly differences: readonly KeepalivedDifference[];
    readonly services: ReadonlySet<string>;
  };
}

const rowOf = ({ service, server, saved, keepalived }: Met, beside: Beside): BesideRow => {
  const known = saved ?? keepalived?.difference;
  const running: Side = known === undefined ? 'silent' : sideOf(known, 'from');
  const sides: Side[] = [running];
  // Where one of them does not differ from what runs, it says the same.
  if (beside.saved !== undefined) sides.push(saved === undefined ? running : sideOf(saved, 'to'));
  if (beside.keepalived !== undefined) {
    const speaks = beside.keepalived.services.has(service);
    sides.push(!speaks ? 'silent' : keepalived === undefined ? running : sideOf(keepalived.difference, 'to'));
  }
  return {
    ...(server === undefined ? {} : { server }),
    sides,
    ...(keepalived?.note === undefined ? {} : { note: keepalived.note }),
  };
};

/** Gathers what is met of each thing, by service and server. */
class Gathered {
  readonly services = new Map<string, Map<string, Met>>();
  #of: { readonly id: ServiceId; readonly service: string; readonly rows: Map<string, Met> } | undefined;

  at(difference: Placed): Met {
    // The differences of one service come one after the other.
    const of = this.#of?.id === difference.service ? this.#of : this.#open(difference.service);
    const { service, rows } = of;
    const server = difference.kind === 'server' ? serverKey(difference.server) : undefined;
    const known = rows.get(server ?? '');
    if (known !== undefined) return known;
    const met: Met = server === undefined ? { service } : { service, server };
    rows.set(server ?? '', met);
    return met;
  }

  #open(id: ServiceId) {
    const service = serviceKey(id);
    const rows = this.services.get(service) ?? new Map<string, Met>();
    this.services.set(service, rows);
    this.#of = { id, service, rows };
    return this.#of;
  }
}

const gather = ({ saved, keepalived }: Beside): ReadonlyMap<string, ReadonlyMap<string, Met>> => {
  const gathered = new Gathered();
  for (const difference of saved ?? []) if (isPlaced(difference)) gathered.at(difference).saved = difference;
  for (const { difference, note } of keepalived?.differences ?? [])
    if (isPlaced(difference))
      gathered.at(difference).keepalived = note === undefined ? { difference } : { difference, note };
  return gathered.services;
};

/** The service's own row first. */
const ownFirst = (rows: ReadonlyMap<string, Met>): readonly Met[] => {
  const own = rows.get('');
  return own === undefined ? [...rows.values()] : [own, ...[...rows.values()].filter(one => one !== own)];
};

/** The rows, at most so many, and how many there are in all. */
export const besideRows = (
  beside: Beside,
  most: number,
): { readonly groups: readonly BesideGroup[]; readonly total: number } => {
  const groups: BesideGroup[] = [];
  let total = 0;
  for (const [service, rows] of gather(beside)) {
    const room = most - total;
    total += rows.size;
    if (room <= 0) continue;
    groups.push({
      service,
      rows: ownFirst(rows)
        .slice(0, room)
        .map(met => rowOf(met, beside)),
    });
  }
  return { groups, total };
};
