/** Clusters for the scripts of the other machines: every way, both families, marks, and values as bad as types admit. */
import type { Cluster, Marked, Way } from '../../../src/core/cluster/cluster.types.ts';
import type { Address } from '../../../src/core/model/address.ts';
import type { Server, Service, ServiceId, Tunnel } from '../../../src/core/model/service.ts';

/** An address that is canonical already. */
export const at = (text: string): Address => text as Address;

const methods = { nat: 'nat', snat: 'nat', dr: 'dr', tun: 'tun' } as const;

/** A real server of a way, with weight 1. */
export const server = (address: string, port: number, way: Way, tunnel?: Tunnel): Server => ({
  id: { address: at(address), port },
  config: {
    method: methods[way],
    weight: 1,
    upper: 0,
    lower: 0,
    ...(tunnel === undefined ? {} : { tunnel }),
  },
});

/** A service by round robin. */
export const service = (id: ServiceId, servers: readonly Server[]): Service => ({
  id,
  config: { scheduler: 'rr', ops: false, flags: [] },
  servers,
});

/** The identity of a TCP service. */
export const tcp = (address: string, port: number): ServiceId => ({
  kind: 'address',
  protocol: 'tcp',
  address: at(address),
  port,
});

const lan = {
  name: 'lb1',
  outside: 'eth0',
  inside: 'eth0',
  dip: { address: at('10.0.0.2'), prefix: 24 },
} as const;

const cluster = (
  way: Way,
  services: readonly Service[],
  more: Partial<Cluster> & { readonly vips?: readonly Address[] } = {},
): Cluster => ({
  way,
  family: 4,
  services,
  vips: [at('10.0.0.200')],
  marks: [],
  director: lan,
  client: at('203.0.113.9'),
  ...more,
});

/** DR on one LAN: VIP 10.0.0.200:80, servers .7 and .14. */
export const dr = cluster('dr', [
  service(tcp('10.0.0.200', 80), [server('10.0.0.7', 80, 'dr'), server('10.0.0.14', 80, 'dr')]),
]);

/** NAT with two networks: 172.30.0.200:80 to port 8080 of 10.0.0.7 and .14. */
export const nat = cluster(
  'nat',
  [service(tcp('172.30.0.200', 80), [server('10.0.0.7', 8080, 'nat'), server('10.0.0.14', 8080, 'nat')])],
  {
    vips: [at('172.30.0.200')],
    director: { ...lan, outside: 'eth1', dip: { address: at('10.0.0.100'), prefix: 24 } },
  },
);

/** NAT with the source rewritten, one LAN. */
export const snat = cluster('snat', [
  service(tcp('10.0.0.200', 80), [server('10.0.0.7', 8080, 'snat'), server('10.0.0.14', 8080, 'snat')]),
]);

const ipip: Tunnel = { type: 'ipip', port: 0, checksum: 'none' };

/** TUN by ipip to servers in another subnet. */
export const tun = cluster(
  'tun',
  [
    service(tcp('10.0.0.200', 80), [
      server('10.9.0.7', 80, 'tun', ipip),
      server('10.9.0.14', 80, 'tun', ipip),
    ]),
  ],
  { tunnel: ipip },
);

/** Ports 80 and 443 of one VIP under mark 17, DR. */
export const marked: readonly Marked[] = [
  {
    mark: 17,
    address: at('10.0.0.200'),
    protocol: 'tcp',
    ports: [
      [80, 80],
      [443, 443],
    ],
  },
];

/** The cluster of that mark. */
export const mark = cluster(
  'dr',
  [
    service({ kind: 'fwmark', mark: 17, family: 4 }, [
      server('10.0.0.7', 0, 'dr'),
      server('10.0.0.14', 0, 'dr'),
    ]),
  ],
  { marks: marked },
);

/** IPv6 NAT to another port, and a mark of IPv6. */
export const nat6 = cluster(
  'nat',
  [
    service(tcp('fd00::200', 80), [server('fd01::7', 8080, 'nat'), server('fd01::14', 8080, 'nat')]),
    service({ kind: 'fwmark', mark: 4294967295, family: 6 }, [server('fd01::7', 0, 'nat')]),
  ],
  {
    family: 6,
    vips: [at('fd00::200'), at('fd00::201')],
    marks: [{ mark: 4294967295, address: at('fd00::201'), protocol: 'udp', ports: [] }],
    director: { name: 'lb6', outside: 'eth1', inside: 'eth0', dip: { address: at('fd01::1'), prefix: 64 } },
    client: at('2001:db8::9'),
  },
);

/** What no person would call anything, and a shell would take apart. */
export const hostile = `a'b"c $(reboot) \`reboot\` ; & | > < \\ %s\n# x\r\u202e`;

/** A name of a device that the kernel admits and a shell does not. */
export const hostileDevice = `e'"$(x);\`|&`;
