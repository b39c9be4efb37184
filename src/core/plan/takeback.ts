/** Undo, redo, finish, roll back: from where the director is now to a state that the journal remembers. */
import type { SyncDaemon } from '../model/observe.ts';
import { type Server, type Service, serverKey, serviceKey } from '../model/service.ts';
import { noScope, type Scope, type Setup } from '../model/setup.ts';
import { serviceLabel } from '../words/labels.ts';
import type { Action } from './action.ts';
import { type Difference, differences } from './difference.ts';
import { drainSysctls } from './scope.ts';
import { placeKey, type States, serversIn, touched } from './touched.ts';
import { actionsTowards } from './towards.ts';

/** What has to be read to go to a state, or to compare with it. */
export const scopeOfStates = (states: States): Scope => {
  const services = new Map(
    [
      ...[...states.services.values()].map(({ id }) => id),
      ...[...states.servers.values()].map(({ service }) => service),
    ].map(id => [serviceKey(id), id]),
  );
  return {
    ...noScope,
    services: [...services.values()],
    timeouts: states.timeouts !== undefined,
    daemons: states.daemons.size > 0,
    sysctls: [...states.sysctls.keys(), ...(services.size > 0 ? Object.values(drainSysctls) : [])],
    files: [...states.files.keys()],
    ...(states.items.size === 0
      ? {}
      : { items: Object.fromEntries([...states.items].map(([key, { item }]) => [key, item])) }),
  };
};

const withStates = (service: Service, states: States): Service => {
  const key = serviceKey(service.id);
  const config = states.services.get(key)?.config ?? service.config;
  const present = new Set(service.servers.map(({ id }) => serverKey(id)));
  const servers = service.servers.flatMap((server): readonly Server[] => {
    const state = states.servers.get(placeKey(service.id, server.id));
    if (state === undefined) return [server];
    return state.config === undefined ? [] : [{ id: server.id, config: state.config }];
  });
  const added = serversIn(states, service.id).filter(({ id }) => !present.has(serverKey(id)));
  return { id: service.id, config, servers: [...added, ...servers] };
};

const daemonsWith = (daemons: readonly SyncDaemon[], states: States): readonly SyncDaemon[] => [
  ...daemons.filter(({ role }) => !states.daemons.has(role)),
  ...[...states.daemons.values()].flatMap(daemon => daemon ?? []),
];

/** `setup` with the objects of `states` as they are there; everything else stays. */
export const setupWith = (setup: Setup, states: States): Setup => {
  const services: Service[] = [];
  const present = new Set<string>();
  for (const service of setup.services) {
    const key = serviceKey(service.id);
    present.add(key);
    const state = states.services.get(key);
    if (state !== undefined && state.config === undefined) continue;
    services.push(withStates(service, states));
  }
  for (const [key, { id, config }] of states.services) {
    if (present.has(key) || config === undefined) continue;
    services.push({ id, config, servers: serversIn(states, id) });
  }
  return {
    ...setup,
    services,
    ...(states.timeouts === undefined || setup.timeouts === undefined
      ? {}
      : {
          timeouts: {
            tcp: states.timeouts.tcp || setup.timeouts.tcp,
            tcpFin: states.timeouts.tcpFin || setup.timeouts.tcpFin,
            udp: states.timeouts.udp || setup.timeouts.udp,
          },
        }),
    ...(states.daemons.size === 0 || setup.daemons === undefined
      ? {}
      : { daemons: daemonsWith(setup.daemons, states) }),
    ...(states.sysctls.size === 0
      ? {}
      : { sysctls: { ...setup.sysctls, ...Object.fromEntries(states.sysctls) } }),
    ...(states.items.size === 0 ? {} : { items: { ...setup.items, ...Object.fromEntries(states.items) } }),
    ...(states.files.size === 0 ? {} : { files: { ...setup.files, ...Object.fromEntries(states.files) } }),
  };
};

/** Servers of `states` whose service is not there, nor comes with `states`: nothing can be done for them. */
const orphans = (setup: Setup, states: States): readonly string[] => {
  const there = new Set(setup.services.map(({ id }) => serviceKey(id)));
  for (const [key, { config }] of states.services) if (config !== undefined) there.add(key);
  return [...states.servers.values()]
    .filter(({ service, config }) => config !== undefined && !there.has(serviceKey(service)))
    .map(
      ({ service, id }) =>
        `${serverKey(id)} stays away: ${serviceLabel(serviceKey(service))} is no longer there.`,
    );
};

/** The way back, or again. */
export interface Way {
  readonly actions: readonly Action[];
  /** What is otherwise now than it was left: somebody changed it since. `from`: as it was left, `to`: as it is. */
  readonly since: readonly Difference[];
  /** What cannot be brought back, sentences. */
  readonly cautions: readonly string[];
}

/** The actions from `setup` to the states `to`; `expected` is how the objects were left. */
export const wayTo = (setup: Setup, to: States, expected: States): Way => {
  const target = setupWith(setup, to);
  const units = [...to.units].map(([unit, enabled]): Action => ({ kind: 'unit', unit, enabled }));
  return {
    actions: [...actionsTowards(setup, target), ...units],
    since: changedSince(setup, expected, to),
    cautions: orphans(setup, to),
  };
};

/**
 * What differs from how it was left. A service that is about to be removed counts with all its servers: those that
 * somebody added since would go with it.
 */
const changedSince = (setup: Setup, expected: States, to: States): readonly Difference[] => {
  const asLeft = setupWith(setup, expected);
  const removing = new Set(
    [...to.services].flatMap(([key, { config }]) => (config === undefined ? [key] : [])),
  );
  const left = asLeft.services.map(service =>
    removing.has(serviceKey(service.id)) ? { ...service, servers: serversIn(expected, service.id) } : service,
  );
  // The kernel rounds the length of messages up to what it can use: that is no change of anybody's.
  const daemons = asLeft.daemons?.map(daemon => ({ ...daemon, maxLen: 0 }));
  return differences({ ...asLeft, services: left, ...(daemons === undefined ? {} : { daemons }) }, setup);
};

/** Whether an action's effect is there: whether what it sets is set so in `setup`, whoever did it. */
export const isApplied = (action: Action, setup: Setup): boolean => {
  if (action.kind === 'ipvsadm' && action.change.name === 'flush') return setup.services.length === 0;
  const { left } = touched([{ action, inverse: [] }]);
  return differences(setup, setupWith(setup, left)).length === 0;
};
