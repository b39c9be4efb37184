/** Who takes new connections: the question that most of a plan's words answer. */
import { sortServers } from '../ipvsadm/sort.ts';
import { type Server, type Service, serverKey } from '../model/service.ts';

/** The servers that are given new connections by weight. (Thresholds depend on what is open at the moment.) */
export const takers = (service: Service | undefined): readonly Server[] =>
  service === undefined || service.config.scheduler === 'none'
    ? []
    : service.servers.filter(({ config }) => config.weight > 0);

/**
 * Whether a server without weight leaves a hole: sh and mh keep sending it the clients that hash to it, and those are
 * refused, unless the service has the fallback flag (flag-1). Measured: ipvsadm.md B, sh and mh.
 */
export const leavesHole = (service: Service): boolean =>
  (service.config.scheduler === 'sh' || service.config.scheduler === 'mh') &&
  !service.config.flags.includes('flag-1');

/** `10.0.0.7`, or with its port where the service has that address twice; at most three, then how many more. */
export const serverNames = (servers: readonly Server[], among: readonly Server[]): string => {
  const name = (server: Server): string =>
    among.filter(other => other.id.address === server.id.address).length > 1
      ? serverKey(server.id)
      : server.id.address;
  const names = sortServers(servers)
    .slice(0, servers.length > 4 ? 3 : 4)
    .map(name);
  const more = servers.length - names.length;
  const last = more > 0 ? `${more} more` : names.pop();
  return names.length === 0 ? (last ?? '') : `${names.join(', ')} and ${last ?? ''}`;
};
