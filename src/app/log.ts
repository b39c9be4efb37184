/** The log of what happened: its lines, and what is remembered of changes. */

import { serviceLabel } from '../core/words/labels.ts';
import { rowId } from './labels.ts';

/** How much a line matters: `bad` loses connections, `warn` should be looked at. */
export type Level = 'info' | 'warn' | 'bad';

/** One line of the log. */
export interface LogEvent {
  readonly at: number;
  readonly level: Level;
  readonly kind: string;
  /** Empty where it is about more than one service. */
  readonly service: string;
  readonly server?: string;
  readonly text: string;
}

/** A row's latest change, for the flash and for `state:changed`. */
export interface RowChange {
  readonly at: number;
  readonly field: 'weight' | 'method' | 'flags' | 'row';
}

/** What is remembered of changes, by rowId. */
export interface Changes {
  readonly recent: ReadonlyMap<string, RowChange>;
  /** Of servers with weight 0 that had another: the former weight. */
  readonly former: ReadonlyMap<string, number>;
  /** NAT servers that are sent connections and answer nothing: since when, and whether it was said. */
  readonly silent: ReadonlyMap<string, { readonly since: number; readonly said: boolean }>;
}

/** Nothing changed yet. */
export const noChanges: Changes = { recent: new Map(), former: new Map(), silent: new Map() };

/** More lines than this from one read become one line for each kind. */
const manyEvents = 12;

/** Gathers the lines and marks of one comparison. */
export class Log {
  readonly events: LogEvent[] = [];
  readonly recent = new Map<string, RowChange>();
  readonly at: number;
  constructor(at: number) {
    this.at = at;
  }
  add(level: Level, kind: string, service: string, server: string | undefined, text: string): void {
    const event = { at: this.at, level, kind, service, text };
    this.events.push(server === undefined ? event : { ...event, server });
  }
  mark(service: string, server: string | undefined, field: RowChange['field']): void {
    this.recent.set(rowId(service, server), { at: this.at, field });
  }
}

/** The lines of a read: very many become a line for each kind. */
export const few = (log: Log): readonly LogEvent[] => {
  if (log.events.length <= manyEvents) return log.events;
  const groups = new Map<string, LogEvent[]>();
  for (const event of log.events) {
    const group = groups.get(event.kind);
    if (group === undefined) groups.set(event.kind, [event]);
    else group.push(event);
  }
  return [...groups.values()].flatMap(group => {
    const first = group[0];
    if (first === undefined || group.length <= 3) return group;
    const name = first.server ?? serviceLabel(first.service);
    const level = group.some(event => event.level === 'bad') ? 'bad' : first.level;
    const text = `${first.kind}: ${group.length} at once, the first ${name} (${first.text})`;
    return [{ at: first.at, level, kind: first.kind, service: '', text }];
  });
};
