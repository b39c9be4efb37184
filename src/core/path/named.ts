/** What sentences about a cluster name, read out of it once. */
import type { Cluster } from '../cluster/cluster.types.ts';
import { listed } from '../explain/say.ts';
import { networkOf, networkText } from '../kernel/net/prefixes.ts';
import type { Address } from '../model/address.ts';
import { contains } from '../model/network.ts';
import type { Server } from '../model/service.ts';
import { callOf, serverPortOf } from './call.ts';
import { methodOf } from './place.ts';

/** The names. */
export interface Named {
  readonly cluster: Cluster;
  /** Real servers that are other machines. */
  readonly servers: readonly Server[];
  /** Their addresses, and those of them that are not in the DIP's network. */
  readonly rips: readonly Address[];
  readonly away: readonly Address[];
  readonly vip: string;
  readonly dip: string;
  /** The DIP's network: `10.0.0.0/24`. */
  readonly inside: string;
  /** `port 80`: what is called. `ports 8080 and 8081`: where servers listen elsewhere; undefined: nowhere. */
  readonly called: string;
  readonly mapped: string | undefined;
}

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

const ports = (numbers: readonly number[]): string =>
  `port${numbers.length === 1 ? '' : 's'} ${listed(numbers.map(String))}`;

/** The names of a cluster; a phrase stands for what it does not tell. */
export const namedOf = (cluster: Cluster): Named => {
  const pairs = cluster.services.flatMap(service =>
    service.servers
      .filter(server => methodOf(cluster, server) !== 'local')
      .map(server => ({ service, server, port: callOf(cluster, service, undefined)?.port })),
  );
  const calls = pairs.flatMap(({ service, server, port }) =>
    port === undefined ? [] : [{ called: port, inside: serverPortOf(service, server, port) }],
  );
  const { dip } = cluster.director;
  const rips = unique(pairs.map(({ server }) => server.id.address));
  const mapped = unique(calls.flatMap(({ called, inside }) => (inside === called ? [] : [inside])));
  return {
    cluster,
    servers: pairs.map(({ server }) => server),
    rips,
    away: rips.filter(rip => dip !== undefined && !contains(dip, rip)),
    vip: cluster.vips.length === 0 ? 'the VIP' : listed(cluster.vips),
    dip: dip === undefined ? 'the director’s own address' : dip.address,
    inside: dip === undefined ? 'the network of the director' : networkText(networkOf(dip)),
    called: calls.length === 0 ? 'the port that is called' : ports(unique(calls.map(({ called }) => called))),
    mapped: mapped.length === 0 ? undefined : ports(mapped),
  };
};
