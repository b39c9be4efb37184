/** Undo, redo, finishing and rolling back: what the journal remembers becomes a plan again. */
import type { Entry } from '../journal/entry.ts';
import { personText } from '../journal/person.ts';
import { actionOf } from '../journal/written.ts';
import { failed, type Result, success } from '../model/failure.ts';
import type { Scope, Setup } from '../model/setup.ts';
import { widerScope } from '../model/setup.ts';
import type { Action } from '../plan/action.ts';
import { differenceLine } from '../plan/difference-words.ts';
import { scopeOfStates, wayTo } from '../plan/takeback.ts';
import { type Done, touched } from '../plan/touched.ts';
import type { Intent } from './intent.types.ts';
import type { Resolved } from './resolved.types.ts';

type Takeback = Extract<Intent, { readonly kind: 'takeback' }>;

const actionsOf = (written: Entry['steps'][number]['undo']): readonly Action[] | undefined => {
  const actions = written.map(actionOf);
  return actions.includes(undefined) ? undefined : actions.flatMap(action => action ?? []);
};

/** The steps of an entry that count: those that were done, or all of a plan that is finished or looked into. */
const doneOf = (entry: Entry, all: boolean): readonly Done[] | undefined => {
  const done: Done[] = [];
  for (const step of entry.steps) {
    if (!all && step.state !== 'done') continue;
    const action = actionOf(step.do);
    const inverse = actionsOf(step.undo);
    if (action === undefined || inverse === undefined) return undefined;
    done.push({ action, inverse });
  }
  return done;
};

const wholePlan = (how: Takeback['how']): boolean => how === 'finish' || how === 'roll-back';

/** What has to be read for it. */
export const scopeOfTakeback = ({ entry, how }: Takeback): Scope => {
  const states = touched(doneOf(entry, wholePlan(how)) ?? []);
  return widerScope(scopeOfStates(states.former), scopeOfStates(states.left));
};

const verbs: Readonly<Record<Takeback['how'], string>> = {
  undo: 'Undo',
  redo: 'Redo',
  finish: 'Finish',
  'roll-back': 'Roll back',
};

/** `Undo “Drain 10.0.0.7 in 2 services”`. */
export const takebackTitle = ({ entry, how }: Takeback): string => {
  const inner = entry.title.replace(/^(?:Undo|Redo|Finish|Roll back) “(.*)”$/, '$1');
  return `${verbs[how]} “${inner}”`;
};

const cannotRead = (entry: Entry): Result<never> =>
  failed({
    kind: 'parse',
    what: 'The journal’s entry cannot be carried out',
    why: `A step of “${entry.title}” is not written as lvsh writes it: the journal was edited`,
    advice: 'history shows it; do by hand what is wanted',
  });

/** See Intent. Where somebody changed since what the entry touched, it is said, and confirmed with more care. */
export const resolveTakeback = (intent: Takeback, setup: Setup): Result<Resolved> => {
  const { entry, how } = intent;
  const done = doneOf(entry, wholePlan(how));
  if (done === undefined) return cannotRead(entry);
  const { former, left } = touched(done);
  const [to, expected] = how === 'redo' || how === 'finish' ? [left, former] : [former, left];
  const way = wayTo(setup, to, expected);
  // A plan that was cut off left some of its objects touched and others not: neither is a change by somebody else.
  const since = wholePlan(how) ? [] : way.since;
  const lost = done.some(
    ({ action, inverse }) =>
      inverse.length === 0 && action.kind === 'ipvsadm' && action.change.name === 'zero',
  );
  if (way.actions.length === 0) {
    const why = lost ? 'Counters that were set to zero cannot be brought back' : 'The director is so already';
    return failed({ kind: 'nothing', what: `${takebackTitle(intent)}: nothing is left to do`, why });
  }
  return success({
    title: takebackTitle(intent),
    actions: way.actions,
    cautions: [
      `It was done by ${personText(entry.by)} at ${entry.startedAt.replace('T', ' ').replace(/\..*$/, '')} UTC.`,
      ...(since.length === 0
        ? []
        : ['Changed by somebody else since:', ...since.map(change => differenceLine(change))]),
      ...way.cautions,
      ...(lost && how === 'undo' ? ['Counters that were set to zero cannot be brought back.'] : []),
    ],
    ...(since.length === 0 ? {} : { danger: 'traffic' as const }),
    of: { entry: entry.id, how },
  });
};
