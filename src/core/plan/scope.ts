/** What actions touch: the part of a director that has to be read before them, and read back after. */
import { serviceKey } from '../model/service.ts';
import { noScope, type Scope, widerScope } from '../model/setup.ts';
import { itemKey } from '../net/argv.ts';
import type { Action, Change } from './action.ts';

/** Kernel settings that decide what happens to connections of a server that goes, or takes no new ones. */
export const drainSysctls = {
  quiescent: 'net.ipv4.vs.expire_quiescent_template',
  nodest: 'net.ipv4.vs.expire_nodest_conn',
} as const;

const ofChange = (change: Change): Scope => {
  switch (change.name) {
    case 'flush':
      return { ...noScope, services: 'all', sysctls: Object.values(drainSysctls) };
    case 'zero':
      return change.service === undefined ? noScope : { ...noScope, services: [change.service] };
    case 'set':
      return { ...noScope, timeouts: true };
    case 'start-daemon':
    case 'stop-daemon':
      return { ...noScope, daemons: true };
    case 'edit-server':
    case 'delete-server':
    case 'delete-service':
      return { ...noScope, services: [change.service], sysctls: Object.values(drainSysctls) };
    default:
      return { ...noScope, services: [change.service] };
  }
};

const ofAction = (action: Action): Scope => {
  switch (action.kind) {
    case 'ipvsadm':
      return ofChange(action.change);
    case 'sysctl':
      return { ...noScope, sysctls: [action.name] };
    case 'file':
      return { ...noScope, files: [action.path] };
    case 'net':
      return { ...noScope, items: { [itemKey(action.item)]: action.item } };
    case 'unit':
      return noScope;
  }
};

/** The scope of a list of actions. */
export const scopeOf = (actions: readonly Action[]): Scope => {
  // Gathered first: thousands of actions name the same few services.
  const services = new Map<string, Scope>();
  let rest = noScope;
  for (const action of actions) {
    const scope = ofAction(action);
    if (scope.services !== 'all' && scope.services.length === 1 && scope.services[0] !== undefined) {
      services.set(serviceKey(scope.services[0]), scope);
      rest = widerScope(rest, { ...scope, services: [] });
    } else rest = widerScope(rest, scope);
  }
  const ids = [...services.values()].flatMap(scope => (scope.services === 'all' ? [] : scope.services));
  return widerScope(rest, { ...noScope, services: ids });
};
