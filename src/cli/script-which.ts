/** The clusters that a command line means: of services that run here, or described by flags. */
import type { Cluster } from '../core/cluster/cluster.types.ts';
import { failed, type Result, success } from '../core/model/failure.ts';
import { clusterOfFlags } from './script-cluster.ts';
import { clustersFor } from './script-clusters.ts';
import type { Flags } from './script-flags.ts';
import { exits } from './verbs.ts';
import type { World } from './world.ts';

/** A running service's cluster with what flags say besides: some of its servers, another DIP, another interface. */
const narrowed = (cluster: Cluster, { rs, dip, device }: Flags): Cluster => ({
  ...cluster,
  services:
    rs === undefined
      ? cluster.services
      : cluster.services.map(service => ({
          ...service,
          servers: service.servers.filter(({ id }) =>
            rs.some(
              ({ address, port }) => address === id.address && (port === undefined || port === id.port),
            ),
          ),
        })),
  director: {
    ...cluster.director,
    ...(dip === undefined ? {} : { dip }),
    ...(device === undefined ? {} : { outside: device }),
  },
});

/** What a running service by mark does not tell: which packets get it. */
const markedBy = ({ vip, port }: Flags, mark: number) =>
  (vip ?? []).flatMap(address =>
    (port ?? [{ protocol: 'tcp', ports: [] } as const]).map(set => ({ mark, address, ...set })),
  );

const markOf = (name: string): number => Number(/^fwm6?:(\d+)$/.exec(name)?.[1] ?? 0);

const hasServers = ({ services }: Cluster): boolean => services.some(({ servers }) => servers.length > 0);

/** The clusters; why the flags make none; or the exit code, after it was said why there is none. */
export const clustersOf = async (
  world: World,
  flags: Flags,
): Promise<Result<readonly Cluster[]> | number> => {
  if (flags.for === undefined) {
    const cluster = clusterOfFlags(flags);
    return cluster.ok ? success([cluster.value]) : cluster;
  }
  const marked = flags.for.flatMap(name => (markOf(name) === 0 ? [] : markedBy(flags, markOf(name))));
  if (marked.length === 0 && (flags.vip !== undefined || flags.port !== undefined))
    return failed({
      kind: 'usage',
      what: '--for says the address and port already',
      why: 'only of a service by mark they are to be said',
    });
  const { method } = flags;
  const clusters = await clustersFor(world, flags.for, {
    ...(method === undefined || method === 'fullnat' ? {} : { method }),
    ...(marked.length === 0 ? {} : { marked }),
    snat: method === 'fullnat',
  });
  if (typeof clusters === 'number') return clusters;
  const found = clusters.map(cluster => narrowed(cluster, flags));
  if (flags.rs === undefined) return success(found);
  const kept = found.filter(hasServers);
  if (kept.length > 0) return success(kept);
  world.out.warn('lvsh: none of these real servers is in the service; lvsh show lists them\n');
  return exits.nothing;
};
