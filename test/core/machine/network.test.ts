import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAddrJson, readRouteJson } from '../../../src/core/machine/network-json.ts';
import { readPrefixed } from '../../../src/core/machine/network-parts.ts';
import { readAddrText, readRouteText } from '../../../src/core/machine/network-text.ts';
import type { Address } from '../../../src/core/model/address.ts';
import { holderOf, linkOf } from '../../../src/core/model/network.ts';
import { hostileText } from './hostile.ts';
import { recorded } from './recorded.ts';

const interfaces = readAddrJson(recorded('ip-j-addr')) ?? [];
const routes = readRouteJson(recorded('ip-j-route'), 4) ?? [];
const routes6 = readRouteJson(recorded('ip-6-j-route'), 6) ?? [];

const named = (name: string) => interfaces.find(one => one.name === name);

describe('ip -j addr', () => {
  test('every interface with what was set on it', () => {
    expect(interfaces.map(one => one.name).sort()).toEqual(
      ['eth0', 'eth0.10', 'inner', 'lo', 'outer', 'spare', 'tun9'].sort(),
    );
    expect(named('eth0')).toEqual({
      name: 'eth0',
      up: true,
      mtu: 1400,
      mac: '52:54:00:00:00:01',
      addresses: [
        { address: '10.0.0.254', prefix: 24 },
        { address: '10.0.0.200', prefix: 32 },
        { address: 'fd00::254', prefix: 64 },
        { address: 'fe80::5054:ff:fe00:1', prefix: 64 },
      ],
    });
    expect(named('lo')).toEqual({
      name: 'lo',
      up: true,
      mtu: 65536,
      addresses: [
        { address: '127.0.0.1', prefix: 8 },
        { address: '10.0.0.201', prefix: 32 },
        { address: '::1', prefix: 128 },
      ],
    });
  });

  test('a point-to-point link has its own address, not that of the other end', () => {
    expect(named('tun9')).toMatchObject({ up: false, addresses: [{ address: '172.16.0.1', prefix: 32 }] });
  });

  test('what the model asks of it', () => {
    const network = { interfaces, routes };
    expect(linkOf(network, '10.0.0.7' as Address)?.name).toBe('eth0');
    expect(linkOf(network, '10.1.0.7' as Address)).toBeUndefined();
    expect(holderOf(network, '10.0.0.201' as Address)?.name).toBe('lo');
  });
});

describe('ip -j route', () => {
  test('a route for each hop; blackholes and unreachable networks lead nowhere', () => {
    expect(routes).toEqual([
      { to: undefined, family: 4, via: '10.0.0.1', interface: 'eth0' },
      { to: { address: '10.0.0.0', prefix: 24 }, family: 4, interface: 'eth0' },
      { to: { address: '10.8.0.0', prefix: 16 }, family: 4, via: 'fd00::1', interface: 'eth0' },
      { to: { address: '192.0.2.0', prefix: 24 }, family: 4, interface: 'inner' },
      { to: { address: '198.51.100.0', prefix: 24 }, family: 4, via: '10.0.0.1', interface: 'eth0' },
      { to: { address: '198.51.100.0', prefix: 24 }, family: 4, via: '192.0.2.9', interface: 'inner' },
      { to: { address: '203.0.113.7', prefix: 32 }, family: 4, via: '10.0.0.1', interface: 'eth0' },
    ]);
    expect(routes6).toContainEqual({ to: undefined, family: 6, via: 'fd00::1', interface: 'eth0' });
    expect(routes6).toContainEqual({ to: { address: 'fd01::', prefix: 64 }, family: 6, interface: 'inner' });
    expect(routes6.some(route => route.to?.address === 'fd02::')).toBe(false);
  });

  test('no routes at all', () => {
    expect(readRouteJson('', 6)).toEqual([]);
    expect(readRouteJson('[ ]\n', 6)).toEqual([]);
  });

  test.each(['Option "-j" is unknown, try "ip -help".', '{}', '[{', 'null'])('%j is no such list', text => {
    expect(readAddrJson(text)).toBeUndefined();
    expect(readRouteJson(text, 4)).toBeUndefined();
  });
});

describe('the text for people says the same', () => {
  test('addresses, by iproute2 and by busybox', () => {
    expect(readAddrText(recorded('ip-addr'))).toEqual(interfaces);
    expect(readAddrText(recorded('busybox-ip-addr'))).toEqual(interfaces);
  });

  test('routes, by iproute2', () => {
    expect(readRouteText(recorded('ip-route'), 4)).toEqual(routes);
    expect(readRouteText(recorded('ip-6-route'), 6)).toEqual(routes6);
  });

  test('routes, by busybox, which prints neither several hops nor a router of the other family', () => {
    const said = routes.filter(route => route.to?.address !== '198.51.100.0');
    expect(readRouteText(recorded('busybox-ip-route'), 4)).toEqual(
      said.map(({ via, ...route }) => (via?.includes(':') ? route : { ...route, ...(via && { via }) })),
    );
    expect(readRouteText(recorded('busybox-ip-6-route'), 6)).toEqual(routes6);
  });
});

describe('hostile input', () => {
  const text = hostileText(
    ...['1: lo: <UP> mtu 5', 'link/ether 52:54:00:00:00:01', 'inet 1.2.3.4/33', 'inet6 ::/64', 'peer'],
    ...['default', 'via', 'dev', 'nexthop', '\n\t', '[', ']', '{', '}', '"', ':', ','],
    ...['"ifname"', '"addr_info"', '"dst"', '"nexthops"', 'null', '1e999', '"default"'],
  );

  test('never throws, and gives only addresses with a prefix that they can have', () => {
    fc.assert(
      fc.property(text, fc.constantFrom<4 | 6>(4, 6), (input, family) => {
        const found = [...readAddrText(input), ...(readAddrJson(input) ?? [])];
        for (const { address, prefix } of found.flatMap(one => one.addresses))
          expect(prefix).toBeLessThanOrEqual(address.includes(':') ? 128 : 32);
        readRouteText(input, family);
        readRouteJson(input, family);
      }),
    );
  });

  test('JSON of any shape', () => {
    const key = fc.constantFrom(
      'ifname',
      'addr_info',
      'flags',
      'dst',
      'nexthops',
      'via',
      'dev',
      'type',
      'local',
    );
    const shape = fc.letrec(tie => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom(null, true, 5, '10.0.0.0/8', 'eth0', 'default'),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(key, tie('value'), { maxKeys: 4 }),
      ),
    })).value;
    fc.assert(
      fc.property(fc.array(shape), value => {
        const input = JSON.stringify(value);
        expect(Array.isArray(readAddrJson(input))).toBe(true);
        expect(Array.isArray(readRouteJson(input, 4))).toBe(true);
      }),
    );
  });

  test.each([
    ['10.0.0.1/24', { address: '10.0.0.1', prefix: 24 }],
    ['fd00::1', { address: 'fd00::1', prefix: 128 }],
    ['10.0.0.1/33', undefined],
    ['10.0.0.1/', undefined],
    ['10.0.0.1/8/8', undefined],
    ['', undefined],
  ])('%j', (input, wanted) => {
    expect(readPrefixed(input)).toEqual(wanted);
  });
});
