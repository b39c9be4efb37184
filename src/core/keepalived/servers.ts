/** The servers that one block brings into a service of the table. */
import { type Server, type ServiceId, serverKey } from '../model/service.ts';
import { isRefusedServer } from './addresses.ts';
import type { ConfiguredServer, Forwarding, RealServer, VirtualServer } from './config.types.ts';
import type { Report } from './pieces.ts';
import type { ServerCondition, SorryServer } from './reading.types.ts';

/** What a block adds to a service. */
export interface ServerPart {
  /** In the order of the file, each once; with the sorry server where it is in the table always. */
  readonly servers: readonly Server[];
  readonly conditions: ReadonlyMap<string, ServerCondition>;
  readonly sorry?: SorryServer;
  readonly quorum: number;
}

/**
 * Makes the part of each service of a block. The services of a group mostly share one: it depends only on the port of the
 * service, and only where servers are not reached by NAT.
 */
export const serverParts = (block: VirtualServer, report: Report): ((id: ServiceId) => ServerPart) => {
  const distinct = distinctServers(block, report);
  const known = new Map<string, ServerPart>();
  return id => {
    const kind = id.kind === 'fwmark' ? 'mark' : String(id.port);
    const part = known.get(kind) ?? partOf(block, distinct, id, report);
    known.set(kind, part);
    return part;
  };
};

interface Distinct {
  readonly server: RealServer;
  /** The kernel does not take it. It counts for the quorum all the same. */
  readonly refused: boolean;
}

const reportServer = (server: RealServer, report: Report, reason: string): void =>
  report(server.where, `real_server ${server.address} ${server.port}`, reason);

/** The servers of a block, each once. */
const distinctServers = (block: VirtualServer, report: Report): readonly Distinct[] => {
  const seen = new Set<string>();
  return block.servers.flatMap(server => {
    const key = serverKey(server);
    if (seen.has(key)) {
      reportServer(server, report, 'a second time in this virtual server: keepalived removes it');
      return [];
    }
    seen.add(key);
    const reason =
      server.lower > server.upper
        ? 'lthreshold is more than uthreshold: the kernel refuses the server'
        : isRefusedServer(server.address)
          ? 'no unicast address: the kernel refuses the server'
          : undefined;
    if (reason !== undefined) reportServer(server, report, reason);
    return [{ server, refused: reason !== undefined }];
  });
};

/** The method of a server: its own, that of its virtual server, or NAT. */
const forwardingOf = (server: ConfiguredServer, block: VirtualServer): Required<Forwarding> => {
  const { method, tunnel } = server.forwarding.method === undefined ? block.forwarding : server.forwarding;
  return { method: method ?? 'nat', tunnel };
};

/**
 * The port of a server in the table. What is not reached by NAT has the port of the service (0 for a mark). NAT keeps the
 * port as written, and none is 0, which the kernel takes as the port of the connection; only a real server of a service
 * with an address of its own gets the port of that service.
 */
const portOf = (server: ConfiguredServer, id: ServiceId, method: string, fills: boolean): number => {
  const ofService = id.kind === 'address' ? id.port : 0;
  return method !== 'nat' || (server.port === 0 && fills) ? ofService : server.port;
};

const conditionOf = (server: RealServer, block: VirtualServer): ServerCondition => {
  const checked = server.checks.length > 0;
  return {
    checked,
    onFailure: (server.inhibit ?? block.inhibit) ? 'weight-0' : 'removed',
    startsDown: checked && (server.alpha ?? block.alpha),
    weightVaries: server.checks.some(check => check.movesWeight),
  };
};

const partOf = (
  block: VirtualServer,
  distinct: readonly Distinct[],
  id: ServiceId,
  report: Report,
): ServerPart => {
  const servers = new Map<string, Server>();
  const conditions = new Map<string, ServerCondition>();
  let weights = 0;
  for (const { server, refused } of distinct) {
    const weight = server.weight ?? block.weight;
    weights += weight;
    if (refused) continue;
    const { method, tunnel } = forwardingOf(server, block);
    const made: Server = {
      id: { address: server.address, port: portOf(server, id, method, block.target.kind === 'address') },
      config: {
        method,
        weight,
        upper: server.upper,
        lower: server.lower,
        ...(method === 'tun' ? { tunnel } : {}),
      },
    };
    const key = serverKey(made.id);
    if (servers.has(key)) {
      reportServer(server, report, `comes to ${key} like one before it, which stays`);
      continue;
    }
    servers.set(key, made);
    conditions.set(key, conditionOf(server, block));
  }
  const sorry = sorryOf(block, id, conditions);
  if (sorry !== undefined) addSorry(servers, conditions, sorry, weights === 0);
  const quorum = Math.min(block.quorum, weights);
  return { servers: [...servers.values()], conditions, quorum, ...(sorry === undefined ? {} : { sorry }) };
};

const sorryOf = (
  block: VirtualServer,
  id: ServiceId,
  conditions: ReadonlyMap<string, ServerCondition>,
): SorryServer | undefined => {
  const { sorry } = block;
  if (sorry === undefined) return undefined;
  const { method, tunnel } = forwardingOf(sorry, block);
  const server: Server = {
    id: { address: sorry.address, port: portOf(sorry, id, method, false) },
    config: { method, weight: 1, upper: 0, lower: 0, ...(method === 'tun' ? { tunnel } : {}) },
  };
  const twin = conditions.get(serverKey(server.id));
  return { server, always: twin === undefined ? sorry.inhibit : twin.onFailure === 'weight-0' };
};

/** Puts the sorry server into the table where it is in it without any failure. */
const addSorry = (
  servers: Map<string, Server>,
  conditions: ReadonlyMap<string, ServerCondition>,
  { server, always }: SorryServer,
  noWeights: boolean,
): void => {
  const key = serverKey(server.id);
  if (noWeights) {
    // No weight at all is no quorum: the sorry server comes in at once.
    for (const [name, { onFailure }] of conditions) if (onFailure === 'removed') servers.delete(name);
    servers.set(key, server);
  } else if (always && !servers.has(key)) {
    servers.set(key, { id: server.id, config: { ...server.config, weight: 0 } });
  }
};
