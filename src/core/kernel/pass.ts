/** Packets along a connection that is there already: its state, its timer, what is counted. */
import { restart } from './connections.ts';
import { findDestination, kindOf, putDestination, shift } from './destinations.ts';
import { assure } from './persistence.ts';
import type { Kernel, KernelConnection } from './state.ts';
import { isActive, nextState, type Segment, stateTimeout } from './tcp.ts';

/** A packet from one side of a connection. */
export interface Passing {
  readonly side: 'client' | 'server';
  /** TCP only; ACK when absent. */
  readonly segment?: Segment;
  /** Bytes of the IP packet. */
  readonly length: number;
}

const after = (connection: KernelConnection, { side, segment = 'ack' }: Passing): KernelConnection => {
  if (connection.protocol === 'udp') return connection;
  const noOutput = connection.noOutput && side === 'client';
  const direction = side === 'server' ? 'output' : noOutput ? 'input-only' : 'input';
  const state = nextState(connection.state, direction, segment);
  return { ...connection, state, noOutput, inactive: !isActive(state) };
};

/** A template is assured when its TCP connection becomes established, or a datagram is answered. */
const assures = (before: KernelConnection, now: KernelConnection, { side }: Passing): boolean =>
  before.protocol === 'udp'
    ? side === 'server'
    : now.state === 'ESTABLISHED' && before.state !== 'ESTABLISHED';

/**
 * The kernel after packets passed along a connection, one after the other and all at this moment: the same as one by
 * one, at the price of one.
 */
export const pass = (kernel: Kernel, connection: KernelConnection, packets: readonly Passing[]): Kernel => {
  let now = connection;
  let assured = false;
  const traffic = { inPkts: 0, inBytes: 0, outPkts: 0, outBytes: 0 };
  for (const packet of packets) {
    const before = now;
    now = after(before, packet);
    assured ||= assures(before, now, packet);
    if (packet.side === 'client') {
      traffic.inPkts++;
      traffic.inBytes += packet.length;
    } else {
      traffic.outPkts++;
      traffic.outBytes += packet.length;
    }
  }
  const found = findDestination(kernel, connection);
  const counted =
    found === undefined
      ? kernel
      : putDestination(kernel, found, shift(found.server, kindOf(connection), kindOf(now)), traffic);
  const timeout = stateTimeout(now.state, kernel.timeouts);
  return restart(assured ? assure(counted, connection) : counted, { ...now, timeout });
};
