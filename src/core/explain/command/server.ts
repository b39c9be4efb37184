/** What -a and -e set on a real server, in words. */
import {
  type Method,
  type ServerConfig,
  type ServerId,
  type ServiceId,
  serverKey,
} from '../../model/service.ts';
import { count } from '../../words/numbers.ts';
import type { ReadCommand } from '../explain.types.ts';
import { type Sentences, serviceName } from './service.ts';

type Given = ReadCommand['given'];

const methods: Readonly<Record<Method, readonly [letter: string, name: string, how: string]>> = {
  dr: [
    '-g',
    'direct routing',
    'With direct routing the director changes only the MAC address of a packet, and the server answers the client itself. The server must be on the director’s own link, and hold the VIP without answering ARP for it.',
  ],
  nat: [
    '-m',
    'address translation, NAT',
    'With NAT the director puts the server’s address into the packets, and the VIP back into the answers. So the answers must come through the director: it is the default gateway of the server.',
  ],
  tun: [
    '-i',
    'a tunnel',
    'Through a tunnel the director sends the packet wrapped into another one; the server unwraps it and answers the client itself. The server may be anywhere, and holds the VIP on a tunnel device.',
  ],
  local: ['-g', 'the director itself', 'The service runs on the director itself.'],
};

const wrapping = ({ tunnel }: ServerConfig): readonly string[] => {
  if (tunnel === undefined || tunnel.type === 'ipip') return [];
  const checksum = {
    none: 'without checksums',
    csum: 'with checksums',
    remcsum: 'with remote checksum offload',
  };
  return [
    tunnel.type === 'gue'
      ? `The packets are wrapped into UDP (gue) to port ${tunnel.port}, ${checksum[tunnel.checksum]}.`
      : `The packets are wrapped by GRE, ${checksum[tunnel.checksum]}.`,
  ];
};

const weight = ({ weight: value }: ServerConfig, given: Given): string => {
  if (value === 0) return 'Weight 0: it takes no new connections; open ones stay.';
  return given.has('weight') ? `Weight ${value}.` : 'No -w: weight 1.';
};

const thresholds = ({ upper, lower }: ServerConfig): readonly string[] => {
  if (upper === 0) return [];
  const again = lower === 0 ? 'fewer than three quarters of that' : `fewer than ${lower}`;
  return [`At ${count(upper, 'connection')} it takes no more (-x), until there are ${again}.`];
};

const mapping = (service: ServiceId, server: ServerId, { method }: ServerConfig): readonly string[] => {
  if (method !== 'nat') return [];
  if (server.port === 0) return ['Server port 0: the port that the client asked for.'];
  return service.kind === 'address' && service.port !== server.port && service.port !== 0
    ? [`Port ${service.port} of the service becomes port ${server.port} of the server; only NAT can do that.`]
    : [];
};

const settings = (
  first: string,
  service: ServiceId,
  server: ServerId,
  config: ServerConfig,
  given: Given,
): Sentences => {
  const [letter, name, how] = methods[config.method];
  return {
    words: [
      first,
      given.has('forwarding-method')
        ? `It is reached by ${name} (${letter}).`
        : `No -g, -i or -m: it is reached by ${name} (${letter}).`,
      ...wrapping(config),
      ...mapping(service, server, config),
      weight(config, given),
      ...thresholds(config),
    ],
    why: [how],
  };
};

/** The sentences for -a. */
export const addServer = (
  service: ServiceId,
  server: ServerId,
  config: ServerConfig,
  given: Given,
): Sentences =>
  settings(
    `Adds the real server ${serverKey(server)} to ${serviceName(service)}.`,
    service,
    server,
    config,
    given,
  );

/** The sentences for -e. */
export const editServer = (
  service: ServiceId,
  server: ServerId,
  config: ServerConfig,
  given: Given,
): Sentences =>
  settings(
    `Sets the real server ${serverKey(server)} of ${serviceName(service)} anew; its open connections stay.`,
    service,
    server,
    config,
    given,
  );
