/** What runs, what is saved, what keepalived.conf says: one row for each thing of which these do not agree. */
import { serverKey, serviceKey } from '../../core/model/service.ts';
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

/** The rows, at most so many, and how many there are in all. */
export const besideRows = (
  beside: Beside,
  most: number,
): { readonly groups: readonly BesideGroup[]; readonly total: number } => {
  const services = new Map<string, Map<string, Met>>();
  const metAt = (difference: Placed): Met => {
    const service = serviceKey(difference.service);
    const server = difference.kind === 'server' ? serverKey(difference.server) : undefined;
    const rows = services.get(service) ?? new Map<string, Met>();
    services.set(service, rows);
    const met: Met = rows.get(server ?? '') ?? (server === undefined ? { service } : { service, server });
    rows.set(server ?? '', met);
    return met;
  };
  for (const difference of beside.saved ?? []) if (isPlaced(difference)) metAt(difference).saved = difference;
  for (const { difference, note } of beside.keepalived?.differences ?? [])
    if (isPlaced(difference))
      metAt(difference).keepalived = note === undefined ? { difference } : { difference, note };
  const groups: BesideGroup[] = [];
  let total = 0;
  for (const [service, rows] of services) {
    const room = most - total;
    total += rows.size;
    if (room <= 0) continue;
    const own = rows.get('');
    const all =
      own === undefined ? [...rows.values()] : [own, ...[...rows.values()].filter(one => one !== own)];
    groups.push({ service, rows: all.slice(0, room).map(met => rowOf(met, beside)) });
  }
  return { groups, total };
};
