/** Changing a director without a screen: the plan is printed, confirmed, run, and its end told. */

import { planIntent, scopeOfIntent } from '../core/intent/intent.ts';
import type { Intent } from '../core/intent/intent.types.ts';
import { type Failure, failed, type Result } from '../core/model/failure.ts';
import { serviceKey } from '../core/model/service.ts';
import type { Snapshot } from '../core/model/snapshot.ts';
import { loadsOf } from '../core/plan/loads.ts';
import type { Outcome } from '../core/plan/outcome.types.ts';
import type { Plan } from '../core/plan/plan.types.ts';
import { scopeOf } from '../core/plan/scope.ts';
import type { Changer } from '../host/changer.types.ts';
import { planJson } from './json-plan.ts';
import { plain } from './out.ts';
import { printOutcome, printPlan } from './plan-text.ts';
import { exits } from './verbs.ts';
import { failureLines, printJson, type World } from './world.ts';

/** How a change is carried out. */
export interface ChangeOptions {
  /** No question is asked. */
  readonly yes: boolean;
  /** The plan is shown and nothing else. */
  readonly dryRun: boolean;
  readonly json: boolean;
  /** Without a journal, where a person wants it so. */
  readonly unrecorded: boolean;
}

/** The options of a command line that every verb that changes something has. */
export const changeOptions = (options: Readonly<Record<string, string | true>>): ChangeOptions => ({
  yes: 'yes' in options,
  dryRun: 'dry-run' in options,
  json: 'json' in options,
  unrecorded: 'no-journal' in options,
});

const noChanger: Failure = {
  kind: 'no-permission',
  what: 'nothing can be changed here: this is a saved text',
};

/** What changes the director, or why nothing may. */
export const changerOf = (world: World): Result<Changer> => {
  if (world.locked !== undefined)
    return failed({ kind: 'no-permission', what: `this director is read-only: ${world.locked}` });
  return world.changer === undefined ? failed(noChanger) : { ok: true, value: world.changer };
};

const snapshotOf = async (world: World): Promise<Snapshot | undefined> => {
  const read = await world.director.read({ visible: [], intervalMs: 1000 });
  return read.ok ? read.value.snapshot : undefined;
};

/** Makes the plan of an intent on the director as it is now. */
export const planOf = async (world: World, changer: Changer, intent: Intent): Promise<Result<Plan>> => {
  const setup = await changer.setup(scopeOfIntent(intent));
  if (!setup.ok) return setup;
  const loads = loadsOf(await snapshotOf(world));
  const plan = planIntent(intent, { setup: setup.value, loads, director: world.director.name });
  return plan.ok ? { ok: true, value: await withOwners(world, plan.value) } : plan;
};

/** The plan with what the table's owners will do to it. */
const withOwners = async (world: World, plan: Plan): Promise<Plan> => {
  const { services } = scopeOf(plan.steps.map(({ action }) => action));
  const touches = (keys: readonly string[]): boolean =>
    services === 'all' ? keys.length > 0 : services.some(id => keys.includes(serviceKey(id)));
  const owners = (await world.around?.owners()) ?? [];
  const cautions = owners
    .filter(({ owns }) => (owns === 'all' ? services === 'all' || services.length > 0 : touches(owns)))
    .map(({ name, does, instead }) => `${name}: ${does} ${instead}`);
  return { ...plan, cautions: [...cautions, ...plan.cautions] };
};

/** Asks whether a plan shall be run. False, with the reason said, where nobody can be asked. */
export const confirmed = async (world: World, plan: Plan): Promise<boolean> => {
  const { out, ask } = world;
  if (ask === undefined) {
    out.warn('lvsh: nobody can be asked here: --yes runs it\n');
    return false;
  }
  if (plan.danger !== 'destructive') return /^y(?:es)?$/i.test((await ask('Run it? [y/N] ')).trim());
  const name = plan.name ?? world.director.name;
  if ((await ask(`Type ${plain(name)} to run it: `)).trim() === name) return true;
  out.warn('lvsh: that was not it; nothing was run\n');
  return false;
};

/** The exit code of an end. */
export const exitOf = (outcome: Outcome): number => {
  switch (outcome.kind) {
    case 'done':
      return outcome.differs.length > 0 || outcome.unread !== undefined ? exits.partly : exits.ok;
    case 'stopped':
      return outcome.applied.length > 0 ? exits.partly : exits.refused;
    default:
      return exits.refused;
  }
};

/** Says why a plan cannot be made; gives the exit code. */
export const refusePlan = ({ out }: Pick<World, 'out'>, failure: Failure): number => {
  if (failure.kind === 'nothing') {
    out.write(`${plain(failure.what)}: nothing to do\n`);
    return exits.nothing;
  }
  out.warn(failureLines(failure));
  if (failure.output !== undefined)
    for (const line of failure.output.trim().split('\n')) out.warn(`  ${plain(line)}\n`);
  return exits.refused;
};

/** Where standard output is for JSON, words go to standard error. */
export const quiet = ({ out }: Pick<World, 'out'>): Pick<World, 'out'> => ({
  out: { ...out, write: out.warn },
});

/** A change from the wish to its end; gives the exit code. */
export const runIntent = async (world: World, intent: Intent, options: ChangeOptions): Promise<number> => {
  const { out } = world;
  const changer = changerOf(world);
  if (!changer.ok) return refusePlan(world, changer.failure);
  const made = await planOf(world, changer.value, intent);
  if (!made.ok) return refusePlan(options.json ? quiet(world) : world, made.failure);
  const plan = made.value;
  if (!options.json) printPlan(out, plan);
  if (options.dryRun) {
    if (options.json) printJson(out, planJson(plan));
    return exits.ok;
  }
  if (!options.yes && !(await confirmed(world, plan))) return exits.refused;
  const outcome = await changer.value.run(plan, { unrecorded: options.unrecorded });
  if (options.json) printJson(out, planJson(plan, outcome));
  else printOutcome(out, plan, outcome);
  return exitOf(outcome);
};
