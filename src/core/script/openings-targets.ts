/** Which addresses and ports a cluster's packets are for: at the director, and at the real servers. */
import type { Cluster } from '../cluster/cluster.types.ts';
import { type Address, familyOf } from '../model/address.ts';
import type { Protocol, Service } from '../model/service.ts';
import type { Ports } from './marks-ports.ts';

/** An address with the ports of a protocol; no ports: all of them. */
export interface Target {
  readonly address: Address;
  readonly protocol: Protocol;
  readonly ports: Ports;
}

/** One target for each address and protocol; where one of several says all ports, it is all ports. */
const merged = (targets: readonly Target[]): readonly Target[] => {
  const found = new Map<string, Target>();
  for (const target of targets) {
    const key = `${target.protocol} ${target.address}`;
    const former = found.get(key);
    const all = target.ports.length === 0 || former?.ports.length === 0;
    found.set(key, { ...target, ports: all ? [] : [...(former?.ports ?? []), ...target.ports] });
  }
  return [...found.values()];
};

const called = ({ id }: Service, { marks }: Cluster): readonly Target[] =>
  id.kind === 'address'
    ? [{ address: id.address, protocol: id.protocol, ports: id.port === 0 ? [] : [[id.port, id.port]] }]
    : marks.filter(({ mark, address }) => mark === id.mark && familyOf(address) === id.family);

/** What clients call: every VIP with its ports. Of a service by mark, what gets the mark. */
export const vipTargets = (cluster: Cluster): readonly Target[] =>
  merged(
    cluster.services.flatMap(service =>
      called(service, cluster).map(({ address, protocol, ports }) => ({ address, protocol, ports })),
    ),
  );

/**
 * What reaches the real servers of NAT clusters: every RIP with its ports. A server without a port of its own gets packets on the port that
 * clients called. Servers that are the director itself are left out, for nothing is sent to them.
 */
export const ripTargets = (cluster: Cluster): readonly Target[] =>
  merged(
    cluster.services.flatMap(service =>
      service.servers
        .filter(({ config }) => config.method !== 'local')
        .flatMap(({ id: { address, port } }) =>
          called(service, cluster).map(({ protocol, ports }) => ({
            address,
            protocol,
            ports: port === 0 ? ports : ([[port, port]] as const),
          })),
        ),
    ),
  );
