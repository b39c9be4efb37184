/** What the commands share. */
import type { Command, Context } from './command.ts';
import { cursorRow } from './cursor.ts';
import { detailServers, topDetail } from './moves.ts';
import type { State, Step } from './state.ts';

/** A change of the state alone, which asks for nothing outside. */
export const only =
  (change: (state: State) => State) =>
  (state: State): Step => [change(state), []];

/** The contexts in which rows are gone through. */
export const moving = [
  'table',
  'detail',
  'connections',
  'page',
  'drains',
  'wizards',
  'review',
  'handout',
  'path',
] as const;

/** The same keys in several contexts. */
export const inAll = (contexts: readonly Context[], keys: readonly string[]): Command['keys'] =>
  Object.fromEntries(contexts.map(context => [context, keys]));

/** The server that the cursor or the detail is about. */
export const serverHere = (state: State): string | undefined => {
  const view = topDetail(state);
  if (view === undefined) return cursorRow(state)?.server?.key;
  return view.server ?? (view.page === 'overview' ? detailServers(state)[view.row]?.key : undefined);
};
