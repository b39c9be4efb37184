import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Address } from '../../../src/core/model/address.ts';
import type { Server, Service } from '../../../src/core/model/service.ts';
import type { Header, Hop } from '../../../src/core/path/hop.types.ts';
import { hopsOf, type PathOptions } from '../../../src/core/path/hops.ts';
import { a1, a2, a4, a6, a10, clusterOf, gre, gue, ipv6, serverOf, type Wish } from './clusters.ts';

const end = (address: string | undefined, port: number | string | undefined): string =>
  `${address ?? '?'}${port === undefined ? '' : `.${port}`}`;

const header = ({ from, fromPort, to, toPort }: Header): string =>
  `${end(from, fromPort)} > ${end(to, toPort)}`;

/** A hop as tcpdump prints a frame: the owners of the two MAC addresses, the outer header, the inner one. */
const caught = ({ from, to, outer, inner }: Hop): string =>
  `${from} > ${to}, ${outer === undefined ? '' : `${outer.wrap} ${header(outer)}: `}${header(inner)}`;

const way = (wish: Wish, options: PathOptions = {}): readonly string[] =>
  hopsOf(clusterOf(wish), serverOf(wish), options).map(caught);

/** What tcpdump showed on every link of a lab on Linux 6.1, with the client's port put to 40000. */
describe('the frames of a real kernel', () => {
  const inside6 = { vip: 'fd00::200', dip: 'fd00::100/64', client: 'fd30::100' } as const;

  test('NAT with another port: both directions pass the director, which rewrites one end', () => {
    expect(way({ ...a4, way: 'nat', rport: 8080 })).toEqual([
      'client > router, 172.30.0.100.40000 > 10.0.0.200.80',
      'router > director, 172.30.0.100.40000 > 10.0.0.200.80',
      'director > real server, 172.30.0.100.40000 > 10.0.0.7.8080',
      'real server > director, 10.0.0.7.8080 > 172.30.0.100.40000',
      'director > router, 10.0.0.200.80 > 172.30.0.100.40000',
      'router > client, 10.0.0.200.80 > 172.30.0.100.40000',
    ]);
  });

  test('DR: only MAC addresses change, the answer goes to the router', () => {
    expect(way(a4)).toEqual([
      'client > router, 172.30.0.100.40000 > 10.0.0.200.80',
      'router > director, 172.30.0.100.40000 > 10.0.0.200.80',
      'director > real server, 172.30.0.100.40000 > 10.0.0.200.80',
      'real server > router, 10.0.0.200.80 > 172.30.0.100.40000',
      'router > client, 10.0.0.200.80 > 172.30.0.100.40000',
    ]);
  });

  test('DR over IPv6', () => {
    expect(way({ ...inside6, way: 'dr', rip: 'fd00::7' }).slice(2, 4)).toEqual([
      'director > real server, fd30::100.40000 > fd00::200.80',
      'real server > router, fd00::200.80 > fd30::100.40000',
    ]);
  });

  test('TUN by ipip: the DIP and the RIP outside, the packet as it was inside', () => {
    expect(way(a6)).toEqual([
      'client > router, 172.30.0.100.40000 > 10.0.0.200.80',
      'router > director, 172.30.0.100.40000 > 10.0.0.200.80',
      'director > router, ipip 10.0.0.100 > 10.9.0.7: 172.30.0.100.40000 > 10.0.0.200.80',
      'router > real server, ipip 10.0.0.100 > 10.9.0.7: 172.30.0.100.40000 > 10.0.0.200.80',
      'real server > router, 10.0.0.200.80 > 172.30.0.100.40000',
      'router > client, 10.0.0.200.80 > 172.30.0.100.40000',
    ]);
  });

  test('TUN by gue has UDP ports outside, by gre none', () => {
    expect(way({ ...a6, tunnel: gue })[2]).toBe(
      'director > router, gue 10.0.0.100.any > 10.9.0.7.6080: 172.30.0.100.40000 > 10.0.0.200.80',
    );
    expect(way({ ...a6, tunnel: gre })[2]).toBe(
      'director > router, gre 10.0.0.100 > 10.9.0.7: 172.30.0.100.40000 > 10.0.0.200.80',
    );
  });

  test('TUN over IPv6', () => {
    expect(way({ ...inside6, way: 'tun', rip: 'fd09::7' })[3]).toBe(
      'router > real server, ipip fd00::100 > fd09::7: fd30::100.40000 > fd00::200.80',
    );
  });

  test('NAT with SNAT: the server talks with the director, in another network', () => {
    expect(way(a10)).toEqual([
      'client > router, 172.30.0.100.40000 > 10.0.0.200.80',
      'router > director, 172.30.0.100.40000 > 10.0.0.200.80',
      'director > router, 10.0.0.100.40000 > 10.9.0.7.8080',
      'router > real server, 10.0.0.100.40000 > 10.9.0.7.8080',
      'real server > router, 10.9.0.7.8080 > 10.0.0.100.40000',
      'router > director, 10.9.0.7.8080 > 10.0.0.100.40000',
      'director > router, 10.0.0.200.80 > 172.30.0.100.40000',
      'router > client, 10.0.0.200.80 > 172.30.0.100.40000',
    ]);
  });

  test('a server that is the director itself', () => {
    expect(way({ ...a4, rip: '10.0.0.100', client: '10.0.0.9' })).toEqual([
      'client > director, 10.0.0.9.40000 > 10.0.0.200.80',
      'director > client, 10.0.0.200.80 > 10.0.0.9.40000',
    ]);
  });
});

describe('where routers stand', () => {
  const stands = (wish: Wish, options: PathOptions = {}): string =>
    hopsOf(clusterOf(wish), serverOf(wish), options)
      .map(({ from, to }) => `${from}>${to}`)
      .join(' ');

  test('none where all are on one link, or the client is on the outer link of the director', () => {
    expect(stands(a1)).toBe('client>director director>real server real server>client');
    expect(stands(a2)).toBe('client>director director>real server real server>director director>client');
  });

  test('the VIP may be in another network than the servers', () => {
    expect(stands({ ...a4, vip: '192.168.0.200' })).toBe(stands(a4));
  });

  test('a client on the outer link of a DR director is answered by way of a router', () => {
    expect(stands({ ...a4, vip: '172.30.0.200' })).toBe(
      'client>director director>real server real server>router router>client',
    );
  });

  test('a tunnel may end on the own link', () => {
    expect(stands({ ...a6, rip: '10.0.0.7', client: '10.0.0.9' })).toBe(
      'client>director director>real server real server>client',
    );
  });

  test('what is told counts more than what the addresses tell, but for a DR server, which has no router before it', () => {
    expect(stands(a1, { routed: { client: true, server: true, answer: true } })).toBe(
      'client>router router>director director>real server real server>router router>client',
    );
    expect(stands(a6, { routed: { server: false } })).toContain('director>real server');
  });

  test('without the DIP the sizes of usual networks decide', () => {
    const { dip: _, ...unknown } = a6;
    expect(stands(unknown)).toBe(stands(a6));
    expect(stands({ ...unknown, rip: '10.0.0.7' })).toContain('director>real server');
    const { dip: __, ...nat } = a2;
    expect(stands(nat)).toBe(stands(a2));
  });
});

describe('what is called', () => {
  const port0: Service['id'] = { kind: 'address', protocol: 'tcp', address: '12.0.0.1' as Address, port: 0 };
  const mark: Service['id'] = { kind: 'fwmark', mark: 7, family: 4 };
  const persistent: Service['config'] = {
    scheduler: 'rr',
    ops: false,
    flags: [],
    persistence: { timeout: 60, mask: '255.255.255.255' as Address },
  };
  const ends = (service: Partial<Service>, wish: Wish, options: PathOptions = {}, marked = false): string => {
    const cluster = {
      ...clusterOf(wish, service),
      marks: marked
        ? [
            {
              mark: 7,
              address: '12.0.0.2' as Address,
              protocol: 'udp' as const,
              ports: [[443, 450] as const],
            },
          ]
        : [],
    };
    const hops = hopsOf(cluster, serverOf(wish), options);
    return `${hops[0]?.protocol} ${header(hops[0]?.inner ?? {})}, ${header(hops[1]?.inner ?? {})}`;
  };

  test('a service of one port takes no other', () => {
    expect(ends({}, { ...a2, rport: 8080 }, { port: 443, clientPort: 55555 })).toBe(
      'tcp 12.0.0.9.55555 > 12.0.0.1.80, 12.0.0.9.55555 > 20.0.0.7.8080',
    );
  });

  test('a server without a port of its own gets the port that was called', () => {
    expect(ends({ id: port0, config: persistent }, { ...a2, rport: 0 }, { port: 443 })).toBe(
      'tcp 12.0.0.9.40000 > 12.0.0.1.443, 12.0.0.9.40000 > 20.0.0.7.443',
    );
  });

  test('a persistent service of any port maps none', () => {
    expect(ends({ id: port0, config: persistent }, { ...a2, rport: 8080 })).toBe(
      'tcp 12.0.0.9.40000 > 12.0.0.1.80, 12.0.0.9.40000 > 20.0.0.7.80',
    );
  });

  test('a mark: the address, protocol and first port that get it; its servers may map', () => {
    expect(ends({ id: mark }, { ...a2, rport: 8080 }, {}, true)).toBe(
      'udp 12.0.0.9.40000 > 12.0.0.2.443, 12.0.0.9.40000 > 20.0.0.7.8080',
    );
    expect(ends({ id: mark }, { ...a2, rport: 0 }, { port: 444 }, true)).toBe(
      'udp 12.0.0.9.40000 > 12.0.0.2.444, 12.0.0.9.40000 > 20.0.0.7.444',
    );
    expect(ends({ id: mark }, a2)).toContain('tcp 12.0.0.9.40000 > 12.0.0.1.80');
  });

  test('nothing where nobody can be called', () => {
    const cluster = { ...clusterOf(a2, { id: mark }), vips: [] };
    expect(hopsOf(cluster, serverOf(a2))).toEqual([]);
    const stranger: Server = { ...serverOf(a2), id: { address: '20.0.0.99' as Address, port: 80 } };
    expect(hopsOf(clusterOf(a2), stranger)).toEqual([]);
  });

  test('the DIP is left out where it is not known, and never of another family', () => {
    const { dip: _, ...unknown } = a10;
    const hops = hopsOf(clusterOf(unknown), serverOf(unknown), { routed: { server: false } });
    expect(hops.map(caught)[2]).toBe('director > real server, ?.40000 > 10.9.0.7.8080');
    expect(hops.map(caught)[3]).toBe('real server > director, 10.9.0.7.8080 > ?.40000');
    expect(way({ ...a6, rip: 'fd09::7' })[2]).toContain(
      'ipip ? > fd09::7: 172.30.0.100.40000 > 10.0.0.200.80',
    );
  });
});

describe('every way', () => {
  const wishes = fc.record({
    base: fc.constantFrom<Wish>(a1, a2, a4, a6, a10, ipv6),
    way: fc.constantFrom<Wish['way']>('nat', 'dr', 'tun', 'snat'),
    tunnel: fc.constantFrom(gue, gre),
    port: fc.integer({ min: 1, max: 65_535 }),
    rport: fc.integer({ min: 1, max: 65_535 }),
    known: fc.boolean(),
    routed: fc.record(
      { client: fc.boolean(), server: fc.boolean(), answer: fc.boolean() },
      { requiredKeys: [] },
    ),
  });

  test('leads from the client to the server and back, link by link, and the VIP answers', () => {
    fc.assert(
      fc.property(wishes, ({ base, way: chosen, tunnel, port, rport, known, routed }) => {
        const { dip, ...rest } = base;
        const wish: Wish = {
          ...rest,
          ...(known && dip !== undefined ? { dip } : {}),
          way: chosen,
          tunnel,
          port,
          rport,
        };
        const hops = hopsOf(clusterOf(wish), serverOf(wish), { routed });
        const there = hops.filter(({ direction }) => direction === 'there');
        const back = hops.slice(there.length);
        expect(back.every(({ direction }) => direction === 'back')).toBe(true);
        expect([there[0]?.from, there.at(-1)?.to]).toEqual(['client', 'real server']);
        expect([back[0]?.from, back.at(-1)?.to]).toEqual(['real server', 'client']);
        for (const leg of [there, back])
          for (const [index, hop] of leg.entries()) {
            if (index === 0) continue;
            const before = leg[index - 1];
            expect(hop.from).toBe(before?.to);
            // A router changes nothing but the frame; whoever else stands there did something.
            if (hop.from === 'router') expect(hop).toMatchObject({ inner: before?.inner, changed: '' });
            else expect(hop.changed).not.toBe('');
          }
        const call = { from: wish.client, fromPort: 40000, to: wish.vip, toPort: port };
        expect(there[0]).toMatchObject({ inner: call, changed: '' });
        expect(back.at(-1)?.inner).toEqual({
          from: wish.vip,
          fromPort: port,
          to: wish.client,
          toPort: 40000,
        });
        const past = back.some(({ from }) => from === 'director');
        expect(past).toBe(chosen === 'nat' || chosen === 'snat');
        const last = there.at(-1);
        expect(last?.outer !== undefined).toBe(chosen === 'tun');
        if (past) expect(last?.inner).toMatchObject({ to: wish.rip, toPort: rport });
        else expect(last?.inner).toEqual(call);
      }),
      { numRuns: 300 },
    );
  });
});
