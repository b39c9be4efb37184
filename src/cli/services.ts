/** Which service a person means. */
import type { SeenService } from '../core/model/snapshot.ts';
import type { Invocation } from './arguments.ts';

const ofOptions: Readonly<Record<string, string>> = {
  'tcp-service': 'tcp',
  'udp-service': 'udp',
  'sctp-service': 'sctp',
  'fwmark-service': 'fwm',
};

/** The words of a command line as one name: `-t V:P` becomes `tcp:V:P`, `-f 17 -6` becomes `fwm6:17`, `TCP V:P` too. */
export const serviceName = ({ words, options }: Pick<Invocation, 'words' | 'options'>): string => {
  for (const [option, protocol] of Object.entries(ofOptions)) {
    const value = options[option];
    if (typeof value === 'string')
      return `${protocol}${protocol === 'fwm' && 'ipv6' in options ? '6' : ''}:${value}`;
  }
  const [first = '', second] = words;
  return second === undefined ? first : `${first}:${second}`;
};

/**
 * The services that a name fits, best first: its key; else address and port in any protocol; else all ports of an
 * address; else the mark of that number.
 */
export const findServices = (services: readonly SeenService[], name: string): readonly SeenService[] => {
  const wanted = name.toLowerCase();
  const bare = ({ key }: SeenService): string => key.slice(key.indexOf(':') + 1).toLowerCase();
  const host = (service: SeenService): string => bare(service).replace(/:[^:\]]*$/, '');
  const ways: readonly ((service: SeenService) => boolean)[] = [
    service => service.key.toLowerCase() === wanted,
    service => bare(service) === wanted && service.id?.kind !== 'fwmark',
    service => service.id?.kind !== 'fwmark' && (host(service) === wanted || host(service) === `[${wanted}]`),
    service => service.id?.kind === 'fwmark' && String(service.id.mark) === wanted,
  ];
  for (const way of ways) {
    const found = services.filter(way);
    if (found.length > 0) return found;
  }
  return [];
};
