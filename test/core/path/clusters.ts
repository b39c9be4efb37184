/** Clusters of the guides' scenarios, made short. */
import type { Cluster, Way } from '../../../src/core/cluster/cluster.types.ts';
import { type Address, familyOf } from '../../../src/core/model/address.ts';
import type { Server, Service, Tunnel } from '../../../src/core/model/service.ts';
import type { DrawnLine } from '../../../src/core/path/pieces.ts';

export interface Wish {
  readonly way: Way;
  readonly vip: string;
  readonly port?: number;
  readonly rip: string;
  readonly rport?: number;
  readonly dip?: string;
  readonly client: string;
  readonly tunnel?: Tunnel;
  readonly mtu?: number;
}

export const ipip: Tunnel = { type: 'ipip', port: 0, checksum: 'none' };
export const gue: Tunnel = { type: 'gue', port: 6080, checksum: 'none' };
export const gre: Tunnel = { type: 'gre', port: 0, checksum: 'none' };

export const serverOf = (wish: Wish): Server => ({
  id: { address: wish.rip as Address, port: wish.rport ?? wish.port ?? 80 },
  config: {
    method: wish.way === 'snat' ? 'nat' : wish.way,
    weight: 1,
    upper: 0,
    lower: 0,
    ...(wish.way === 'tun' ? { tunnel: wish.tunnel ?? ipip } : {}),
  },
});

export const clusterOf = (wish: Wish, service: Partial<Service> = {}): Cluster => {
  const [address = '', prefix = '24'] = (wish.dip ?? '').split('/');
  const vip = wish.vip as Address;
  return {
    way: wish.way,
    family: familyOf(vip),
    ...(wish.way === 'tun' ? { tunnel: wish.tunnel ?? ipip } : {}),
    services: [
      {
        id: { kind: 'address', protocol: 'tcp', address: vip, port: wish.port ?? 80 },
        config: { scheduler: 'rr', ops: false, flags: [] },
        servers: [serverOf(wish)],
        ...service,
      },
    ],
    vips: [vip],
    marks: [],
    director: {
      name: 'lb1',
      ...(address === '' ? {} : { dip: { address: address as Address, prefix: Number(prefix) } }),
      ...(wish.mtu === undefined ? {} : { mtu: wish.mtu }),
    },
    client: wish.client as Address,
  };
};

export const a1: Wish = {
  way: 'dr',
  vip: '192.168.31.100',
  rip: '192.168.31.30',
  dip: '192.168.31.10/24',
  client: '192.168.31.9',
};
export const a2: Wish = {
  way: 'nat',
  vip: '12.0.0.1',
  rip: '20.0.0.7',
  dip: '20.0.0.1/24',
  client: '12.0.0.9',
};
export const a4: Wish = {
  way: 'dr',
  vip: '10.0.0.200',
  rip: '10.0.0.7',
  dip: '10.0.0.100/24',
  client: '172.30.0.100',
};
export const a6: Wish = { ...a4, way: 'tun', rip: '10.9.0.7' };
export const a10: Wish = { ...a4, way: 'snat', rip: '10.9.0.7', rport: 8080 };
export const ipv6: Wish = {
  way: 'nat',
  vip: '2001:db8:1::200',
  rip: 'fd00:1234:5678:9abc:def0:1234:5678:9abc',
  rport: 8080,
  dip: 'fd00:1234:5678:9abc::1/64',
  client: '2001:db8:2:3:4:5:6:7',
};

/** The text of lines; what changed stands in braces. */
export const textOf = (lines: readonly DrawnLine[]): string =>
  lines
    .map(line => line.map(({ text, changed }) => (changed ? `{${text}}` : text)).join(''))
    .join('\n')
    .replaceAll('}{', '');
