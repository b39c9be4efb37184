/** What a person has chosen, kept between runs, and its reader: anything may stand in the file, nothing throws. */
import { type ColumnId, columnIds } from './columns.ts';
import { readDrafts } from './wizard/drafts-read.ts';
import type { Draft } from './wizard/view.types.ts';

/** Everything that is kept. */
export interface Preferences {
  /** A theme's name; unknown names are reported by who loads themes. */
  readonly theme: string;
  /** Milliseconds between two reads, 500..60000. */
  readonly intervalMs: number;
  readonly hiddenColumns: readonly ColumnId[];
  readonly sort: Sort;
  /** How services start: `auto` folds large tables. */
  readonly fold: 'auto' | 'open' | 'closed';
  /** Names of directors that are not to be changed from here. */
  readonly readOnlyHosts: readonly string[];
  /** Whether wizards say why they ask. */
  readonly why: boolean;
  /** Wizards that were left, the newest first. */
  readonly drafts: readonly Draft[];
}

/** `none`: the order of the director, which is that of `ipvsadm -L`. */
export interface Sort {
  readonly column: ColumnId | 'none';
  readonly descending: boolean;
}

/** What holds until a person chooses otherwise. */
export const defaultPreferences: Preferences = {
  theme: 'dark',
  intervalMs: 1000,
  hiddenColumns: [],
  sort: { column: 'none', descending: true },
  fold: 'auto',
  readOnlyHosts: [],
  why: false,
  drafts: [],
};

/** The choices of `+` and `-`, in milliseconds. */
export const intervals: readonly number[] = [500, 1000, 2000, 5000, 10_000, 30_000, 60_000];

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isHostName = (value: unknown): value is string =>
  typeof value === 'string' && /^[\w.-]{1,255}$/.test(value);

const isColumn = (value: unknown): value is ColumnId => columnIds.some(id => id === value);

/** The preferences in an unknown JSON value, and a sentence for every key that was not taken. */
export const readPreferences = (
  json: unknown,
): { readonly preferences: Preferences; readonly problems: readonly string[] } => {
  const problems: string[] = [];
  if (!isRecord(json)) {
    if (json !== undefined) problems.push('preferences: not an object, defaults are used');
    return { preferences: defaultPreferences, problems };
  }
  const refuse = (key: string, wanted: string): void => {
    const found = JSON.stringify(json[key])?.slice(0, 40) ?? 'nothing';
    problems.push(`preferences: ${key} is ${found}, wanted ${wanted}; the default is used`);
  };
  const take = <T>(key: string, fallback: T, wanted: string, read: (value: unknown) => T | undefined): T => {
    if (json[key] === undefined) return fallback;
    const value = read(json[key]);
    if (value === undefined) refuse(key, wanted);
    return value ?? fallback;
  };
  const preferences: Preferences = {
    theme: take('theme', defaultPreferences.theme, 'a name', value =>
      typeof value === 'string' && /^[\w-]{1,40}$/.test(value) ? value : undefined,
    ),
    intervalMs: take('intervalMs', defaultPreferences.intervalMs, 'a number from 500 to 60000', value =>
      typeof value === 'number' && value >= 500 && value <= 60_000 ? Math.round(value) : undefined,
    ),
    hiddenColumns: take('hiddenColumns', defaultPreferences.hiddenColumns, 'a list of columns', value =>
      Array.isArray(value) && value.every(isColumn) ? value.filter(id => id !== 'name') : undefined,
    ),
    sort: take(
      'sort',
      defaultPreferences.sort,
      '{"column": a column or "none", "descending": true or false}',
      value =>
        isRecord(value) &&
        (value.column === 'none' || isColumn(value.column)) &&
        typeof value.descending === 'boolean'
          ? { column: value.column, descending: value.descending }
          : undefined,
    ),
    fold: take('fold', defaultPreferences.fold, '"auto", "open" or "closed"', value =>
      value === 'auto' || value === 'open' || value === 'closed' ? value : undefined,
    ),
    readOnlyHosts: take('readOnlyHosts', defaultPreferences.readOnlyHosts, 'a list of host names', value =>
      Array.isArray(value) && value.length <= 100 && value.every(isHostName) ? value : undefined,
    ),
    why: take('why', defaultPreferences.why, 'true or false', value =>
      typeof value === 'boolean' ? value : undefined,
    ),
    drafts: take('drafts', defaultPreferences.drafts, 'a list of drafts', readDrafts),
  };
  return { preferences, problems };
};
