/** Arbitrary commands, within what a command line can say and in the form in which parseArgs gives them. */
import fc from 'fast-check';
import type { Command, ListOptions } from '../../../src/core/ipvsadm/command.ts';
import { orderFlags } from '../../../src/core/ipvsadm/flags.ts';
import {
  defaultScheduler,
  maxTimeout,
  maxWeight,
  schedulerNames,
} from '../../../src/core/ipvsadm/options.ts';
import { type Address, ipv4FromBits, ipv6FromGroups } from '../../../src/core/model/address.ts';
import type { SyncDaemon } from '../../../src/core/model/observe.ts';
import type { Persistence, ServerConfig, ServiceConfig, ServiceId } from '../../../src/core/model/service.ts';
import { serviceFamily } from '../../../src/core/model/service.ts';

export const ipv4: fc.Arbitrary<Address> = fc.nat({ max: 0xffff_ffff }).map(ipv4FromBits);
const group = fc.oneof(fc.constant(0), fc.nat({ max: 0xffff }));
export const ipv6: fc.Arbitrary<Address> = fc
  .tuple(group, group, group, group, group, group, group, group)
  .map(ipv6FromGroups);
export const address = fc.oneof(ipv4, ipv6);
const port = fc.nat({ max: 65_535 });
const mark = fc.integer({ min: 1, max: 0xffff_ffff });
const threshold = fc.oneof(fc.constant(0), fc.nat({ max: 2_147_483_647 }));

const addressService = fc.record({
  kind: fc.constant('address' as const),
  protocol: fc.constantFrom('tcp' as const, 'udp' as const, 'sctp' as const),
  address,
  port,
});
const markService = fc.record({
  kind: fc.constant('fwmark' as const),
  mark,
  family: fc.constantFrom(4 as const, 6 as const),
});
export const serviceId: fc.Arbitrary<ServiceId> = fc.oneof(addressService, markService);

const persistence = (id: ServiceId): fc.Arbitrary<Persistence> =>
  fc.record({
    timeout: fc.integer({ min: 1, max: maxTimeout }),
    mask: serviceFamily(id) === 6 ? fc.integer({ min: 1, max: 128 }) : ipv4,
  });

export const serviceConfig = (id: ServiceId): fc.Arbitrary<ServiceConfig> => {
  const must = id.kind === 'address' && id.port === 0;
  const ops = id.kind === 'fwmark' || id.protocol === 'udp';
  return fc
    .record({
      scheduler: fc.oneof(
        fc.constantFrom(...schedulerNames),
        fc.constant(defaultScheduler),
        fc.stringMatching(/^[a-z]{1,15}$/),
      ),
      persistence: must ? persistence(id) : fc.option(persistence(id), { nil: undefined }),
      pe: fc.option(fc.constantFrom('sip', 'other'), { nil: undefined }),
      ops: ops ? fc.boolean() : fc.constant(false),
      flags: fc.subarray(['flag-1', 'flag-2', 'flag-3'] as const).map(orderFlags),
    })
    .map(({ scheduler, persistence: persistent, pe, ops: one, flags }) => ({
      scheduler,
      ...(persistent === undefined ? {} : { persistence: persistent }),
      ...(pe === undefined ? {} : { pe }),
      ops: one,
      flags,
    }));
};

const checksum = fc.constantFrom('none' as const, 'csum' as const, 'remcsum' as const);
const tunnel = fc.oneof(
  fc.constant({ type: 'ipip' as const, port: 0, checksum: 'none' as const }),
  fc.record({ type: fc.constant('gue' as const), port: fc.integer({ min: 1, max: 65_535 }), checksum }),
  fc.record({
    type: fc.constant('gre' as const),
    port: fc.constant(0),
    checksum: fc.constantFrom('none' as const, 'csum' as const),
  }),
);
const limits = { weight: fc.nat({ max: maxWeight }), upper: threshold, lower: threshold };
export const serverConfig: fc.Arbitrary<ServerConfig> = fc.oneof(
  fc.record({ method: fc.constantFrom('nat' as const, 'dr' as const), ...limits }),
  fc.record({ method: fc.constant('tun' as const), ...limits, tunnel }),
);

const configured = serviceId.chain(service =>
  fc.record({
    name: fc.constantFrom('add-service' as const, 'edit-service' as const),
    service: fc.constant(service),
    config: serviceConfig(service),
  }),
);

const served = fc
  .record({
    name: fc.constantFrom('add-server' as const, 'edit-server' as const),
    service: serviceId,
    config: serverConfig,
    port,
    other: address,
    four: ipv4,
    six: ipv6,
  })
  .map(({ name, service, config, port: given, other, four, six }): Command => {
    const same = serviceFamily(service) === 6 ? six : four;
    const place = config.method === 'tun' ? other : same;
    // Without NAT the port of a server is the port of its service.
    const kept = service.kind === 'fwmark' || config.method === 'nat' ? given : service.port;
    return { name, service, server: { address: place, port: kept }, config };
  });

const listOptions: fc.Arbitrary<ListOptions> = fc.record({
  numeric: fc.boolean(),
  exact: fc.boolean(),
  nosort: fc.boolean(),
  stats: fc.boolean(),
  rate: fc.boolean(),
  thresholds: fc.boolean(),
  persistentConn: fc.boolean(),
  tunInfo: fc.boolean(),
});
const plain = { stats: false, rate: false, thresholds: false };
const listed: fc.Arbitrary<Command> = fc
  .record({
    what: fc.constantFrom(
      'services' as const,
      'connections' as const,
      'timeouts' as const,
      'daemons' as const,
    ),
    service: fc.option(serviceId, { nil: undefined }),
    options: listOptions,
  })
  .map(({ what, service, options }) => {
    const name = 'list' as const;
    if (what === 'services') return { name, what, ...(service === undefined ? {} : { service }), options };
    const persistentConn = what === 'connections' && options.persistentConn;
    return { name, what, options: { ...options, ...plain, persistentConn } };
  });

const role = fc.constantFrom('master' as const, 'backup' as const);
const syncId = fc.nat({ max: 255 });
const daemon: fc.Arbitrary<SyncDaemon> = fc.record({
  role,
  interface: fc.stringMatching(/^[a-z][a-z0-9.]{0,14}$/),
  syncId,
  maxLen: fc.nat({ max: 65_507 }),
  group: fc.oneof(
    ipv4.filter(group4 => /^2(2[4-9]|3\d)\./.test(group4)),
    fc.constantFrom('224.0.0.81' as Address, 'ff02::81' as Address),
  ),
  port: fc.integer({ min: 1, max: 65_535 }),
  ttl: fc.integer({ min: 1, max: 255 }),
});
const seconds = fc.nat({ max: maxTimeout });

/** Any command but those that no line says: `-h` and `-v` have nothing else, and are among them. */
export const command: fc.Arbitrary<Command> = fc.oneof(
  configured,
  served,
  fc.record({ name: fc.constant('delete-service' as const), service: serviceId }),
  fc.record({
    name: fc.constant('delete-server' as const),
    service: serviceId,
    server: fc.record({ address, port }),
  }),
  serviceId.map(service => ({ name: 'zero' as const, service })),
  listed,
  fc
    .record({ tcp: seconds, tcpFin: seconds, udp: seconds })
    .map(timeouts => ({ name: 'set' as const, timeouts })),
  daemon.map(started => ({ name: 'start-daemon' as const, daemon: started })),
  fc.record({ name: fc.constant('stop-daemon' as const), role, syncId }),
  fc.boolean().map(numeric => ({ name: 'save' as const, numeric })),
  fc.constantFrom(
    { name: 'flush' as const },
    { name: 'zero' as const },
    { name: 'restore' as const },
    { name: 'help' as const },
    { name: 'version' as const },
  ),
);

/** A table of services as -A and -a make it: unique keys, no thresholds that the kernel refuses. */
export const service = serviceId.chain(id =>
  fc
    .record({
      config: serviceConfig(id),
      servers: fc.uniqueArray(
        fc.record({ place: serviceFamily(id) === 6 ? ipv6 : ipv4, port, config: serverConfig }),
        {
          maxLength: 5,
          selector: entry => `${entry.place} ${entry.port}`,
        },
      ),
    })
    .map(({ config, servers }) => ({
      id,
      config,
      servers: servers.map(({ place, port: given, config: server }) => ({
        id: { address: place, port: given },
        config: { ...server, lower: Math.min(server.lower, server.upper) },
      })),
    })),
);
