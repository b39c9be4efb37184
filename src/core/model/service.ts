/**
 * What a virtual service and a real server are. Identity (what the kernel finds them by), configuration (what
 * was set) and observation (what was counted, see observe.ts) are kept apart.
 */
import { type Address, endpoint, type Family, familyOf } from './address.ts';

/** Transport protocols of a virtual service. */
export type Protocol = 'tcp' | 'udp' | 'sctp';

/** A virtual service known by protocol, VIP and port (0..65535; 0 is "any port" and needs persistence). */
export interface AddressService {
  readonly kind: 'address';
  readonly protocol: Protocol;
  readonly address: Address;
  readonly port: number;
}

/** A virtual service known by a firewall mark (1..2^32-1) and a family: the same mark may exist in both. */
export interface FwmarkService {
  readonly kind: 'fwmark';
  readonly mark: number;
  readonly family: Family;
}

/** The identity of a virtual service. */
export type ServiceId = AddressService | FwmarkService;

/** The identity of a real server within its service (RIP and port). */
export interface ServerId {
  readonly address: Address;
  readonly port: number;
}

/** The scheduler flag bits of ip_vs.h; sh and mh give the first two names of their own (`sh-port` is flag-2). */
export type SchedulerFlag = 'flag-1' | 'flag-2' | 'flag-3';

/** Persistence: how long (seconds, 1..2678400) a client stays, and how many clients count as one. */
export interface Persistence {
  readonly timeout: number;
  /** IPv4: a dotted mask (any bits); IPv6: a prefix length 1..128. The whole address by default. */
  readonly mask: Address | number;
}

/** Everything that `-A`/`-E` sets on a virtual service. */
export interface ServiceConfig {
  readonly scheduler: string;
  readonly persistence?: Persistence;
  /** Persistence engine; `sip` is the only one in mainline. */
  readonly pe?: string;
  /** One-packet scheduling: UDP and marks only. */
  readonly ops: boolean;
  /** Set flags, in the order flag-1, flag-2, flag-3. */
  readonly flags: readonly SchedulerFlag[];
}

/** Forwarding methods: NAT `-m` (Masq), DR `-g` (Route), TUN `-i` (Tunnel), and the director itself (Local). */
export type Method = 'nat' | 'dr' | 'tun' | 'local';

/** How a TUN server's packets are wrapped. Port only for gue; checksum none for ipip. */
export interface Tunnel {
  readonly type: 'ipip' | 'gue' | 'gre';
  /** GUE's UDP port 1..65535; 0 for the other types. */
  readonly port: number;
  readonly checksum: 'none' | 'csum' | 'remcsum';
}

/** Everything that `-a`/`-e` sets on a real server. */
export interface ServerConfig {
  readonly method: Method;
  /** 0..2147483647; 0 takes no new connections. */
  readonly weight: number;
  /** Upper connection threshold, 0 = off. */
  readonly upper: number;
  /** Lower connection threshold, 0 = off (the kernel then uses 75% of the upper one). */
  readonly lower: number;
  /** Set exactly when the method is `tun`. */
  readonly tunnel?: Tunnel;
}

/** One configured real server. */
export interface Server {
  readonly id: ServerId;
  readonly config: ServerConfig;
}

/** One configured virtual service with its real servers. */
export interface Service {
  readonly id: ServiceId;
  readonly config: ServiceConfig;
  readonly servers: readonly Server[];
}

/** The family of a service. */
export const serviceFamily = (id: ServiceId): Family =>
  id.kind === 'fwmark' ? id.family : familyOf(id.address);

/** The mask that groups nobody: ipvsadm does not print it. */
export const wholeMask = (family: Family): Address | number =>
  family === 4 ? ('255.255.255.255' as Address) : 128;

/**
 * A service's key, unique in one director and used wherever a person names one: `tcp:10.0.0.200:80`,
 * `udp:[fd00::1]:53`, `fwm:17`, `fwm6:17`.
 */
export const serviceKey = (id: ServiceId): string =>
  id.kind === 'fwmark'
    ? `${id.family === 6 ? 'fwm6' : 'fwm'}:${id.mark}`
    : `${id.protocol}:${endpoint(id.address, id.port)}`;

/** A server's key within its service: `10.0.0.7:80`, `[fd00::7]:80`. */
export const serverKey = (id: ServerId): string => endpoint(id.address, id.port);
