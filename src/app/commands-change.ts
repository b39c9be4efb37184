/** Commands that lead to a change of the director. Each makes an intent; what it comes to is shown before it is run. */
import type { Intent } from '../core/intent/intent.types.ts';
import type { Entry } from '../core/journal/entry.ts';
import { serviceKey } from '../core/model/service.ts';
import { actionLine } from '../core/plan/action.ts';
import { cannotChange } from './access.ts';
import { confirm, leaveChange, propose, scrollChange, stopRun } from './change.ts';
import type { Command } from './command.ts';
import { openDirectorForm, openRowForm } from './formview.ts';
import { rowId } from './labels.ts';
import { lockDirector } from './lock.ts';
import { toggleMark, unmark } from './marks.ts';
import { pageLength } from './moves.ts';
import { dropNudges, formerWeight, nudge, nudgeBack, proposeNudges } from './nudge.ts';
import { openLine } from './open.ts';
import { type ChosenServer, chosenServers, selection } from './select.ts';
import type { State, Step } from './state.ts';
import { fulfil } from './wish.ts';

const onRows = ['table', 'detail'] as const;

const keysOnRows = (...keys: readonly string[]): Command['keys'] =>
  Object.fromEntries(onRows.map(context => [context, keys]));

/** The reason why a change is not possible, or why it makes no sense here. */
const unless =
  (reason: (state: State) => string | undefined) =>
  (state: State): string | undefined =>
    cannotChange(state) ?? reason(state);

const noServer = (state: State): string | undefined =>
  chosenServers(state).length === 0 ? 'the cursor is not on a real server' : undefined;

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

const running = (servers: readonly ChosenServer[]): readonly ChosenServer[] =>
  servers.filter(({ seen }) => seen.weight !== 0);
const idle = (servers: readonly ChosenServer[]): readonly ChosenServer[] =>
  servers.filter(({ seen }) => seen.weight === 0);

const formerOf = (state: State, { of, seen }: ChosenServer): number =>
  formerWeight(state, rowId(of.key, seen.key)) ?? 1;

const proposing =
  (intent: (state: State) => Intent) =>
  (state: State): Step =>
    propose(state, intent(state));

const removal = (state: State): Intent => {
  const { servers, services } = selection(state);
  return { kind: 'remove', targets: servers, services: services.map(({ id }) => id) };
};

const undoable = (state: State): Entry | undefined => state.journal?.value?.stack.undo;
const redoable = (state: State): Entry | undefined => state.journal?.value?.stack.redo;

const takeback = (state: State, entry: Entry | undefined, how: 'undo' | 'redo' | 'roll-back'): Step =>
  entry === undefined ? [state, []] : propose(state, { kind: 'takeback', entry, how });

/** The entry of a plan that stopped in the middle, once the journal was read again. */
const stoppedEntry = (state: State): Entry | undefined => {
  const stage = state.change?.stage;
  if (stage?.type !== 'ended' || stage.outcome.kind !== 'stopped') return undefined;
  const { entry: id, applied } = stage.outcome;
  return applied.length === 0 ? undefined : state.journal?.value?.entries.find(entry => entry.id === id);
};

const planLines = (state: State): string => {
  const stage = state.change?.stage;
  return stage !== undefined && 'plan' in stage && stage.type !== 'running'
    ? stage.plan.steps
        .map(({ action }) => `${action.kind === 'file' ? '# ' : ''}${actionLine(action)}\n`)
        .join('')
    : '';
};

/** The command line of a plan that is one command of ipvsadm. */
const onlyCommand = (state: State): string | undefined => {
  const stage = state.change?.stage;
  const plan = stage?.type === 'preview' ? stage.plan : undefined;
  const [step] = plan?.steps ?? [];
  return plan?.steps.length === 1 && step?.action.kind === 'ipvsadm' ? actionLine(step.action) : undefined;
};

const weightKey = (id: string, key: string, by: number): Command => ({
  id,
  title: `Weight ${by > 0 ? '+' : '−'}${Math.abs(by)}`,
  summary: `${by > 0 ? 'More' : 'Less'} weight for the server under the cursor, or all marked ones; presses gather into one plan.`,
  hint: by > 0 ? `+${by}` : `−${-by}`,
  group: 'change',
  keys: keysOnRows(key),
  not: unless(noServer),
  run: state => nudge(state, by),
  danger: 'change',
  verb: 'weight',
});

/** All of them. */
export const changeCommands: readonly Command[] = [
  {
    id: 'mark',
    title: 'Mark this row',
    summary: 'Marks the service or server under the cursor: marked rows are changed together. Again: not.',
    hint: 'mark',
    group: 'change',
    keys: { table: ['space'] },
    run: state => [toggleMark(state), []],
    danger: 'none',
  },
  {
    id: 'unmark',
    title: 'Unmark all',
    summary: 'Takes all marks away (as esc does).',
    group: 'change',
    keys: {},
    not: state => (state.marks.size === 0 ? 'nothing is marked' : undefined),
    run: state => [unmark(state), []],
    danger: 'none',
  },
  {
    id: 'weight-former',
    title: 'Former weight',
    summary: 'The weight that the server had before it was drained or changed.',
    group: 'change',
    keys: keysOnRows('f4'),
    not: unless(noServer),
    run: nudgeBack,
    danger: 'change',
    verb: 'weight',
  },
  weightKey('weight-minus-10', 'f5', -10),
  weightKey('weight-minus-1', 'f6', -1),
  weightKey('weight-plus-1', 'f7', 1),
  weightKey('weight-plus-10', 'f8', 10),
  {
    id: 'weights-preview',
    title: 'Show the new weights as a plan',
    summary: 'Shows what F4 to F8 asked for as one plan; enter there runs it.',
    hint: 'preview',
    group: 'change',
    keys: { weights: ['enter'] },
    not: unless(state => (state.nudges.size === 0 ? 'no weight was changed with F4 to F8' : undefined)),
    run: proposeNudges,
    danger: 'change',
  },
  {
    id: 'weights-drop',
    title: 'Forget the new weights',
    summary: 'Forgets what F4 to F8 asked for; nothing was run.',
    hint: 'forget',
    group: 'change',
    keys: { weights: ['esc'] },
    not: state => (state.nudges.size === 0 ? 'no weight was changed with F4 to F8' : undefined),
    run: state => [dropNudges(state), []],
    danger: 'none',
  },
  {
    id: 'drain',
    title: 'Drain',
    summary:
      'Weight 0: no new connections, those that are open end in their own time. The former weight is kept.',
    hint: 'drain',
    group: 'change',
    keys: keysOnRows('d'),
    not: unless(
      state =>
        noServer(state) ??
        (running(chosenServers(state)).length === 0 ? 'it has weight 0 already' : undefined),
    ),
    run: proposing(state => ({ kind: 'drain', targets: running(chosenServers(state)), quiescent: false })),
    danger: 'change',
    verb: 'drain',
  },
  {
    id: 'resume',
    title: 'Resume',
    summary: 'Gives drained servers their former weight again.',
    group: 'change',
    keys: keysOnRows('D'),
    not: unless(
      state => noServer(state) ?? (idle(chosenServers(state)).length === 0 ? 'it is not drained' : undefined),
    ),
    run: proposing(state => ({
      kind: 'resume',
      targets: idle(chosenServers(state)).map(one => ({ ...one, weight: formerOf(state, one) })),
    })),
    danger: 'change',
    verb: 'resume',
  },
  {
    id: 'remove',
    title: 'Remove',
    summary: 'Takes the real server out of its service, or the whole service out of the table.',
    hint: 'remove',
    group: 'change',
    keys: keysOnRows('x'),
    not: unless(state => {
      const { servers, services } = selection(state);
      return servers.length + services.length === 0 ? 'nothing is selected' : undefined;
    }),
    run: proposing(removal),
    danger: 'change',
    verb: 'remove',
  },
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
  {
    id: 'run-plan',
    title: 'Run the plan',
    summary:
      'Runs the plan that is shown; one that may cost connections wants y, a destructive one its name.',
    hint: 'run',
    group: 'change',
    keys: { change: ['enter'] },
    not: state => {
      const stage = state.change?.stage;
      if (stage?.type !== 'preview') return 'no plan is shown';
      return stage.plan.danger === 'traffic' ? 'this may cost connections: y runs it' : undefined;
    },
    run: state => confirm(state, { type: 'enter' }),
    danger: 'change',
  },
  {
    id: 'run-plan-yes',
    title: 'Run the plan that may cost connections',
    summary: 'Runs a plan of the danger “traffic”.',
    hint: 'run',
    group: 'change',
    keys: { change: ['y'] },
    not: state => {
      const stage = state.change?.stage;
      if (stage?.type !== 'preview') return 'no plan is shown';
      return stage.plan.danger === 'traffic' ? undefined : 'enter runs it';
    },
    run: state => confirm(state, { type: 'yes' }),
    danger: 'change',
  },
  {
    id: 'stop-plan',
    title: 'Stop after this step',
    summary: 'Stops a plan that is under way; what was done stands and can be taken back.',
    hint: 'stop',
    group: 'change',
    keys: { change: ['ctrl-c'] },
    not: state => (state.change?.stage.type === 'running' ? undefined : 'nothing is under way'),
    run: stopRun,
    danger: 'none',
  },
  {
    id: 'roll-back',
    title: 'Take back what stands',
    summary: 'After a plan that stopped in the middle: takes back the steps that were done.',
    hint: 'take back',
    group: 'change',
    keys: { change: ['u'] },
    not: unless(state =>
      stoppedEntry(state) === undefined ? 'there is nothing to take back here' : undefined,
    ),
    run: state => takeback(state, stoppedEntry(state), 'roll-back'),
    danger: 'change',
  },
  {
    id: 'copy-plan',
    title: 'Copy as a script',
    summary: 'Copies the command lines of the plan to the clipboard.',
    hint: 'copy as script',
    group: 'change',
    keys: { change: ['c'] },
    not: state => (planLines(state) === '' ? 'no plan is shown' : undefined),
    run: state => [state, [{ type: 'copy', text: planLines(state) }]],
    danger: 'none',
  },
  {
    id: 'edit-plan',
    title: 'Edit the command',
    summary: 'Takes a plan of one command to the command line, to be changed there.',
    hint: 'edit',
    group: 'change',
    keys: { change: ['e'] },
    not: state => (onlyCommand(state) === undefined ? 'it is not one single command of ipvsadm' : undefined),
    run: state => {
      const line = onlyCommand(state);
      return [line === undefined ? state : openLine(leaveChange(state), line), []];
    },
    danger: 'none',
  },
  {
    id: 'leave-plan',
    title: 'Leave the plan',
    summary: 'Leaves without running anything.',
    hint: 'leave',
    group: 'change',
    keys: { change: ['esc', 'q'] },
    not: state => (state.change?.stage.type === 'running' ? 'it is under way: ctrl-c stops it' : undefined),
    run: state => [leaveChange(state), []],
    danger: 'none',
  },
  ...(
    [
      ['plan-down', 'Down', ['j', 'down'], 1],
      ['plan-up', 'Up', ['k', 'up'], -1],
    ] as const
  ).map(
    ([id, title, keys, lines]): Command => ({
      id,
      title: `${title} in the plan`,
      summary: `One line ${title.toLowerCase()} in the plan that is shown.`,
      group: 'move',
      keys: { change: keys },
      run: state => [scrollChange(state, lines), []],
      danger: 'none',
    }),
  ),
  ...(
    [
      ['plan-page-down', 'down', ['pgdn', 'space', 'ctrl-f'], 1],
      ['plan-page-up', 'up', ['pgup', 'ctrl-b'], -1],
    ] as const
  ).map(
    ([id, way, keys, pages]): Command => ({
      id,
      title: `A screen ${way} in the plan`,
      summary: `One screen ${way} in the plan that is shown.`,
      group: 'move',
      keys: { change: keys },
      run: state => [scrollChange(state, pages * pageLength(state)), []],
      danger: 'none',
    }),
  ),
];
