/** What is known of the director that a line is typed for: what completion offers and what a line is checked against. */
import type { SchedulerState } from '../director/reading.ts';
import { type Names, noNames } from '../ipvsadm/names.ts';
import type { Address } from '../model/address.ts';
import { type ServerConfig, type Service, type ServiceId, serviceKey } from '../model/service.ts';
import type { SeenService } from '../model/snapshot.ts';
import { configured } from '../plan/configured.ts';

/** The ground that a line stands on. Absent fields are not known, and nothing is said about them. */
export interface Ground {
  readonly services: readonly SeenService[];
  readonly schedulers?: readonly SchedulerState[];
  /** Names of the director's network interfaces. */
  readonly interfaces?: readonly string[];
  /** Host and port names that may be written instead of numbers; none when absent. */
  readonly names?: Names;
}

/** The names that a ground knows. */
export const namesOf = (ground: Ground): Names => ground.names ?? noNames;

/** A value worked out once for each object that it depends on: the same table is asked at every key. */
const once = <K extends object, V>(compute: (of: K) => V): ((of: K) => V) => {
  const known = new WeakMap<K, { readonly value: V }>();
  return of => {
    const found = known.get(of);
    if (found !== undefined) return found.value;
    const value = compute(of);
    known.set(of, { value });
    return value;
  };
};

const byKey = once(
  (services: readonly SeenService[]): ReadonlyMap<string, SeenService> =>
    new Map(services.map(service => [service.key, service])),
);

/** The service of an identity, where the table has it. */
export const serviceOf = (ground: Ground, id: ServiceId): SeenService | undefined =>
  byKey(ground.services).get(serviceKey(id));

/** A service of the table as it is set; undefined where something of it is not known. */
export const configuredService: (seen: SeenService) => Service | undefined = once(seen => configured(seen));

const filler: ServerConfig = { method: 'dr', weight: 1, upper: 0, lower: 0 };

/** A service with the identities of its servers and nothing else: enough to ask which server is meant. */
export const outline: (seen: SeenService) => Service | undefined = once(({ id, servers }) =>
  id === undefined
    ? undefined
    : {
        id,
        config: { scheduler: '', ops: false, flags: [] },
        servers: servers.flatMap(server =>
          server.id === undefined ? [] : [{ id: server.id, config: filler }],
        ),
      },
);

/** Puts a service under a name, once where it comes several times in a row. */
const put = <K>(found: Map<K, SeenService[]>, name: K, service: SeenService): void => {
  const places = found.get(name);
  if (places === undefined) found.set(name, [service]);
  else if (places.at(-1) !== service) places.push(service);
};

/** Every real server's address in a table, with the services that it stands in, in the order of the table. */
export const addressServices: (
  services: readonly SeenService[],
) => ReadonlyMap<string, readonly SeenService[]> = once(services => {
  const found = new Map<string, SeenService[]>();
  for (const service of services)
    for (const { id } of service.servers) if (id !== undefined) put(found, id.address, service);
  return found;
});

/** A place where a real server stands. */
export interface Standing {
  readonly service: SeenService;
  readonly port: number;
}

/** The places where a real server's address stands, in the order of the table. */
export const standings = (services: readonly SeenService[], address: Address): readonly Standing[] =>
  (addressServices(services).get(address) ?? []).flatMap(service =>
    service.servers.flatMap(({ id }) => (id?.address === address ? [{ service, port: id.port }] : [])),
  );

/** Every `address:port` at which a real server stands, with its services. */
export const endpoints: (services: readonly SeenService[]) => ReadonlyMap<string, readonly SeenService[]> =
  once(services => {
    const found = new Map<string, SeenService[]>();
    for (const service of services)
      for (const { id, key } of service.servers) if (id !== undefined) put(found, key, service);
    return found;
  });

/** The addresses of virtual services in a table, each with the protocols and ports that it has. */
export const virtualAddresses: (
  services: readonly SeenService[],
) => ReadonlyMap<Address, readonly SeenService[]> = once(services => {
  const found = new Map<Address, SeenService[]>();
  for (const service of services) if (service.id?.kind === 'address') put(found, service.id.address, service);
  return found;
});
