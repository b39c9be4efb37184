/** The state that the app begins with. */

import type { LineHistory } from '../core/line/history.ts';
import { askAroundWhenDue } from './around.ts';
import { noFilter } from './filter.ts';
import { noHistory } from './history.ts';
import { askJournal } from './journal.ts';
import { lockedByPerson } from './lock.ts';
import { noChanges } from './log.ts';
import type { Source } from './message.ts';
import { defaultPreferences, type Preferences } from './preferences.ts';
import { askRead } from './reading.ts';
import type { State, Step } from './state.ts';

/** What only the one who starts the app can know. */
export interface Start {
  readonly now: number;
  /** Minutes that local time is ahead of UTC (minus `getTimezoneOffset()`). */
  readonly offsetMinutes: number;
  readonly columns: number;
  readonly rows: number;
  readonly source: Source;
  readonly preferences?: Preferences;
  /** Names of the themes there are. */
  readonly themes?: readonly string[];
  /** Lines that were typed after `:` in earlier runs. */
  readonly lines?: LineHistory;
  /** Said on the first screen: preferences that were not understood, for instance. */
  readonly notice?: string;
}

/** A director that its person locked is locked again. */
const lockedAs = (source: Source, { readOnlyHosts }: Preferences): Source =>
  source.locked === undefined && source.kind !== 'file' && readOnlyHosts.includes(source.name)
    ? { ...source, locked: lockedByPerson }
    : source;

/** The first state, and the effect that reads the director for the first time. */
export const start = (given: Start): Step => {
  const preferences = given.preferences ?? defaultPreferences;
  const state: State = {
    now: given.now,
    ticks: 0,
    columns: given.columns,
    rows: given.rows,
    offsetMinutes: given.offsetMinutes,
    source: lockedAs(given.source, preferences),
    preferences,
    themes: given.themes ?? [],
    reading: { generation: 0, pending: false, askedAt: 0, goodAt: 0 },
    history: noHistory,
    events: [],
    changes: noChanges,
    table: {
      filter: noFilter,
      open: preferences.fold !== 'closed',
      except: new Set(),
      row: 0,
      top: 0,
      column: 'name',
    },
    views: [],
    explain: false,
    keys: [],
    generations: 0,
    nudges: new Map(),
    marks: new Set(),
    owners: [],
    ownersTold: false,
    ownersAt: Number.NEGATIVE_INFINITY,
    lines: given.lines ?? [],
    ...(given.notice === undefined
      ? {}
      : { notice: { text: given.notice, level: 'warn' as const, until: given.now + 15_000 } }),
  };
  const [asked, effects] = askRead(state);
  const [next, more] = askJournal(asked);
  const [last, around] = askAroundWhenDue(next);
  return [last, [...effects, ...more, ...around]];
};
