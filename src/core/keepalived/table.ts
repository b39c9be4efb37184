/** The table that several blocks make together. */
import { type Server, type ServiceConfig, type ServiceId, serverKey, serviceKey } from '../model/service.ts';
import type { VirtualServer } from './config.types.ts';
import type { Report } from './pieces.ts';
import type { KeepalivedService, ServerCondition, SorryServer } from './reading.types.ts';
import type { ServerPart } from './servers.ts';

/** A service to which another block added servers. */
interface Joined {
  readonly servers: Map<string, Server>;
  readonly conditions: Map<string, ServerCondition>;
  sorry: SorryServer | undefined;
}

/** A sorry server of a second block, which is in the table always: with weight 1 while that block's quorum is lost. */
const secondSorry: ServerCondition = {
  checked: false,
  onFailure: 'weight-0',
  startsDown: false,
  weightVaries: true,
};

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
  /** For each block the blocks before it that made services of its own, as far as they were told. */
  readonly #told = new Map<VirtualServer, Set<VirtualServer>>();

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
    this.#tell(block, entry.block, key);
    entry.joined ??= {
      servers: new Map(entry.part.servers.map(server => [serverKey(server.id), server])),
      conditions: new Map(entry.part.conditions),
      sorry: entry.part.sorry,
    };
    const { joined } = entry;
    const before = joined.sorry;
    joined.sorry ??= part.sorry;
    for (const server of part.servers) {
      const name = serverKey(server.id);
      if (joined.servers.has(name)) continue;
      joined.servers.set(name, server);
      const condition = part.conditions.get(name) ?? (before === undefined ? undefined : secondSorry);
      if (condition !== undefined) joined.conditions.set(name, condition);
    }
  }

  /** Says once for each two blocks that a service is there already. */
  #tell(block: VirtualServer, earlier: VirtualServer, key: string): void {
    const told = this.#told.get(block) ?? new Set();
    this.#told.set(block, told);
    if (told.has(earlier)) return;
    told.add(earlier);
    const { file, line } = earlier.where;
    const since = file === block.where.file ? `line ${line}` : `line ${line} of ${file}`;
    this.#report(block.where, key, `there since ${since}: here only its servers count`);
  }

  /** The services as they stand now. */
  services(): readonly KeepalivedService[] {
    return [...this.#entries.values()].map(({ block, id, config, part, joined }) => {
      const sorry = joined?.sorry ?? part.sorry;
      return {
        service: { id, config, servers: joined === undefined ? part.servers : [...joined.servers.values()] },
        conditional: {
          servers: joined?.conditions ?? part.conditions,
          ...(sorry === undefined ? {} : { sorry }),
          quorum: part.quorum,
          hysteresis: block.hysteresis,
          suspends: block.suspends,
        },
        where: block.where,
      };
    });
  }
}
