/** What is open on the servers that a plan touches: from the newest picture of the table. */
import { type ServerId, type ServiceId, serverKey, serviceKey } from '../model/service.ts';
import type { SeenServer, Snapshot } from '../model/snapshot.ts';

/** What is open on a server; a number that is not known is absent. */
export type Load = Pick<SeenServer, 'active' | 'inactive' | 'persistent'>;

/** Looks up the load of a server in a service; undefined when nothing is known of it. */
export type Loads = (service: ServiceId, server: ServerId) => Load | undefined;

/** Loads as a snapshot has them. */
export const loadsOf = (snapshot: Snapshot | undefined): Loads => {
  const services = new Map(snapshot?.services.map(service => [service.key, service]));
  return (service, server) => {
    const key = serverKey(server);
    return services.get(serviceKey(service))?.servers.find(one => one.key === key);
  };
};

/** What several servers hold together. */
export interface Held {
  /** Connections, established or not. */
  readonly all: number;
  /** Those that are established; the others are half open, over but remembered, or UDP. */
  readonly active: number;
}

/** The sum of loads; undefined where one is not known. */
export const heldBy = (loads: readonly (Load | undefined)[]): Held | undefined =>
  loads.reduce<Held | undefined>(
    (sum, load) =>
      sum === undefined || load?.active === undefined || load.inactive === undefined
        ? undefined
        : { all: sum.all + load.active + load.inactive, active: sum.active + load.active },
    { all: 0, active: 0 },
  );
