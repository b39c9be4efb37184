/** Which service a person means. */
import { parseHostPort } from '../ipvsadm/addresses.ts';
import { noNames } from '../ipvsadm/names.ts';
import { optionRows } from '../ipvsadm/options.ts';
import { endpoint } from '../model/address.ts';
import type { Protocol, ServiceId } from '../model/service.ts';
import type { SeenService } from '../model/snapshot.ts';

/** What a service's key begins with, by the long name of the option that names such services. */
const keyHeads: readonly (readonly [long: string, head: string])[] = optionRows.flatMap(({ long, value }) =>
  value.kind === 'service' ? [[long, value.protocol]] : value.kind === 'mark' ? [[long, 'fwm']] : [],
);

/** The words of a command line as one name: `-t V:P` becomes `tcp:V:P`, `-f 17 -6` becomes `fwm6:17`, `TCP V:P` too. */
export const serviceName = ({
  words,
  options,
}: {
  readonly words: readonly string[];
  /** Values of options by long name. */
  readonly options: Readonly<Record<string, string | true>>;
}): string => {
  for (const [long, head] of keyHeads) {
    const value = options[long];
    if (typeof value === 'string') return `${head}${head === 'fwm' && 'ipv6' in options ? '6' : ''}:${value}`;
  }
  const [first = '', second] = words;
  return second === undefined ? first : `${first}:${second}`;
};

/** The service that a complete name means, whether there is one or not; an address without a protocol is TCP. */
export const serviceOfName = (name: string): ServiceId | undefined => {
  const mark = /^fwm(6?):(\d{1,10})$/i.exec(name);
  if (mark !== null) {
    const value = Number(mark[2]);
    return value >= 1 && value <= 0xffff_ffff
      ? { kind: 'fwmark', mark: value, family: mark[1] === '6' ? 6 : 4 }
      : undefined;
  }
  const [, head = 'tcp', rest = ''] = /^(?:(tcp|udp|sctp):)?(.*)$/is.exec(name) ?? [];
  const protocol = protocols.find(one => one === head.toLowerCase());
  const read = parseHostPort(rest, protocol, noNames);
  if (protocol === undefined || read === undefined) return undefined;
  return { kind: 'address', protocol, address: read.address, port: read.port ?? 0 };
};

const protocols: readonly Protocol[] = ['tcp', 'udp', 'sctp'];

/** A name in lower case, its address in the one form that keys have: `[FD00:0::1]:80` is `[fd00::1]:80`. */
const canonical = (name: string): string => {
  const lower = name.toLowerCase();
  const head = /^(?:tcp|udp|sctp):/.exec(lower)?.[0] ?? '';
  const read = parseHostPort(lower.slice(head.length), undefined, noNames);
  if (read === undefined) return lower;
  return `${head}${read.port === undefined ? read.address : endpoint(read.address, read.port)}`;
};

/**
 * The services that a name fits, best first: its key; else address and port in any protocol; else all ports of an
 * address; else the mark of that number.
 */
export const findServices = (services: readonly SeenService[], name: string): readonly SeenService[] => {
  const written = name.toLowerCase();
  const wanted = canonical(name);
  const bare = ({ key }: SeenService): string => key.slice(key.indexOf(':') + 1).toLowerCase();
  const host = (service: SeenService): string => bare(service).replace(/:[^:\]]*$/, '');
  const ways: readonly ((service: SeenService) => boolean)[] = [
    service => service.key.toLowerCase() === written || service.key === wanted,
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
