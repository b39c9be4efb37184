/** How a sorry server stands in a service. */
import { familyOf } from '../model/address.ts';
import { type Method, type Service, serviceFamily } from '../model/service.ts';
import type { Sorry } from './want.types.ts';

/** How it is reached: as it says, or as the service's first server. */
export const sorryMethod = ({ servers }: Service, { method }: Sorry): Method =>
  method ?? servers[0]?.config.method ?? 'nat';

/** Whether it is of the service's family. */
export const isKin = ({ id }: Service, { address }: Sorry): boolean =>
  familyOf(address) === serviceFamily(id);

/** Its port: only NAT has one that is not the service's; 0 for a mark, the port of the connection. */
export const sorryPort = (service: Service, sorry: Sorry): number => {
  const ofService = service.id.kind === 'address' ? service.id.port : 0;
  return sorryMethod(service, sorry) === 'nat' ? (sorry.port ?? ofService) : ofService;
};
