/** What the kernel hands to ipvsadm when it lists: configuration with what was counted. Input of the list printers. */
import type { Counters, Rates } from '../model/observe.ts';
import type { Server, Service } from '../model/service.ts';

/** A real server with its observations. */
export interface ListedServer extends Server {
  readonly active: number;
  readonly inactive: number;
  /** Persistence templates that point here. */
  readonly persistent: number;
  readonly counters: Counters;
  readonly rates: Rates;
}

/** A virtual service with its observations; `servers` in kernel order (newest first). */
export interface ListedService extends Omit<Service, 'servers'> {
  readonly servers: readonly ListedServer[];
  readonly counters: Counters;
  readonly rates: Rates;
}
