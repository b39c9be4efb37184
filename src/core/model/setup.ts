/**
 * What a director is set to: everything that can be changed on it, without anything observed. Plans are made from
 * one setup to another, and read back against it.
 */
import type { NetItem } from './net-item.ts';
import type { SyncDaemon, Timeouts } from './observe.ts';
import { type Server, type Service, type ServiceId, serverKey, serviceKey } from './service.ts';

/** The settings of a director, or of the part of it that a scope covers. */
export interface Setup {
  /**
   * Services in no particular order. The servers of each stand in the kernel's own order, the newest first, where
   * that could be read: rr, wrr and sh depend on it, and what is put back is put back in it.
   */
  readonly services: readonly Service[];
  /** Absent where they were not asked for. */
  readonly timeouts?: Timeouts;
  /** Absent where they were not asked for. */
  readonly daemons?: readonly SyncDaemon[];
  /** Kernel settings by full name (`net.ipv4.vs.expire_nodest_conn`), those asked for that exist. */
  readonly sysctls?: Readonly<Record<string, string>>;
  /** Texts by path; `undefined`: there is no such file. */
  readonly files?: Readonly<Record<string, string | undefined>>;
  /** Addresses, routes, rules and modules by their key (`itemKey` of core/net), those asked for. */
  readonly items?: Readonly<Record<string, ItemState>>;
}

/** Whether something of the machine's network is there. */
export interface ItemState {
  readonly item: NetItem;
  readonly there: boolean;
}

/** A part of a director: what a plan touches, and what is read before and after it. */
export interface Scope {
  /** `all`: the whole table. */
  readonly services: 'all' | readonly ServiceId[];
  readonly timeouts: boolean;
  readonly daemons: boolean;
  readonly sysctls: readonly string[];
  readonly files: readonly string[];
  /** By their keys; absent: none. */
  readonly items?: Readonly<Record<string, NetItem>>;
  /**
   * The whole table, to be compared with this file, or with this text: of a very large one, services that look as the
   * file says need not be listed one by one.
   */
  readonly against?: { readonly file: string } | { readonly text: string };
}

/** A scope that covers nothing. */
export const noScope: Scope = { services: [], timeouts: false, daemons: false, sysctls: [], files: [] };

/** A scope that covers whatever one of two covers. */
export const widerScope = (one: Scope, other: Scope): Scope => ({
  services:
    one.services === 'all' || other.services === 'all'
      ? 'all'
      : [...new Map([...one.services, ...other.services].map(id => [serviceKey(id), id])).values()],
  timeouts: one.timeouts || other.timeouts,
  daemons: one.daemons || other.daemons,
  sysctls: [...new Set([...one.sysctls, ...other.sysctls])],
  files: [...new Set([...one.files, ...other.files])],
  ...(one.items === undefined && other.items === undefined
    ? {}
    : { items: { ...one.items, ...other.items } }),
});

/** The service of an identity, while it is there. */
export const findService = (setup: Setup, id: ServiceId): Service | undefined => {
  const key = serviceKey(id);
  return setup.services.find(service => serviceKey(service.id) === key);
};

/** The server of a key (`10.0.0.7:80`) in a service. */
export const findServer = (service: Service | undefined, key: string): Server | undefined =>
  service?.servers.find(server => serverKey(server.id) === key);

const only = <T>(record: Readonly<Record<string, T>> | undefined, names: readonly string[]) =>
  record === undefined
    ? undefined
    : Object.fromEntries(names.filter(name => name in record).map(name => [name, record[name] as T]));

/** The part of a setup that a scope covers. */
export const withinScope = (setup: Setup, scope: Scope): Setup => {
  const keys = scope.services === 'all' ? undefined : new Set(scope.services.map(serviceKey));
  const sysctls = scope.sysctls.length === 0 ? undefined : only(setup.sysctls, scope.sysctls);
  const files = scope.files.length === 0 ? undefined : only(setup.files, scope.files);
  const items = scope.items === undefined ? undefined : only(setup.items, Object.keys(scope.items));
  return {
    services:
      keys === undefined ? setup.services : setup.services.filter(({ id }) => keys.has(serviceKey(id))),
    ...(scope.timeouts && setup.timeouts !== undefined ? { timeouts: setup.timeouts } : {}),
    ...(scope.daemons && setup.daemons !== undefined ? { daemons: setup.daemons } : {}),
    ...(sysctls === undefined ? {} : { sysctls }),
    ...(files === undefined ? {} : { files }),
    ...(items === undefined ? {} : { items }),
  };
};
