import { describe, expect, it } from 'vitest';
import type { Address } from '../../../src/core/model/address.ts';
import type { RouteItem } from '../../../src/core/model/net-item.ts';
import { hasRoute, hasRule } from '../../../src/core/net/present.ts';

const route = (item: Partial<RouteItem>): RouteItem => ({ what: 'route', family: 4, to: undefined, ...item });
const to = (address: string, prefix: number) => ({ address: address as Address, prefix });

/** As iproute2 6.1 prints it. */
const main = [
  'default via 10.1.0.1 dev eth1 proto dhcp metric 100 ',
  '10.0.0.0/24 dev eth0 proto kernel scope link src 10.0.0.254 ',
  '10.0.0.200 via 10.0.0.100 dev eth0 ',
  'blackhole 10.9.0.0/16 ',
].join('\n');

describe('hasRoute', () => {
  it.each([
    ['a default route by its router', route({ via: '10.1.0.1' as Address }), true],
    ['not by another router', route({ via: '10.1.0.2' as Address }), false],
    [
      'a host, written without its length',
      route({ to: to('10.0.0.200', 32), via: '10.0.0.100' as Address }),
      true,
    ],
    ['a network on its device', route({ to: to('10.0.0.0', 24), device: 'eth0' }), true],
    ['not on another device', route({ to: to('10.0.0.0', 24), device: 'eth1' }), false],
    ['not what leads nowhere', route({ to: to('10.9.0.0', 16) }), false],
    ['not what is not local', route({ local: true, device: 'eth1' }), false],
  ])('%s', (_what, item, there) => {
    expect(hasRoute(main, item)).toBe(there);
  });

  it('a local route of everything, in both families', () => {
    const local = route({ local: true, device: 'lo', table: 100 });
    expect(hasRoute('local default dev lo scope host \n', local)).toBe(true);
    expect(hasRoute('local default dev lo metric 1024 pref medium\n', { ...local, family: 6 })).toBe(true);
    expect(hasRoute('', local)).toBe(false);
  });
});

describe('hasRule', () => {
  const text = [
    '0:\tfrom all lookup local',
    '32764:\tfrom all fwmark 0x12/0xff lookup 100',
    '32765:\tfrom all fwmark 0x11 lookup 100',
    '32766:\tfrom all lookup main',
  ].join('\n');

  it.each([
    [17, 100, true],
    [17, 101, false],
    [18, 100, false],
    [1, 100, false],
  ])('mark %i to table %i: %s', (mark, table, there) => {
    expect(hasRule(text, { what: 'rule', family: 4, mark, table })).toBe(there);
  });
});
