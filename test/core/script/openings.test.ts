import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../src/core/cluster/cluster.types.ts';
import { type Opening, openings } from '../../../src/core/script/openings.ts';
import { type Firewall, openingItems, openingLines } from '../../../src/core/script/openings-rules.ts';
import { ripTargets, vipTargets } from '../../../src/core/script/openings-targets.ts';
import { printScript } from '../../../src/core/script/print.ts';
import * as clusters from './machine-clusters.ts';
import { inNamespace, installed, namespaceSuite, namespaces, suite } from './programs.ts';

const { at, dr, mark, nat, nat6, snat, tun } = clusters;

const lines = (list: readonly Opening[], firewall: Firewall = 'iptables'): readonly string[] =>
  openingLines(list, firewall);

describe('targets', () => {
  test('of services by mark are what gets the mark, on the real servers too', () => {
    expect(vipTargets(mark)).toEqual([
      {
        address: '10.0.0.200',
        protocol: 'tcp',
        ports: [
          [80, 80],
          [443, 443],
        ],
      },
    ]);
    expect(ripTargets(mark).map(({ address, ports }) => [address, ports.length])).toEqual([
      ['10.0.0.7', 2],
      ['10.0.0.14', 2],
    ]);
  });

  test('are one for an address and a protocol, and all ports where one service has all', () => {
    const service = (port: number) =>
      clusters.service(clusters.tcp('10.0.0.200', port), [clusters.server('10.0.0.7', port, 'dr')]);
    const two: Cluster = { ...dr, services: [service(80), service(443)] };
    expect(vipTargets(two).map(({ ports }) => ports.length)).toEqual([2]);
    const all: Cluster = { ...dr, services: [service(80), service(0), service(443)] };
    expect(vipTargets(all)).toEqual([{ address: '10.0.0.200', protocol: 'tcp', ports: [] }]);
  });

  test('leave out servers that are the director itself', () => {
    const own = clusters.server('10.0.0.2', 80, 'dr');
    const local: Cluster = {
      ...dr,
      services: [
        clusters.service(clusters.tcp('10.0.0.200', 80), [
          { ...own, config: { ...own.config, method: 'local' } },
        ]),
      ],
    };
    expect(ripTargets(local)).toEqual([]);
  });
});

describe('on the director', () => {
  test('DR and TUN need the port of the VIP in INPUT, and nothing in FORWARD', () => {
    const expected = ['iptables -I INPUT -d 10.0.0.200/32 -p tcp --dport 80 -j ACCEPT'];
    expect(lines(openings(dr, 'director'))).toEqual(expected);
    expect(lines(openings(tun, 'director'))).toEqual(expected);
  });

  test('NAT needs the answers of the real servers in FORWARD, too', () => {
    expect(lines(openings(nat, 'director'))).toEqual([
      'iptables -I INPUT -d 172.30.0.200/32 -p tcp --dport 80 -j ACCEPT',
      'iptables -I FORWARD -s 10.0.0.7/32 -p tcp --sport 8080 -j ACCEPT',
      'iptables -I FORWARD -s 10.0.0.14/32 -p tcp --sport 8080 -j ACCEPT',
    ]);
    expect(lines(openings(nat6, 'director'))).toContain(
      'ip6tables -I FORWARD -s fd01::7/128 -p udp -j ACCEPT',
    );
  });

  test('OUTPUT is opened only when asked for, for what IPVS sends', () => {
    const output = (cluster: Cluster): readonly string[] =>
      lines(openings(cluster, 'director', { output: true }).filter(({ chain }) => chain === 'OUTPUT'));
    expect(output(dr)).toEqual(['iptables -I OUTPUT -d 10.0.0.200/32 -p tcp --dport 80 -j ACCEPT']);
    expect(output(nat)).toEqual([
      'iptables -I OUTPUT -d 10.0.0.7/32 -p tcp --dport 8080 -j ACCEPT',
      'iptables -I OUTPUT -d 10.0.0.14/32 -p tcp --dport 8080 -j ACCEPT',
    ]);
    expect(output(tun)).toEqual([
      'iptables -I OUTPUT -d 10.9.0.7/32 -p 4 -j ACCEPT',
      'iptables -I OUTPUT -d 10.9.0.14/32 -p 4 -j ACCEPT',
    ]);
  });

  test('firewalld lets answers of NAT servers through as established connections, and by no rule', () => {
    expect(lines(openings(nat, 'director'), 'firewalld')).toEqual([
      `firewall-cmd --permanent '--add-rich-rule=rule family="ipv4" destination address="172.30.0.200" port port="80" protocol="tcp" accept'`,
      'firewall-cmd --reload',
      'sysctl -w net.ipv4.vs.conntrack=1',
    ]);
    expect(openingItems(openings(nat, 'director'), 'firewalld').map(({ do: item }) => item.what)).toEqual([
      'program',
      'sysctl',
    ]);
  });
});

describe('on a real server', () => {
  test('DR needs the port of the VIP', () => {
    expect(lines(openings(dr, 'real server'), 'nft')).toEqual([
      'nft insert rule inet filter input ip daddr 10.0.0.200 tcp dport 80 accept',
    ]);
  });

  test('TUN needs what wraps the packets, from the director alone, and the port of the VIP', () => {
    expect(lines(openings(tun, 'real server'))).toEqual([
      'iptables -I INPUT -s 10.0.0.2/32 -p 4 -j ACCEPT',
      'iptables -I INPUT -d 10.0.0.200/32 -p tcp --dport 80 -j ACCEPT',
    ]);
    const wrapped = (tunnel: NonNullable<Cluster['tunnel']>): string | undefined =>
      lines(openings({ ...tun, tunnel }, 'real server'))[0];
    expect(wrapped({ type: 'gre', port: 0, checksum: 'csum' })).toBe(
      'iptables -I INPUT -s 10.0.0.2/32 -p 47 -j ACCEPT',
    );
    expect(wrapped({ type: 'gue', port: 6080, checksum: 'none' })).toBe(
      'iptables -I INPUT -s 10.0.0.2/32 -p udp --dport 6080 -j ACCEPT',
    );
    // firewalld's own ipip is protocol 94; the number is none of its names.
    expect(lines(openings(tun, 'real server'), 'firewalld')[0]).toContain('protocol value="4"');
  });

  test('NAT needs the port of the RIP: of one server, or the same for all of them', () => {
    expect(lines(openings(nat, 'real server', { server: at('10.0.0.14') }))).toEqual([
      'iptables -I INPUT -d 10.0.0.14/32 -p tcp --dport 8080 -j ACCEPT',
    ]);
    expect(lines(openings(nat, 'real server'))).toEqual(['iptables -I INPUT -p tcp --dport 8080 -j ACCEPT']);
    // An inet table holds both families.
    expect(lines(openings(nat, 'real server'), 'nft')).toEqual([
      'nft insert rule inet filter input meta nfproto ipv4 tcp dport 8080 accept',
    ]);
  });

  test('with the source rewritten it is the director alone that calls', () => {
    expect(lines(openings(snat, 'real server'))).toEqual([
      'iptables -I INPUT -s 10.0.0.2/32 -p tcp --dport 8080 -j ACCEPT',
    ]);
  });
});

test('every opening says what passes and what happens where it is closed', () => {
  for (const cluster of [dr, nat, snat, tun, mark, nat6])
    for (const role of ['director', 'real server'] as const)
      for (const { why, without } of openings(cluster, role, { output: true })) {
        expect(why).toMatch(/^[A-Z].*\.$/);
        expect(without).toMatch(/^[a-z].*[^.]$/);
      }
});

const started = (cluster: Cluster, firewall: Firewall): string =>
  printScript(
    {
      role: 'director',
      flavour: 'iproute2',
      name: 'openings',
      header: [],
      items: openingItems(openings(cluster, 'director', { output: true }), firewall),
      checks: [],
    },
    { explain: false },
  );

const tried = (cluster: Cluster, firewall: Firewall, prepare: string, list: string): string =>
  inNamespace(
    { 'a.sh': started(cluster, firewall) },
    `${prepare}
list() { { ${list}; } 2>/dev/null | grep -v '^[#:]' | sed 's/packets [0-9]* bytes [0-9]*//'; }
before=$(list)
sh "$F/a.sh" start && sh "$F/a.sh" start && sh "$F/a.sh" status | grep -c ^ok
sh "$F/a.sh" status | grep WRONG
list
sh "$F/a.sh" stop
[ "$before" = "$(list)" ] && echo as before`,
  );

describe.skipIf(!namespaces)(namespaceSuite('in a namespace'), () => {
  test.skipIf(!installed('iptables', 'ip6tables')).each([
    ['nat', nat, 5],
    ['nat6', nat6, 8],
    ['tun', tun, 3],
  ] as const)(
    suite('iptables: before a last REJECT, and gone at stop: %s', 'iptables', 'ip6tables'),
    (_, cluster, steps) => {
      const rest = ['iptables', 'ip6tables']
        .flatMap(program =>
          ['INPUT', 'FORWARD', 'OUTPUT'].map(chain => `${program} -A ${chain} -p tcp -j REJECT`),
        )
        .join('\n');
      const out = tried(
        cluster,
        'iptables',
        rest,
        cluster.family === 6 ? 'ip6tables-save -t filter' : 'iptables-save -t filter',
      );
      expect(out).toContain(`\n${steps}\n`);
      expect(out).not.toContain('WRONG');
      for (const chain of ['INPUT', 'OUTPUT']) {
        const rules = out.split('\n').filter(line => line.startsWith(`-A ${chain} `));
        expect(rules[0]).toContain('-j ACCEPT');
        expect(rules.at(-1)).toContain('-j REJECT');
      }
      expect(out).toMatch(/as before\n$/);
    },
  );

  test.skipIf(!installed('nft')).each([
    ['nat', nat, 5],
    ['nat6', nat6, 8],
    ['mark', mark, 2],
  ] as const)(
    suite('nft: first in the chains of inet filter, and gone at stop: %s', 'nft'),
    (_, cluster, steps) => {
      const chains = ['input', 'forward', 'output']
        .map(
          chain => `chain ${chain} { type filter hook ${chain} priority 0; policy accept; counter drop; };`,
        )
        .join(' ');
      const out = tried(cluster, 'nft', `nft 'table inet filter { ${chains} }'`, 'nft list ruleset');
      expect(out).toContain(`\n${steps}\n`);
      expect(out).not.toContain('WRONG');
      expect(out.split('\n').filter(line => line.includes('accept comment "lvsh '))).toHaveLength(steps);
      const input = out.split('\n').slice(out.split('\n').findIndex(line => line.includes('chain input')));
      expect(input.findIndex(line => line.includes('accept comment'))).toBeLessThan(
        input.findIndex(line => line.includes('drop')),
      );
      expect(out).toMatch(/as before\n$/);
    },
  );
});
