/** The virtual_server blocks of a table. */
import { flagOption } from '../ipvsadm/print.ts';
import {
  type Server,
  type ServerConfig,
  type Service,
  type ServiceId,
  serviceFamily,
  wholeMask,
} from '../model/service.ts';
import { fitCheck } from './check.ts';
import { block, type ConfLine, line } from './conf.ts';
import { isKin, sorryMethod, sorryPort } from './sorry.ts';
import type { Check, KeepalivedWant, Sorry } from './want.types.ts';

/** What is told of checks and of failing servers. */
export type Watch = Pick<KeepalivedWant, 'check' | 'sorry' | 'inhibit' | 'quorum' | 'everySeconds'>;

/** Seconds in which a server has to answer. UDP waits for the ICMP error of a host that ARP does not find (seen: 3 s). */
const patience = { tcp: 3, udp: 5, ping: 3, http: 3, https: 3 } as const;

/** Seconds between two checks of a server where nothing else is asked for. */
export const usualDelay = 6;

/** `NAT`, `DR`, `TUN type gue port 6080 csum`. */
const methodWords = ({ method, tunnel }: Pick<ServerConfig, 'method' | 'tunnel'>): readonly string[] => {
  if (method !== 'tun') return [method === 'nat' ? 'NAT' : 'DR'];
  if (tunnel === undefined || tunnel.type === 'ipip') return ['TUN'];
  const port = tunnel.type === 'gue' ? ['port', String(tunnel.port)] : [];
  return ['TUN', 'type', tunnel.type, ...port, tunnel.checksum === 'none' ? 'nocsum' : tunnel.checksum];
};

const targetWords = (id: ServiceId): readonly (string | number)[] =>
  id.kind === 'fwmark' ? ['fwmark', id.mark] : [id.address, id.port];

/** A checker's block; none for `none`. `port`: where keepalived would ask by itself. */
const checkBlock = (check: Check, port: number): readonly ConfLine[] => {
  if (check.kind === 'none') return [];
  const where =
    check.kind === 'ping' || check.port === undefined || check.port === port
      ? []
      : [line('connect_port', check.port)];
  const how = [...where, line('connect_timeout', patience[check.kind])];
  switch (check.kind) {
    case 'ping':
      return [block(['PING_CHECK'], how)];
    case 'tcp':
      return [block(['TCP_CHECK'], how)];
    case 'udp':
      return [block(['UDP_CHECK'], how)];
    default:
      return [
        block(
          [check.kind === 'http' ? 'HTTP_GET' : 'SSL_GET'],
          [
            block(['url'], [line('path', check.path), line('status_code', check.status ?? 200)]),
            ...(check.kind === 'https' && check.host !== undefined ? [line('enable_sni')] : []),
            ...how,
          ],
        ),
      ];
  }
};

const serverBlock = (service: Service, { id, config }: Server, usual: string, watch: Watch): ConfLine => {
  const own = methodWords(config);
  return block(
    ['real_server', id.address, id.port],
    [
      line('weight', config.weight),
      ...(own.join(' ') === usual ? [] : [line('lvs_method', ...own)]),
      ...(config.upper === 0 ? [] : [line('uthreshold', config.upper)]),
      ...(config.lower === 0 ? [] : [line('lthreshold', config.lower)]),
      ...(watch.inhibit === true ? [line('inhibit_on_failure')] : []),
      ...checkBlock(fitCheck(watch.check, service.id, id).check, id.port),
    ],
  );
};

/** Whether a sorry server can stand in a service: only a tunnel leads to another family. */
export const sorryFits = (service: Service, sorry: Sorry): boolean =>
  isKin(service, sorry) || sorryMethod(service, sorry) === 'tun';

const sorryLines = (service: Service, sorry: Sorry | undefined, usual: string): readonly ConfLine[] => {
  if (sorry === undefined || !sorryFits(service, sorry)) return [];
  const own = sorry.method === undefined ? usual : methodWords({ method: sorry.method }).join(' ');
  return [
    line('sorry_server', sorry.address, sorryPort(service, sorry)),
    ...(own === usual ? [] : [line('sorry_server_lvs_method', ...own.split(' '))]),
  ];
};

/** The sum of the weights of a service's servers. */
export const weightOf = ({ servers }: Service): number =>
  servers.reduce((sum, { config }) => sum + config.weight, 0);

/** A quorum beyond all weights is cut by keepalived with a warning, and 0 is none. */
const quorumLines = (service: Service, quorum: number | undefined): readonly ConfLine[] => {
  const most = quorum === undefined ? 0 : Math.min(quorum, weightOf(service));
  return most === 0 ? [] : [line('quorum', most)];
};

/**
 * The block of a service that can be said (keepalived-table.ts). The order of the lines counts: flags come after their
 * scheduler, the method before the servers.
 */
export const serviceBlock = (service: Service, watch: Watch): ConfLine => {
  const { id, config, servers } = service;
  const usualWords = methodWords(servers[0]?.config ?? { method: 'nat' });
  const usual = usualWords.join(' ');
  const { persistence, pe } = config;
  const host = watch.check.kind === 'http' || watch.check.kind === 'https' ? watch.check.host : undefined;
  return block(
    ['virtual_server', ...targetWords(id)],
    [
      id.kind === 'fwmark'
        ? line('ip_family', id.family === 6 ? 'inet6' : 'inet')
        : line('protocol', id.protocol.toUpperCase()),
      line('lb_algo', config.scheduler),
      ...flagOption(config)
        .slice(1)
        .flatMap(words => words.split(',').map(flag => line(flag))),
      line('lb_kind', ...usualWords),
      ...(config.ops ? [line('ops')] : []),
      ...(persistence === undefined ? [] : [line('persistence_timeout', persistence.timeout)]),
      ...(persistence === undefined || persistence.mask === wholeMask(serviceFamily(id))
        ? []
        : [line('persistence_granularity', persistence.mask)]),
      ...(pe === undefined ? [] : [line('persistence_engine', pe)]),
      ...(watch.check.kind === 'none' ? [] : [line('delay_loop', watch.everySeconds ?? usualDelay)]),
      ...(host === undefined ? [] : [line('virtualhost', host)]),
      ...quorumLines(service, watch.quorum),
      ...sorryLines(service, watch.sorry, usual),
      ...servers.map(server => serverBlock(service, server, usual, watch)),
    ],
  );
};
