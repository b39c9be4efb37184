/** How a machine reaches an address, and from which of its own it speaks there. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { directorPlace, outsideOf } from '../../../src/core/cluster/place.ts';
import {
  networkOf,
  prefixMask,
  reachOf,
  routersOf,
  sourceOf,
  subnetOf,
} from '../../../src/core/cluster/reach.ts';
import { prefixOfMask } from '../../../src/core/explain/networks.ts';
import { ipv4FromBits } from '../../../src/core/model/address.ts';
import { contains, type Network } from '../../../src/core/model/network.ts';
import { address, oneLan, twoNets } from '../wizard/grounds.ts';

const at = (text: string) => address(text);

describe('reach', () => {
  it('prefers the longest prefix, and an own subnet before a router', () => {
    expect(reachOf(oneLan, at('10.0.0.7'))).toEqual({ how: 'link', device: 'eth0' });
    expect(reachOf(oneLan, at('10.0.0.100'))).toEqual({ how: 'own', device: 'eth0' });
    expect(reachOf(oneLan, at('192.0.2.7'))).toEqual({ how: 'router', via: '10.0.0.1', device: 'eth0' });
    expect(reachOf(twoNets, at('fd00::7'))).toEqual({ how: 'none' });
    const routed: Network = {
      ...oneLan,
      routes: [
        ...oneLan.routes,
        { to: { address: at('10.0.0.128'), prefix: 25 }, family: 4, via: at('10.0.0.2'), interface: 'eth0' },
        { to: { address: at('192.0.2.0'), prefix: 24 }, family: 4, interface: 'eth0' },
      ],
    };
    expect(reachOf(routed, at('10.0.0.200'))).toEqual({ how: 'router', via: '10.0.0.2', device: 'eth0' });
    expect(reachOf(routed, at('192.0.2.7'))).toEqual({ how: 'link', device: 'eth0' });
  });

  it('knows the address that is spoken from', () => {
    expect(sourceOf(twoNets, at('10.0.0.7'))).toEqual({ address: '10.0.0.100', prefix: 24 });
    expect(sourceOf(twoNets, at('192.0.2.7'))).toEqual({ address: '172.30.0.100', prefix: 24 });
    expect(sourceOf(oneLan, at('fd00::7'))).toEqual({ address: 'fd00::100', prefix: 64 });
    expect(sourceOf(twoNets, at('fd00::7'))).toBeUndefined();
    expect(subnetOf(oneLan, at('192.0.2.7'))).toBeUndefined();
    expect(routersOf(oneLan, 4)).toEqual(['10.0.0.1']);
  });

  it('does not take a host address for a subnet', () => {
    const withVip: Network = {
      ...oneLan,
      interfaces: oneLan.interfaces.map(face =>
        face.name === 'eth0'
          ? { ...face, addresses: [{ address: at('10.0.0.200'), prefix: 32 }, ...face.addresses] }
          : face,
      ),
    };
    expect(sourceOf(withVip, at('10.0.0.7'))?.address).toBe('10.0.0.100');
  });
});

describe('the director’s place', () => {
  it('has an outside by its VIP and an inside by its servers', () => {
    expect(directorPlace('lb1', twoNets, at('172.30.0.200'), [at('10.0.0.7')])).toEqual({
      name: 'lb1',
      outside: 'eth0',
      inside: 'eth1',
      dip: { address: '10.0.0.100', prefix: 24 },
      mtu: 9000,
    });
    // A server that is the director itself does not say where the others are.
    expect(directorPlace('lb1', twoNets, at('172.30.0.200'), [at('10.0.0.100'), at('10.0.0.7')]).inside).toBe(
      'eth1',
    );
    expect(directorPlace('lb1', undefined, at('172.30.0.200'), [at('10.0.0.7')])).toEqual({ name: 'lb1' });
  });

  it('looks past a VIP on lo', () => {
    const onLo: Network = {
      ...oneLan,
      interfaces: oneLan.interfaces.map(face =>
        face.name === 'lo'
          ? { ...face, addresses: [...face.addresses, { address: at('192.168.0.200'), prefix: 32 }] }
          : face,
      ),
    };
    expect(outsideOf(onLo, at('192.168.0.200'))).toBe('eth0');
    expect(outsideOf({ interfaces: [], routes: [] }, at('10.0.0.7'))).toBeUndefined();
  });
});

describe('subnets', () => {
  it('hold their own addresses, with all bits after the prefix cleared', () => {
    expect(networkOf({ address: at('10.0.0.100'), prefix: 24 })).toEqual({ address: '10.0.0.0', prefix: 24 });
    expect(networkOf({ address: at('10.255.255.255'), prefix: 0 }).address).toBe('0.0.0.0');
    expect(networkOf({ address: at('fd00:1:2:3:4:5:6:7'), prefix: 60 }).address).toBe('fd00:1:2::');
    expect(networkOf({ address: at('fd00::7'), prefix: 128 }).address).toBe('fd00::7');
    fc.assert(
      fc.property(fc.nat({ max: 0xffff_ffff }), fc.integer({ min: 0, max: 32 }), (bits, prefix) => {
        const own = { address: ipv4FromBits(bits), prefix };
        const network = networkOf(own);
        expect(contains(network, own.address)).toBe(true);
        expect(networkOf(network)).toEqual(network);
        expect(prefixOfMask(prefixMask(prefix))).toBe(prefix);
      }),
    );
  });
});
