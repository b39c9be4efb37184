/** From what a person wants to a plan. */
import type { Result } from '../model/failure.ts';
import { noScope, type Scope, type Setup, widerScope } from '../model/setup.ts';
import { isChange } from './action.ts';
import type { Intent } from './intent.types.ts';
import { resolveLines } from './intents/lines.ts';
import type { Resolved } from './intents/resolved.types.ts';
import { resolveDrain, resolveRemove, resolveResume, resolveWeights } from './intents/servers.ts';
import { resolveTowards } from './intents/towards.ts';
import type { Loads } from './loads.ts';
import { makePlan } from './make.ts';
import type { Plan } from './plan.types.ts';
import { drainSysctls, scopeOf } from './scope.ts';

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
    case 'towards':
      return {
        services: 'all',
        timeouts: intent.target.timeouts !== undefined,
        daemons: intent.target.daemons !== undefined,
        sysctls: [...sysctls, ...Object.keys(intent.target.sysctls ?? {})],
        files: Object.keys(intent.target.files ?? {}),
      };
    case 'actions':
      return widerScope(scopeOf(intent.actions), noScope);
  }
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
    case 'towards':
      return resolveTowards(intent, setup);
    case 'actions':
      return {
        ok: true,
        value: { title: intent.title, actions: intent.actions, cautions: intent.cautions ?? [] },
      };
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
  const { title, actions, cautions, danger, name = director } = resolved.value;
  return makePlan({ title, name, cautions, ...(danger === undefined ? {} : { danger }) }, actions, {
    setup,
    loads,
  });
};
