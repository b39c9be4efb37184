/** What a command line has said so far, while it is read from left to right. */
import type { Address, Family } from '../model/address.ts';
import type { SyncDaemon, Timeouts } from '../model/observe.ts';
import type { Method, Protocol, ServerId, ServiceId, Tunnel } from '../model/service.ts';
import { defaultScheduler, type OptionName } from './options.ts';

/** The state of reading one command line. Every field begins with what ipvsadm sends when nothing is said. */
export interface Draft {
  /** The options seen, by the names of the messages. */
  given: Set<OptionName>;
  protocol: Protocol | undefined;
  family: Family | undefined;
  address: Address | undefined;
  port: number;
  /** 0: no mark. */
  mark: number;
  server: ServerId | undefined;
  scheduler: string;
  persistent: number | undefined;
  mask: Address | number;
  pe: string;
  ops: boolean;
  flags: string | undefined;
  method: Method;
  weight: number;
  upper: number;
  lower: number;
  tunnelType: Tunnel['type'];
  tunnelPort: number;
  timeouts: Timeouts;
  role: SyncDaemon['role'];
  interface: string;
  syncId: number;
  maxLen: number;
  group: Address | undefined;
  groupPort: number;
  ttl: number;
}

/** A draft in which nothing was said. */
export const newDraft = (): Draft => ({
  given: new Set(),
  protocol: undefined,
  family: undefined,
  address: undefined,
  port: 0,
  mark: 0,
  server: undefined,
  scheduler: '',
  persistent: undefined,
  mask: '255.255.255.255' as Address,
  pe: '',
  ops: false,
  flags: undefined,
  method: 'dr',
  weight: 1,
  upper: 0,
  lower: 0,
  tunnelType: 'ipip',
  tunnelPort: 0,
  timeouts: { tcp: 0, tcpFin: 0, udp: 0 },
  role: 'master',
  interface: '',
  syncId: 0,
  maxLen: 0,
  group: undefined,
  groupPort: 8848,
  ttl: 1,
});

/** The service that the draft names. */
export const serviceId = (draft: Draft): ServiceId =>
  draft.mark === 0
    ? {
        kind: 'address',
        protocol: draft.protocol ?? 'tcp',
        address: draft.address ?? ('0.0.0.0' as Address),
        port: draft.port,
      }
    : { kind: 'fwmark', mark: draft.mark, family: draft.family ?? 4 };

/** The real server that the draft names. */
export const serverId = (draft: Draft): ServerId =>
  draft.server ?? { address: '0.0.0.0' as Address, port: 0 };

/** The scheduler that the draft names, or the default. */
export const schedulerOf = (draft: Draft): string =>
  draft.scheduler === '' ? defaultScheduler : draft.scheduler;

/** The sync daemon that the draft describes. `maxLen` 0 leaves the length to the kernel and the interface. */
export const daemon = (draft: Draft): SyncDaemon => ({
  role: draft.role,
  interface: draft.interface === '' ? 'eth0' : draft.interface,
  syncId: draft.syncId,
  maxLen: draft.maxLen,
  group: draft.group ?? ('224.0.0.81' as Address),
  port: draft.groupPort,
  ttl: draft.ttl,
});
