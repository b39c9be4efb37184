/**
 * Two setups compared, object by object. One comparison serves all: what a plan would change, what changed since a
 * preview, what a read back found otherwise than expected, what is not in the saved file.
 */
import { flagOption, serverConfigWords, serviceConfigWords, thresholdWords } from '../ipvsadm/print.ts';
import type { NetItem } from '../model/net-item.ts';
import type { SyncDaemon, Timeouts } from '../model/observe.ts';
import {
  type ServerConfig,
  type ServerId,
  type Service,
  type ServiceConfig,
  type ServiceId,
  serverKey,
  serviceFamily,
  serviceKey,
} from '../model/service.ts';
import type { Setup } from '../model/setup.ts';

/** Something that differs. `from` absent: only the second setup has it; `to` absent: only the first has it. */
export type Difference =
  | {
      readonly kind: 'service';
      readonly service: ServiceId;
      readonly from?: ServiceConfig;
      readonly to?: ServiceConfig;
    }
  | {
      readonly kind: 'server';
      readonly service: ServiceId;
      readonly server: ServerId;
      readonly from?: ServerConfig;
      readonly to?: ServerConfig;
    }
  | { readonly kind: 'timeouts'; readonly from: Timeouts; readonly to: Timeouts }
  | {
      readonly kind: 'daemon';
      readonly role: SyncDaemon['role'];
      readonly from?: SyncDaemon;
      readonly to?: SyncDaemon;
    }
  | { readonly kind: 'sysctl'; readonly name: string; readonly from?: string; readonly to?: string }
  | { readonly kind: 'item'; readonly item: NetItem; readonly from: boolean; readonly to: boolean }
  | { readonly kind: 'file'; readonly path: string; readonly from?: string; readonly to?: string };

/** The words of a service's settings, complete. */
export const serviceSettings = (config: ServiceConfig, id: ServiceId): string =>
  [...serviceConfigWords(config, serviceFamily(id)), ...flagOption(config)].join(' ');

/** The words of a server's settings, complete. */
export const serverSettings = (config: ServerConfig): string =>
  [...serverConfigWords(config), ...thresholdWords(config)].join(' ');

/** Compared field by field: tables have a hundred thousand servers, and making their words takes ten times as long. */
const sameServer = (one: ServerConfig, other: ServerConfig): boolean =>
  one === other ||
  (one.method === other.method &&
    one.weight === other.weight &&
    one.upper === other.upper &&
    one.lower === other.lower &&
    one.tunnel?.type === other.tunnel?.type &&
    one.tunnel?.port === other.tunnel?.port &&
    one.tunnel?.checksum === other.tunnel?.checksum);

const sameService = (one: ServiceConfig, other: ServiceConfig): boolean =>
  one === other ||
  (one.scheduler === other.scheduler &&
    one.persistence?.timeout === other.persistence?.timeout &&
    one.persistence?.mask === other.persistence?.mask &&
    one.pe === other.pe &&
    one.ops === other.ops &&
    one.flags.join() === other.flags.join());

const sameDaemon = (one: SyncDaemon, other: SyncDaemon): boolean =>
  one.interface === other.interface &&
  one.syncId === other.syncId &&
  one.group === other.group &&
  one.port === other.port &&
  one.ttl === other.ttl &&
  // 0: the kernel chose by the interface's MTU, and lists what it chose.
  (one.maxLen === other.maxLen || one.maxLen === 0 || other.maxLen === 0);

const optional = <T>(name: 'from' | 'to', value: T | undefined): Partial<Record<'from' | 'to', T>> =>
  value === undefined ? {} : ({ [name]: value } as Partial<Record<'from' | 'to', T>>);

const serverDifferences = (
  service: ServiceId,
  before: Service | undefined,
  after: Service | undefined,
): readonly Difference[] => {
  const found: Difference[] = [];
  const left = new Map((after?.servers ?? []).map(server => [serverKey(server.id), server]));
  for (const { id: server, config: from } of before?.servers ?? []) {
    const to = left.get(serverKey(server))?.config;
    left.delete(serverKey(server));
    if (to !== undefined && sameServer(from, to)) continue;
    found.push({ kind: 'server', service, server, from, ...optional('to', to) });
  }
  for (const { id: server, config: to } of left.values()) found.push({ kind: 'server', service, server, to });
  return found;
};

const serviceDifferences = (before: readonly Service[], after: readonly Service[]): readonly Difference[] => {
  const found: Difference[] = [];
  const left = new Map(after.map(service => [serviceKey(service.id), service]));
  for (const service of before) {
    const other = left.get(serviceKey(service.id));
    left.delete(serviceKey(service.id));
    if (other === service) continue;
    const { id, config: from } = service;
    const to = other?.config;
    if (to === undefined || !sameService(from, to))
      found.push({ kind: 'service', service: id, from, ...optional('to', to) });
    found.push(...serverDifferences(id, service, other));
  }
  for (const service of left.values()) {
    found.push({ kind: 'service', service: service.id, to: service.config });
    found.push(...serverDifferences(service.id, undefined, service));
  }
  return found;
};

const daemonDifferences = (
  before: readonly SyncDaemon[],
  after: readonly SyncDaemon[],
): readonly Difference[] =>
  (['master', 'backup'] as const).flatMap((role): readonly Difference[] => {
    const from = before.find(daemon => daemon.role === role);
    const to = after.find(daemon => daemon.role === role);
    if (from === undefined && to === undefined) return [];
    if (from !== undefined && to !== undefined && sameDaemon(from, to)) return [];
    return [{ kind: 'daemon', role, ...optional('from', from), ...optional('to', to) }];
  });

const recordDifferences = (
  kind: 'sysctl' | 'file',
  before: Readonly<Record<string, string | undefined>>,
  after: Readonly<Record<string, string | undefined>>,
): readonly Difference[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name): readonly Difference[] => {
    const [from, to] = [before[name], after[name]];
    if (from === to) return [];
    const sides = { ...optional('from', from), ...optional('to', to) };
    return [kind === 'sysctl' ? { kind, name, ...sides } : { kind, path: name, ...sides }];
  });

/** A module that came in the meantime is nobody's change: ipvsadm itself loads what it needs. */
const itemDifferences = (
  before: NonNullable<Setup['items']>,
  after: NonNullable<Setup['items']>,
): readonly Difference[] =>
  Object.entries(before).flatMap(([key, { item, there: from }]): readonly Difference[] => {
    const to = after[key]?.there;
    const counts = item.what !== 'module' && to !== undefined && from !== to;
    return counts ? [{ kind: 'item', item, from, to }] : [];
  });

/**
 * What differs from one setup to another, services first, each with its servers. Timeouts, daemons, kernel settings
 * and files count only where both setups know them. The order of services and servers counts for nothing.
 */
export const differences = (before: Setup, after: Setup): readonly Difference[] => {
  const found = [...serviceDifferences(before.services, after.services)];
  const [from, to] = [before.timeouts, after.timeouts];
  if (from !== undefined && to !== undefined) {
    const same = from.tcp === to.tcp && from.tcpFin === to.tcpFin && from.udp === to.udp;
    if (!same) found.push({ kind: 'timeouts', from, to });
  }
  if (before.daemons !== undefined && after.daemons !== undefined)
    found.push(...daemonDifferences(before.daemons, after.daemons));
  if (before.sysctls !== undefined && after.sysctls !== undefined)
    found.push(...recordDifferences('sysctl', before.sysctls, after.sysctls));
  if (before.files !== undefined && after.files !== undefined)
    found.push(...recordDifferences('file', before.files, after.files));
  if (before.items !== undefined && after.items !== undefined)
    found.push(...itemDifferences(before.items, after.items));
  return found;
};
