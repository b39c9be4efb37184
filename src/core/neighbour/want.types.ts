/** What a person wants of the configuration of keepalived or ldirectord, as data. */
import type { Address } from '../model/address.ts';
import type { Method, Service } from '../model/service.ts';

/**
 * How a real server is found to be alive. `port`: where it is asked (1..65535); absent: on the port to which it is sent
 * connections.
 */
export type Check =
  /** It is in the table always. */
  | { readonly kind: 'none' }
  | { readonly kind: 'ping' }
  /** A connection is opened. */
  | { readonly kind: 'tcp'; readonly port?: number }
  /** A datagram is sent, and no ICMP error comes back. */
  | { readonly kind: 'udp'; readonly port?: number }
  | {
      readonly kind: 'http' | 'https';
      readonly port?: number;
      /** Begins with a slash; what would mean something in a configuration is percent-encoded (readCheck sees to it). */
      readonly path: string;
      /** The answer's status, 100..599; absent: 200. */
      readonly status?: number;
      /** The name of the site: the Host header. */
      readonly host?: string;
    };

/** A server for when too few others are left. */
export interface Sorry {
  readonly address: Address;
  /** 1..65535; absent: the port of the service. */
  readonly port?: number;
  /** Absent: that of the service. */
  readonly method?: Exclude<Method, 'local'>;
}

/** What both are told of the table. */
interface Watched {
  /** Their servers in the order in which they are to be added: the kernel then has the last one first. */
  readonly services: readonly Service[];
  readonly check: Check;
  readonly sorry?: Sorry;
  /** A server that fails stays in the table with weight 0, so that what is open goes on; otherwise it is removed. */
  readonly inhibit?: boolean;
  /** Seconds between two checks, 1..86400; absent: 6. */
  readonly everySeconds?: number;
}

/** A keepalived.conf for one of two directors. */
export interface KeepalivedWant extends Watched {
  /** What the director is at start: the VIPs belong to the one with the higher priority. */
  readonly role: 'master' | 'backup';
  /** The name of this director in keepalived's mails and logs: `[A-Za-z0-9._-]{1,64}`. */
  readonly routerId: string;
  /** The interface that carries the adverts and the VIPs. */
  readonly interface: string;
  /** 1..255, the same on both directors, and no other pair's on this link. */
  readonly virtualRouterId: number;
  /** 1..254, the master's higher. */
  readonly priority: number;
  /** Seconds between two adverts, 1..40; absent: 1. */
  readonly advertSeconds?: number;
  /** The other directors' own addresses: adverts go to them by unicast; empty or absent: by multicast. */
  readonly peers?: readonly Address[];
  /** VIPs besides those of the services: services by mark name none. */
  readonly vips?: readonly Address[];
  /** The least weight of living servers in a service, 1..2147483647; absent: 1. */
  readonly quorum?: number;
  /** Connections are told to the other director: by this interface, with this sync id (0..255). */
  readonly sync?: { readonly interface: string; readonly id: number };
}

/** A ldirectord.cf. */
export type LdirectordWant = Watched;
