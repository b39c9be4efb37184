/** Commands that lead to a change of the director. Each makes an intent; what it comes to is shown before it is run. */
import type { Intent } from '../core/intent/intent.types.ts';
import type { Entry } from '../core/journal/entry.ts';
import { serviceKey } from '../core/model/service.ts';
import { cannotChange } from './access.ts';
import { keysOnRows, proposing, takeback, unless } from './change-parts.ts';
import type { Command } from './command.ts';
import { openDirectorForm, openRowForm } from './formview.ts';
import { lockDirector } from './lock.ts';
import { selection } from './select.ts';
import type { State } from './state.ts';
import { fulfil } from './wish.ts';

const noService = (state: State): string | undefined => {
  const { servers, services } = selection(state);
  return servers.length + services.length === 0 ? 'the cursor is not on a service or a server' : undefined;
};

const noPlace = (state: State): string | undefined =>
  state.saved?.value !== undefined && state.saved.value.place === undefined
    ? 'this system has no rules file that lvsh knows of: save FILE after :'
    : undefined;

const zeroing = (state: State): Intent => {
  const { servers, services } = selection(state);
  const ids = [...services.map(({ id }) => id), ...servers.map(({ service }) => service)];
  const unique = [...new Map(ids.map(id => [serviceKey(id), id])).values()];
  return {
    kind: 'lines',
    keep: true,
    lines: unique.map(service => ({ command: { name: 'zero', service }, given: new Set() })),
  };
};

const undoable = (state: State): Entry | undefined => state.journal?.value?.stack.undo;

const redoable = (state: State): Entry | undefined => state.journal?.value?.stack.redo;

/** All of them, in the order of the help. */
export const changeCommands: readonly Command[] = [
  {
    id: 'add-server',
    title: 'Add a real server',
    summary: 'A form for a new real server of the service under the cursor.',
    hint: 'add',
    group: 'change',
    keys: keysOnRows('a'),
    not: unless(noService),
    run: state => openRowForm(state, 'add-server'),
    danger: 'change',
    verb: 'add server',
  },
  {
    id: 'add-service',
    title: 'Add a virtual service',
    summary: 'A form for a new virtual service: TCP, UDP, SCTP, or a firewall mark.',
    group: 'change',
    keys: { table: ['A'], broken: [] },
    not: cannotChange,
    run: state => openDirectorForm(state, 'add-service'),
    danger: 'change',
    verb: 'add service',
  },
  {
    id: 'edit',
    title: 'Edit',
    summary: 'A form with all settings of the service or server under the cursor; what is not touched stays.',
    hint: 'edit',
    group: 'change',
    keys: keysOnRows('e'),
    not: unless(noService),
    run: state => openRowForm(state, 'edit'),
    danger: 'change',
    verb: 'edit server',
  },
  {
    id: 'save',
    title: 'Save',
    summary: 'Writes what runs into the rules file of this system, with all that ipvsadm-save drops.',
    hint: 'save',
    group: 'change',
    keys: { any: ['s'] },
    not: unless(noPlace),
    run: state => fulfil(state, { kind: 'save' }),
    danger: 'change',
    verb: 'save',
  },
  {
    id: 'restore',
    title: 'Restore',
    summary: 'Makes what runs as the rules file says, by the fewest steps; nothing is cleared.',
    hint: 'restore',
    group: 'change',
    keys: { any: ['r'] },
    not: unless(noPlace),
    run: state => fulfil(state, { kind: 'restore', ignore: false }),
    danger: 'change',
    verb: 'restore',
  },
  {
    id: 'zero',
    title: 'Set counters to zero',
    summary: 'Sets the counters of the service under the cursor to zero; they cannot be brought back.',
    group: 'change',
    keys: { table: ['Z'], detail: ['Z'] },
    not: unless(noService),
    run: proposing(zeroing),
    danger: 'change',
    verb: 'zero',
  },
  {
    id: 'clear',
    title: 'Clear the table',
    summary: 'Removes every virtual service; the director’s name is asked for.',
    group: 'change',
    keys: {},
    not: cannotChange,
    run: proposing(() => ({
      kind: 'lines',
      keep: true,
      lines: [{ command: { name: 'flush' }, given: new Set() }],
    })),
    danger: 'change',
    verb: 'clear',
  },
  ...(
    [
      ['set-timeouts', 'Set the timeouts', 'A form for how long connections are remembered.', 'timeouts'],
      [
        'start-sync',
        'Start a sync daemon',
        'A form for sending connections to another director, or receiving them.',
        'start-daemon',
      ],
      [
        'stop-sync',
        'Stop a sync daemon',
        'A form for stopping the sending or receiving of connections.',
        'stop-daemon',
      ],
    ] as const
  ).map(
    ([id, title, summary, kind]): Command => ({
      id,
      title,
      summary,
      group: 'change',
      keys: {},
      not: cannotChange,
      run: state => openDirectorForm(state, kind),
      danger: 'change',
      verb: { timeouts: 'timeouts', 'start-daemon': 'sync start', 'stop-daemon': 'sync stop' }[kind],
    }),
  ),
  {
    id: 'read-only-toggle',
    title: 'Read-only, or not',
    summary: 'Locks this lvsh against changes of this director, or unlocks it; kept for this host.',
    group: 'change',
    keys: {},
    not: state => (state.source.kind === 'file' ? 'a saved text cannot be changed anyway' : undefined),
    run: state => lockDirector(state, state.source.locked === undefined),
    danger: 'none',
    verb: 'read-only',
  },
  {
    id: 'undo',
    title: 'Undo',
    summary: 'Takes back the latest change that stands, also one of an earlier day or of another person.',
    hint: 'undo',
    group: 'change',
    keys: { any: ['u'] },
    not: unless(state => (undoable(state) === undefined ? 'there is nothing to undo' : undefined)),
    run: state => takeback(state, undoable(state), 'undo'),
    danger: 'change',
    verb: 'undo',
  },
  {
    id: 'redo',
    title: 'Redo',
    summary: 'Does again what was undone last.',
    group: 'change',
    keys: { any: ['U'] },
    not: unless(state => (redoable(state) === undefined ? 'there is nothing to do again' : undefined)),
    run: state => takeback(state, redoable(state), 'redo'),
    danger: 'change',
    verb: 'redo',
  },
];
