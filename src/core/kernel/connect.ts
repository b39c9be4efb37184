/** Whole connections through the practice kernel, packet by packet, as a client and a server that answers make them. */
import { type Address, familyOf } from '../model/address.ts';
import type { ServerId } from '../model/service.ts';
import { restart } from './connections.ts';
import { findDestination, putDestination } from './destinations.ts';
import { connectionKey, type Packet, type Verdict } from './packet.ts';
import { type Passing, pass } from './pass.ts';
import { answer, receive } from './receive.ts';
import type { Kernel } from './state.ts';
import type { Traffic } from './stats.ts';
import type { Segment } from './tcp.ts';

/** A connection that a client wants. */
export interface Request {
  readonly protocol: 'tcp' | 'udp';
  readonly client: Address;
  readonly clientPort: number;
  readonly virtual: Address;
  readonly virtualPort: number;
  readonly mark?: number;
  readonly callId?: string;
}

/** What became of it: the real server that it reached, or how it failed. */
export interface Connected {
  readonly kernel: Kernel;
  readonly outcome:
    | { readonly kind: 'connected'; readonly server: ServerId; readonly connection: string | undefined }
    | { readonly kind: 'refused' | 'timeout' };
}

/** How a real server meets a SYN or a datagram. */
export type Manner = 'accept' | 'reset' | 'silence';

/** TCP header with options: 20 bytes of them in SYN and SYN-ACK, 12 in others, none in RST [measured, Linux]. */
const headerSize: Readonly<Record<Segment, number>> = { syn: 40, ack: 32, fin: 32, rst: 20 };

/** Bytes of an IP packet without payload. */
const size = (address: Address, segment: Segment): number =>
  (familyOf(address) === 4 ? 20 : 40) + headerSize[segment];

const datagram = (address: Address): number => (familyOf(address) === 4 ? 32 : 52);

const fromClient = (request: Request, segment: Segment): Packet => ({
  ...request,
  segment,
  length: size(request.virtual, segment),
});

/** Segments of one connection by either side, the first of which is the client's; answers pass only with NAT. */
const talk = (
  kernel: Kernel,
  request: Request,
  segments: readonly (readonly [Passing['side'], Segment])[],
): Kernel => {
  const connection = kernel.connections.get(connectionKey(request));
  const available = connection !== undefined && findDestination(kernel, connection)?.where === 'service';
  if (connection === undefined || !available) {
    return segments.reduce(
      (next, [side, segment]) =>
        side === 'client' ? receive(next, fromClient(request, segment)).kernel : next,
      kernel,
    );
  }
  const packets = segments
    .filter(([side]) => side === 'client' || connection.method === 'nat')
    .map(([side, segment]) => ({ side, segment, length: size(request.virtual, segment) }));
  return pass(kernel, connection, packets);
};

/** What follows a SYN that reached a server. */
const handshake = [
  ['server', 'syn'],
  ['client', 'ack'],
] as const;

/** The client closes first. */
const farewell = [
  ['client', 'fin'],
  ['server', 'fin'],
  ['client', 'ack'],
] as const;

const failure = (verdict: Exclude<Verdict, { kind: 'forwarded' }>): 'refused' | 'timeout' =>
  verdict.kind === 'dropped' ? 'timeout' : 'refused';

/**
 * Opens a connection: SYN, SYN-ACK, ACK; unless `hold`, the client closes it (FIN, FIN, ACK). UDP: a datagram and
 * its answer. `manner` says how the real server that was picked behaves (accepts when absent).
 */
export const connect = (
  kernel: Kernel,
  request: Request,
  options: { readonly hold?: boolean; readonly manner?: (server: ServerId) => Manner } = {},
): Connected => {
  const mannerOf = options.manner ?? (() => 'accept' as const);
  const first = receive(
    kernel,
    request.protocol === 'udp'
      ? { ...request, length: datagram(request.virtual) }
      : fromClient(request, 'syn'),
  );
  if (first.verdict.kind !== 'forwarded') {
    return { kernel: first.kernel, outcome: { kind: failure(first.verdict) } };
  }
  const { connection, server } = first.verdict;
  const manner = mannerOf(server);
  if (manner === 'silence') return { kernel: first.kernel, outcome: { kind: 'timeout' } };
  if (request.protocol === 'udp') {
    if (manner === 'reset') return { kernel: first.kernel, outcome: { kind: 'refused' } };
    const length = datagram(request.virtual);
    const next = connection === undefined ? first.kernel : answer(first.kernel, connection, { length });
    return { kernel: next, outcome: { kind: 'connected', server, connection } };
  }
  if (manner === 'reset') {
    return { kernel: talk(first.kernel, request, [['server', 'rst']]), outcome: { kind: 'refused' } };
  }
  const next = talk(first.kernel, request, options.hold === true ? handshake : [...handshake, ...farewell]);
  return { kernel: next, outcome: { kind: 'connected', server, connection } };
};

/** The kernel after the client closed a TCP connection and the server too: FIN, FIN, ACK. */
export const close = (kernel: Kernel, request: Request): Kernel => talk(kernel, request, farewell);

/** The kernel after the client broke a TCP connection off with RST. */
export const reset = (kernel: Kernel, request: Request): Kernel => talk(kernel, request, [['client', 'rst']]);

/**
 * The kernel after data went along a connection, all at once: counts as given, restarts the timer. Without a
 * connection of this key, or with its server deleted, nothing changes.
 */
export const transfer = (kernel: Kernel, key: string, traffic: Omit<Traffic, 'conns'>): Kernel => {
  const connection = kernel.connections.get(key);
  const found = connection === undefined ? undefined : findDestination(kernel, connection);
  if (connection === undefined || found?.where !== 'service') return kernel;
  return restart(putDestination(kernel, found, found.server, traffic), connection);
};
