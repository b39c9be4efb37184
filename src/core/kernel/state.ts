/** The practice kernel: all that IPVS knows, as data that is never changed but replaced. */
import type { Address, Family } from '../model/address.ts';
import type { SyncDaemon, Timeouts } from '../model/observe.ts';
import type { Method, Protocol, ServiceConfig, ServiceId, Tunnel } from '../model/service.ts';
import { Dictionary } from './dictionary.ts';
import { type NetworkInterface, practiceInterfaces } from './interfaces.ts';
import { startNetwork } from './net/network.ts';
import type { KernelNetwork } from './net/network.types.ts';
import type { SchedulerServer, SchedulerState } from './scheduler.ts';
import { newStats, type Stats } from './stats.ts';
import { type Sysctls, sysctlDefaults } from './sysctl.ts';

/** A real server (struct ip_vs_dest). */
export interface KernelServer extends SchedulerServer {
  /** The service object whose counters it shares in; tells a service that was made anew from the old one. */
  readonly serviceUid: number;
  readonly method: Method;
  readonly tunnel: Tunnel | undefined;
  readonly upper: number;
  readonly lower: number;
  /** Persistence templates that point here. */
  readonly persistent: number;
  readonly stats: Stats;
}

/** A virtual service (struct ip_vs_service). */
export interface KernelService {
  readonly uid: number;
  /** serviceKey(id). */
  readonly key: string;
  readonly id: ServiceId;
  readonly config: ServiceConfig;
  /** What the scheduler remembers; undefined for `none`. */
  readonly schedulerState: SchedulerState;
  /** Newest first. */
  readonly servers: readonly KernelServer[];
  readonly stats: Stats;
  /** Whether an estimation could change its counters or those of a server. */
  readonly restless: boolean;
}

/** A deleted server, kept while connections point to it and some minutes longer (ip_vs_trash_get_dest). */
export interface TrashedServer {
  /** Where it is in the trash. */
  readonly key: string;
  readonly server: KernelServer;
  /** Practice time at which the sweeper first found it unused. */
  readonly idleSince: number | undefined;
}

/** TCP's states in IPVS, UDP's one, and those of templates. */
export type ConnectionState =
  | 'NONE'
  | 'ESTABLISHED'
  | 'SYN_SENT'
  | 'SYN_RECV'
  | 'FIN_WAIT'
  | 'TIME_WAIT'
  | 'CLOSE'
  | 'CLOSE_WAIT'
  | 'LAST_ACK'
  | 'LISTEN'
  | 'SYNACK'
  | 'UDP'
  | 'ASSURED';

/** An entry of the connection table (struct ip_vs_conn): a connection, or a persistence template. */
export interface KernelConnection {
  /** Where it is in the table; never changes. */
  readonly key: string;
  readonly uid: number;
  readonly template: boolean;
  /** Under which a template is looked up; undefined for connections and for invalidated templates. */
  readonly lookup: string | undefined;
  /** `ip` in templates of marks. */
  readonly protocol: Protocol | 'ip';
  readonly family: Family;
  readonly client: Address;
  readonly clientPort: number;
  readonly virtual: Address;
  readonly virtualPort: number;
  readonly server: Address;
  readonly serverPort: number;
  readonly method: Method;
  readonly state: ConnectionState;
  /** Counted in InActConn, not in ActiveConn. */
  readonly inactive: boolean;
  /** No packet from the server was seen (DR and TUN never see one). */
  readonly noOutput: boolean;
  /** Where it is accounted: the service, and the server by uid or, in the trash, by its configured port. */
  readonly service: ServiceId;
  readonly serverUid: number;
  readonly configuredPort: number;
  /** Milliseconds that the timer is set to at the next packet. */
  readonly timeout: number;
  /** Practice time at which the timer fires. */
  readonly expires: number;
  /** The second of the timer wheel that holds it. */
  readonly wheelSecond: number;
  /** Key of the template that this connection came from. */
  readonly control: string | undefined;
  /** How many connections came from this template. */
  readonly controls: number;
  readonly peData: string | undefined;
}

/** A cell of the timer wheel. */
export interface Timer {
  readonly key: string;
  readonly uid: number;
  readonly next: Timer | undefined;
}

/** Services in the kernel's own 256 hash buckets, the newest first in each. */
export type ServiceTable = readonly (readonly KernelService[])[];

/** All of it. */
export interface Kernel {
  /** Timer ticks per second: /proc/net/ip_vs shows persistence in ticks. */
  readonly hz: number;
  readonly version: string;
  /** Size of the connection hash table, as listings print it. */
  readonly tableSize: number;
  /** Interfaces with their addresses, routes, packet filter rules: all that is not IPVS. */
  readonly network: KernelNetwork;
  readonly seed: number;
  /** What the kernel XORs into the service hash: bits 8..15 of a pointer. */
  readonly hashSalt: number;
  /** Practice time: milliseconds since the module was loaded. */
  readonly now: number;
  readonly nextUid: number;
  readonly addressServices: ServiceTable;
  readonly markServices: ServiceTable;
  /** Services by family: hooks are in place only while there is one (6.1). */
  readonly ipv4Services: number;
  readonly ipv6Services: number;
  /** FTP services and port-0 services: the lookups that they switch on. */
  readonly ftpServices: number;
  readonly anyPortServices: number;
  readonly mixedServers: number;
  readonly trash: Dictionary<TrashedServer>;
  readonly sweepAt: number | undefined;
  readonly connections: Dictionary<KernelConnection>;
  /** Keys of valid templates by what they are looked up with. */
  readonly templates: Dictionary<string>;
  readonly wheel: Dictionary<Timer>;
  /** The first second of the wheel that was not worked off. */
  readonly wheelHand: number;
  readonly nextEstimation: number;
  readonly stats: Stats;
  readonly timeouts: Timeouts;
  readonly daemons: readonly SyncDaemon[];
  readonly sysctls: Sysctls;
  /** Schedulers whose module is missing. */
  readonly missing: readonly string[];
}

/** What a practice kernel can be started with; everything has the values of the measured kernel. */
export type KernelOptions = Partial<
  Pick<Kernel, 'hz' | 'version' | 'tableSize' | 'seed' | 'hashSalt' | 'missing'> & {
    readonly interfaces: readonly NetworkInterface[];
  }
>;

const emptyTable: ServiceTable = Array.from({ length: 256 }, () => []);

/** A kernel with the ip_vs module just loaded and nothing configured. */
export const emptyKernel = (options: KernelOptions = {}): Kernel => ({
  hz: options.hz ?? 100,
  version: options.version ?? '1.2.1',
  tableSize: options.tableSize ?? 4096,
  network: startNetwork(options.interfaces ?? practiceInterfaces),
  seed: options.seed ?? 1,
  hashSalt: options.hashSalt ?? 0xc0,
  now: 0,
  nextUid: 1,
  addressServices: emptyTable,
  markServices: emptyTable,
  ipv4Services: 0,
  ipv6Services: 0,
  ftpServices: 0,
  anyPortServices: 0,
  mixedServers: 0,
  trash: Dictionary.empty(),
  sweepAt: undefined,
  connections: Dictionary.empty(),
  templates: Dictionary.empty(),
  wheel: Dictionary.empty(),
  wheelHand: 0,
  nextEstimation: 2000,
  stats: newStats,
  timeouts: { tcp: 900, tcpFin: 120, udp: 300 },
  daemons: [],
  sysctls: sysctlDefaults,
  missing: options.missing ?? ['twos'],
});
