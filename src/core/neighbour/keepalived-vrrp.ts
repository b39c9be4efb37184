/** The part of a keepalived.conf that moves the VIPs: adverts between the directors. */
import { type Address, type Family, familyOf, fullLength } from '../model/address.ts';
import { type Service, serviceFamily } from '../model/service.ts';
import { block, type ConfLine, line } from './conf.ts';
import type { KeepalivedWant } from './want.types.ts';

/** An advert names so many addresses at most; the others are brought up and told nobody. keepalived before 2.0 takes no more. */
const mostAdvertised = 20;

/** The VIPs of a table, each once, those that were named first. */
export const vipsOf = (services: readonly Service[], named: readonly Address[] = []): readonly Address[] => [
  ...new Set([...named, ...services.flatMap(({ id }) => (id.kind === 'address' ? [id.address] : []))]),
];

/** Whether tunnels lead to another family: beside such servers the kernel runs no sync daemon, and adds none while it does (measured). */
export const mixesFamilies = ({ id, servers }: Service): boolean =>
  servers.some(server => familyOf(server.id.address) !== serviceFamily(id));

const instanceName = (family: Family): string => `LVS_${family}`;

/** Seconds between two adverts where nothing else is asked for. */
const usualAdvert = 1;

const instance = (want: KeepalivedWant, family: Family, vips: readonly Address[]): ConfLine => {
  const address = (vip: Address): ConfLine => line(`${vip}/${fullLength(family)}`, 'dev', want.interface);
  const peers = (want.peers ?? []).filter(peer => familyOf(peer) === family);
  const more = vips.slice(mostAdvertised);
  return block(
    ['vrrp_instance', instanceName(family)],
    [
      line('state', want.role === 'master' ? 'MASTER' : 'BACKUP'),
      line('interface', want.interface),
      line('virtual_router_id', want.virtualRouterId),
      line('priority', want.priority),
      line('advert_int', want.advertSeconds ?? usualAdvert),
      ...(peers.length === 0
        ? []
        : [
            block(
              ['unicast_peer'],
              peers.map(peer => line(peer)),
            ),
          ]),
      block(['virtual_ipaddress'], vips.slice(0, mostAdvertised).map(address)),
      ...(more.length === 0 ? [] : [block(['virtual_ipaddress_excluded'], more.map(address))]),
    ],
  );
};

/**
 * global_defs and the instances: one for each family, for an instance has addresses of one family only, and where there
 * are both, a group in which they move together.
 */
export const vrrpLines = (want: KeepalivedWant): readonly ConfLine[] => {
  const vips = vipsOf(want.services, want.vips);
  const families = ([4, 6] as const).filter(family => vips.some(vip => familyOf(vip) === family));
  const first = families[0];
  return [
    block(
      ['global_defs'],
      [
        line('router_id', want.routerId),
        ...(want.sync === undefined || first === undefined || want.services.some(mixesFamilies)
          ? []
          : [line('lvs_sync_daemon', want.sync.interface, instanceName(first), 'id', want.sync.id)]),
      ],
    ),
    ...(families.length < 2
      ? []
      : [
          block(
            ['vrrp_sync_group', 'LVS'],
            [
              block(
                ['group'],
                families.map(family => line(instanceName(family))),
              ),
            ],
          ),
        ]),
    ...families.map(family =>
      instance(
        want,
        family,
        vips.filter(vip => familyOf(vip) === family),
      ),
    ),
  ];
};
