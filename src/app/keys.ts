/** From a key to a command: by context, with sequences such as `g g`. */
import type { Command, Context } from './command.ts';
import { commands } from './commands.ts';
import { contextOf } from './context.ts';
import { pressForm } from './formview.ts';
import { layers } from './layers.ts';
import { chooseInMenu } from './menu.ts';
import { promptKey } from './prompt.ts';
import { runCommand } from './run.ts';
import type { State, Step } from './state.ts';
import { pressWizard } from './wizard/press.ts';

/** Keys that work while something is typed, too. */
const always: readonly string[] = ['ctrl-c', 'ctrl-z', 'ctrl-l'];

/** In the menu every other key is that of a line of it. */
const menuKeys: ReadonlySet<string> = new Set([
  'enter',
  'esc',
  'j',
  'k',
  'up',
  'down',
  'pgup',
  'pgdn',
  'home',
  'end',
  'q',
  'f1',
]);

const bindings = new Map<Context, ReadonlyMap<string, Command>>();

/** Every key of a context with its command. */
const bindingsOf = (context: Context): ReadonlyMap<string, Command> => {
  const known = bindings.get(context);
  if (known !== undefined) return known;
  const made = new Map<string, Command>();
  for (const from of layers(context)) {
    for (const command of commands) for (const key of command.keys[from] ?? []) made.set(key, command);
  }
  bindings.set(context, made);
  return made;
};

const dispatch = (state: State, sequence: readonly string[]): Step | undefined => {
  const bound = bindingsOf(contextOf(state));
  const typed = sequence.join(' ');
  const command = bound.get(typed);
  if (command !== undefined) return runCommand({ ...state, keys: [] }, command);
  const begins = [...bound.keys()].some(key => key.startsWith(`${typed} `));
  return begins ? [{ ...state, keys: sequence }, []] : undefined;
};

/** The answer to a key. */
export const press = (state: State, key: string): Step => {
  if (state.prompt !== undefined && !always.includes(key)) return promptKey(state, state.prompt, key);
  if (!always.includes(key)) {
    const answered = pressForm(state, key) ?? pressWizard(state, key, bindingsOf('wizard').has(key));
    if (answered !== undefined) return answered;
  }
  const chosen =
    contextOf(state) === 'menu' && !menuKeys.has(key) ? chooseInMenu(state, commands, key) : undefined;
  if (chosen !== undefined) return chosen;
  const found = dispatch(state, [...state.keys, key]);
  if (found !== undefined) return found;
  if (state.keys.length === 0) return [state, []];
  const fresh = { ...state, keys: [] };
  return dispatch(fresh, [key]) ?? [fresh, []];
};
