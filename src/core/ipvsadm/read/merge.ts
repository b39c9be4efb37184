/** Several listings in one text become one picture. */
import type { Format, Problem, ReadServer, ReadService } from './reading.ts';

/** One listing of services as it stood in the text. */
export interface Table {
  readonly format: Format;
  /** The line its first title, or first row, stands in. */
  readonly line: number;
  readonly host?: string;
  /** It began with a version line: a list of all services, not of one. */
  readonly whole: boolean;
  services: ReadService[];
}

/**
 * Services of all tables in the order first met. Tables of different formats add to one another, the later one
 * winning where both know something. A whole table listed again replaces the earlier one of its format (a log of
 * one director); of different hosts, both stay, and `key` of the later host's services ends in `@host`.
 */
export const mergeTables = (tables: readonly Table[], notes: Problem[]): readonly ReadService[] => {
  const filled = tables.filter(table => table.services.length > 0);
  // What stands before the first banner or prompt is the first named host's.
  const first = filled.find(table => table.host !== undefined)?.host;
  const used = filled.map(table =>
    table.host === undefined && first !== undefined ? { ...table, host: first } : table,
  );
  const hosts = new Set(used.map(table => table.host));
  if (used.length === 1) return used[0]?.services ?? [];
  const merged: ReadService[] = [];
  let firstHost = true;
  for (const host of hosts) {
    const services = mergeHost(
      used.filter(table => table.host === host),
      notes,
    );
    for (const service of services) {
      const named = hosts.size === 1 || host === undefined ? service : { ...service, host };
      merged.push(firstHost ? named : { ...named, key: `${service.key}@${host}` });
    }
    const line = used.find(table => table.host === host)?.line ?? 0;
    if (!firstHost) {
      notes.push({
        line,
        text: '',
        reason: `a listing of another host (${host}): its services are shown beside the first host's`,
      });
    }
    firstHost = false;
  }
  return merged;
};

const mergeHost = (tables: readonly Table[], notes: Problem[]): readonly ReadService[] => {
  let kept: Table[] = [];
  for (const table of tables) {
    const keys = new Set(table.services.map(service => service.key));
    const again = table.whole
      ? kept.filter(
          other => other.format === table.format && other.services.some(service => keys.has(service.key)),
        )
      : [];
    if (again.length > 0) {
      kept = kept.filter(other => !again.includes(other));
      const first = again[0]?.line ?? 0;
      notes.push({
        line: table.line,
        text: '',
        reason: `the table of line ${first} is listed again; this later one is shown`,
      });
    }
    kept.push(table);
  }
  if (kept.length === 1) return kept[0]?.services ?? [];
  const merged = new Map<string, ReadService>();
  for (const table of kept) {
    for (const service of table.services) {
      const known = merged.get(service.key) ?? sameMark(merged, service);
      merged.set(known?.key ?? service.key, known === undefined ? service : mergeService(known, service));
    }
  }
  return [...merged.values()];
};

/** What two listings say about one service; the later wins where both say something. */
const mergeService = (earlier: ReadService, later: ReadService): ReadService => {
  const servers = new Map<string, ReadServer>(earlier.servers.map(server => [server.key, server]));
  for (const server of later.servers) {
    const known = servers.get(server.key);
    servers.set(server.key, known === undefined ? server : { ...known, ...server });
  }
  // Seconds of persistence that one listing knows are not lost to another (/proc) that knows only jiffies.
  const vague = later.persistence !== null && later.persistence?.timeout === undefined && earlier.persistence;
  const { familyGuessed, ...sure } = { ...earlier, ...later, servers: [...servers.values()] };
  const guessed = familyGuessed && earlier.familyGuessed && later.familyGuessed;
  return {
    ...sure,
    ...(vague ? { persistence: vague } : {}),
    ...(later.familyGuessed ? identityOf(earlier) : {}),
    ...(guessed ? { familyGuessed } : {}),
  };
};

/** The identity that an earlier listing knew better than a later one that had to guess a mark's family. */
const identityOf = ({ key, id }: ReadService): Pick<ReadService, 'key' | 'id'> => ({
  key,
  ...(id === undefined ? {} : { id }),
});

/** The service that a mark of guessed family is, where an earlier listing knows the mark in the other family only. */
const sameMark = (
  merged: ReadonlyMap<string, ReadService>,
  service: ReadService,
): ReadService | undefined => {
  if (!service.familyGuessed) return undefined;
  const other = merged.get(otherFamily(service.key));
  return other?.familyGuessed ? undefined : other;
};

/** The same mark in the other family, where only a guess says which family it is. */
const otherFamily = (key: string): string =>
  key.startsWith('fwm6:') ? `fwm:${key.slice(5)}` : `fwm6:${key.slice(4)}`;
