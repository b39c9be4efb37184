/** Weights, draining, resuming, removing: what is done to servers that are there. */
import { failed, type Result, success } from '../model/failure.ts';
import { type Server, type ServerConfig, type Service, serverKey, serviceKey } from '../model/service.ts';
import { findServer, findService, type Setup } from '../model/setup.ts';
import type { Action } from '../plan/action.ts';
import { drainSysctls } from '../plan/scope.ts';
import { serviceLabel } from '../words/labels.ts';
import { count } from '../words/numbers.ts';
import type { Intent, Target } from './intent.types.ts';
import type { Resolved } from './resolved.types.ts';

type Of<K extends Intent['kind']> = Extract<Intent, { readonly kind: K }>;

interface Found {
  readonly target: Target;
  readonly service: Service;
  readonly server: Server;
}

const gone = ({ service, server }: Target): Result<never> =>
  failed({
    kind: 'not-found',
    what: `${serverKey(server)} is no longer in ${serviceLabel(serviceKey(service))}`,
    why: 'It was removed meanwhile',
  });

const findAll = (setup: Setup, targets: readonly Target[]): Result<readonly Found[]> => {
  const found: Found[] = [];
  for (const target of targets) {
    const service = findService(setup, target.service);
    const server = findServer(service, serverKey(target.server));
    if (service === undefined || server === undefined) return gone(target);
    found.push({ target, service, server });
  }
  return success(found);
};

/** `10.0.0.7:80 in TCP 10.0.0.200:80`; of several: `10.0.0.7 in 2 services`, `3 servers`. */
const targetWords = (targets: readonly Target[]): string => {
  const [first] = targets;
  if (first === undefined) return 'nothing';
  if (targets.length === 1) return `${serverKey(first.server)} in ${serviceLabel(serviceKey(first.service))}`;
  const sameMachine = targets.every(({ server }) => server.address === first.server.address);
  if (sameMachine) return `${first.server.address} in ${count(targets.length, 'place')}`;
  const services = new Set(targets.map(({ service }) => serviceKey(service)));
  const one = [...services][0];
  return `${targets.length} servers ${services.size === 1 && one !== undefined ? `of ${serviceLabel(one)}` : `in ${services.size} services`}`;
};

const edit = ({ target }: Found, config: ServerConfig): Action => ({
  kind: 'ipvsadm',
  change: { name: 'edit-server', service: target.service, server: target.server, config },
});

const nothing = (what: string): Result<never> =>
  failed({ kind: 'nothing', what, why: 'There is nothing to do' });

/** New weights; those that are so already make no step. */
export const resolveWeights = ({ weights }: Of<'weights'>, setup: Setup): Result<Resolved> => {
  const found = findAll(setup, weights);
  if (!found.ok) return found;
  const changed = found.value.flatMap((one, index) => {
    const weight = weights[index]?.weight ?? one.server.config.weight;
    return weight === one.server.config.weight ? [] : [{ ...one, weight }];
  });
  if (changed.length === 0) return nothing('Every weight is so already');
  // Who gets more comes first: at no moment are there fewer hands than before or after.
  const ordered = [...changed].sort(
    (a, b) => Number(b.weight > b.server.config.weight) - Number(a.weight > a.server.config.weight),
  );
  const same = changed.every(({ weight }) => weight === changed[0]?.weight);
  const to = same ? ` to ${changed[0]?.weight ?? 0}` : '';
  return success({
    title: `Weight of ${targetWords(changed.map(({ target }) => target))}${to}`,
    actions: ordered.map(one => edit(one, { ...one.server.config, weight: one.weight })),
    cautions: [],
  });
};

const packetCautions = (found: readonly Found[]): readonly string[] => {
  const said: string[] = [];
  if (found.some(({ service }) => service.config.ops))
    said.push('One-packet services remember nothing: the next datagram goes elsewhere at once.');
  if (
    found.some(({ service: { id, config } }) => id.kind === 'address' && id.protocol === 'udp' && !config.ops)
  )
    said.push(
      'UDP has no end of a connection: a client that keeps its port and never pauses longer than the UDP timeout stays on the server.',
    );
  return said;
};

/** Weight 0 for each; with `quiescent`, persistence lets go of the clients with weight 0 first. */
export const resolveDrain = ({ targets, quiescent }: Of<'drain'>, setup: Setup): Result<Resolved> => {
  const found = findAll(setup, targets);
  if (!found.ok) return found;
  const open = found.value.filter(({ server }) => server.config.weight > 0);
  const lets = quiescent && setup.sysctls?.[drainSysctls.quiescent] !== '1';
  if (open.length === 0 && !lets) return nothing('It has weight 0 already');
  return success({
    title: `Drain ${targetWords(targets)}`,
    actions: [
      ...(lets ? [{ kind: 'sysctl', name: drainSysctls.quiescent, value: '1' } as const] : []),
      ...open.map(one => edit(one, { ...one.server.config, weight: 0 })),
    ],
    cautions: packetCautions(open),
  });
};

/** The weights that are given, for servers that have none. */
export const resolveResume = ({ targets }: Of<'resume'>, setup: Setup): Result<Resolved> => {
  const found = findAll(setup, targets);
  if (!found.ok) return found;
  const idle = found.value.filter(({ server }) => server.config.weight === 0);
  if (idle.length === 0) return nothing('It takes new connections already');
  return success({
    title: `Resume ${targetWords(idle.map(({ target }) => target))}`,
    actions: idle.map(one => {
      const weight = targets.find(target => sameTarget(target, one.target))?.weight ?? 1;
      return edit(one, { ...one.server.config, weight });
    }),
    cautions: [],
  });
};

const sameTarget = (one: Target, other: Target): boolean =>
  serviceKey(one.service) === serviceKey(other.service) && serverKey(one.server) === serverKey(other.server);

/** Servers out of their services, then whole services. */
export const resolveRemove = ({ targets, services }: Of<'remove'>, setup: Setup): Result<Resolved> => {
  const going = new Set(services.map(serviceKey));
  const left = targets.filter(({ service }) => !going.has(serviceKey(service)));
  const found = findAll(setup, left);
  if (!found.ok) return found;
  for (const id of services) {
    if (findService(setup, id) === undefined)
      return failed({ kind: 'not-found', what: `There is no ${serviceLabel(serviceKey(id))} any more` });
  }
  const labels = services.map(id => serviceLabel(serviceKey(id)));
  const words = [
    ...(left.length === 0 ? [] : [targetWords(left)]),
    ...(labels.length === 0
      ? []
      : [labels.length === 1 ? (labels[0] ?? '') : count(labels.length, 'service')]),
  ];
  return success({
    title: `Remove ${words.join(' and ')}`,
    actions: [
      ...left.map(
        ({ service, server }): Action => ({
          kind: 'ipvsadm',
          change: { name: 'delete-server', service, server },
        }),
      ),
      ...services.map(
        (service): Action => ({ kind: 'ipvsadm', change: { name: 'delete-service', service } }),
      ),
    ],
    cautions: [],
    ...(labels.length === 1 && left.length === 0 && labels[0] !== undefined ? { name: labels[0] } : {}),
  });
};
