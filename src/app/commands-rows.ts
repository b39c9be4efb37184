/** Commands on the rows of the table: marks, weights, draining, removing. */
import type { Intent } from '../core/intent/intent.types.ts';
import { keysOnRows, proposing, unless } from './change-parts.ts';
import type { Command } from './command.ts';
import { rowId } from './labels.ts';
import { toggleMark, unmark } from './marks.ts';
import { dropNudges, formerWeight, nudge, nudgeBack, proposeNudges } from './nudge.ts';
import { type ChosenServer, chosenServers, selection } from './select.ts';
import type { State } from './state.ts';

const noServer = (state: State): string | undefined =>
  chosenServers(state).length === 0 ? 'the cursor is not on a real server' : undefined;

const running = (servers: readonly ChosenServer[]): readonly ChosenServer[] =>
  servers.filter(({ seen }) => seen.weight !== 0);
const idle = (servers: readonly ChosenServer[]): readonly ChosenServer[] =>
  servers.filter(({ seen }) => seen.weight === 0);

const formerOf = (state: State, { of, seen }: ChosenServer): number =>
  formerWeight(state, rowId(of.key, seen.key)) ?? 1;

const removal = (state: State): Intent => {
  const { servers, services } = selection(state);
  return { kind: 'remove', targets: servers, services: services.map(({ id }) => id) };
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

/** All of them, in the order of the help. */
export const rowCommands: readonly Command[] = [
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
];
