/** When the director is read, and what a reading changes. Each read has a number; late answers are dropped. */
import type { DirectorReading } from '../core/director/reading.ts';
import type { Failure, Result } from '../core/model/failure.ts';
import type { Snapshot } from '../core/model/snapshot.ts';
import { settleCursor, visibleServices } from './cursor.ts';
import type { Effect } from './effect.ts';
import { compareSnapshots } from './events.ts';
import { noHistory, record } from './history.ts';
import { askJournal } from './journal.ts';
import { type LogEvent, noChanges } from './log.ts';
import type { Source } from './message.ts';
import type { State, Step } from './state.ts';

/** Lines of the log that are kept. */
const keptEvents = 500;
/** Tables of more rows than this start folded. */
const openRows = 400;
/** A director that could not be read at all is tried again at this pace. */
const retryMs = 3000;

/** Asks for a read now; the answer to one still under way will be dropped. */
export const askRead = (state: State): Step => {
  const generation = state.reading.generation + 1;
  const reading = { ...state.reading, generation, pending: true, askedAt: state.now };
  const wants = { visible: visibleServices(state), intervalMs: state.preferences.intervalMs };
  return [{ ...state, reading }, [{ type: 'read', generation, wants }]];
};

/** Asks for a read when one is due. A heartbeat that comes a little early counts. */
export const readWhenDue = (state: State): Step => {
  const { reading, preferences, source } = state;
  if (reading.pending || (source.kind === 'file' && reading.snapshot !== undefined)) return [state, []];
  const beat = reading.snapshot === undefined ? retryMs : preferences.intervalMs;
  return state.now - reading.askedAt >= beat - 100 ? askRead(state) : [state, []];
};

/** The log with more lines, newest first. */
const logged = (state: State, events: readonly LogEvent[]): State =>
  events.length === 0
    ? state
    : { ...state, events: [...[...events].reverse(), ...state.events].slice(0, keptEvents) };

const failureEvent = (state: State, failure: Failure): LogEvent => ({
  at: state.now,
  level: 'bad',
  kind: 'read failed',
  service: '',
  text: `not read: ${failure.what}`,
});

const startFold = (state: State, snapshot: Snapshot): State => {
  const { fold } = state.preferences;
  let rows = snapshot.services.length;
  for (const service of snapshot.services) rows += service.servers.length;
  const open = fold === 'open' || (fold === 'auto' && rows <= openRows);
  return { ...state, table: { ...state.table, open } };
};

const withFailure = (state: State, failure: Failure): State => {
  const known = state.reading.failure ?? state.reading.report?.failure;
  const next = { ...state, reading: { ...state.reading, pending: false, failure } };
  return known?.what === failure.what || state.reading.snapshot === undefined
    ? next
    : logged(next, [failureEvent(state, failure)]);
};

const withReading = (state: State, { snapshot, report }: DirectorReading): State => {
  const before = state.reading.snapshot;
  const { failure: late, ...rest } = state.reading;
  const failedBefore = late ?? rest.report?.failure;
  const reading = {
    ...rest,
    snapshot,
    report,
    pending: false,
    goodAt: report.failure === undefined ? state.now : rest.goodAt,
  };
  let next: State = { ...state, reading };
  if (report.failure !== undefined && failedBefore?.what !== report.failure.what) {
    next = logged(next, [failureEvent(state, report.failure)]);
  }
  if (report.failure === undefined && failedBefore !== undefined && before !== undefined) {
    next = logged(next, [
      { at: state.now, level: 'info', kind: 'read again', service: '', text: 'is read again' },
    ]);
  }
  if (before === snapshot) return next;
  if (before === undefined) next = startFold(next, snapshot);
  else {
    const { events, changes } = compareSnapshots(before, snapshot, state.changes, state.now);
    next = logged({ ...next, changes }, events);
  }
  next = { ...next, history: record(next.history, snapshot, visibleServices(next)) };
  return next.freeze === undefined ? settleCursor(next) : next;
};

/** Whether an answer is to a read that nobody waits for any more. */
export const isLate = (state: State, generation: number): boolean =>
  generation !== state.reading.generation || !state.reading.pending;

/** The answer to the read under way. */
export const readDone = (state: State, result: Result<DirectorReading>): Step => {
  return [result.ok ? withReading(state, result.value) : withFailure(state, result.failure), []];
};

/** From now on another director is looked at: nothing of the former one stays. */
export const changeSource = (state: State, source: Source): Step => {
  const {
    freeze: _freeze,
    connections: _connections,
    settings: _settings,
    prompt: _prompt,
    change: _change,
    journal: _journal,
    saved: _saved,
    boot: _boot,
    network: _network,
    ground: _ground,
    backups: _backups,
    ...rest
  } = state;
  const { cursor: _cursor, ...table } = rest.table;
  const reading = { generation: rest.reading.generation, pending: false, askedAt: 0, goodAt: 0 };
  const clear: State = {
    ...rest,
    source,
    reading,
    history: noHistory,
    events: [],
    changes: noChanges,
    table: { ...table, row: 0, top: 0, except: new Set() },
    views: [],
    nudges: new Map(),
    marks: new Set(),
    owners: [],
    ownersTold: false,
    ownersAt: Number.NEGATIVE_INFINITY,
  };
  const [asked, effects] = askRead(clear);
  const [next, more] = askJournal(asked);
  return [next, [...effects, ...more]];
};

/** The connection table of a service or server, asked for once; a part of a second is spent on it at most. */
export const askConnections = (state: State, service: string, server?: string): Step => {
  const generation = (state.connections?.generation ?? 0) + 1;
  const of = server === undefined ? { service } : { service, server };
  const effect: Effect = {
    type: 'read-connections',
    generation,
    query: { ...of, budgetMs: 500, maxRows: 5000 },
  };
  const former = state.connections;
  const kept =
    former?.value !== undefined && former.service === service && former.server === server
      ? { value: former.value }
      : {};
  const connections = { ...of, ...kept, generation, pending: true, at: state.now };
  return [{ ...state, connections }, [effect]];
};

/** The settings view's contents. */
export const askSettings = (state: State): Step => {
  const generation = (state.settings?.generation ?? 0) + 1;
  const kept = state.settings?.value === undefined ? {} : { value: state.settings.value };
  const settings = { ...kept, generation, pending: true, at: state.now };
  return [{ ...state, settings }, [{ type: 'read-settings', generation }]];
};

/** The answer to something asked for, unless it is late. */
export const answered = <A extends { readonly generation: number; readonly pending: boolean }, T>(
  asked: (A & { readonly value?: T; readonly failure?: Failure }) | undefined,
  generation: number,
  now: number,
  result: Result<T>,
): A | undefined => {
  if (asked === undefined || asked.generation !== generation) return undefined;
  const { failure: _, ...rest } = asked;
  const news = result.ok ? { value: result.value } : { failure: result.failure };
  return { ...rest, pending: false, at: now, ...news } as unknown as A;
};
