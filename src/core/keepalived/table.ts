/** The table that several blocks make together. */
import { type Server, type ServiceConfig, type ServiceId, serverKey, serviceKey } from '../model/service.ts';
import type { VirtualServer } from './config.types.ts';
import type { Report } from './pieces.ts';
import type { KeepalivedService, ServerCondition } from './reading.types.ts';
import type { ServerPart } from './servers.ts';

/** A service to which another block added servers. */
interface Joined {
  readonly servers: Map<string, Server>;
  readonly conditions: Map<string, ServerCondition>;
}

interface Entry {
  readonly block: VirtualServer;
  readonly id: ServiceId;
  readonly config: ServiceConfig;
  readonly part: ServerPart;
  joined?: Joined;
}

/** Services in the order in which they were added. */
export class TableOfServices {
  readonly #entries = new Map<string, Entry>();
  readonly #report: Report;

  constructor(report: Report) {
    this.#report = report;
  }

  /**
   * Adds a service with its servers. One that is there already keeps its settings and its servers, and gets those that it
   * has not: the kernel refuses the service and each server that exists, and keepalived goes on.
   */
  add(block: VirtualServer, id: ServiceId, config: ServiceConfig, part: ServerPart): void {
    const key = serviceKey(id);
    const entry = this.#entries.get(key);
    if (entry === undefined) {
      this.#entries.set(key, { block, id, config, part });
      return;
    }
    const { file, line } = entry.block.where;
    const since = file === block.where.file ? `line ${line}` : `line ${line} of ${file}`;
    this.#report(block.where, key, `there since ${since}: here only its servers count`);
    entry.joined ??= {
      servers: new Map(entry.part.servers.map(server => [serverKey(server.id), server])),
      conditions: new Map(entry.part.conditions),
    };
    for (const server of part.servers) {
      const name = serverKey(server.id);
      const condition = part.conditions.get(name);
      if (entry.joined.servers.has(name)) continue;
      entry.joined.servers.set(name, server);
      if (condition !== undefined) entry.joined.conditions.set(name, condition);
    }
  }

  /** The services as they stand now. */
  services(): readonly KeepalivedService[] {
    return [...this.#entries.values()].map(({ block, id, config, part, joined }) => ({
      service: { id, config, servers: joined === undefined ? part.servers : [...joined.servers.values()] },
      conditional: {
        servers: joined?.conditions ?? part.conditions,
        ...(part.sorry === undefined ? {} : { sorry: part.sorry }),
        quorum: part.quorum,
        hysteresis: block.hysteresis,
        suspends: block.suspends,
      },
      where: block.where,
    }));
  }
}
