/** A running service that becomes one by mark: which ports belong to it, and of what family it is. */
import type { SeenService } from '../../model/snapshot.ts';
import { chosenService } from '../setting.ts';
import type { Answers, Ground } from '../wizard.types.ts';
import { byIn } from './kept.ts';

/** Whether a service by address is to become one by mark: only then its ports and the mark are asked. */
export const isMarking = (answers: Answers, ground: Ground): boolean =>
  byIn(answers, ground) === 'mark' && chosenService(answers, ground)?.id?.kind === 'address';

const addressesOf = ({ servers }: SeenService): string =>
  servers
    .map(({ id }) => id?.address ?? '')
    .sort()
    .join(' ');

/** Services of the same address and protocol with the same real servers: what a client may take for one. */
export const alike = (service: SeenService, ground: Ground): readonly SeenService[] => {
  const { id } = service;
  if (id?.kind !== 'address') return [service];
  const servers = addressesOf(service);
  return (ground.services ?? []).filter(
    other =>
      other.id?.kind === 'address' &&
      other.id.address === id.address &&
      other.id.protocol === id.protocol &&
      addressesOf(other) === servers,
  );
};

/** The ports of a service and of those that are like it, as an answer: `80 443`, `udp:53`. */
export const besidePorts = (answers: Answers, ground: Ground): string | undefined => {
  const service = chosenService(answers, ground);
  if (service?.id?.kind !== 'address') return undefined;
  const { protocol, port } = service.id;
  const ports = alike(service, ground).flatMap(({ id }) => (id?.kind === 'address' ? [id.port] : []));
  const prefix = protocol === 'tcp' ? '' : `${protocol}:`;
  if (port === 0 || ports.includes(0)) return `${prefix}all`;
  return [...ports]
    .sort((one, other) => one - other)
    .map(one => `${prefix}${one}`)
    .join(' ');
};
