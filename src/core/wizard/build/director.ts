/** The director's part of a new cluster as actions, in an order that shows no client a service that is half there. */

import type { Cluster, Marker } from '../../cluster/cluster.types.ts';
import { networkOf } from '../../cluster/reach.ts';
import { type Address, fullLength } from '../../model/address.ts';
import type { NetItem } from '../../model/net-item.ts';
import { holderOf } from '../../model/network.ts';
import type { Service } from '../../model/service.ts';
import { settingPart } from '../../net/sysctl-name.ts';
import type { Action } from '../../plan/action.ts';
import { markItems, markRoutes } from '../../script/marks.ts';
import { fullNatItems, outboundItem } from '../../script/snat.ts';
import { noDevice } from '../steps/device.ts';
import type { Ground } from '../wizard.types.ts';

/** What is to be done besides the table. */
export interface DirectorPart {
  readonly cluster: Cluster;
  readonly ground: Ground;
  /** The interface that gets the VIPs; `none`: marked packets are taken in by a route. */
  readonly device: string;
  /** What marks packets, and rewrites senders. */
  readonly marker: Marker;
  /** Whether the real servers reach the outside through the director. */
  readonly outbound: boolean;
}

const net = (item: NetItem): Action => ({ kind: 'net', item, add: true });

/** A setting that has its value already needs no action. */
const sysctl = ({ sysctls }: Ground, name: string, value: string): readonly Action[] =>
  sysctls?.[name] === value ? [] : [{ kind: 'sysctl', name, value }];

/** Whether the kernel has IPVS already: its table was read and holds something, or its settings are there. */
const hasIpvs = ({ services = [], sysctls = {} }: Ground): boolean =>
  services.length > 0 || Object.keys(sysctls).some(name => name.startsWith('net.ipv4.vs.'));

const moduleActions = (ground: Ground): readonly Action[] =>
  hasIpvs(ground) ? [] : [net({ what: 'module', name: 'ip_vs' })];

/** Whether clients' packets come in and go out by one interface. */
const isOneArmed = ({ director: { inside, outside } }: Cluster): boolean =>
  inside !== undefined && inside === outside;

/** NAT alone forwards answers; DR and TUN work with ip_forward 0 as with 1 [measured]. */
const settingActions = ({ cluster, ground }: DirectorPart): readonly Action[] => {
  const { way, family, director } = cluster;
  if (way !== 'nat' && way !== 'snat') return [];
  const forward = family === 4 ? 'net.ipv4.ip_forward' : 'net.ipv6.conf.all.forwarding';
  // The director would tell the servers of a shorter way to clients on its own link, past itself.
  const quiet =
    way === 'nat' && family === 4 && isOneArmed(cluster) && director.inside !== undefined
      ? [
          ...sysctl(ground, 'net.ipv4.conf.all.send_redirects', '0'),
          ...sysctl(ground, `net.ipv4.conf.${settingPart(director.inside)}.send_redirects`, '0'),
        ]
      : [];
  return [
    ...sysctl(ground, forward, '1'),
    ...quiet,
    ...(way === 'snat' ? sysctl(ground, 'net.ipv4.vs.conntrack', '1') : []),
  ];
};

const rewriteActions = ({ cluster, marker, outbound }: DirectorPart): readonly Action[] => {
  const { outside, dip } = cluster.director;
  const own =
    outbound && outside !== undefined && dip !== undefined
      ? [outboundItem({ network: networkOf(dip), device: outside }, marker)]
      : [];
  return [...own, ...(cluster.way === 'snat' ? fullNatItems(cluster, marker) : [])].map(net);
};

/** A service with its servers, as lines of the table. */
export const serviceActions = ({ id, config, servers }: Service): readonly Action[] => [
  { kind: 'ipvsadm', change: { name: 'add-service', service: id, config } },
  ...servers.map(
    (server): Action => ({
      kind: 'ipvsadm',
      change: { name: 'add-server', service: id, server: server.id, config: server.config },
    }),
  ),
];

/** A table for each mark, so that taking one back leaves the others. Below 10,000 stand those that others number by hand. */
export const tableOfMark = (mark: number): number => (mark > 0xffff_ffff - 10_000 ? mark : 10_000 + mark);

/** What gives packets their mark; `held`: the VIPs stand on an interface, so no route has to take the packets in. */
export const markActions = (
  cluster: Pick<Cluster, 'family' | 'marks'>,
  marker: Marker,
  held: boolean,
): readonly Action[] => {
  const [first] = cluster.marks;
  if (first === undefined) return [];
  const marks = [...new Set(cluster.marks.map(({ mark }) => mark))];
  const routes = held ? [] : markRoutes(marks, cluster.family, tableOfMark(first.mark));
  return [...routes, ...markItems(cluster.marks, marker)].map(net);
};

/** VIPs that no interface of the machine holds. */
export const missingVips = ({ vips }: Cluster, { network }: Ground): readonly Address[] =>
  vips.filter(vip => network === undefined || holderOf(network, vip) === undefined);

const addressActions = ({ cluster, ground, device }: DirectorPart): readonly Action[] =>
  device === noDevice
    ? []
    : missingVips(cluster, ground).map(address =>
        net({
          what: 'address',
          address,
          prefix: fullLength(cluster.family),
          device,
          // While the kernel looks for a duplicate, which takes a second, the address is not usable.
          ...(cluster.family === 6 ? { nodad: true } : {}),
          // The kernel would take a VIP of the director as the outer source, which the real server holds, too, and
          // drops [seen on 6.1]: a deprecated address is never chosen.
          ...(cluster.family === 6 && cluster.way === 'tun' ? { deprecated: true } : {}),
        }),
      );

/**
 * The actions. First what the service needs to work at all (module, settings, rewriting of senders), then the table: a service
 * without servers refuses clients, so its servers follow at once. Only then what leads clients' packets there: the marks, and
 * last the VIP, for until it is there nobody reaches any of this. Taken back in the opposite order, clients are cut off
 * first and the rest goes unseen.
 */
export const directorActions = (part: DirectorPart): readonly Action[] => [
  ...moduleActions(part.ground),
  ...settingActions(part),
  ...rewriteActions(part),
  ...part.cluster.services.flatMap(serviceActions),
  ...markActions(part.cluster, part.marker, part.device !== noDevice),
  ...addressActions(part),
];
