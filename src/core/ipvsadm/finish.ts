/** The last questions that ipvsadm asks about a service or a real server before it turns to the kernel. */
import { familyOf } from '../model/address.ts';
import type { SchedulerFlag, ServerConfig, ServiceConfig, ServiceId, Tunnel } from '../model/service.ts';
import { serviceFamily } from '../model/service.ts';
import { checkTunnel } from './check.ts';
import { type Draft, schedulerOf, serverId } from './draft.ts';
import { orderFlags, readFlag } from './flags.ts';
import { crash, fail, type Parsed, type Refusal } from './messages.ts';

/** Completes `-A` or `-E`. */
export const finishService = (
  name: 'add-service' | 'edit-service',
  draft: Draft,
  service: ServiceId,
  flags: readonly SchedulerFlag[],
): Parsed => {
  if (service.kind === 'address' && service.port === 0 && draft.persistent === undefined) {
    return fail('Zero port specified for non-persistent service');
  }
  if (draft.ops && service.kind === 'address' && service.protocol !== 'udp') {
    return fail('One-Packet Scheduling is only for UDP virtual services');
  }
  const config: ServiceConfig = {
    scheduler: schedulerOf(draft),
    ...(draft.persistent === undefined
      ? {}
      : { persistence: { timeout: draft.persistent, mask: draft.mask } }),
    ...(draft.pe === '' ? {} : { pe: draft.pe }),
    ops: draft.ops,
    flags,
  };
  return { ok: true, command: { name, service, config } };
};

/** Completes `-a` or `-e`. The port of a DR or TUN server is silently replaced by the port of the service. */
export const finishServer = (
  name: 'add-server' | 'edit-server',
  draft: Draft,
  service: ServiceId,
): Parsed => {
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

/** The flags that the draft asks for. ipvsadm reads them once all words are read, whatever the command. */
export const readFlags = (draft: Draft): readonly SchedulerFlag[] | Refusal => {
  const { flags: text } = draft;
  if (text === undefined || text === '') return [];
  const scheduler = schedulerOf(draft);
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
  return orderFlags(flags);
};

const readTunnel = (draft: Draft): Tunnel | undefined | Refusal => {
  const { given, tunnelType: type } = draft;
  if (draft.method !== 'tun') {
    const described = (['tun-type', 'tun-port', 'tun-nocsum', 'tun-csum', 'tun-remcsum'] as const).some(
      name => given.has(name),
    );
    return described ? fail('Tunnel options conflict with forward method') : undefined;
  }
  const objection = checkTunnel(type, given);
  if (objection !== undefined) return objection;
  const checksum = given.has('tun-csum') ? 'csum' : given.has('tun-remcsum') ? 'remcsum' : 'none';
  return { type, port: type === 'gue' ? draft.tunnelPort : 0, checksum };
};
