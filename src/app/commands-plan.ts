/** Commands while a plan is shown, runs, or has ended. */
import type { Entry } from '../core/journal/entry.ts';
import { actionLine } from '../core/plan/action.ts';
import { confirm, leaveChange, scrollChange, stopRun } from './change.ts';
import { takeback, unless } from './change-parts.ts';
import type { Command } from './command.ts';
import { pageLength } from './moves.ts';
import { openLine } from './open.ts';
import type { State } from './state.ts';

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

/** All of them, in the order of the help. */
export const planCommands: readonly Command[] = [
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
