/** The settings of a service or server, short (for the table) and as sentences (for the detail). */
import { type Address, ipv4Bits } from '../../core/model/address.ts';
import type { Method, SchedulerFlag } from '../../core/model/service.ts';
import type { SeenServer, SeenService } from '../../core/model/snapshot.ts';
import { duration } from '../../core/words/numbers.ts';

/** Forwarding methods as people call them; ipvsadm prints Masq, Route, Tunnel, Local. */
export const methodWord = (method: Method): string =>
  ({ nat: 'NAT', dr: 'DR', tun: 'TUN', local: 'local' })[method];

/** A mask as /24 where its bits are in one piece, else as it is written. */
export const maskWord = (mask: Address | number): string => {
  if (typeof mask === 'number') return `/${mask}`;
  const bits = ipv4Bits(mask) >>> 0;
  const host = ~bits >>> 0;
  return (host & (host + 1)) === 0 ? `/${Math.clz32(host)}` : mask;
};

/** Whether a mask makes one client of several addresses. */
export const groups = (mask: Address | number): boolean => !['/32', '/128'].includes(maskWord(mask));

/** `persist 6m /24`, empty when not persistent. */
export const persistenceWords = (service: SeenService): string => {
  const { persistence } = service;
  if (persistence === undefined || persistence === null) return '';
  const time = persistence.timeout === undefined ? '' : ` ${duration(persistence.timeout)}`;
  return `persist${time}${groups(persistence.mask) ? ` ${maskWord(persistence.mask)}` : ''}`;
};

/** A flag by the name that the scheduler gives it (ip_vs.h: sh and mh share the first two bits). */
export const flagWord = (flag: SchedulerFlag, scheduler: string | undefined): string => {
  if ((scheduler === 'sh' || scheduler === 'mh') && flag === 'flag-1') return `${scheduler}-fallback`;
  if ((scheduler === 'sh' || scheduler === 'mh') && flag === 'flag-2') return `${scheduler}-port`;
  return flag;
};

/** `sh-fallback,sh-port`, empty when there are none. */
export const flagWords = (service: SeenService): string =>
  (service.flags ?? []).map(flag => flagWord(flag, service.scheduler)).join(',');

/** All settings of a service but the scheduler: `persist 6m /24  ops  sh-port  pe sip`. */
export const serviceSettings = (service: SeenService): string =>
  [
    persistenceWords(service),
    service.ops === true ? 'ops' : '',
    flagWords(service),
    typeof service.pe === 'string' ? `pe ${service.pe}` : '',
  ]
    .filter(word => word !== '')
    .join('  ');

const shortFlag: Readonly<Record<string, string>> = {
  'sh-fallback': 'fb',
  'mh-fallback': 'fb',
  'sh-port': 'port',
  'mh-port': 'port',
  'flag-1': 'f1',
  'flag-2': 'f2',
  'flag-3': 'f3',
};

/** The same in few cells, for narrow screens: `p6m ops`, `fb,port`. */
export const shortSettings = (service: SeenService): string => {
  const { persistence } = service;
  const time = persistence?.timeout === undefined ? '?' : duration(persistence.timeout);
  return [
    persistence === undefined || persistence === null ? '' : `p${time}`,
    service.ops === true ? 'ops' : '',
    (service.flags ?? []).map(flag => shortFlag[flagWord(flag, service.scheduler)] ?? flag).join(','),
    typeof service.pe === 'string' ? service.pe : '',
  ]
    .filter(word => word !== '')
    .join(' ');
};

/** A tunnel as ipvsadm --tun-info writes it: `ipip`, `gue:6080:r+c`, `gre:+c`. */
export const tunnelWord = (server: SeenServer): string => {
  const { tunnel } = server;
  if (tunnel === undefined) return '';
  if (tunnel.type === 'ipip') return 'ipip';
  const checksum = { none: '-c', csum: '+c', remcsum: 'r+c' }[tunnel.checksum];
  return tunnel.type === 'gue' ? `gue:${tunnel.port}:${checksum}` : `gre:${checksum}`;
};

/** Thresholds (upper/lower) and tunnel of a server: `max 100/75`, `gue:6080:-c`. */
export const serverSettings = (server: SeenServer): string => {
  const { upper, lower } = server;
  const limit = upper === undefined || upper === 0 ? '' : `max ${upper}${lower ? `/${lower}` : ''}`;
  return [limit, tunnelWord(server)].filter(word => word !== '').join('  ');
};
