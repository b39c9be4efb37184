/** Packets as the practice kernel sees them, and what it does with them. */
import type { Address } from '../model/address.ts';
import type { Method, ServerId } from '../model/service.ts';
import type { Kernel, KernelConnection } from './state.ts';
import type { Segment } from './tcp.ts';

/** A packet from a client to a VIP. */
export interface Packet {
  readonly protocol: 'tcp' | 'udp';
  readonly client: Address;
  readonly clientPort: number;
  readonly virtual: Address;
  readonly virtualPort: number;
  /** The firewall mark that iptables has set; 0 or absent for none. */
  readonly mark?: number;
  /** TCP only; ACK when absent. A SYN opens a connection. */
  readonly segment?: Segment;
  /** Bytes of the IP packet. */
  readonly length: number;
  /** The Call-ID of a SIP message, for the persistence engine `sip`. */
  readonly callId?: string;
}

/** What became of a packet. */
export type Verdict =
  /** Sent to a real server: where the packet really went (NAT rewrites the port, DR and TUN do not). */
  | {
      readonly kind: 'forwarded';
      readonly server: ServerId;
      readonly method: Method;
      /** Key of the connection; undefined with one-packet scheduling. */
      readonly connection: string | undefined;
      /** Whether the packet opened it. */
      readonly opened: boolean;
    }
  /** Nobody can take it: the client gets ICMP port unreachable. */
  | { readonly kind: 'refused' }
  /** No business of IPVS: it goes on to the director itself, whose TCP answers with RST. */
  | { readonly kind: 'ignored' }
  /** Thrown away without a word. */
  | { readonly kind: 'dropped' };

/** Where the connection of a packet is in the table. */
export const connectionKey = (
  packet: Pick<Packet, 'protocol' | 'client' | 'clientPort' | 'virtual' | 'virtualPort'>,
): string =>
  `${packet.protocol} ${packet.client} ${packet.clientPort} ${packet.virtual} ${packet.virtualPort}`;

/** The verdict for a packet that passes along this connection. */
export const forwarded = (connection: KernelConnection, packet: Packet, opened: boolean): Verdict => ({
  kind: 'forwarded',
  server: {
    address: connection.server,
    port: connection.method === 'nat' ? connection.serverPort : packet.virtualPort,
  },
  method: connection.method,
  connection: connection.key,
  opened,
});

/** A packet's way: the kernel after it, and what became of it. */
export interface Passed {
  readonly kernel: Kernel;
  readonly verdict: Verdict;
}

/** Not for IPVS. */
export const ignored = (kernel: Kernel): Passed => ({ kernel, verdict: { kind: 'ignored' } });

/** Answered with ICMP port unreachable. */
export const refused = (kernel: Kernel): Passed => ({ kernel, verdict: { kind: 'refused' } });

/** Thrown away. */
export const dropped = (kernel: Kernel): Passed => ({ kernel, verdict: { kind: 'dropped' } });
