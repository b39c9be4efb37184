/** The last questions that ipvsadm asks about a service or a real server before it turns to the kernel. */
import { familyOf } from '../model/address.ts';
import type { SchedulerFlag, ServerConfig, ServiceConfig, ServiceId, Tunnel } from '../model/service.ts';
import { serviceFamily } from '../model/service.ts';
import { type Draft, schedulerOf, serverId } from './draft.ts';
import { orderFlags, readFlag } from './flags.ts';
import { crash, fail, type Refusal } from './messages.ts';
import type { Parsed } from './parse.ts';

/** Completes `-A` or `-E`. */
export const finishService = (
  name: 'add-service' | 'edit-service',
  draft: Draft,
  service: ServiceId,
): Parsed => {
  if (service.kind === 'address' && service.port === 0 && draft.persistent === undefined) {
    return fail('Zero port specified for non-persistent service');
  }
  if (draft.ops && service.kind === 'address' && service.protocol !== 'udp') {
    return fail('One-Packet Scheduling is only for UDP virtual services');
  }
  const scheduler = schedulerOf(draft);
  const flags = readFlags(draft.flags, scheduler);
  if ('ok' in flags) return flags;
  const config: ServiceConfig = {
    scheduler,
    ...(draft.persistent === undefined ? {} : { persistence: { timeout: draft.persistent, mask: draft.mask } }),
    ...(draft.pe === '' ? {} : { pe: draft.pe }),
    ops: draft.ops,
    flags: flags.flags,
  };
  return { ok: true, command: { name, service, config } };
};

/** Completes `-a` or `-e`. The port of a DR or TUN server is silently replaced by the port of the service. */
export const finishServer = (name: 'add-server' | 'edit-server', draft: Draft, service: ServiceId): Parsed => {
  const asked = serverId(draft);
  const { method } = draft;
  const server = service.kind === 'address' && method !== 'nat' ? { ...asked, port: service.port } : asked;
  if (familyOf(server.address) !== serviceFamily(service) && method !== 'tun') {
    return fail('Different address family is allowed only for tunneling servers');
  }
  const tunnel = readTunnel(draft);
  if (tunnel !== undefined && 'ok' in tunnel) return tunnel;
  const config: ServerConfig = {
    method,
    weight: draft.weight,
    upper: draft.upper,
    lower: draft.lower,
    ...(tunnel === undefined ? {} : { tunnel }),
  };
  return { ok: true, command: { name, service, server, config } };
};

const readFlags = (
  text: string | undefined,
  scheduler: string,
): { readonly flags: readonly SchedulerFlag[] } | Refusal => {
  if (text === undefined || text === '') return { flags: [] };
  const flags: SchedulerFlag[] = [];
  const words = text.split(',').filter(word => word !== '');
  // strtok gives no word at all here, and ipvsadm 1.31 looks at it nevertheless.
  if (words.length === 0) return crash;
  for (const word of words) {
    const flag = readFlag(word, scheduler);
    if (flag === 'unknown') return fail(`invalid scheduler flag \`${word}'`);
    if (flag === 'incompatible') return fail(`incompatible scheduler flag \`${word}'`);
    flags.push(flag);
  }
  return { flags: orderFlags(flags) };
};

const readTunnel = (draft: Draft): Tunnel | undefined | Refusal => {
  const { given, tunnelType: type } = draft;
  const port = given.has('tun-port');
  const sums = (['tun-nocsum', 'tun-csum', 'tun-remcsum'] as const).filter(name => given.has(name));
  const conflict = fail('Tunnel options conflict with forward method');
  if (draft.method !== 'tun') {
    return given.has('tun-type') || port || sums.length > 0 ? conflict : undefined;
  }
  if (type === 'ipip' && (port || sums.length > 0)) return conflict;
  if (type === 'gue' && (!port || sums.length > 1)) return conflict;
  if (type === 'gre' && (port || sums.length > 1 || given.has('tun-remcsum'))) return conflict;
  const checksum = given.has('tun-csum') ? 'csum' : given.has('tun-remcsum') ? 'remcsum' : 'none';
  return { type, port: type === 'gue' ? draft.tunnelPort : 0, checksum };
};
