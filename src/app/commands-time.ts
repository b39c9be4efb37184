/** Commands about time: holding the picture, stepping through the past, how often is read. */
import * as choose from './choose.ts';
import type { Command } from './command.ts';
import { only } from './command-parts.ts';
import { canStep, stepFrozen, toggleFreeze } from './freeze.ts';
import { topDetail, withTopView } from './moves.ts';
import { type Metric, type State, shown } from './state.ts';

const metrics: readonly Metric[] = ['in', 'out', 'cps', 'active'];

const nextMetric = (state: State): State => {
  const view = topDetail(state);
  if (view === undefined) return state;
  return withTopView(state, {
    ...view,
    metric: metrics[(metrics.indexOf(view.metric) + 1) % metrics.length] ?? 'in',
  });
};

/** All of them, in the order of the help. */
export const timeCommands: readonly Command[] = [
  {
    id: 'freeze',
    title: 'Freeze',
    summary: 'Holds the picture; reading goes on behind it. Again: live.',
    hint: 'freeze',
    group: 'time',
    keys: { table: ['z'], detail: ['z'] },
    not: state => (shown(state) === undefined ? 'nothing was read yet' : undefined),
    run: only(toggleFreeze),
    danger: 'none',
  },
  {
    id: 'step-back',
    title: 'Step back',
    summary: 'The table as it was one read earlier.',
    hint: 'earlier',
    group: 'time',
    keys: { table: ['['], detail: ['['] },
    not: state => (canStep(state, -1) ? undefined : 'nothing earlier is kept'),
    run: only(state => stepFrozen(state, -1)),
    danger: 'none',
  },
  {
    id: 'step-forward',
    title: 'Step forward',
    summary: 'One read later.',
    hint: 'later',
    group: 'time',
    keys: { table: [']'], detail: [']'] },
    not: state => (canStep(state, 1) ? undefined : 'this is the newest; z goes on live'),
    run: only(state => stepFrozen(state, 1)),
    danger: 'none',
  },
  {
    id: 'metric',
    title: 'Chart something else',
    summary: 'The chart shows bytes in, bytes out, connections per second, active connections in turn.',
    hint: 'chart',
    group: 'time',
    keys: { detail: ['m'] },
    not: state => (topDetail(state) === undefined ? 'there is a chart in a detail only' : undefined),
    run: only(nextMetric),
    danger: 'none',
  },
  {
    id: 'slower',
    title: 'Read less often',
    summary: 'A longer interval between two reads.',
    group: 'time',
    keys: { any: ['-'] },
    run: state => choose.changeInterval(state, 1),
    danger: 'none',
  },
  {
    id: 'faster',
    title: 'Read more often',
    summary: 'A shorter interval between two reads.',
    group: 'time',
    keys: { any: ['+', '='] },
    run: state => choose.changeInterval(state, -1),
    danger: 'none',
  },
];
