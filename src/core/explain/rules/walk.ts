/** The commands of a text applied one after the other: what each finds, and what the kernel would say to it. */
import { TableDraft } from '../../ipvsadm/table.ts';
import {
  type ServerConfig,
  type Service,
  type ServiceConfig,
  serverKey,
  serviceKey,
} from '../../model/service.ts';
import type { PlacedCommand, Step } from './rule.types.ts';

class Settings {
  readonly #services = new Map<string, ServiceConfig>();
  readonly #servers = new Map<string, Map<string, ServerConfig>>();

  constructor(start: readonly Service[]) {
    for (const { id, config, servers } of start) {
      this.#services.set(serviceKey(id), config);
      this.#servers.set(
        serviceKey(id),
        new Map(servers.map(server => [serverKey(server.id), server.config])),
      );
    }
  }

  get size(): number {
    return this.#services.size;
  }

  find(service: string, server: string | undefined): Pick<Step, 'service' | 'server'> {
    const config = this.#services.get(service);
    const of = server === undefined ? undefined : this.#servers.get(service)?.get(server);
    return {
      ...(config === undefined ? {} : { service: config }),
      ...(of === undefined ? {} : { server: of }),
    };
  }

  apply({ command }: PlacedCommand): void {
    if (command.name === 'flush') {
      this.#services.clear();
      this.#servers.clear();
      return;
    }
    if (!('service' in command) || command.service === undefined) return;
    const key = serviceKey(command.service);
    switch (command.name) {
      case 'add-service':
      case 'edit-service':
        this.#services.set(key, command.config);
        return;
      case 'delete-service':
        this.#services.delete(key);
        this.#servers.delete(key);
        return;
      case 'add-server':
      case 'edit-server': {
        const servers = this.#servers.get(key) ?? new Map<string, ServerConfig>();
        this.#servers.set(key, servers.set(serverKey(command.server), command.config));
        return;
      }
      case 'delete-server':
        this.#servers.get(key)?.delete(serverKey(command.server));
        return;
      default:
        return;
    }
  }
}

/** Applies commands to the table that runs, or to an empty one where that is not known. */
export const walk = (
  commands: readonly PlacedCommand[],
  services: readonly Service[] | undefined,
): readonly Step[] => {
  const table = new TableDraft(services);
  const settings = new Settings(services ?? []);
  let whole = services !== undefined;
  return commands.map(placed => {
    const { command } = placed;
    const service =
      'service' in command && command.service !== undefined ? serviceKey(command.service) : undefined;
    const server = 'server' in command ? serverKey(command.server) : undefined;
    const found = service === undefined ? {} : settings.find(service, server);
    const size = settings.size;
    const refusal = table.apply(command);
    const step: Step = {
      placed,
      ...found,
      services: size,
      whole,
      ...(refusal === undefined ? {} : { refusal }),
    };
    if (refusal === undefined) settings.apply(placed);
    if (command.name === 'flush') whole = true;
    return step;
  });
};
