/** Commands of the program itself: reading again, copying, themes, ending. */
import { askPage } from './ask-page.ts';
import * as choose from './choose.ts';
import type { Command } from './command.ts';
import { serverHere } from './command-parts.ts';
import { topDetail } from './moves.ts';
import { askConnections, askRead, askSettings } from './reading.ts';
import { type State, type Step, topView } from './state.ts';

const copied = (state: State): string => {
  const view = topDetail(state);
  const service = view?.service ?? state.table.cursor?.service ?? '';
  const server = serverHere(state) ?? (view === undefined ? state.table.cursor?.server : undefined);
  return server ?? service.slice(service.indexOf(':') + 1);
};

const refresh = (state: State): Step => {
  const view = topView(state);
  if (view?.type === 'settings') return askSettings(state);
  if (view?.type === 'detail' && view.page === 'connections')
    return askConnections(state, view.service, view.server);
  return askPage(state) ?? askRead(state);
};

/** All of them, in the order of the help. */
export const programCommands: readonly Command[] = [
  {
    id: 'refresh',
    title: 'Read now',
    summary: 'Reads the director, the connections or the settings again at once.',
    hint: 'read again',
    group: 'time',
    keys: { any: ['ctrl-r'] },
    run: refresh,
    danger: 'none',
  },
  {
    id: 'copy',
    title: 'Copy the name',
    summary: 'Copies the address and port under the cursor to the clipboard, also over ssh (OSC 52).',
    group: 'program',
    keys: { table: ['y'], detail: ['y'] },
    not: state => (copied(state) === '' ? 'nothing is selected' : undefined),
    run: state => [state, [{ type: 'copy', text: copied(state) }]],
    danger: 'none',
  },
  {
    id: 'theme',
    title: 'Next theme',
    summary: 'Colours: dark, light, high contrast, mono, 16 colours, and your own.',
    group: 'program',
    keys: { any: ['T'] },
    not: state => (state.themes.length < 2 ? 'there is one theme only' : undefined),
    run: choose.nextTheme,
    danger: 'none',
  },
  {
    id: 'load-module',
    title: 'Load the kernel module',
    summary: 'Runs modprobe ip_vs.',
    hint: 'load the module',
    group: 'program',
    keys: { broken: ['l'] },
    not: state =>
      state.source.kind === 'local' && state.reading.failure?.kind === 'no-module'
        ? undefined
        : 'the module is not what is missing',
    run: state => [state, [{ type: 'load-module' }]],
    danger: 'none',
  },
  {
    id: 'practice',
    title: 'Open the practice director',
    summary: 'A simulated director in this program; nothing real is touched.',
    hint: 'practice',
    group: 'program',
    keys: { broken: ['p'] },
    not: state => (state.source.kind === 'practice' ? 'this is it' : undefined),
    run: state => [state, [{ type: 'open-practice' }]],
    danger: 'none',
    verb: 'practice',
  },
  {
    id: 'redraw',
    title: 'Paint the screen again',
    summary: 'For when something else wrote on the terminal.',
    group: 'program',
    keys: { any: ['ctrl-l'], wizard: ['ctrl-l'] },
    run: state => [state, [{ type: 'redraw' }]],
    danger: 'none',
  },
  {
    id: 'suspend',
    title: 'Suspend',
    summary: 'To the shell; fg comes back.',
    group: 'program',
    keys: { any: ['ctrl-z'], wizard: ['ctrl-z'] },
    run: state => [state, [{ type: 'suspend' }]],
    danger: 'none',
  },
  {
    id: 'quit',
    title: 'Quit',
    summary: 'Leaves lvsh. The director goes on as it is.',
    hint: 'quit',
    group: 'program',
    keys: { any: ['q', 'ctrl-c'], wizard: ['ctrl-c'] },
    run: state => [state, [{ type: 'quit', code: 0 }]],
    danger: 'none',
  },
];
