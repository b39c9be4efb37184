/** Makes a plan of actions: each with its inverse, its danger and its words; all of it without running anything. */

import { readFailure } from '../ipvsadm/errors.ts';
import { type Failure, failed, type Result, success } from '../model/failure.ts';
import { type Scope, type Setup, withinScope } from '../model/setup.ts';
import { type Action, actionLine, objection } from './action.ts';
import { dangerOf } from './danger.ts';
import { SetupDraft } from './draft.ts';
import { inverseOf } from './inverse.ts';
import type { Loads } from './loads.ts';
import { meaningOf } from './meaning/meaning.ts';
import { type Danger, type Plan, type Step, worse } from './plan.types.ts';
import { scopeOf } from './scope.ts';
import { wasBefore } from './was.ts';

/** What is known besides the actions. */
export interface Ground {
  /** The setup of at least the scope of the actions, as it is now. */
  readonly setup: Setup;
  readonly loads: Loads;
}

/** What a plan is called, and what is demanded of it beyond what its steps demand. */
export interface Heading {
  readonly title: string;
  /** At least so dangerous. */
  readonly danger?: Danger;
  /** What is to be typed where it is destructive: the name of the service or of the director. */
  readonly name: string;
  readonly cautions?: readonly string[];
  /** What it means, before what the table's change means. */
  readonly means?: readonly string[];
  readonly of?: Plan['of'];
  /** More than the actions touch: what they were made from, and must still hold when they are run. */
  readonly scope?: Scope;
}

const refused = (index: number, action: Action, message: string): Failure => {
  const known = readFailure(`${message}\n`, 255);
  return {
    ...known,
    what: `step ${index + 1} would be refused: ${known.what.charAt(0).toLowerCase()}${known.what.slice(1)}`,
    output: actionLine(action),
  };
};

const cautionsOf = (steps: readonly Step[]): readonly string[] => {
  const zeroes = steps.some(({ action }) => action.kind === 'ipvsadm' && action.change.name === 'zero');
  return zeroes ? ['Counters that were set to zero cannot be brought back.'] : [];
};

/**
 * The plan of `actions` in this order. Fails with the first one that cannot be: refused by what the setup already says
 * (it exists, it does not exist, thresholds that contradict each other), or not printable as a command.
 */
export const makePlan = (heading: Heading, actions: readonly Action[], ground: Ground): Result<Plan> => {
  const draft = new SetupDraft(ground.setup);
  const before = draft.setup();
  const steps: Step[] = [];
  let danger: Danger = heading.danger ?? 'none';
  for (const [index, action] of actions.entries()) {
    const why = objection(action);
    if (why !== undefined)
      return failed({
        kind: 'value',
        what: `step ${index + 1} cannot be run: ${why}`,
        output: actionLine(action),
      });
    const inverse = inverseOf(action, draft);
    const own = dangerOf(action, draft, ground.loads);
    const was = wasBefore(action, draft);
    const message = draft.apply(action);
    if (message !== undefined) return failed(refused(index, action, message));
    steps.push({ action, inverse, danger: own, was });
    danger = worse(danger, own);
  }
  const after = draft.setup();
  const scope = heading.scope ?? scopeOf(actions);
  return success({
    title: heading.title,
    steps,
    scope,
    before: withinScope(before, scope),
    after: withinScope(after, scope),
    danger,
    ...(danger === 'destructive' ? { name: heading.name } : {}),
    means: [...(heading.means ?? []), ...meaningOf(before, after, ground.loads, scope.services === 'all')],
    cautions: [...(heading.cautions ?? []), ...cautionsOf(steps)],
    ...(heading.of === undefined ? {} : { of: heading.of }),
  });
};
