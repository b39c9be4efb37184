/**
 * What of a table a keepalived.conf can say. All of it was seen with keepalived 2.2.7 on a real kernel (src/core/keepalived
 * reads the same way, and test/kernel/neighbour.test.ts writes and starts it).
 */
import { type Server, type Service, serverKey, serviceKey } from '../model/service.ts';

/** A service as keepalived can make it. */
export interface Sayable {
  /** Absent: it cannot be said at all. */
  readonly service?: Service;
  /** What becomes different, each a sentence without a full stop. */
  readonly cautions: readonly string[];
}

/** The schedulers of keepalived 2.2.7; another name is passed over, and wlc used. */
const keepalivedSchedulers: readonly string[] = 'rr wrr lc wlc lblc sh mh dh fo ovf lblcr sed nq twos'.split(
  ' ',
);

/** What keepalived uses where a scheduler is not known. */
const otherwise = 'wlc';

/** A server as keepalived adds it: what is not reached by NAT has the service's port, 0 for a mark. */
const sayableServer = ({ id, servers: _, config: __ }: Service, server: Server): Server => {
  const ofService = id.kind === 'address' ? id.port : 0;
  // The director itself is told as DR, which the kernel finds out by the address.
  const method = server.config.method === 'local' ? 'dr' : server.config.method;
  const port = method === 'nat' ? server.id.port || ofService : ofService;
  return { id: { address: server.id.address, port }, config: { ...server.config, method } };
};

/** The service that a keepalived.conf makes of one, and what is lost on the way. */
export const sayable = (service: Service): Sayable => {
  const { id, config } = service;
  const key = serviceKey(id);
  if (service.servers.length === 0)
    return { cautions: [`${key} is left out: keepalived passes over a service without real servers`] };
  const cautions: string[] = [];
  const { pe, ...rest } = config;
  const known = keepalivedSchedulers.includes(config.scheduler);
  if (!known)
    cautions.push(`${key}: keepalived knows no scheduler ${config.scheduler}, ${otherwise} is written`);
  const keeps = pe !== undefined && config.persistence !== undefined;
  if (pe !== undefined && !keeps)
    cautions.push(`${key}: keepalived sets the engine ${pe} only where a service is persistent`);
  const servers = new Map<string, Server>();
  for (const server of service.servers) {
    const made = sayableServer(service, server);
    const [was, name] = [serverKey(server.id), serverKey(made.id)];
    if (servers.has(name))
      cautions.push(`${key}: ${was} is left out, for keepalived it is ${name} once more`);
    else {
      servers.set(name, made);
      if (was !== name)
        cautions.push(`${key}: ${was} becomes ${name}, keepalived gives it no port of its own`);
    }
  }
  return {
    service: {
      id,
      config: { ...rest, ...(keeps ? { pe } : {}), scheduler: known ? config.scheduler : otherwise },
      servers: [...servers.values()],
    },
    cautions,
  };
};

/** Words of a list for a sentence: the first three, and how many more. */
const some = (keys: readonly string[]): string =>
  keys.length <= 3 ? keys.join(', ') : `${keys.slice(0, 3).join(', ')} and ${keys.length - 3} more`;

/** Which versions of keepalived a table asks for, where not every one in use will do. Versions: keepalived's ChangeLog and release notes. */
export const versionCautions = (services: readonly Service[]): readonly string[] => {
  const having = (test: (service: Service) => boolean): string =>
    some(services.filter(test).map(({ id }) => serviceKey(id)));
  const rows: readonly (readonly [needs: string, keys: string])[] = [
    [
      'tunnels of type gue and gre need keepalived 2.0.18 and Linux 5.2 (gre 5.3)',
      having(({ servers }) => servers.some(({ config: { tunnel } }) => (tunnel?.type ?? 'ipip') !== 'ipip')),
    ],
    [
      'the flags of mh need keepalived 2.0.20, the scheduler 2.0.7',
      having(({ config }) => config.scheduler === 'mh'),
    ],
    [
      'methods that differ from server to server need keepalived 1.3.6',
      having(({ servers }) => new Set(servers.map(({ config }) => config.method)).size > 1),
    ],
    [
      'weight 0 is refused by keepalived 2.0.0 to 2.0.15, and taken as 1 by 2.1',
      having(({ servers }) => servers.some(({ config }) => config.weight === 0)),
    ],
  ];
  return rows.flatMap(([needs, keys]) => (keys === '' ? [] : [`${needs} (${keys})`]));
};
