/** The three ways of keeping clients of a running service together: in place, by client, by mark. */

import type { Marked } from '../../cluster/cluster.types.ts';
import { listed } from '../../explain/say.ts';
import { failed, type Result, success } from '../../model/failure.ts';
import {
  type AddressService,
  type Server,
  type Service,
  type ServiceConfig,
  type ServiceId,
  serviceFamily,
  serviceKey,
} from '../../model/service.ts';
import type { SeenService } from '../../model/snapshot.ts';
import type { Action } from '../../plan/action.ts';
import { serviceLabel } from '../../words/labels.ts';
import { readMark } from '../reading/mark.ts';
import { byIn } from '../steps/kept.ts';
import { markerIn } from '../steps/mark.ts';
import { markedIn, portsIn } from '../steps/marked.ts';
import { alike } from '../steps/regroup.ts';
import type { Answers, Ground } from '../wizard.types.ts';
import { markActions, serviceActions } from './director.ts';
import { markedOf } from './running.ts';

/** The same service with a new identity; servers keep the port of the client, for such a service has none of its own. */
const renamed = (service: Service, id: ServiceId, config: ServiceConfig): Service => ({
  id,
  config,
  servers: service.servers.map(
    (server): Server => ({
      id: { address: server.id.address, port: 0 },
      config: {
        ...server.config,
        // What the director serves itself is added as DR; the kernel sees that it is local.
        method: server.config.method === 'local' ? 'dr' : server.config.method,
      },
    }),
  ),
});

/** What the three ways of keeping clients have in common. */
export interface Part {
  readonly service: Service;
  readonly seen: SeenService;
  readonly answers: Answers;
  readonly ground: Ground;
  readonly config: ServiceConfig;
}

/** What each of them comes to. */
export interface Outcome {
  readonly service: Service;
  readonly marked: readonly Marked[];
  readonly actions: readonly Action[];
  readonly cautions: readonly string[];
}

const inPlace = ({ service, answers, ground, config }: Part): Result<Outcome> =>
  JSON.stringify(config) === JSON.stringify(service.config)
    ? failed({
        kind: 'nothing',
        what: `${serviceLabel(serviceKey(service.id))} keeps its clients so already`,
      })
    : success({
        service: { ...service, config },
        marked: markedOf(service, answers, ground),
        actions: [{ kind: 'ipvsadm', change: { name: 'edit-service', service: service.id, config } }],
        cautions: ['It counts for connections from now on; those that are open stay where they are.'],
      });

const names = (services: readonly SeenService[]): string =>
  listed(services.map(({ key }) => serviceLabel(key)));

/**
 * The service of all ports first, then the removal of those of single ports, which go before it while they are there: no client
 * is refused between. Connections that are open in them hang from then on [measured].
 */
const byClient = ({ service, seen, ground, config }: Part, id: AddressService): Result<Outcome> => {
  const whole = renamed(service, { ...id, port: 0 }, config);
  const removed = alike(seen, ground).filter(other => other.id?.kind === 'address' && other.id.port !== 0);
  const others = (ground.services ?? []).filter(
    other =>
      other.id?.kind === 'address' &&
      other.id.address === id.address &&
      other.id.protocol === id.protocol &&
      !removed.includes(other),
  );
  return success({
    service: whole,
    marked: [],
    actions: [
      ...serviceActions(whole),
      ...removed.flatMap((other): readonly Action[] =>
        other.id === undefined
          ? []
          : [{ kind: 'ipvsadm', change: { name: 'delete-service', service: other.id } }],
      ),
    ],
    cautions: [
      `Connections that are open in ${names(removed)} get no answer any more afterwards: choose a quiet time, or persistence by mark, which leaves them.`,
      `All ${id.protocol.toUpperCase()} ports of ${id.address} go to the real servers then, also those that nobody should reach: let the firewall pass what is meant.`,
      ...(others.length === 0
        ? []
        : [
            `${names(others)}: with other real servers, this stays as it is, and its clients are not kept together with these.`,
          ]),
    ],
  });
};

/** The service by mark first, then what marks the packets; the services by address stay for what is open in them. */
const byMark = ({ service, seen, answers, ground, config }: Part, id: AddressService): Result<Outcome> => {
  const mark = readMark(answers.mark ?? '');
  if (!mark.ok) return failed({ kind: 'value', what: `mark: ${mark.text}` });
  const family = serviceFamily(id);
  const whole = renamed(service, { kind: 'fwmark', mark: mark.value, family }, config);
  const marked = markedIn(mark.value, [id.address], portsIn(answers));
  const left = alike(seen, ground);
  return success({
    service: whole,
    marked,
    actions: [
      ...serviceActions(whole),
      ...markActions({ family, marks: marked }, markerIn(answers, ground, family), true),
    ],
    cautions: [
      left.length === 1
        ? `${names(left)} stays for the connections that are open in it, and gets no new ones on these ports: remove it when it is empty.`
        : `${names(left)} stay for the connections that are open in them, and get no new ones on these ports: remove them when they are empty.`,
    ],
  });
};

/** What is done for the way that was chosen. */
export const outcomeOf = (part: Part): Result<Outcome> => {
  const { id } = part.service;
  const by = byIn(part.answers, part.ground);
  if (id.kind === 'fwmark' || by === 'port' || (by === 'client' && id.port === 0)) return inPlace(part);
  return by === 'client' ? byClient(part, id) : byMark(part, id);
};
