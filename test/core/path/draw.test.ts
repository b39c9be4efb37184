import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DrawOptions, drawPath } from '../../../src/core/path/draw.ts';
import { hopsOf } from '../../../src/core/path/hops.ts';
import { widthOf } from '../../../src/core/path/pieces.ts';
import { a1, a2, a4, a6, a10, clusterOf, gue, ipv6, serverOf, textOf, type Wish } from './clusters.ts';

const drawn = (wish: Wish, columns = 80, options: DrawOptions = {}): string =>
  textOf(drawPath(hopsOf(clusterOf(wish), serverOf(wish)), columns, options));

/** Written as it is seen; the first line break is not part of it. */
const as = (picture: string): string => picture.slice(1, -1);

describe('the guides’ scenarios at 80 columns; what changed stands in braces', () => {
  test('A1: DR on one link', () => {
    expect(drawn(a1)).toBe(
      as(`
 there  client ───1──> director ───2──> real server
 back   client <──────────3──────────── real server

    MAC addresses           IP addresses and ports
    · the client called the VIP
 1  client → director       192.168.31.9:40000 → 192.168.31.100:80
    · only the MAC addresses changed: the frame is for 192.168.31.30 now
 2  {director} → {real server}  192.168.31.9:40000 → 192.168.31.100:80
    · 192.168.31.30 answered from the VIP, which it holds itself
 3  real server → client    192.168.31.100:80 → 192.168.31.9:40000

 The real server answers the client itself; the director sees the requests only.
`),
    );
  });

  test('A2: NAT', () => {
    expect(drawn(a2)).toBe(
      as(`
 there  client ───1──> director ───2──> real server
 back   client <──4─── director <──3─── real server

    MAC addresses           IP addresses and ports
    · the client called the VIP
 1  client → director       12.0.0.9:40000 → 12.0.0.1:80
    · the director rewrote the destination address
 2  director → real server  12.0.0.9:40000 → {20.0.0.7}:80
    · 20.0.0.7 answered the client, by way of its gateway, the director
 3  real server → director  20.0.0.7:80 → 12.0.0.9:40000
    · the director put the VIP back as the source
 4  director → client       {12.0.0.1}:80 → 12.0.0.9:40000

 The director answers the client: every answer must come back to it, so it is
 the gateway of the real server.
`),
    );
  });

  test('A4: DR behind a router', () => {
    expect(drawn(a4)).toBe(
      as(`
 there  client ───1──> router ───2──> director ───3──> real server
 back   client <──5─── router <──────────4──────────── real server

    MAC addresses           IP addresses and ports
    · the client called the VIP
 1  client → router         172.30.0.100:40000 → 10.0.0.200:80
 2  router → director       172.30.0.100:40000 → 10.0.0.200:80
    · only the MAC addresses changed: the frame is for 10.0.0.7 now
 3  {director} → {real server}  172.30.0.100:40000 → 10.0.0.200:80
    · 10.0.0.7 answered from the VIP, which it holds itself
 4  real server → router    10.0.0.200:80 → 172.30.0.100:40000
 5  router → client         10.0.0.200:80 → 172.30.0.100:40000

 The real server answers the client itself; the director sees the requests only.
`),
    );
  });

  test('A6: TUN', () => {
    expect(drawn(a6)).toBe(
      as(`
 there  client ──1──> router ──2──> director ──3──> router ──4──> real server
 back   client <─6─── router <────────────────5────────────────── real server

    MAC addresses         IP addresses and ports
    · the client called the VIP
 1  client → router       172.30.0.100:40000 → 10.0.0.200:80
 2  router → director     172.30.0.100:40000 → 10.0.0.200:80
    · the director wrapped the packet as it was into another one (IP in IP)
 3  director → router     outer {10.0.0.100} → {10.9.0.7}
                          inner 172.30.0.100:40000 → 10.0.0.200:80
 4  router → real server  outer 10.0.0.100 → 10.9.0.7
                          inner 172.30.0.100:40000 → 10.0.0.200:80
    · 10.9.0.7 unwrapped it and answered from the VIP, which it holds itself
 5  real server → router  10.0.0.200:80 → 172.30.0.100:40000
 6  router → client       10.0.0.200:80 → 172.30.0.100:40000

 The real server answers the client itself; the director sees the requests only.
`),
    );
  });

  test('A10: both addresses rewritten', () => {
    expect(drawn(a10)).toBe(
      as(`
 there  client ──1──> router ──2──> director ──3──> router ──4──> real server
 back   client <─8─── router <─7─── director <─6─── router <─5─── real server

    MAC addresses         IP addresses and ports
    · the client called the VIP
 1  client → router       172.30.0.100:40000 → 10.0.0.200:80
 2  router → director     172.30.0.100:40000 → 10.0.0.200:80
    · the director rewrote the destination address and port, and put its own
      address as the source
 3  director → router     {10.0.0.100}:40000 → {10.9.0.7:8080}
 4  router → real server  10.0.0.100:40000 → 10.9.0.7:8080
    · 10.9.0.7 answered the director, which it takes for the client
 5  real server → router  10.9.0.7:8080 → 10.0.0.100:40000
 6  router → director     10.9.0.7:8080 → 10.0.0.100:40000
    · the director put the VIP and its port back as the source, and the client
      as the destination
 7  director → router     {10.0.0.200:80} → {172.30.0.100}:40000
 8  router → client       10.0.0.200:80 → 172.30.0.100:40000

 The director answers the client. The real server takes it for the client, so
 any gateway will do that leads back to it.
`),
    );
  });

  test('IPv6: each end in a line of its own', () => {
    expect(drawn(ipv6)).toBe(
      as(`
 there  client ───1──> router ───2──> director ───3──> real server
 back   client <──6─── router <──5─── director <──4─── real server

    · the client called the VIP
 1  client → router
    from [2001:db8:2:3:4:5:6:7]:40000
    to   [2001:db8:1::200]:80
 2  router → director
    from [2001:db8:2:3:4:5:6:7]:40000
    to   [2001:db8:1::200]:80
    · the director rewrote the destination address and port
 3  director → real server
    from [2001:db8:2:3:4:5:6:7]:40000
    to   {[fd00:1234:5678:9abc:def0:1234:5678:9abc]:8080}
    · fd00:1234:5678:9abc:def0:1234:5678:9abc answered the client, by way of its
      gateway, the director
 4  real server → director
    from [fd00:1234:5678:9abc:def0:1234:5678:9abc]:8080
    to   [2001:db8:2:3:4:5:6:7]:40000
    · the director put the VIP and its port back as the source
 5  director → router
    from {[2001:db8:1::200]:80}
    to   [2001:db8:2:3:4:5:6:7]:40000
 6  router → client
    from [2001:db8:1::200]:80
    to   [2001:db8:2:3:4:5:6:7]:40000

 The director answers the client: every answer must come back to it, so it is
 the gateway of the real server.
`),
    );
  });

  test('GUE at 60 columns in ASCII: the packet below the frame', () => {
    expect(drawn({ ...a6, tunnel: gue }, 60, { ascii: true })).toBe(
      as(`
    * the client called the VIP
 1  client -> router
    172.30.0.100:40000 -> 10.0.0.200:80
 2  router -> director
    172.30.0.100:40000 -> 10.0.0.200:80
    * the director wrapped the packet as it was into UDP to
      port 6080 (GUE)
 3  director -> router
    outer {10.0.0.100:any} -> {10.9.0.7:6080}
    inner 172.30.0.100:40000 -> 10.0.0.200:80
 4  router -> real server
    outer 10.0.0.100:any -> 10.9.0.7:6080
    inner 172.30.0.100:40000 -> 10.0.0.200:80
    * 10.9.0.7 unwrapped it and answered from the VIP, which
      it holds itself
 5  real server -> router
    10.0.0.200:80 -> 172.30.0.100:40000
 6  router -> client
    10.0.0.200:80 -> 172.30.0.100:40000

 The real server answers the client itself; the director
 sees the requests only.
`),
    );
  });

  test('a server that is the director itself', () => {
    expect(drawn({ ...a4, rip: '10.0.0.100', client: '10.0.0.9' })).toBe(
      as(`
 there  client ───1──> director
 back   client <──2─── director

    MAC addresses      IP addresses and ports
    · the client called the VIP
 1  client → director  10.0.0.9:40000 → 10.0.0.200:80
    · the director answered by itself: 10.0.0.100 is its own address
 2  director → client  10.0.0.200:80 → 10.0.0.9:40000

 The director answers the client: it is the server, too.
`),
    );
  });
});

describe('every drawing', () => {
  const wishes = fc.record({
    base: fc.constantFrom<Wish>(a1, a2, a4, a6, a10, ipv6, { ...a6, tunnel: gue }),
    way: fc.constantFrom<Wish['way']>('nat', 'dr', 'tun', 'snat'),
    columns: fc.integer({ min: 20, max: 200 }),
    ascii: fc.boolean(),
    routed: fc.record(
      { client: fc.boolean(), server: fc.boolean(), answer: fc.boolean() },
      { requiredKeys: [] },
    ),
  });

  test('fits, numbers every link, and has no other characters than it may', () => {
    fc.assert(
      fc.property(wishes, ({ base, way, columns, ascii, routed }) => {
        const wish = { ...base, way };
        const hops = hopsOf(clusterOf(wish), serverOf(wish), { routed });
        const lines = drawPath(hops, columns, { ascii });
        expect(lines.every(line => widthOf(line) <= columns)).toBe(true);
        const texts = lines.map(line => line.map(({ text }) => text).join(''));
        expect(texts.join('')).toMatch(ascii ? /^[ -~]*$/ : /^[ -~→─·]*$/);
        const numbers = texts.flatMap(text => /^ (\d) {2}[cdr]/.exec(text)?.[1] ?? []);
        expect(numbers).toEqual(hops.map((_, index) => String(index + 1)));
      }),
      { numRuns: 300 },
    );
  });

  test('says all addresses, wherever lines are broken', () => {
    fc.assert(
      fc.property(wishes, ({ base, way, columns }) => {
        const wish = { ...base, way };
        const hops = hopsOf(clusterOf(wish), serverOf(wish));
        const text = drawPath(hops, columns)
          .map(line =>
            line
              .map(one => one.text)
              .join('')
              .trim(),
          )
          .join('');
        const squeezed = text.replaceAll(' ', '');
        for (const { inner, outer } of hops)
          for (const address of [inner.from, inner.to, outer?.from, outer?.to])
            if (address !== undefined) expect(squeezed).toContain(address);
      }),
      { numRuns: 100 },
    );
  });

  test('the picture passes the stations in the order of the links, each with its number', () => {
    fc.assert(
      fc.property(wishes, ({ base, way, routed }) => {
        const wish = { ...base, way };
        const hops = hopsOf(clusterOf(wish), serverOf(wish), { routed });
        const [there = '', back = ''] = drawPath(hops, 100, { ascii: true }).map(line =>
          line.map(({ text }) => text).join(''),
        );
        const stations = (row: string): readonly string[] =>
          row.match(/client|router|director|real server/g) ?? [];
        const numbers = (row: string): readonly string[] => row.match(/\d/g) ?? [];
        const to = hops.filter(({ direction }) => direction === 'there');
        const from = hops.slice(to.length).toReversed();
        expect(stations(there)).toEqual(['client', ...to.map(hop => hop.to)]);
        expect(stations(back)).toEqual(['client', ...from.map(hop => hop.from)]);
        expect(numbers(there)).toEqual(to.map((_, index) => String(index + 1)));
        expect(numbers(back)).toEqual(from.map((_, index) => String(hops.length - index)));
        // A station stands in the same place in both rows.
        const end = there.length - 'real server'.length;
        expect(back.indexOf('real server')).toBe(end);
      }),
      { numRuns: 200 },
    );
  });

  test('nothing for no hops', () => {
    expect(drawPath([], 80)).toEqual([]);
  });

  test('an unknown DIP is named', () => {
    const { dip: _, ...unknown } = a6;
    expect(drawn(unknown)).toContain('outer {the DIP} → {10.9.0.7}');
  });
});
