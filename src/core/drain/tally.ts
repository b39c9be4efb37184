/** The connections of a server in numbers: how many in which state, and when those that have an end end. */
import { isInvalid, isTemplate } from '../director/connections.ts';
import type { Connections } from '../director/reading.ts';
import type { Connection } from '../model/observe.ts';

/** Connections of one state. */
export interface Counted {
  readonly state: string;
  readonly count: number;
  /** Seconds until the last of them is forgotten, if none of them sends a packet. */
  readonly longest: number;
}

/** Entries of one kind. */
export interface Part {
  readonly count: number;
  /** Seconds until the last one is forgotten, if no packet comes; 0 where there is none. */
  readonly longest: number;
}

/** What a list of connections says. */
export interface Tally {
  /** When the list was read, in milliseconds. */
  readonly at: number;
  /** False: only the head of the table was read, so there may be more of everything. */
  readonly complete: boolean;
  /** Connections by state, the most frequent first. */
  readonly states: readonly Counted[];
  /** Those that live as long as the client likes. */
  readonly open: Part;
  /** Closed or never completed: nothing restarts their timers in the ordinary course of things. */
  readonly ending: Part;
  readonly datagrams: Part;
  /** Persistence templates that bring a client back. */
  readonly templates: Part;
  /** Templates that were made invalid (ports 65535): they hold nobody. */
  readonly invalid: number;
}

/** States that have no end of their own: established TCP and SCTP, and TCP opened from the server's side. */
const lasting: ReadonlySet<string> = new Set(['ESTABLISHED', 'SYN_SENT']);

const partOf = (rows: readonly Connection[]): Part => ({
  count: rows.length,
  longest: rows.reduce((longest, { expires }) => Math.max(longest, expires), 0),
});

const statesOf = (rows: readonly Connection[]): readonly Counted[] => {
  const groups = new Map<string, Connection[]>();
  for (const row of rows) {
    const group = groups.get(row.state);
    if (group === undefined) groups.set(row.state, [row]);
    else group.push(row);
  }
  return [...groups]
    .map(([state, group]) => ({ state, ...partOf(group) }))
    .sort((a, b) => b.count - a.count || (a.state < b.state ? -1 : 1));
};

/** Counts a list that was read at `at` of one server in one service. */
export const tallyOf = ({ rows, complete }: Connections, at: number): Tally => {
  const connections = rows.filter(row => !isTemplate(row));
  const templates = rows.filter(row => isTemplate(row) && !isInvalid(row));
  const streams = connections.filter(({ protocol }) => protocol !== 'udp');
  return {
    at,
    complete,
    states: statesOf(connections),
    open: partOf(streams.filter(({ state }) => lasting.has(state))),
    ending: partOf(streams.filter(({ state }) => !lasting.has(state))),
    datagrams: partOf(connections.filter(({ protocol }) => protocol === 'udp')),
    templates: partOf(templates),
    invalid: rows.length - connections.length - templates.length,
  };
};
