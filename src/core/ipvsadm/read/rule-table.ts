/** The table that a run of rules builds up: what -A, -a, -E, -e, -D, -d and -C do, as far as a reader needs it. */
import type { ServerConfig, ServerId, ServiceConfig, ServiceId } from '../../model/service.ts';
import { serverKey, serviceKey } from '../../model/service.ts';
import type { Gather } from './gather.ts';
import type { Table } from './merge.ts';
import type { Format, ReadServer, ReadService } from './reading.ts';

/** A service whose real servers are still being added. */
type Open = Omit<ReadService, 'servers'> & { servers: ReadServer[] };

/** What of a server's configuration a rule that was printed by -S says: thresholds are never saved. */
export type SavedServer = Omit<ServerConfig, 'upper' | 'lower'> &
  Partial<Pick<ServerConfig, 'upper' | 'lower'>>;

/** A key with the identity behind it, or a key that is text as found. */
export interface Known<Id> {
  readonly key: string;
  readonly id?: Id;
}

/** Services by key, in the order added. Each change gives undefined, or the kernel's own refusal. */
export class RuleTable {
  readonly #gather: Gather;
  #table: Table | undefined;
  #byKey = new Map<string, Open>();
  #foreign = false;

  constructor(gather: Gather) {
    this.#gather = gather;
  }

  /** What follows belongs to another table. */
  leave(): void {
    if (this.#table === undefined) return;
    this.#table = undefined;
    this.#byKey = new Map();
  }

  /** From now on rules come from another reader than that of saved lines. */
  admitForeign(): void {
    this.#foreign = true;
  }

  /** The service that a key names. */
  find(key: string): Open | undefined {
    return this.#byKey.get(key);
  }

  /** -A */
  addService(known: Known<ServiceId>, config: ServiceConfig, format: Format): string | undefined {
    if (this.#byKey.has(known.key)) return 'Service already exists';
    const service: Open = { ...known, ...seen(config), servers: [] };
    this.#byKey.set(known.key, service);
    this.#open(format).services.push(service);
    return undefined;
  }

  /** -E */
  editService(known: Known<ServiceId>, config: ServiceConfig): string | undefined {
    const service = this.#byKey.get(known.key);
    if (service === undefined) return 'No such service';
    this.#replace(service, { ...known, ...seen(config), servers: service.servers });
    return undefined;
  }

  /** -D */
  deleteService(key: string): string | undefined {
    const service = this.#byKey.get(key);
    if (service === undefined) return 'No such service';
    this.#replace(service, undefined);
    return undefined;
  }

  /** -C */
  clear(): void {
    this.#byKey.clear();
    if (this.#table !== undefined) this.#table.services = [];
  }

  /** -a */
  addServer(serviceAt: string, known: Known<ServerId>, config: SavedServer): string | undefined {
    const service = this.#byKey.get(serviceAt);
    if (service === undefined) return 'Service not defined';
    const { servers } = service;
    for (let index = 0; index < servers.length; index++) {
      const server = servers[index] as ReadServer;
      // Endpoints of saved lines are kept once each, so other objects are other servers: no text is compared.
      const same =
        this.#foreign || server.id === undefined ? server.key === known.key : server.id === known.id;
      if (same) return 'Destination already exists';
    }
    const { key, id } = known;
    const { method, weight, tunnel } = config;
    if (id !== undefined && tunnel === undefined && config.upper === undefined)
      servers.push({ key, id, method, weight });
    else servers.push({ ...known, ...config });
    return undefined;
  }

  /** -e */
  editServer(serviceAt: string, known: Known<ServerId>, config: SavedServer): string | undefined {
    const service = this.#byKey.get(serviceAt);
    if (service === undefined) return 'Service not defined';
    const index = service.servers.findIndex(server => server.key === known.key);
    if (index < 0) return 'No such destination';
    service.servers[index] = { ...known, ...config };
    return undefined;
  }

  /** -d */
  deleteServer(serviceAt: string, key: string): string | undefined {
    const service = this.#byKey.get(serviceAt);
    if (service === undefined) return 'Service not defined';
    const left = service.servers.filter(server => server.key !== key);
    if (left.length === service.servers.length) return 'No such destination';
    service.servers = left;
    return undefined;
  }

  #open(format: Format): Table {
    const gather = this.#gather;
    gather.formats.add(format);
    if (this.#table !== undefined) return this.#table;
    const { host } = gather;
    this.#table = {
      format,
      line: gather.scan.line,
      ...(host === undefined ? {} : { host }),
      whole: false,
      services: [],
    };
    gather.tables.push(this.#table);
    return this.#table;
  }

  #replace(service: Open, by: Open | undefined): void {
    if (by === undefined) this.#byKey.delete(service.key);
    else this.#byKey.set(service.key, by);
    for (const table of this.#gather.tables) {
      const index = table.services.indexOf(service);
      if (index < 0) continue;
      if (by === undefined) table.services.splice(index, 1);
      else table.services[index] = by;
    }
  }
}

const seen = ({
  scheduler,
  persistence,
  pe,
  ops,
  flags,
}: ServiceConfig): Omit<ReadService, 'key' | 'servers'> => ({
  scheduler,
  persistence: persistence ?? null,
  pe: pe ?? null,
  ops,
  flags,
});

/** The key and identity of a service read from a rule. */
export const knownService = (id: ServiceId): Known<ServiceId> => ({ key: serviceKey(id), id });

/** The key and identity of a server read from a rule. */
export const knownServer = (id: ServerId): Known<ServerId> => ({ key: serverKey(id), id });
