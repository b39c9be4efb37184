/** The cluster that the answers of a new service describe. */
import type { Cluster, DirectorPlace, Way } from '../../cluster/cluster.types.ts';
import { directorPlace, exampleClient } from '../../cluster/place.ts';
import { type Address, type Family, familyOf } from '../../model/address.ts';
import {
  type Server,
  type ServiceConfig,
  type ServiceId,
  type Tunnel,
  wholeMask,
} from '../../model/service.ts';
import { readMark } from '../reading/mark.ts';
import type { TypedServer } from '../reading/servers.ts';
import { serversIn, serviceIn, vipsIn } from '../reading/vips.ts';
import { noDevice } from '../steps/device.ts';
import { readDip } from '../steps/dip.ts';
import { markedIn, portsIn } from '../steps/marked.ts';
import { persistenceIn } from '../steps/persistence.ts';
import { tunnelIn } from '../steps/tunnel.ts';
import type { Answers, Ground } from '../wizard.types.ts';

/** How IPVS forwards for a way: full NAT is NAT to it. */
const methodOf = (way: Way): 'nat' | 'dr' | 'tun' => (way === 'snat' ? 'nat' : way);

/** A real server as it goes into the table; `port` where none was written. */
export const serverOf = (
  { address, port, weight }: Pick<TypedServer, 'address' | 'port' | 'weight'>,
  usual: { readonly port: number; readonly weight: number },
  way: Way,
  tunnel: Tunnel | undefined,
): Server => ({
  id: { address, port: port ?? usual.port },
  config: {
    method: methodOf(way),
    weight: weight ?? usual.weight,
    upper: 0,
    lower: 0,
    ...(way === 'tun' && tunnel !== undefined ? { tunnel } : {}),
  },
});

/** What a service is set to: its scheduler, and how long clients stay. */
const configOf = (answers: Answers, family: Family): ServiceConfig => {
  const timeout = persistenceIn(answers.persistence);
  return {
    scheduler: (answers.scheduler ?? 'wlc').toLowerCase(),
    ...(timeout === undefined ? {} : { persistence: { timeout, mask: wholeMask(family) } }),
    ops: false,
    flags: [],
  };
};

/** The director's place: what was answered counts before what the network tells. */
export const placeOf = (
  answers: Answers,
  ground: Ground,
  vips: readonly Address[],
  servers: readonly Address[],
): DirectorPlace => {
  const place = directorPlace(ground.director, ground.network, vips[0], servers);
  const { device } = answers;
  const dip = answers.dip === undefined ? undefined : readDip(answers.dip);
  return {
    ...place,
    ...(device === undefined || device === 'lo' || device === noDevice ? {} : { outside: device }),
    ...(dip?.ok === true ? { dip: dip.value } : {}),
  };
};

/** The identity of the new service: by its address, or by the mark. */
const idOf = (answers: Answers, family: Family): ServiceId | undefined => {
  const service = serviceIn(answers);
  if (service !== undefined) return service;
  const mark = readMark(answers.mark ?? '');
  return mark.ok ? { kind: 'fwmark', mark: mark.value, family } : undefined;
};

/** The cluster of answers that were checked; undefined where they do not name a service. */
export const newCluster = (way: Way, answers: Answers, ground: Ground): Cluster | undefined => {
  const vips = vipsIn(answers);
  const [vip] = vips;
  if (vip === undefined) return undefined;
  const family = familyOf(vip);
  const id = idOf(answers, family);
  if (id === undefined) return undefined;
  const tunnel = way === 'tun' ? tunnelIn(answers) : undefined;
  const usual = { port: id.kind === 'address' ? id.port : 0, weight: 1 };
  const servers = serversIn(answers).map(server => serverOf(server, usual, way, tunnel));
  return {
    way,
    family,
    ...(tunnel === undefined ? {} : { tunnel }),
    services: [{ id, config: configOf(answers, family), servers }],
    vips,
    marks: id.kind === 'fwmark' ? markedIn(id.mark, vips, portsIn(answers)) : [],
    director: placeOf(
      answers,
      ground,
      vips,
      servers.map(server => server.id.address),
    ),
    client: exampleClient(family),
  };
};
