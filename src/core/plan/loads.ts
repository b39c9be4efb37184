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

/** Open connections of a server, active and inactive; undefined when not known. */
export const openOn = (load: Load | undefined): number | undefined =>
  load?.active === undefined || load.inactive === undefined ? undefined : load.active + load.inactive;
