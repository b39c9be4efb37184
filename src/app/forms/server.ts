/** The fields of a real server, and what their answers are to begin with. */
import { tunnelAdmission } from '../../core/ipvsadm/options.ts';
import type { Method, Server, ServerConfig, Service, Tunnel } from '../../core/model/service.ts';
import { serverKey } from '../../core/model/service.ts';
import { checksums, methods, tunnels } from './choices.ts';
import type { Absent, Answers, Condition, Field, Fixed } from './field.types.ts';
import { field, optionField } from './table.ts';

const tunnelled: Condition = { field: 'method', is: ['ipip'] };

/** A tunnel of one of the types that take an option. */
const tunnelOf = (...types: readonly Tunnel['type'][]): readonly Condition[] => [
  tunnelled,
  { field: 'tun-type', is: types },
];

const checksumField = (type: 'gue' | 'gre'): Field => {
  const choices = checksums.filter(({ value }) =>
    Object.entries(tunnelAdmission[type]).some(([name, how]) => name === value && how === 'exclusive'),
  );
  return field(`${type}-checksum`, {
    kind: 'choice',
    reads: { kind: 'flag' },
    options: choices.map(({ value }) => value),
    choices,
    when: tunnelOf(type),
  });
};

/** How packets travel to the server. */
const wayFields: readonly Field[] = [
  field('method', {
    kind: 'choice',
    reads: { kind: 'flag' },
    options: methods.map(({ value }) => value),
    choices: methods,
  }),
  optionField('tun-type', { choices: tunnels, when: [tunnelled] }),
  optionField('tun-port', { when: tunnelOf('gue') }),
  checksumField('gue'),
  checksumField('gre'),
];

const loadFields: readonly Field[] = [
  optionField('weight'),
  optionField('u-threshold'),
  // Without an upper threshold the kernel refuses a lower one.
  optionField('l-threshold', { when: [{ field: 'u-threshold', isNot: ['', '0'] }] }),
];

const mapsNoPort = (port: number): readonly Fixed[] => [
  {
    when: [{ field: 'method', is: ['gatewaying'] }],
    value: String(port),
    why: 'as the service: DR maps no ports',
  },
  { when: [tunnelled], value: String(port), why: 'as the service: TUN maps no ports' },
];

const portAbsent = ({ id }: Service): Absent =>
  id.kind === 'address' && id.port !== 0
    ? { value: String(id.port), words: `${id.port}, as the service` }
    : { value: '0', words: '0, as the client wrote' };

/** The fields of a server that is added to a service. */
export const newServerFields = (service: Service): readonly Field[] => [
  field('rip', { kind: 'text', reads: { kind: 'server' }, options: ['real-server'] }),
  ...wayFields,
  field('server-port', {
    kind: 'text',
    reads: { kind: 'port' },
    options: ['real-server'],
    absent: portAbsent(service),
    fixed: [
      { when: [{ field: 'rip', writes: 'port' }], value: { portOf: 'rip' }, why: 'written with the address' },
      ...(service.id.kind === 'fwmark' ? [] : mapsNoPort(service.id.port)),
    ],
  }),
  ...loadFields,
];

/** The fields of a server that is there. */
export const serverFields = (server: Server): readonly Field[] => [
  field('server-id', {
    kind: 'text',
    reads: { kind: 'server' },
    options: ['real-server'],
    fixed: [{ when: [], value: serverKey(server.id), why: 'another address is another server' }],
  }),
  ...wayFields,
  ...loadFields,
];

/** The option that stands for a method; a server of method `local` is sent as DR, as ipvsadm -S writes it. */
const methodOptions: Readonly<Record<Method, string>> = {
  nat: 'masquerading',
  dr: 'gatewaying',
  tun: 'ipip',
  local: 'gatewaying',
};
const checksumOptions: Readonly<Record<Tunnel['checksum'], string>> = {
  none: 'tun-nocsum',
  csum: 'tun-csum',
  remcsum: 'tun-remcsum',
};

/** The answers that say how packets travel. */
const wayAnswers = ({ method, tunnel }: Pick<ServerConfig, 'method' | 'tunnel'>): Answers => ({
  method: methodOptions[method],
  'tun-type': tunnel?.type ?? 'ipip',
  'tun-port': tunnel?.type === 'gue' ? String(tunnel.port) : '',
  'gue-checksum': tunnel?.type === 'gue' ? checksumOptions[tunnel.checksum] : 'tun-nocsum',
  'gre-checksum': tunnel?.type === 'gre' ? checksumOptions[tunnel.checksum] : 'tun-nocsum',
});

const limit = (connections: number): string => (connections === 0 ? '' : String(connections));

/** The answers that give a server as it is. */
export const serverAnswers = ({ id, config }: Server): Answers => ({
  'server-id': serverKey(id),
  ...wayAnswers(config),
  weight: String(config.weight),
  'u-threshold': limit(config.upper),
  'l-threshold': limit(config.lower),
});

/**
 * The first answers for a new server: it is reached as the others are, where they all are alike; else by DR. Where all
 * listen on one port that is not the service's, so does it.
 */
export const newServerAnswers = ({ id, servers }: Service): Answers => {
  const ways = servers.map(({ config }) => wayAnswers(config));
  const [first] = ways;
  const alike = ways.every(way => JSON.stringify(way) === JSON.stringify(first));
  const ports = new Set(servers.map(server => server.id.port));
  const [port = 0] = ports;
  const mapped = ports.size === 1 && port > 0 && id.kind === 'address' && port !== id.port;
  return {
    ...(mapped ? { 'server-port': String(port) } : {}),
    ...(first !== undefined && alike ? first : wayAnswers({ method: 'dr' })),
  };
};
