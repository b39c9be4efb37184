/** A cluster out of flags alone: the same flags give the same script on every machine. */
import type { Cluster, Marked, Way } from '../core/cluster/cluster.types.ts';
import { exampleClient } from '../core/cluster/place.ts';
import { type Address, type Family, familyOf } from '../core/model/address.ts';
import { failed, type Result, success } from '../core/model/failure.ts';
import type { Protocol, ServiceId, Tunnel } from '../core/model/service.ts';
import { serverOf } from '../core/wizard/build/clusters.ts';
import type { PortSet } from '../core/wizard/reading/ports.ts';
import type { Flags } from './script-flags.ts';

const ways = { dr: 'dr', nat: 'nat', tun: 'tun', fullnat: 'snat' } as const;

const tunnelOf = ({ tunnel = 'ipip', 'tunnel-port': port = 6080 }: Flags): Tunnel => ({
  type: tunnel,
  port: tunnel === 'gue' ? port : 0,
  checksum: 'none',
});

/** A service for each address and port; one port that stands for all where none was said. */
const addressServices = (
  vips: readonly Address[],
  sets: readonly PortSet[],
): Result<readonly ServiceId[]> => {
  const ports: (readonly [Protocol, number])[] = sets.length === 0 ? [['tcp', 0]] : [];
  for (const { protocol, ports: ranges } of sets) {
    if (ranges.length === 0) ports.push([protocol, 0]);
    for (const [first, last] of ranges) {
      if (first !== last)
        return failed({
          kind: 'usage',
          what: `--port: ${first}-${last} are many ports, and a service by address has one`,
          advice: 'give them a mark: --mark 1',
        });
      ports.push([protocol, first]);
    }
  }
  return success(
    vips.flatMap(address =>
      ports.map(([protocol, port]) => ({ kind: 'address', protocol, address, port }) as const),
    ),
  );
};

const servicesOf = (
  { mark, port = [] }: Flags,
  vips: readonly Address[],
  family: Family,
): Result<{ readonly ids: readonly ServiceId[]; readonly marks: readonly Marked[] }> => {
  if (mark === undefined) {
    const ids = addressServices(vips, port);
    return ids.ok ? success({ ids: ids.value, marks: [] }) : ids;
  }
  const sets = port.length === 0 ? [{ protocol: 'tcp', ports: [] } as const] : port;
  const marks = vips.flatMap(address =>
    sets.map(({ protocol, ports }) => ({ mark, address, protocol, ports })),
  );
  return success({ ids: [{ kind: 'fwmark', mark, family }], marks });
};

/** The cluster that flags describe. Fails where ports cannot be those of services. */
export const clusterOfFlags = (flags: Flags): Result<Cluster> => {
  const { method = 'dr', vip: vips = [], rs = [], dip, device } = flags;
  const way: Way = ways[method];
  const first = vips[0] ?? rs[0]?.address ?? flags.host;
  const family = first === undefined ? 4 : familyOf(first);
  const services = servicesOf(flags, vips, family);
  if (!services.ok) return services;
  const tunnel = way === 'tun' ? tunnelOf(flags) : undefined;
  const { ids, marks } = services.value;
  return success({
    way,
    family,
    ...(tunnel === undefined ? {} : { tunnel }),
    services: ids.map(id => ({
      id,
      config: { scheduler: flags.scheduler ?? 'wlc', ops: false, flags: [] },
      servers: rs.map(server =>
        serverOf(server, { port: id.kind === 'address' ? id.port : 0, weight: 1 }, way, tunnel),
      ),
    })),
    vips,
    marks,
    director: {
      name: 'director',
      ...(device === undefined ? {} : { outside: device }),
      ...(dip === undefined ? {} : { dip }),
    },
    client: exampleClient(family),
  });
};
