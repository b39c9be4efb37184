/** The menu of a row: what can be done here, and why something cannot. */
import type { Command } from './command.ts';
import { contextOf } from './context.ts';
import { layers } from './layers.ts';
import { runCommand } from './run.ts';
import { type State, type Step, topView } from './state.ts';

/** One line of the menu. */
export interface MenuItem {
  readonly command: Command;
  readonly key: string;
  /** Why it is not possible now. */
  readonly not?: string;
}

const below = (state: State): State => ({ ...state, views: state.views.slice(0, -1) });

/** What belongs in the menu: changes, and looking at what the cursor is on. */
const belongs = ({ id, group, keys }: Command): boolean =>
  (group === 'change' &&
    (['change', 'weights', 'page', 'drains'] as const).every(one => keys[one] === undefined)) ||
  ['open', 'connections', 'across', 'copy', 'new'].includes(id);

/** The menu over what lies under it, out of the table of commands. */
export const menuItems = (state: State, commands: readonly Command[]): readonly MenuItem[] => {
  const under = below(state);
  const where = layers(contextOf(under));
  const items = commands.filter(belongs).flatMap((command): readonly MenuItem[] => {
    const key = where.reduceRight(
      (found, layer) => (found === '' ? (command.keys[layer]?.[0] ?? '') : found),
      '',
    );
    const not = command.not?.(under);
    return [{ command, key, ...(not === undefined ? {} : { not }) }];
  });
  // What can be done stands first; the order is that of the table of commands.
  return [...items.filter(({ not }) => not === undefined), ...items.filter(({ not }) => not !== undefined)];
};

const menuView = (state: State) => {
  const view = topView(state);
  return view?.type === 'menu' ? view : undefined;
};

/** Runs what the menu's cursor is on, or what a key names, on the row that the menu was opened for. */
export const chooseInMenu = (state: State, commands: readonly Command[], key?: string): Step | undefined => {
  const view = menuView(state);
  if (view === undefined) return undefined;
  const items = menuItems(state, commands);
  const item = key === undefined ? items[view.row] : items.find(one => one.key === key);
  return item === undefined ? undefined : runCommand(below(state), item.command);
};
