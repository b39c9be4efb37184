/** A change from the wish to its end: read, shown, confirmed, run, told. */

import { planIntent, scopeOfIntent } from '../core/intent/intent.ts';
import type { Intent } from '../core/intent/intent.types.ts';
import type { Owner } from '../core/machine/owners.types.ts';
import type { Result } from '../core/model/failure.ts';
import { serviceKey } from '../core/model/service.ts';
import type { Setup } from '../core/model/setup.ts';
import type { Difference } from '../core/plan/difference.ts';
import { loadsOf } from '../core/plan/loads.ts';
import type { Outcome, Progress } from '../core/plan/outcome.types.ts';
import type { Plan } from '../core/plan/plan.types.ts';
import { scopeOf } from '../core/plan/scope.ts';
import { count } from '../core/words/numbers.ts';
import { cannotChange } from './access.ts';
import { askSaved } from './around.ts';
import { askJournal } from './journal.ts';
import { pageKeys } from './page-keys.ts';
import { askRead } from './reading.ts';
import { say } from './say.ts';
import type { Change, Stage, State, Step } from './state.ts';
import { textInput } from './textinput.ts';
import { afterRun } from './wizard/after.ts';

const withStage = (state: State, change: Change, stage: Stage): State => ({
  ...state,
  change: { ...change, stage },
});

const withoutPrompt = (state: State): State => {
  const { prompt: _, ...rest } = state;
  return rest;
};

/** Asks for what an intent needs to be read; the preview follows. */
export const propose = (state: State, intent: Intent): Step => {
  const not = cannotChange(state);
  if (not !== undefined) return [say(state, `not now: ${not}`, 'warn'), []];
  const generation = state.generations + 1;
  const change: Change = { intent, generation, stage: { type: 'reading' }, top: 0 };
  return [
    { ...withoutPrompt(state), change, generations: generation },
    [{ type: 'prepare', generation, scope: scopeOfIntent(intent) }],
  ];
};

/** The plan of an intent on this setup, with what is open now. */
const planOn = (state: State, intent: Intent, setup: Setup): Result<Plan> =>
  planIntent(intent, {
    setup,
    loads: loadsOf(state.reading.snapshot),
    director: state.source.name,
  });

/** Whether a plan touches what is somebody else's. */
const isOf = ({ owns, daemons }: Owner, plan: Plan): boolean => {
  const { services, timeouts, daemons: sync } = scopeOf(plan.steps.map(({ action }) => action));
  if (daemons && sync) return true;
  if (owns === 'all') return services === 'all' || services.length > 0 || timeouts;
  const keys = new Set(owns);
  return services === 'all' ? owns.length > 0 : services.some(id => keys.has(serviceKey(id)));
};

/** The plan with what the table's owners will do to it, as long as a person was not told. */
const withOwners = (state: State, plan: Plan): Plan => {
  const owners = state.owners.filter(owner => isOf(owner, plan));
  return owners.length === 0
    ? plan
    : {
        ...plan,
        cautions: [
          ...owners.map(({ name, does, instead }) => `${name}: ${does} ${instead}`),
          ...plan.cautions,
        ],
      };
};

const previewed = (state: State, change: Change, made: Plan, since: readonly Difference[]): State => {
  const plan = withOwners(state, made);
  const warned = state.ownersTold || plan === made;
  const next = withStage(state, { ...change, top: 0 }, { type: 'preview', plan, since, warned });
  return plan.danger === 'destructive' ? { ...next, prompt: { type: 'name', input: textInput() } } : next;
};

/** What was read for a change: shows its plan, or why there is none. */
export const prepared = (state: State, generation: number, result: Result<Setup>): Step => {
  const { change } = state;
  if (change === undefined || change.generation !== generation || change.stage.type !== 'reading')
    return [state, []];
  const plan = result.ok ? planOn(state, change.intent, result.value) : result;
  return [
    plan.ok
      ? previewed(state, change, plan.value, [])
      : withStage(state, change, { type: 'refused', failure: plan.failure }),
    [],
  ];
};

/** Leaves a change that is not under way; what was asked for with F4 to F8 stays asked for. */
export const leaveChange = (state: State): State => {
  const { change: _, ...rest } = withoutPrompt(state);
  return rest;
};

/** After a change was made, the form and the menu that led to it are done, too. */
const withoutForms = (state: State): State => ({
  ...state,
  views: state.views.filter(({ type }) => type !== 'form' && type !== 'menu'),
});

/** Why the plan is not run by this word; undefined when it is. */
const unconfirmed = (plan: Plan, word: Confirmation): string | undefined => {
  switch (plan.danger) {
    case 'none':
    case 'undoable':
      return undefined;
    case 'traffic':
      return word.type === 'enter' ? 'this may cost connections: y runs it' : undefined;
    case 'destructive':
      return word.type === 'name' && word.name === plan.name
        ? undefined
        : `type ${plan.name ?? 'its name'} to run it`;
  }
};

/** What a person says to a preview. */
export type Confirmation =
  | { readonly type: 'enter' }
  | { readonly type: 'yes' }
  | { readonly type: 'name'; readonly name: string };

/** Runs the plan that is shown, if the word is enough for its danger. */
export const confirm = (state: State, word: Confirmation): Step => {
  const { change } = state;
  if (change?.stage.type !== 'preview') return [state, []];
  const { plan } = change.stage;
  const not = unconfirmed(plan, word);
  if (not !== undefined) return [say(state, not, 'warn'), []];
  if (!change.stage.warned) {
    const told = withStage({ ...state, ownersTold: true }, change, { ...change.stage, warned: true });
    return [
      say(told, 'this is not only yours to change, see above: once more runs it nevertheless', 'warn'),
      [],
    ];
  }
  const progress = { done: 0, of: plan.steps.length };
  return [
    withStage(withoutPrompt(state), change, { type: 'running', plan, progress, stopping: false }),
    [{ type: 'run', generation: change.generation, plan, unrecorded: false }],
  ];
};

/** Stops a plan after its present step. */
export const stopRun = (state: State): Step => {
  const { change } = state;
  if (change?.stage.type !== 'running') return [state, []];
  return [withStage(state, change, { ...change.stage, stopping: true }), [{ type: 'stop' }]];
};

/** How far a plan is. */
export const progressed = (state: State, generation: number, progress: Progress): State => {
  const { change } = state;
  if (change?.generation !== generation || change.stage.type !== 'running') return state;
  return withStage(state, change, { ...change.stage, progress });
};

/** After a plan was run, the picture and the journal are read again at once. */
const readAgain = (state: State): Step => {
  const [asked, effects] = askRead({ ...state, nudges: new Map(), marks: new Set() });
  const [journal, more] = askJournal(asked);
  const [next, last] = askSaved(journal);
  return [next, [...effects, ...more, ...last]];
};

const then = ([state, effects]: Step, next: (state: State) => Step): Step => {
  const [last, more] = next(state);
  return [last, [...effects, ...more]];
};

const steps = (plan: Plan): string => count(plan.steps.length, 'step');

/** The end of a run: what went well leaves the screen, what did not stays on it. */
export const ran = (state: State, generation: number, outcome: Outcome): Step => {
  const { change } = state;
  if (change?.generation !== generation || change.stage.type !== 'running') return [state, []];
  const { plan } = change.stage;
  if (outcome.kind === 'changed') {
    const again = planOn(state, change.intent, outcome.now);
    return [
      again.ok
        ? previewed(state, change, again.value, outcome.since)
        : withStage(state, change, { type: 'refused', failure: again.failure }),
      [],
    ];
  }
  if (outcome.kind === 'done' && outcome.differs.length === 0 && outcome.unread === undefined) {
    const watch = change.intent.kind === 'drain' ? `${pageKeys.drains} watches, ` : '';
    const undo = plan.of?.how === 'undo' ? 'U does it again' : `${watch}u undoes it`;
    const said = say(
      withoutForms(leaveChange(state)),
      `done: ${plan.title}${plan.steps.length > 1 ? ` (${steps(plan)})` : ''}; ${undo}`,
    );
    return then(afterRun(said, generation, plan, outcome.entry), readAgain);
  }
  const ended = withStage(state, { ...change, top: 0 }, { type: 'ended', plan, outcome });
  if (outcome.kind === 'refused') return [ended, []];
  return outcome.kind === 'done'
    ? then(afterRun(ended, generation, plan, outcome.entry), readAgain)
    : readAgain(ended);
};

/** The change's lines scrolled; `update` keeps them within the page. */
export const scrollChange = (state: State, lines: number): State => {
  const { change } = state;
  return change === undefined
    ? state
    : { ...state, change: { ...change, top: Math.max(0, change.top + lines) } };
};
