/**
 * Edits that keep what was not mentioned. `ipvsadm -e` and `-E` set everything that is not given back to its default
 * (measured); so lvsh completes the command from what runs before it sends it.
 */
import type { OptionName } from '../ipvsadm/options.ts';
import { type Failure, failed, type Result, success } from '../model/failure.ts';
import {
  type Server,
  type ServerConfig,
  type ServerId,
  type Service,
  type ServiceConfig,
  serverKey,
  serviceKey,
} from '../model/service.ts';
import { findServer } from '../model/setup.ts';
import type { Change } from '../plan/action.ts';
import { serviceLabel } from '../words/labels.ts';
import type { CommandLine } from './intent.types.ts';

type Given = ReadonlySet<OptionName>;

const withFlags = new Set(['sh', 'mh']);

const keptService = (
  now: ServiceConfig,
  to: ServiceConfig,
  { given, mask: written }: CommandLine,
): ServiceConfig => {
  const scheduler = given.has('scheduler') ? to.scheduler : now.scheduler;
  // Flags belong to the scheduler: sh and mh share theirs, to any other they mean nothing.
  const flagsFit = scheduler === now.scheduler || (withFlags.has(scheduler) && withFlags.has(now.scheduler));
  const flags = given.has('sched-flags') ? to.flags : flagsFit ? now.flags : [];
  const pe = given.has('pe') ? to.pe : now.pe;
  const timeout = given.has('persistent') ? to.persistence?.timeout : now.persistence?.timeout;
  // Without -p on the line, the mask that was written did not reach the command: it stands on the line itself.
  const mask = given.has('netmask')
    ? (to.persistence?.mask ?? written)
    : (now.persistence ?? to.persistence)?.mask;
  return {
    scheduler,
    ...(timeout === undefined || mask === undefined ? {} : { persistence: { timeout, mask } }),
    ...(pe === undefined ? {} : { pe }),
    ops: given.has('ops') ? to.ops : now.ops,
    flags,
  };
};

const tunnelOptions: readonly OptionName[] = [
  'tun-type',
  'tun-port',
  'tun-nocsum',
  'tun-csum',
  'tun-remcsum',
];

const keptServer = (now: ServerConfig, to: ServerConfig, given: Given): ServerConfig => {
  const method = given.has('forwarding-method') ? to.method : now.method;
  const tunnelGiven = tunnelOptions.some(option => given.has(option));
  const tunnel = tunnelGiven || now.method !== 'tun' ? to.tunnel : now.tunnel;
  return {
    method,
    weight: given.has('weight') ? to.weight : now.weight,
    upper: given.has('u-threshold') ? to.upper : now.upper,
    lower: given.has('l-threshold') ? to.lower : now.lower,
    ...(method === 'tun' && tunnel !== undefined ? { tunnel } : {}),
  };
};

const noService = (change: { readonly service: Service['id'] }): Failure => ({
  kind: 'not-found',
  what: `There is no ${serviceLabel(serviceKey(change.service))}`,
  advice: 'Add it first, or correct protocol, address, port or mark',
});

/** The server that a line means: as written, as ipvsadm rewrites it, or the only one with this address. */
export const meantServer = (service: Service, { command, asked }: CommandLine): Result<Server> => {
  const written = 'server' in command ? command.server : undefined;
  const keys = [asked, written].flatMap(id => (id === undefined ? [] : [serverKey(id)]));
  for (const key of keys) {
    const found = findServer(service, key);
    if (found !== undefined) return success(found);
  }
  const address = (asked ?? written)?.address;
  const same = service.servers.filter(({ id }) => id.address === address);
  const [only] = same;
  if (same.length === 1 && only !== undefined) return success(only);
  return failed({
    kind: 'not-found',
    what: `${serviceLabel(serviceKey(service.id))} has no server ${keys[0] ?? ''}`,
    ...(same.length > 1
      ? { why: `It has this address with several ports: ${same.map(({ id }) => serverKey(id)).join(', ')}` }
      : {}),
    advice: service.servers.length === 0 ? 'It has none at all' : `It has ${serverList(service)}`,
  });
};

const serverList = ({ servers }: Service): string => {
  const names = servers.slice(0, 5).map(({ id }) => serverKey(id));
  return servers.length > 5 ? `${names.join(', ')} and ${servers.length - 5} more` : names.join(', ');
};

const sameId = (one: ServerId, other: ServerId): boolean => serverKey(one) === serverKey(other);

/**
 * The complete change of one line: an edit with everything that it does not mention taken from the service as it is
 * now. Other changes are given back as they are. Fails where the line edits or removes what is not there.
 */
export const kept = (
  line: CommandLine & { readonly command: Change },
  service: Service | undefined,
): Result<Change> => {
  const change = line.command;
  switch (change.name) {
    case 'edit-service':
      if (service === undefined) return failed(noService(change));
      return success({ ...change, config: keptService(service.config, change.config, line) });
    case 'delete-server': {
      if (service === undefined) return failed(noService(change));
      const found = meantServer(service, line);
      return found.ok ? success({ ...change, server: found.value.id }) : found;
    }
    case 'edit-server': {
      if (service === undefined) return failed(noService(change));
      const found = meantServer(service, line);
      if (!found.ok) return found;
      const { id, config } = found.value;
      const to = keptServer(config, change.config, line.given);
      const mustBe = service.id.kind === 'address' && to.method !== 'nat' ? service.id.port : id.port;
      if (mustBe !== id.port)
        return failed({
          kind: 'value',
          what: `${serverKey(id)} cannot be reached by ${to.method === 'dr' ? 'DR' : 'TUN'}: it has another port than ${serviceLabel(serviceKey(service.id))}`,
          why: 'DR and TUN leave the destination port as it is; only NAT maps ports',
          advice: `Add it anew with port ${mustBe}, then remove ${serverKey(id)}`,
        });
      return success({ ...change, server: id, config: to });
    }
    default:
      return success(change);
  }
};

/** Whether ipvsadm puts another port in the place of the one that a line asks for. */
export const portReplaced = ({ command, asked }: CommandLine): boolean =>
  (command.name === 'add-server' || command.name === 'edit-server') &&
  asked !== undefined &&
  !sameId(asked, command.server);
