/** The questions about real servers that join a running service; what is like its others is suggested. */
import { shown } from '../../explain/say.ts';
import { maxWeight } from '../../ipvsadm/options.ts';
import type { Tunnel } from '../../model/service.ts';
import type { SeenServer, SeenService } from '../../model/snapshot.ts';
import { serviceLabel } from '../../words/labels.ts';
import { readServers, type TypedServer } from '../reading/servers.ts';
import { error, gathered, rather, warn } from '../remarks.ts';
import { chosenService, mostly, runningSetting } from '../setting.ts';
import type { Answers, Ground, Remark, WizardStep } from '../wizard.types.ts';

/** The servers of the chosen service. */
export const siblingsIn = (answers: Answers, ground: Ground): readonly SeenServer[] =>
  chosenService(answers, ground)?.servers ?? [];

/** The tunnel of the first of the chosen service's servers. */
export const siblingTunnel = (answers: Answers, ground: Ground): Tunnel | undefined =>
  siblingsIn(answers, ground).find(({ tunnel }) => tunnel !== undefined)?.tunnel;

/** The port of a new server where none was written: the service's own, with NAT that of most of its servers. */
export const portOf = (
  { port }: Pick<TypedServer, 'port'>,
  service: SeenService | undefined,
  way: string,
): number => {
  const own = service?.id?.kind === 'address' ? service.id.port : 0;
  if (port !== undefined) return port;
  return way === 'nat' ? (mostly(service?.servers ?? [], ({ id }) => id?.port) ?? own) : own;
};

/** Servers that the service has already. */
export const checkJoining = (text: string, answers: Answers, ground: Ground): readonly Remark[] => {
  const service = chosenService(answers, ground);
  if (service === undefined) return [];
  const way = runningSetting.way(answers, ground);
  const there = new Set(
    service.servers.flatMap(({ id }) => (id === undefined ? [] : [`${id.address} ${id.port}`])),
  );
  const rest = `in ${serviceLabel(service.key)} already: change its weight there`;
  return gathered(
    readServers(text).servers.flatMap(server =>
      there.has(`${server.address} ${portOf(server, service, way)}`)
        ? [{ level: 'error', who: server.address, one: `is ${rest}`, many: `are ${rest}` } as const]
        : [],
    ),
  );
};

const usualWeight = (answers: Answers, ground: Ground): number =>
  mostly(siblingsIn(answers, ground), ({ weight }) => (weight === 0 ? undefined : weight)) ?? 1;

/** The weight of the answers; that of the siblings where none was given. */
export const weightIn = (answers: Answers, ground: Ground): number => {
  const text = (answers.weight ?? '').trim();
  return /^\d+$/.test(text) && Number(text) <= maxWeight ? Number(text) : usualWeight(answers, ground);
};

/** The step that asks for the weight. */
export const weightStep: WizardStep = {
  id: 'weight',
  label: 'weight',
  question: 'With which weight do they begin?',
  why: () =>
    'The weight says how many new connections a server gets next to the others, so what they have is suggested. With 0 it is in the table and gets nothing: raise it when the server is seen to be well. A weight that is written with a server (=3) counts before this one.',
  example: '1',
  kind: 'text',
  suggest: (answers, ground) => String(usualWeight(answers, ground)),
  check: (text, answers, ground) => {
    const weight = text.trim();
    if (!/^\d+$/.test(weight))
      return [
        error(
          `${shown(weight)} is no weight: a whole number from 0 on is one`,
          rather('weight', String(usualWeight(answers, ground))),
        ),
      ];
    if (Number(weight) > maxWeight)
      return [
        error(`A weight is at most ${maxWeight}`, rather('weight', String(usualWeight(answers, ground)))),
      ];
    if (/^0\d/.test(weight))
      return [error(`${shown(weight)} has leading zeros`, rather('weight', String(Number(weight))))];
    return Number(weight) === 0
      ? [warn('With weight 0 no new connection goes there until it is raised')]
      : [];
  },
  words: text => `weight ${text.trim()}`,
};
