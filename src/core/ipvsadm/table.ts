/** The table that a list of commands makes, without a kernel: what a rule file would leave behind. */
import { type Service, type ServiceId, serverKey, serviceKey } from '../model/service.ts';
import type { Command } from './command.ts';
import { kernelRefusals } from './messages.ts';

/** A command that the kernel would have refused, with its words. */
export interface TableRefusal {
  /** Index in the commands given. */
  readonly index: number;
  readonly message: string;
}

/** The table after a list of commands. */
export interface TableResult {
  /** In the order in which they were added; servers too. */
  readonly services: readonly Service[];
  readonly refused: readonly TableRefusal[];
}

/**
 * Applies commands one after the other to an empty table, or to `start`, as `-R` does: a refused one changes
 * nothing and the next one is tried. Only the refusals that follow from the table itself are known here: what
 * exists and what does not, and thresholds that contradict each other. Commands that show something are passed over.
 */
export const tableFromCommands = (
  commands: readonly Command[],
  start: readonly Service[] = [],
): TableResult => {
  const table = new TableDraft(start);
  const refused: TableRefusal[] = [];
  for (const [index, command] of commands.entries()) {
    const message = table.apply(command);
    if (message !== undefined) refused.push({ index, message });
  }
  return { services: table.services(), refused };
};

type Servers = Map<string, Service['servers'][number]>;

/** A service of the table. One that nothing happens to is given back as the object that it came as. */
class Entry {
  readonly #id: ServiceId;
  readonly #config: Service['config'];
  #servers: Servers | undefined;
  #whole: Service | undefined;

  constructor(id: ServiceId, config: Service['config'], servers: Servers) {
    this.#id = id;
    this.#config = config;
    this.#servers = servers;
  }

  static of(service: Service): Entry {
    const entry = new Entry(service.id, service.config, new Map());
    entry.#servers = undefined;
    entry.#whole = service;
    return entry;
  }

  get servers(): ReadonlyMap<string, Service['servers'][number]> {
    return this.#open();
  }

  /** The servers, to be changed. */
  change(): Servers {
    const servers = this.#open();
    this.#whole = undefined;
    return servers;
  }

  whole(): Service {
    this.#whole ??= { id: this.#id, config: this.#config, servers: [...this.#open().values()] };
    return this.#whole;
  }

  #open(): Servers {
    this.#servers ??= new Map(this.#whole?.servers.map(server => [serverKey(server.id), server]));
    return this.#servers;
  }
}

/** A table that commands are applied to one by one. Services and servers stand in the order in which they were added. */
export class TableDraft {
  readonly #table = new Map<string, Entry>();
  /** The service of the latest command: lines about one stand together. */
  #latest: { readonly id: ServiceId; readonly key: string } | undefined;

  constructor(start: readonly Service[] = []) {
    for (const service of start) this.#table.set(serviceKey(service.id), Entry.of(service));
  }

  #keyOf(id: ServiceId): string {
    if (this.#latest?.id !== id) this.#latest = { id, key: serviceKey(id) };
    return this.#latest.key;
  }

  /** All services as they stand now. */
  services(): readonly Service[] {
    return [...this.#table.values()].map(entry => entry.whole());
  }

  /** One service as it stands now. */
  service(id: ServiceId): Service | undefined {
    return this.#table.get(serviceKey(id))?.whole();
  }

  /** Applies one command; gives the kernel's words when it refuses, and then changes nothing. */
  apply(command: Command): string | undefined {
    const table = this.#table;
    switch (command.name) {
      case 'flush':
        table.clear();
        return undefined;
      case 'add-service':
      case 'edit-service': {
        const key = serviceKey(command.service);
        const present = table.get(key);
        if (command.name === 'add-service' && present !== undefined) return kernelRefusals.serviceExists;
        if (command.name === 'edit-service' && present === undefined) return kernelRefusals.noService;
        table.set(key, new Entry(command.service, command.config, present?.change() ?? new Map()));
        return undefined;
      }
      case 'delete-service':
        return table.delete(serviceKey(command.service)) ? undefined : kernelRefusals.noService;
      case 'zero':
        return command.service === undefined || table.has(serviceKey(command.service))
          ? undefined
          : kernelRefusals.noService;
      case 'add-server':
      case 'edit-server':
      case 'delete-server': {
        const entry = table.get(this.#keyOf(command.service));
        if (entry === undefined) return kernelRefusals.serviceNotDefined;
        const { servers } = entry;
        const key = serverKey(command.server);
        if (command.name === 'delete-server')
          return entry.change().delete(key) ? undefined : kernelRefusals.noDestination;
        if (command.config.lower > command.config.upper) return kernelRefusals.outOfRange;
        if (command.name === 'add-server' && servers.has(key)) return kernelRefusals.destinationExists;
        if (command.name === 'edit-server' && !servers.has(key)) return kernelRefusals.noDestination;
        entry.change().set(key, { id: command.server, config: command.config });
        return undefined;
      }
      default:
        return undefined;
    }
  }
}
