/** From what a person wants to a plan. */
import { failed, type Result, success } from '../model/failure.ts';
import { noScope, type Scope, type Setup, widerScope } from '../model/setup.ts';
import { itemKey } from '../net/argv.ts';
import { type Action, isChange } from '../plan/action.ts';
import type { Loads } from '../plan/loads.ts';
import { makePlan } from '../plan/make.ts';
import type { Plan } from '../plan/plan.types.ts';
import { drainSysctls, scopeOf } from '../plan/scope.ts';
import { resolveRestore, resolveSave, resolveText } from './file.ts';
import type { Intent } from './intent.types.ts';
import { resolveLines } from './lines.ts';
import type { Resolved } from './resolved.types.ts';
import { resolveDrain, resolveRemove, resolveResume, resolveWeights } from './servers.ts';
import { resolveTakeback, scopeOfTakeback } from './takeback.ts';

const sysctls = Object.values(drainSysctls);

/** What has to be read before an intent can become a plan. */
export const scopeOfIntent = (intent: Intent): Scope => {
  switch (intent.kind) {
    case 'lines': {
      const changes = intent.lines.flatMap(({ command }) => (isChange(command) ? [command] : []));
      return scopeOf(changes.map(change => ({ kind: 'ipvsadm', change })));
    }
    case 'weights':
      return { ...noScope, services: intent.weights.map(({ service }) => service), sysctls };
    case 'drain':
    case 'resume':
      return { ...noScope, services: intent.targets.map(({ service }) => service), sysctls };
    case 'remove':
      return {
        ...noScope,
        services: [...intent.services, ...intent.targets.map(({ service }) => service)],
        sysctls,
      };
    case 'save':
      return { services: 'all', timeouts: true, daemons: true, sysctls: [], files: [intent.path] };
    case 'restore':
      return {
        services: 'all',
        timeouts: true,
        daemons: true,
        sysctls,
        files: [intent.path],
        against: { file: intent.path },
      };
    case 'text':
      return {
        services: 'all',
        timeouts: true,
        daemons: true,
        sysctls,
        files: [],
        against: { text: intent.text },
      };
    case 'takeback':
      return scopeOfTakeback(intent);
    case 'actions':
      return widerScope(scopeOf(intent.actions), noScope);
  }
};

/** Addresses and rules that are there already need no step. */
const resolveActions = (intent: Intent & { readonly kind: 'actions' }, setup: Setup): Result<Resolved> => {
  const isThere = (action: Action): boolean =>
    action.kind === 'net' && action.add && setup.items?.[itemKey(action.item)]?.there === true;
  const actions = intent.actions.filter(action => !isThere(action));
  return actions.length === 0 && intent.actions.length > 0
    ? failed({ kind: 'nothing', what: `${intent.title}: all of it is there already` })
    : success({ title: intent.title, actions, cautions: intent.cautions ?? [] });
};

const resolve = (intent: Intent, setup: Setup): Result<Resolved> => {
  switch (intent.kind) {
    case 'lines':
      return resolveLines(intent, setup);
    case 'weights':
      return resolveWeights(intent, setup);
    case 'drain':
      return resolveDrain(intent, setup);
    case 'resume':
      return resolveResume(intent, setup);
    case 'remove':
      return resolveRemove(intent, setup);
    case 'save':
      return resolveSave(intent, setup);
    case 'restore':
      return resolveRestore(intent, setup);
    case 'text':
      return resolveText(intent, setup);
    case 'takeback':
      return resolveTakeback(intent, setup);
    case 'actions':
      return resolveActions(intent, setup);
  }
};

/** What a plan is made from. */
export interface Circumstances {
  /** At least the intent's scope, read just now. */
  readonly setup: Setup;
  readonly loads: Loads;
  /** The director's name: what is typed before something destructive. */
  readonly director: string;
}

/** The plan of an intent; fails in words where it cannot be done or there is nothing to do. */
export const planIntent = (intent: Intent, { setup, loads, director }: Circumstances): Result<Plan> => {
  const resolved = resolve(intent, setup);
  if (!resolved.ok) return resolved;
  const { actions, name = director, ...heading } = resolved.value;
  // What is saved must still be what runs at that moment.
  const scope = intent.kind === 'save' ? { scope: scopeOfIntent(intent) } : {};
  return makePlan({ ...heading, ...scope, name }, actions, { setup, loads });
};
