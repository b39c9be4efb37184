/** What --json prints of plans and of the journal. */
import type { Entry } from '../core/journal/entry.ts';
import type { Action } from '../core/plan/action.ts';
import { actionArgv } from '../core/plan/action.ts';
import { differenceLine } from '../core/plan/difference-words.ts';
import type { Outcome } from '../core/plan/outcome.types.ts';
import type { Plan } from '../core/plan/plan.types.ts';
import { jsonVersion } from './json.ts';
import { plain } from './out.ts';

type Json = Readonly<Record<string, unknown>>;

const actionJson = (action: Action): Json =>
  action.kind === 'file' ? { file: plain(action.path) } : { run: (actionArgv(action) ?? []).map(plain) };

const outcomeJson = (outcome: Outcome): Json => {
  switch (outcome.kind) {
    case 'done':
      return {
        kind: 'done',
        entry: outcome.entry,
        differs: outcome.differs.map(one => plain(differenceLine(one))),
      };
    case 'stopped':
      return {
        kind: 'stopped',
        entry: outcome.entry,
        applied: outcome.applied.map(index => index + 1),
        ...(outcome.step === undefined ? {} : { step: outcome.step + 1 }),
        failure: plain(outcome.failure.what),
      };
    case 'changed':
      return { kind: 'changed', since: outcome.since.map(one => plain(differenceLine(one))) };
    case 'refused':
      return { kind: 'refused', failure: plain(outcome.failure.what) };
  }
};

/** A plan, and how it ended where it was run. */
export const planJson = (plan: Plan, outcome?: Outcome): Json => ({
  lvsh: jsonVersion,
  kind: 'plan',
  title: plain(plan.title),
  danger: plan.danger,
  steps: plan.steps.map(({ action, inverse }) => ({
    ...actionJson(action),
    undo: inverse.map(actionJson),
  })),
  means: plan.means.map(plain),
  cautions: plan.cautions.map(plain),
  ...(outcome === undefined ? {} : { outcome: outcomeJson(outcome) }),
});

/** The journal's entries, the newest first. */
export const historyJson = (entries: readonly Entry[]): Json => ({
  lvsh: jsonVersion,
  kind: 'history',
  entries: [...entries].reverse().map(entry => ({
    id: entry.id,
    title: plain(entry.title),
    by: Object.fromEntries(Object.entries(entry.by).map(([key, value]) => [key, plain(value)])),
    host: plain(entry.host),
    startedAt: entry.startedAt,
    endedAt: entry.endedAt,
    outcome: entry.outcome,
    applied: entry.applied,
    of: entry.of,
    steps: entry.steps.map(({ do: action, state }) => ({
      ...('run' in action ? { run: action.run.map(plain) } : { file: plain(action.file) }),
      state,
    })),
    differs: entry.differs.map(plain),
  })),
});
