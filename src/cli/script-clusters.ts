/** The clusters of services that run here: what scripts and drawings for them are made from. */

import type { Cluster, Marked } from '../core/cluster/cluster.types.ts';
import { clusterOf } from '../core/cluster/from-service.ts';
import type { Address } from '../core/model/address.ts';
import { failed, type Result, success } from '../core/model/failure.ts';
import type { Server, Service } from '../core/model/service.ts';
import type { SeenService } from '../core/model/snapshot.ts';
import { configured } from '../core/plan/configured.ts';
import { plain } from './out.ts';
import { exits } from './verbs.ts';
import { failureLines, oneService, type World } from './world.ts';

/** What a person said besides the services' names. */
export interface Told {
  /** The only method that is meant, where a service has several. */
  readonly method?: 'nat' | 'dr' | 'tun';
  /** What gets the marks, where the services are known by marks. */
  readonly marked?: readonly Marked[];
  /** NAT servers that see the director as the client. */
  readonly snat?: boolean;
  /** Who calls. */
  readonly client?: Address;
}

/** A service in as many parts as it has methods and kinds of tunnel: each asks something else of the other machines. */
const parts = (service: Service, method: Told['method']): readonly Service[] => {
  const groups = new Map<string, Server[]>();
  const local: Server[] = [];
  for (const server of service.servers) {
    const { method: own, tunnel } = server.config;
    if (own === 'local') local.push(server);
    else if (method === undefined || own === method) {
      const key = JSON.stringify([own, tunnel]);
      groups.set(key, [...(groups.get(key) ?? []), server]);
    }
  }
  if (groups.size === 0) return [{ ...service, servers: method === undefined ? service.servers : [] }];
  return [...groups.values()].map(servers => ({ ...service, servers: [...servers, ...local] }));
};

/** Clusters of one way, kind of tunnel and family as one. */
const merged = (clusters: readonly Cluster[]): readonly Cluster[] => {
  const groups = new Map<string, Cluster>();
  for (const cluster of clusters) {
    const { way, tunnel, family } = cluster;
    const key = JSON.stringify([way, tunnel, family]);
    const former = groups.get(key);
    groups.set(
      key,
      former === undefined
        ? cluster
        : {
            ...former,
            services: [...former.services, ...cluster.services],
            vips: [...new Set([...former.vips, ...cluster.vips])],
            marks: [...former.marks, ...cluster.marks],
          },
    );
  }
  return [...groups.values()];
};

const serviceOf = (seen: SeenService): Result<Service> => {
  const service = configured(seen, () => ({ upper: 0, lower: 0 }));
  return service === undefined
    ? failed({
        kind: 'value',
        what: `not everything about ${seen.key} is known`,
        advice: 'read it on the director itself, as root',
      })
    : success(service);
};

/** What rules of this machine give marks to; asked for only where a mark is named. */
const markedHere = async (
  { around }: World,
  names: readonly string[],
): Promise<readonly Marked[] | undefined> =>
  names.some(name => /^fwm/i.test(name)) ? (await around?.ground({}))?.marked : undefined;

/**
 * The clusters of the services that are named, one for each method; or the exit code, after saying why there is none.
 */
export const clustersFor = async (
  world: World,
  names: readonly string[],
  told: Told = {},
): Promise<readonly Cluster[] | number> => {
  const { out, director } = world;
  const read = await world.whole();
  if (!read.ok) {
    out.warn(failureLines(read.failure));
    return exits.unread;
  }
  const network = await world.around?.network();
  const marked = told.marked ?? (await markedHere(world, names));
  const clusters: Cluster[] = [];
  for (const name of names) {
    const seen = oneService(world, read.value.snapshot.services, name);
    if (typeof seen === 'number') return seen;
    const service = serviceOf(seen);
    if (!service.ok) {
      out.warn(failureLines(service.failure));
      return exits.unread;
    }
    for (const part of parts(service.value, told.method)) {
      const cluster = clusterOf(part, {
        director: director.name,
        ...(network?.ok === true ? { network: network.value } : {}),
        ...(marked === undefined ? {} : { marked }),
        ...(told.client === undefined ? {} : { client: told.client }),
        ...(told.snat === undefined ? {} : { snat: told.snat }),
      });
      if (!cluster.ok) {
        const { failure } = cluster;
        // Which packets get a mark is known to whoever set it.
        const advice = failure.kind === 'not-found' ? '--vip 10.0.0.200 --port 80,443' : failure.advice;
        out.warn(failureLines(advice === undefined ? failure : { ...failure, advice }));
        return exits.unread;
      }
      clusters.push(cluster.value);
    }
  }
  for (const note of read.value.report.notes) out.warn(`lvsh: ${plain(note)}\n`);
  return merged(clusters);
};
