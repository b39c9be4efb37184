/** A complete ipvsadm command line, read: what parse.ts gives and print.ts takes. */
import type { SyncDaemon, Timeouts } from '../model/observe.ts';
import type { ServerConfig, ServerId, ServiceConfig, ServiceId } from '../model/service.ts';

/** The names that ipvsadm's own messages use for its commands. */
export type CommandName =
  | 'add-service'
  | 'edit-service'
  | 'delete-service'
  | 'add-server'
  | 'edit-server'
  | 'delete-server'
  | 'flush'
  | 'list'
  | 'set'
  | 'start-daemon'
  | 'stop-daemon'
  | 'restore'
  | 'save'
  | 'zero'
  | 'help'
  | 'version';

/** What `-L` shows and how. */
export interface ListOptions {
  readonly numeric: boolean;
  readonly exact: boolean;
  readonly nosort: boolean;
  readonly stats: boolean;
  readonly rate: boolean;
  readonly thresholds: boolean;
  readonly persistentConn: boolean;
  readonly tunInfo: boolean;
}

/**
 * A valid command line. Fields that were not given hold ipvsadm's defaults. `start-daemon` has a `maxLen` of 0 when
 * none was given (the kernel then chooses by the interface's MTU); `set` has 0 for "keep"; `zero` without a service
 * means all of them.
 */
export type Command =
  | {
      readonly name: 'add-service' | 'edit-service';
      readonly service: ServiceId;
      readonly config: ServiceConfig;
    }
  | { readonly name: 'delete-service'; readonly service: ServiceId }
  | {
      readonly name: 'add-server' | 'edit-server';
      readonly service: ServiceId;
      readonly server: ServerId;
      readonly config: ServerConfig;
    }
  | { readonly name: 'delete-server'; readonly service: ServiceId; readonly server: ServerId }
  | { readonly name: 'flush' }
  | { readonly name: 'zero'; readonly service?: ServiceId }
  | {
      readonly name: 'list';
      readonly what: 'services' | 'connections' | 'timeouts' | 'daemons';
      readonly service?: ServiceId;
      readonly options: ListOptions;
    }
  | { readonly name: 'set'; readonly timeouts: Timeouts }
  | { readonly name: 'start-daemon'; readonly daemon: SyncDaemon }
  | { readonly name: 'stop-daemon'; readonly role: SyncDaemon['role']; readonly syncId: number }
  | { readonly name: 'restore' }
  | { readonly name: 'save'; readonly numeric: boolean }
  | { readonly name: 'help' }
  | { readonly name: 'version' };
