/** Packets along a connection that is there already: its state, its timer, what is counted. */
import { restart } from './connections.ts';
import { findDestination, kindOf, putDestination, shift } from './destinations.ts';
import { assure } from './persistence.ts';
import type { ConnectionState, Kernel, KernelConnection } from './state.ts';
import { isActive, nextState, type Segment, stateTimeout } from './tcp.ts';

/** A packet from one side of a connection. */
export interface Passing {
  readonly side: 'client' | 'server';
  /** TCP only; ACK when absent. */
  readonly segment?: Segment;
  /** Bytes of the IP packet. */
  readonly length: number;
}

/** What packets change in a connection. */
interface Course {
  readonly state: ConnectionState;
  readonly noOutput: boolean;
  /** A template is assured when its TCP connection becomes established, or a datagram is answered. */
  readonly assured: boolean;
}

const after = (course: Course, udp: boolean, { side, segment = 'ack' }: Passing): Course => {
  const { state } = course;
  if (udp) return side === 'server' ? { ...course, assured: true } : course;
  const noOutput = course.noOutput && side === 'client';
  const direction = side === 'server' ? 'output' : noOutput ? 'input-only' : 'input';
  const next = nextState(state, direction, segment);
  const assured = course.assured || (next === 'ESTABLISHED' && state !== 'ESTABLISHED');
  return { state: next, noOutput, assured };
};

/**
 * The kernel after packets passed along a connection, one after the other and all at this moment: the same as one by
 * one, at the price of one.
 */
export const pass = (kernel: Kernel, connection: KernelConnection, packets: readonly Passing[]): Kernel => {
  const udp = connection.protocol === 'udp';
  let course: Course = { state: connection.state, noOutput: connection.noOutput, assured: false };
  const traffic = { inPkts: 0, inBytes: 0, outPkts: 0, outBytes: 0 };
  for (const packet of packets) {
    course = after(course, udp, packet);
    if (packet.side === 'client') {
      traffic.inPkts++;
      traffic.inBytes += packet.length;
    } else {
      traffic.outPkts++;
      traffic.outBytes += packet.length;
    }
  }
  const { state, noOutput, assured } = course;
  const timeout = stateTimeout(state, kernel.timeouts);
  const now = { ...connection, state, noOutput, inactive: !isActive(state), timeout };
  const found = findDestination(kernel, connection);
  const counted =
    found === undefined
      ? kernel
      : putDestination(kernel, found, shift(found.server, kindOf(connection), kindOf(now)), traffic);
  return restart(assured ? assure(counted, connection) : counted, now);
};
