/** What a list of connections says: how many in which state, whose they are, whom persistence holds. */
import { isInvalid, isTemplate } from '../core/director/connections.ts';
import type { Connections } from '../core/director/reading.ts';

/** A name with how often it occurs. */
export interface Counted {
  readonly name: string;
  readonly count: number;
}

/** The connections in numbers. Templates are no connections and are counted apart. */
export interface Digest {
  readonly connections: number;
  readonly states: readonly Counted[];
  readonly clients: readonly Counted[];
  readonly servers: readonly Counted[];
  readonly templates: number;
  /** Templates that were made invalid and wait for their end. */
  readonly invalid: number;
  readonly halfOpen: number;
}

const ranked = (counts: ReadonlyMap<string, number>): readonly Counted[] =>
  [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));

const known = new WeakMap<Connections, Digest>();

/** Digests what was read; each reading once. */
export const digest = (read: Connections): Digest => {
  const found = known.get(read);
  if (found !== undefined) return found;
  const states = new Map<string, number>();
  const clients = new Map<string, number>();
  const servers = new Map<string, number>();
  const add = (counts: Map<string, number>, name: string): void =>
    void counts.set(name, (counts.get(name) ?? 0) + 1);
  let templates = 0;
  let invalid = 0;
  for (const row of read.rows) {
    if (isTemplate(row)) {
      templates++;
      if (isInvalid(row)) invalid++;
      continue;
    }
    add(states, row.state);
    add(clients, row.client);
    add(servers, row.server);
  }
  const made: Digest = {
    connections: read.rows.length - templates,
    states: ranked(states),
    clients: ranked(clients),
    servers: ranked(servers),
    templates,
    invalid,
    halfOpen: (states.get('SYN_RECV') ?? 0) + (states.get('SYNACK') ?? 0),
  };
  known.set(read, made);
  return made;
};

/** Many connections that never came to be: at least twenty, and a third of all. */
export const isPileUp = ({ halfOpen, connections }: Digest): boolean =>
  halfOpen >= 20 && halfOpen * 3 >= connections;
