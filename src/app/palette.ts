/** The palette: commands, themes, services and real servers by a few letters. */
import fuzzysort from 'fuzzysort';
import type { SeenService } from '../core/model/snapshot.ts';
import { serviceLabel } from '../core/words/labels.ts';
import { chooseTheme } from './choose.ts';
import type { Command } from './command.ts';
import { commands } from './commands.ts';
import { contextOf } from './context.ts';
import { cursorToKey } from './cursor.ts';
import { noFilter, parseFilter } from './filter.ts';
import { layers } from './layers.ts';
import { memoLast } from './memo.ts';
import { withFilter } from './open.ts';
import { runCommand } from './run.ts';
import { type State, type Step, shown } from './state.ts';

/** One line of the palette. */
export interface PaletteItem {
  readonly kind: 'command' | 'theme' | 'service' | 'server';
  /** Command id, theme name, service key, real server's address. */
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly keys: readonly string[];
  /** Why it is not possible now. */
  readonly not?: string;
  /** Indexes of the title's characters that matched. */
  readonly marks: readonly number[];
}

/** What was found, best first, and how many there are in all. */
export interface Found {
  readonly items: readonly PaletteItem[];
  readonly total: number;
}

const listed = 50;

interface Name {
  readonly kind: 'service' | 'server';
  readonly id: string;
  readonly title: string;
  readonly about: string;
}

const addressOf = (key: string): string => key.replace(/:[^:\]]*$/, '');

/** Services and the real servers' addresses, once per set of names. */
const namesOf = memoLast((services: readonly SeenService[]): readonly Name[] => {
  const names: Name[] = [];
  const servers = new Map<string, number>();
  for (const { key, scheduler, servers: list } of services) {
    names.push({ kind: 'service', id: key, title: serviceLabel(key), about: `service, ${scheduler ?? '?'}` });
    for (const server of list) {
      const address = addressOf(server.key);
      servers.set(address, (servers.get(address) ?? 0) + 1);
    }
  }
  for (const [id, times] of servers) {
    names.push({
      kind: 'server',
      id,
      title: id,
      about: times === 1 ? 'real server' : `real server in ${times} services`,
    });
  }
  return names;
});

/** More names than this are searched for the text as it stands, which is a hundred times as fast as by letters. */
const fuzzyNames = 3000;

const searchNames = (names: readonly Name[], text: string) => {
  if (names.length <= fuzzyNames)
    return fuzzysort.go(text, names, { key: 'title', limit: listed, threshold: 0.3 });
  const lower = text.toLowerCase();
  const holding: Name[] = [];
  for (const name of names) {
    if (name.title.toLowerCase().includes(lower) && holding.push(name) >= fuzzyNames) break;
  }
  return fuzzysort.go(text, holding, { key: 'title', limit: listed, threshold: 0.3 });
};

const keysOf = (command: Command, state: State): readonly string[] =>
  [...layers(contextOf(state))].reverse().flatMap(layer => command.keys[layer] ?? []);

const commandItem = (command: Command, state: State, marks: readonly number[]): PaletteItem => {
  const not = command.not?.(state);
  const keys = keysOf(command, state);
  const item = {
    kind: 'command' as const,
    id: command.id,
    title: command.title,
    about: command.summary,
    keys: keys.length > 0 ? keys : Object.values(command.keys).flat(),
    marks,
  };
  return not === undefined ? item : { ...item, not };
};

const offered = commands.filter(({ group, id }) => group !== 'move' && id !== 'palette');

const themeItem = (name: string, marks: readonly number[]): PaletteItem => ({
  kind: 'theme',
  id: name,
  title: `Theme ${name}`,
  about: 'colours',
  keys: [],
  marks,
});

/** What fits the text; all commands when nothing was typed. */
export const searchPalette = (state: State, text: string): Found => {
  const wanted = text.trim();
  if (wanted === '') {
    const items = offered.map(command => commandItem(command, state, []));
    return { items, total: items.length };
  }
  const scored: { readonly score: number; readonly item: PaletteItem }[] = [];
  for (const result of fuzzysort.go(wanted, offered, { key: 'title', limit: listed, threshold: 0.2 })) {
    scored.push({ score: result.score + 0.05, item: commandItem(result.obj, state, result.indexes) });
  }
  for (const result of fuzzysort.go(
    wanted,
    state.themes.map(name => ({ name, title: `Theme ${name}` })),
    { key: 'title', threshold: 0.3 },
  )) {
    scored.push({ score: result.score, item: themeItem(result.obj.name, result.indexes) });
  }
  // The names of the newest read stand still while nothing is added or removed.
  const services = state.history.frames.at(-1)?.shapes ?? shown(state)?.services ?? [];
  const found = searchNames(namesOf(services), wanted);
  const total = scored.length + found.total;
  for (const { obj, score, indexes } of found) {
    scored.push({ score, item: { ...obj, keys: [], marks: [...indexes] } });
  }
  scored.sort((a, b) => b.score - a.score);
  return { items: scored.slice(0, listed).map(({ item }) => item), total };
};

/** What enter does with a line of the palette. */
export const chosen = (state: State, item: PaletteItem): Step => {
  switch (item.kind) {
    case 'command': {
      const command = commands.find(({ id }) => id === item.id);
      return command === undefined ? [state, []] : runCommand(state, command);
    }
    case 'theme':
      return chooseTheme(state, item.id);
    case 'service':
      return [cursorToKey(withFilter({ ...state, views: [] }, noFilter), { service: item.id }), []];
    case 'server': {
      const open = { ...state, views: [], table: { ...state.table, open: true, except: new Set<string>() } };
      return [withFilter(open, parseFilter(`rip:${item.id}`)), []];
    }
  }
};
