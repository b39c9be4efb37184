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

interface Entry extends Omit<Service, 'servers'> {
  readonly servers: Map<string, Service['servers'][number]>;
}

const serviceOf = ({ id, config, servers }: Entry): Service => ({
  id,
  config,
  servers: [...servers.values()],
});

/** A table that commands are applied to one by one. Services and servers stand in the order in which they were added. */
export class TableDraft {
  readonly #table = new Map<string, Entry>();

  constructor(start: readonly Service[] = []) {
    for (const { id, config, servers } of start) {
      const byKey = new Map(servers.map(server => [serverKey(server.id), server]));
      this.#table.set(serviceKey(id), { id, config, servers: byKey });
    }
  }

  /** All services as they stand now. */
  services(): readonly Service[] {
    return [...this.#table.values()].map(serviceOf);
  }

  /** One service as it stands now. */
  service(id: ServiceId): Service | undefined {
    const entry = this.#table.get(serviceKey(id));
    return entry === undefined ? undefined : serviceOf(entry);
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
        table.set(key, {
          id: command.service,
          config: command.config,
          servers: present?.servers ?? new Map(),
        });
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
        const servers = table.get(serviceKey(command.service))?.servers;
        if (servers === undefined) return kernelRefusals.serviceNotDefined;
        const key = serverKey(command.server);
        if (command.name === 'delete-server')
          return servers.delete(key) ? undefined : kernelRefusals.noDestination;
        if (command.config.lower > command.config.upper) return kernelRefusals.outOfRange;
        if (command.name === 'add-server' && servers.has(key)) return kernelRefusals.destinationExists;
        if (command.name === 'edit-server' && !servers.has(key)) return kernelRefusals.noDestination;
        servers.set(key, { id: command.server, config: command.config });
        return undefined;
      }
      default:
        return undefined;
    }
  }
}
