/** A cluster out of a running service: for scripts, drawings and configurations that are made from the table. */
import type { Address } from '../model/address.ts';
import { failed, type Result, success } from '../model/failure.ts';
import type { Network } from '../model/network.ts';
import { type Service, serviceFamily, serviceKey, type Tunnel } from '../model/service.ts';
import { serviceLabel } from '../words/labels.ts';
import type { Cluster, Marked, Way } from './cluster.types.ts';
import { directorPlace, exampleClient } from './place.ts';

/** What is known besides the service. */
export interface ClusterGround {
  /** The director's name. */
  readonly director: string;
  readonly network?: Network;
  /** What marks packets there: rules that were found, or what a person said. */
  readonly marked?: readonly Marked[];
  /** A client's address, where one is known. */
  readonly client?: Address;
  /** NAT servers that see the director as the client: the table does not tell. */
  readonly snat?: boolean;
}

const ways = { nat: 'NAT', dr: 'DR', tun: 'TUN' } as const;

type Methods = { readonly way: Exclude<Way, 'snat'>; readonly tunnel?: Tunnel };

const tunnelName = ({ type, port, checksum }: Tunnel): string => `${type}:${port}:${checksum}`;

/** The one way of all real servers; those that are the director itself follow any. */
const methodsOf = (service: Service): Result<Methods> => {
  const label = serviceLabel(serviceKey(service.id));
  if (service.servers.length === 0)
    return failed({
      kind: 'value',
      what: `${label} has no real server yet`,
      advice: 'add one first: its forwarding method says what the others need',
    });
  const found = new Set(
    service.servers.flatMap(({ config: { method } }) => (method === 'local' ? [] : [method])),
  );
  const [way = 'dr'] = found;
  if (found.size > 1)
    return failed({
      kind: 'value',
      what: `${label} forwards by ${[...found].map(method => ways[method]).join(' and ')}`,
      why: 'each way needs other things on the real servers and on the director',
      advice: 'say which method is meant',
    });
  if (way !== 'tun') return success({ way });
  const tunnels = new Map(
    service.servers.flatMap(({ config: { tunnel } }) =>
      tunnel === undefined ? [] : [[tunnelName(tunnel), tunnel] as const],
    ),
  );
  const [tunnel] = tunnels.values();
  if (tunnels.size > 1 || tunnel === undefined)
    return failed({
      kind: 'value',
      what:
        tunnel === undefined
          ? `The kind of tunnel of ${label} is not known`
          : `${label} has tunnels of several kinds`,
      why: 'each kind needs another device on the real servers',
    });
  return success({ way, tunnel });
};

/** The part of a service that is forwarded by one method (and what the director does itself). */
export const onlyMethod = (service: Service, method: 'nat' | 'dr' | 'tun'): Service => ({
  ...service,
  servers: service.servers.filter(({ config }) => config.method === method || config.method === 'local'),
});

const vipsOf = (service: Service, marked: readonly Marked[]): readonly Address[] => {
  const { id } = service;
  return id.kind === 'address' ? [id.address] : [...new Set(marked.map(({ address }) => address))];
};

/**
 * The cluster of a service: its way from the methods of its servers, its VIPs from itself or, of a mark, from what is
 * marked, the director's place from the network. Fails where the servers have several methods or kinds of tunnel (take
 * `onlyMethod` first), where there is no server, and where nobody says which addresses get the mark.
 */
export const clusterOf = (service: Service, ground: ClusterGround): Result<Cluster> => {
  const { id } = service;
  const methods = methodsOf(service);
  if (!methods.ok) return methods;
  const family = serviceFamily(id);
  const marks =
    id.kind === 'fwmark'
      ? (ground.marked ?? []).filter(
          ({ mark, address }) => mark === id.mark && address.includes(':') === (family === 6),
        )
      : [];
  const vips = vipsOf(service, marks);
  if (vips.length === 0)
    return failed({
      kind: 'not-found',
      what: `Which addresses get the mark of ${serviceLabel(serviceKey(id))} is not known`,
      why: 'no rule that sets it was found',
      advice: 'give the address that clients call',
    });
  const { way, tunnel } = methods.value;
  return success({
    way: way === 'nat' && ground.snat === true ? 'snat' : way,
    family,
    ...(tunnel === undefined ? {} : { tunnel }),
    services: [service],
    vips,
    marks,
    director: directorPlace(
      ground.director,
      ground.network,
      vips[0],
      service.servers.map(server => server.id.address),
    ),
    client: ground.client ?? exampleClient(family),
  });
};
