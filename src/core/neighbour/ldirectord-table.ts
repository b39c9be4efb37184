/** What of a table a ldirectord.cf can say. Facts: ldirectord(8) of 4.12, and it itself on a real kernel (test/kernel/neighbour.test.ts). */
import { familyOf } from '../model/address.ts';
import { type Server, type Service, serverKey, serviceFamily, serviceKey } from '../model/service.ts';
import type { Sayable } from './keepalived-table.ts';

/** Why a server cannot be said; undefined: it can. */
const unsayable = (service: Service, { id, config }: Server): string | undefined =>
  familyOf(id.address) !== serviceFamily(service.id)
    ? 'servers are of the family of their service'
    : config.tunnel !== undefined && config.tunnel.type !== 'ipip'
      ? `ipip is the only tunnel, not ${config.tunnel.type}`
      : undefined;

/** Why a service cannot be said; undefined: it can. */
const unsayableService = ({ id, config }: Service): string | undefined =>
  id.kind === 'address' && id.protocol === 'sctp'
    ? 'there is no SCTP'
    : /^[a-z]+$/.test(config.scheduler)
      ? undefined
      : `${config.scheduler} is no name of a scheduler there`;

/** The service that a ldirectord.cf makes of one, and what is lost on the way. */
export const sayableToLdirectord = (service: Service): Sayable => {
  const { id, config } = service;
  const key = serviceKey(id);
  const not = unsayableService(service);
  if (not !== undefined) return { cautions: [`${key} is left out: in ldirectord ${not}`] };
  const cautions: string[] = [];
  const { pe, ...rest } = config;
  if (pe !== undefined) cautions.push(`${key}: ldirectord sets no engine of persistence, ${pe} is lost`);
  const ops = config.ops && id.kind === 'address' && id.protocol === 'udp';
  if (config.ops && !ops) cautions.push(`${key}: ldirectord schedules by the packet for UDP only`);
  const servers = service.servers.filter(server => {
    const why = unsayable(service, server);
    if (why !== undefined) cautions.push(`${key}: ${serverKey(server.id)} is left out: in ldirectord ${why}`);
    return why === undefined;
  });
  return { service: { id, config: { ...rest, ops }, servers }, cautions };
};
