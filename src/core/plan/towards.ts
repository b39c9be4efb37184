/**
 * The smallest set of actions from one setup to another, in an order in which nobody is left without a server: what
 * is added comes before what is taken away, weights rise before they fall, a service that both have is never removed,
 * and the table is never cleared.
 */
import type { ServerConfig } from '../model/service.ts';
import type { Setup } from '../model/setup.ts';
import type { Action, Change } from './action.ts';
import { type Difference, differences } from './difference.ts';

/** The phases, in the order in which they are run. */
type Phase = 'stop' | 'add' | 'raise' | 'service' | 'lower' | 'remove' | 'vanish' | 'start' | 'rest';
const phases: readonly Phase[] = [
  'stop',
  'add',
  'raise',
  'service',
  'lower',
  'remove',
  'vanish',
  'start',
  'rest',
];

interface Placed {
  readonly phase: Phase;
  readonly action: Action;
}

const placed = (phase: Phase, change: Change): Placed => ({ phase, action: { kind: 'ipvsadm', change } });

const rises = (from: ServerConfig, to: ServerConfig): boolean => to.weight > from.weight;

const serverActions = (
  { service, server, from, to }: Difference & { readonly kind: 'server' },
  gone: boolean,
): readonly Placed[] => {
  // The servers of a service that goes, go with it.
  if (to === undefined) return gone ? [] : [placed('remove', { name: 'delete-server', service, server })];
  if (from === undefined) return [placed('add', { name: 'add-server', service, server, config: to })];
  return [placed(rises(from, to) ? 'raise' : 'lower', { name: 'edit-server', service, server, config: to })];
};

const serviceActions = ({
  service,
  from,
  to,
}: Difference & { readonly kind: 'service' }): readonly Placed[] => {
  if (to === undefined) return [placed('vanish', { name: 'delete-service', service })];
  if (from === undefined) return [placed('add', { name: 'add-service', service, config: to })];
  return [placed('service', { name: 'edit-service', service, config: to })];
};

const actionsOf = (difference: Difference, gone: boolean): readonly Placed[] => {
  switch (difference.kind) {
    case 'service':
      return serviceActions(difference);
    case 'server':
      return serverActions(difference, gone);
    case 'timeouts':
      return [placed('rest', { name: 'set', timeouts: difference.to })];
    case 'daemon': {
      const { role, from, to } = difference;
      return [
        ...(from === undefined ? [] : [placed('stop', { name: 'stop-daemon', role, syncId: from.syncId })]),
        ...(to === undefined ? [] : [placed('start', { name: 'start-daemon', daemon: to })]),
      ];
    }
    case 'sysctl':
      return difference.to === undefined
        ? []
        : [{ phase: 'rest', action: { kind: 'sysctl', name: difference.name, value: difference.to } }];
    case 'item':
      return [{ phase: 'rest', action: { kind: 'net', item: difference.item, add: difference.to } }];
    case 'file':
      return [{ phase: 'rest', action: { kind: 'file', path: difference.path, text: difference.to } }];
  }
};

/**
 * Actions that make `target` of `now`. Of `now`, only what `target` knows is touched (timeouts, daemons, kernel
 * settings and files that it does not name stay as they are). New servers of a service are added from its last to its
 * first, so that the first of them is the newest, as it is in the target.
 */
export const actionsTowards = (now: Setup, target: Setup): readonly Action[] => {
  const found = differences(now, target);
  const goes = new Set(
    found.flatMap(difference =>
      difference.kind === 'service' && difference.to === undefined ? [difference.service] : [],
    ),
  );
  // Within a service the newest server stands first: turned round, the oldest is added first.
  const list = found.flatMap(difference =>
    actionsOf(difference, difference.kind === 'server' && goes.has(difference.service)),
  );
  const byPhase = new Map<Phase, Placed[]>(phases.map(phase => [phase, []]));
  for (const one of list) byPhase.get(one.phase)?.push(one);
  byPhase.set('add', oldestFirst(byPhase.get('add') ?? []));
  return phases.flatMap(phase => (byPhase.get(phase) ?? []).map(({ action }) => action));
};

/** New servers of each service in turned order, each service before its servers. */
const oldestFirst = (adds: readonly Placed[]): Placed[] => {
  const turned: Placed[] = [];
  let run: Placed[] = [];
  let of: unknown;
  const flush = (): void => {
    turned.push(...run.reverse());
    run = [];
  };
  for (const one of adds) {
    const change = one.action.kind === 'ipvsadm' ? one.action.change : undefined;
    if (change?.name !== 'add-server') {
      flush();
      turned.push(one);
      continue;
    }
    if (change.service !== of) flush();
    of = change.service;
    run.push(one);
  }
  flush();
  return turned;
};
