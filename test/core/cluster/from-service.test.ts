/** Clusters out of running services, and why some are none. */
import { describe, expect, it } from 'vitest';
import { clusterOf, onlyMethod } from '../../../src/core/cluster/from-service.ts';
import type { Server, Service } from '../../../src/core/model/service.ts';
import { address, good, oneLan, twoNets } from '../wizard/grounds.ts';

const member = (rip: string, port: number, config: Partial<Server['config']> = {}): Server => ({
  id: { address: address(rip), port },
  config: { method: 'dr', weight: 1, upper: 0, lower: 0, ...config },
});

const web = (...servers: readonly Server[]): Service => ({
  id: { kind: 'address', protocol: 'tcp', address: address('10.0.0.200'), port: 80 },
  config: { scheduler: 'wlc', ops: false, flags: [] },
  servers,
});

const why = (service: Service, ground: Parameters<typeof clusterOf>[1] = { director: 'lb1' }): string => {
  const found = clusterOf(service, ground);
  if (found.ok) throw new Error('it is a cluster');
  return found.failure.what;
};

describe('a cluster of a service', () => {
  it('has its way from its servers, its VIP from itself, its place from the network', () => {
    const ground = { director: 'lb1', network: oneLan };
    expect(good(clusterOf(web(member('10.0.0.7', 80)), ground))).toMatchObject({
      way: 'dr',
      family: 4,
      vips: ['10.0.0.200'],
      marks: [],
      director: { name: 'lb1', outside: 'eth0', inside: 'eth0', dip: { address: '10.0.0.100' } },
      client: '203.0.113.9',
    });
    const nat = web(member('10.0.0.7', 8080, { method: 'nat' }));
    expect(good(clusterOf(nat, { director: 'lb1', network: twoNets })).director.dip?.address).toBe(
      '10.0.0.100',
    );
    expect(good(clusterOf(nat, ground)).way).toBe('nat');
    expect(good(clusterOf(nat, { ...ground, snat: true })).way).toBe('snat');
    const tunnel = { type: 'gue', port: 6080, checksum: 'none' } as const;
    const tun = web(
      member('10.9.0.7', 80, { method: 'tun', tunnel }),
      member('10.0.0.100', 80, { method: 'local' }),
    );
    expect(good(clusterOf(tun, ground))).toMatchObject({ way: 'tun', tunnel });
  });

  it('of a mark has its VIPs from what is marked', () => {
    const service: Service = { ...web(member('10.0.0.7', 0)), id: { kind: 'fwmark', mark: 7, family: 4 } };
    expect(why(service)).toBe('Which addresses get the mark of FWM 7 is not known');
    const marked = [
      { mark: 7, address: address('10.0.0.200'), protocol: 'tcp', ports: [[80, 80]] },
      { mark: 7, address: address('10.0.0.200'), protocol: 'udp', ports: [] },
      { mark: 7, address: address('fd00::200'), protocol: 'tcp', ports: [] },
      { mark: 8, address: address('10.0.0.201'), protocol: 'tcp', ports: [] },
    ] as const;
    const cluster = good(clusterOf(service, { director: 'lb1', marked }));
    expect(cluster.vips).toEqual(['10.0.0.200']);
    expect(cluster.marks).toEqual(marked.slice(0, 2));
  });

  it('is none without servers, with several methods, or with tunnels of several kinds', () => {
    expect(why(web())).toBe('TCP 10.0.0.200:80 has no real server yet');
    const mixed = web(member('10.0.0.7', 80), member('10.0.0.8', 80, { method: 'nat' }));
    expect(why(mixed)).toBe('TCP 10.0.0.200:80 forwards by DR and NAT');
    expect(good(clusterOf(onlyMethod(mixed, 'nat'), { director: 'lb1' })).services[0]?.servers).toHaveLength(
      1,
    );
    const kinds = web(
      member('10.0.0.7', 80, { method: 'tun', tunnel: { type: 'ipip', port: 0, checksum: 'none' } }),
      member('10.0.0.8', 80, { method: 'tun', tunnel: { type: 'gre', port: 0, checksum: 'none' } }),
    );
    expect(why(kinds)).toBe('TCP 10.0.0.200:80 has tunnels of several kinds');
  });
});
