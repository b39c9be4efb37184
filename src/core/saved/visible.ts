/**
 * Which services of a large table have to be listed one by one before it is compared with a file. Listing all costs a
 * dump per service (3 s for 10,000, measured); /proc/net/ip_vs shows all of them at once, but not scheduler flags,
 * engines, one-packet scheduling over IPv6, kinds of tunnels, thresholds, nor the family of marks.
 */
import type { ReadService } from '../ipvsadm/read/reading.ts';
import { type Server, type Service, serverKey, serviceFamily, serviceKey } from '../model/service.ts';
import type { RulesFile } from './read.ts';

/** Services that are as the file says, as far as that can matter; and keys of those that must be listed. */
export interface Sorted {
  /** The file's own objects: comparing them costs nothing. */
  readonly same: readonly Service[];
  readonly look: readonly string[];
}

const withFlags: ReadonlySet<string | undefined> = new Set(['sh', 'mh']);

/** Whether something that /proc does not show could matter in this service, in the file or in the table. */
const hides = (row: ReadService, saved: Service): boolean => {
  const { id, config, servers } = saved;
  return (
    id.kind === 'fwmark' ||
    withFlags.has(row.scheduler) ||
    config.flags.length > 0 ||
    // An engine works for persistent services only, and is listed for no others.
    row.persistence !== null ||
    (id.protocol === 'udp' && serviceFamily(id) === 6) ||
    servers.some(server => server.config.method === 'tun') ||
    row.servers.some(server => server.method === 'tun')
  );
};

const sameServer = (row: ReadService['servers'][number], saved: Server | undefined): boolean =>
  saved !== undefined && row.method === saved.config.method && row.weight === saved.config.weight;

/** Whether all that /proc shows of a service is as the file has it. */
const looksSame = (row: ReadService, saved: Service): boolean => {
  const { config, servers } = saved;
  if (row.scheduler !== config.scheduler || (row.ops ?? false) !== config.ops) return false;
  if ((row.persistence === null) !== (config.persistence === undefined)) return false;
  if (row.servers.length !== servers.length) return false;
  const byKey = new Map(servers.map(server => [serverKey(server.id), server]));
  return row.servers.every(server => sameServer(server, byKey.get(server.key)));
};

const sameLimits = ({ servers }: Service, listed: ReadService | undefined): boolean => {
  const limits = new Map(listed?.servers.map(server => [server.key, server]));
  return servers.every(({ id, config }) => {
    const limit = limits.get(serverKey(id));
    return limit?.upper === config.upper && limit.lower === config.lower;
  });
};

/**
 * Sorts the rows of /proc/net/ip_vs by whether they have to be listed. `limits`: the rows of `-Ln --thresholds`, which a
 * file that speaks of thresholds is compared with; without them every service is to be listed then.
 */
export const sortRows = (
  rows: readonly ReadService[],
  file: Pick<RulesFile, 'setup' | 'thresholds'>,
  limits: readonly ReadService[] = [],
): Sorted => {
  const saved = new Map(file.setup.services.map(service => [serviceKey(service.id), service]));
  const limited = new Map(limits.map(service => [service.key, service]));
  const same: Service[] = [];
  const look: string[] = [];
  for (const row of rows) {
    const service = saved.get(row.key);
    const shown =
      service !== undefined &&
      !hides(row, service) &&
      looksSame(row, service) &&
      (!file.thresholds || sameLimits(service, limited.get(row.key)));
    if (shown) same.push(service);
    else look.push(row.key);
  }
  return { same, look };
};
