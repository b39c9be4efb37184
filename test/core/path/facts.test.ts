import { describe, expect, test } from 'vitest';
import type { Address } from '../../../src/core/model/address.ts';
import { pathFacts } from '../../../src/core/path/facts.ts';
import { tunnelOverhead } from '../../../src/core/path/overhead.ts';
import { a1, a2, a4, a6, a10, clusterOf, gre, gue, ipip, ipv6, type Wish } from './clusters.ts';

const said = (wish: Wish): string => pathFacts(clusterOf(wish)).join('\n');

describe('what is to be known', () => {
  test('of NAT: the gateway, the ports, who must not be among the servers', () => {
    const text = said({ ...a2, rport: 8080 });
    expect(text).toContain('The director answers the client');
    expect(text).toContain('default gateway is 20.0.0.1.');
    expect(text).toContain('Clients call port 80, real servers listen on port 8080');
    expect(text).toContain('Clients are outside 20.0.0.0/24');
    expect(text).toContain('net.ipv4.ip_forward is 1');
    expect(said({ ...a2, client: '20.0.0.50' })).toContain('They need a route to it by way of 20.0.0.1.');
    expect(said(a2)).toContain('may listen elsewhere than on port 80');
    expect(said(ipv6)).toContain('net.ipv6.conf.all.forwarding is 1');
  });

  test('of NAT with SNAT: no gateway, but one client for all', () => {
    const text = said(a10);
    expect(text).toContain('Real servers need nothing');
    expect(text).toContain('see 10.0.0.100 as the client');
    expect(text).toContain('net.ipv4.vs.conntrack is 1');
  });

  test('of DR: one link, the same port, the VIP on lo, and silence', () => {
    const text = said(a1);
    expect(text).toContain('own link, 192.168.31.0/24');
    expect(text).toContain('listen on port 80, too: only NAT');
    expect(text).toContain('holds 192.168.31.100 on lo, or it would not take the packets in, as /32');
    for (const word of [
      'arp_ignore=1',
      'arp_announce=2',
      '“all” is enough',
      'arptables',
      'never the director',
    ])
      expect(text).toContain(word);
    expect(text).not.toContain('TUN reaches');
  });

  test('of DR with a server in another network: that it does not work', () => {
    expect(said({ ...a4, rip: '10.9.0.7' })).toContain('10.9.0.7 is not there');
  });

  test('of DR over IPv6: no ARP', () => {
    const text = said({ ...ipv6, way: 'dr', rip: 'fd00:1234:5678:9abc::7', rport: 80 });
    expect(text).toContain('neighbour solicitations');
    expect(text).toContain('as /128.');
    expect(text).not.toContain('arp_');
  });

  test('of TUN: the device, the MTU, rp_filter, and ARP only where servers are on the own link', () => {
    const text = said(a6);
    expect(text).toContain('unwrap them with tunl0, which holds 10.0.0.200 as /32');
    expect(text).toContain('takes 20 of the 1500 bytes on the link and leaves 1480');
    expect(text).toContain('rp_filter');
    expect(text).not.toContain('arp_ignore');
    expect(said({ ...a6, rip: '10.0.0.7' })).toContain('which tunl0 is not');
    expect(said({ ...a6, tunnel: gue, mtu: 9000 })).toContain('tunl0 behind UDP port 6080');
    expect(said({ ...a6, tunnel: gue, mtu: 9000 })).toContain('leaves 8968');
    expect(said({ ...a6, tunnel: gre })).toContain('a GRE device');
  });

  test('of TUN over IPv6: the outer source', () => {
    const text = said({ ...ipv6, way: 'tun', rport: 80 });
    expect(text).toContain('ip6tnl0');
    expect(text).toContain('preferred_lft 0');
    expect(text).not.toContain('rp_filter');
  });

  test('of a mark: the director need not hold the VIP', () => {
    const cluster = clusterOf(a2);
    const marks = [{ mark: 1, address: '12.0.0.1' as Address, protocol: 'tcp', ports: [] }] as const;
    expect(pathFacts({ ...cluster, marks }).at(-1)).toContain('or a local route');
    expect(pathFacts(cluster).at(-1)).toBe(
      'IPVS works where packets for the director itself come in (INPUT), so the director holds 12.0.0.1.',
    );
  });

  test('without the DIP, in words; sentences all of them', () => {
    for (const wish of [a1, a2, a6, a10]) {
      const { dip: _, ...unknown } = wish;
      const facts = pathFacts(clusterOf(unknown));
      expect(facts.join('\n')).not.toContain('undefined');
      for (const fact of facts) expect(fact).toMatch(/^(?:[A-Z0-9]|arp_).*\.$/);
      expect(new Set(facts).size).toBe(facts.length);
    }
  });
});

/** Lengths of frames before and behind the director in a capture on Linux 6.1. */
test.each([
  [ipip, 4, 74, 94],
  [gue, 4, 74, 106],
  [{ ...gue, checksum: 'csum' }, 4, 74, 106],
  [{ ...gue, checksum: 'remcsum' }, 4, 74, 114],
  [gre, 4, 74, 98],
  [{ ...gre, checksum: 'csum' }, 4, 74, 102],
  [ipip, 6, 94, 134],
  [gue, 6, 94, 146],
  [gre, 6, 94, 138],
] as const)('%o in IPv%i makes a frame of %i bytes one of %i', (tunnel, family, before, after) => {
  expect(tunnelOverhead(tunnel, family)).toBe(after - before);
});
