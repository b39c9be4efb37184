import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Marked, Marker } from '../../../src/core/cluster/cluster.types.ts';
import { quote } from '../../../src/core/ipvsadm/print.ts';
import type { NetItem } from '../../../src/core/model/net-item.ts';
import { addArgv, filterArgv, removeArgv } from '../../../src/core/net/argv.ts';
import { markItems, markRoutes, markScriptItems } from '../../../src/core/script/marks.ts';
import { distinctPorts, nftPorts, portMatches, portsWords } from '../../../src/core/script/marks-ports.ts';
import { readMarkNumbers, readMarks } from '../../../src/core/script/marks-read.ts';
import { at, marked } from './machine-clusters.ts';
import { inNamespace, noNamespace } from './namespace.ts';

const lines = (items: readonly NetItem[]): readonly string[] => items.map(item => addArgv(item).join(' '));

const shell = (argv: readonly string[]): string => argv.map(quote).join(' ');

const port = fc.integer({ min: 1, max: 65535 });
const range = fc
  .tuple(port, fc.integer({ min: 0, max: 300 }))
  .map(([first, more]) => [first, Math.min(65535, first + more)] as const);
const ports = fc.array(
  fc.oneof(
    range,
    port.map(one => [one, one] as const),
  ),
  { maxLength: 40 },
);

describe('ports of a rule', () => {
  it('no rule of multiport holds more than fifteen, of which a range takes two', () => {
    fc.assert(
      fc.property(ports, list => {
        for (const words of portMatches('tcp', list)) {
          const at = words.indexOf('--dports');
          const parts = at < 0 ? [] : (words[at + 1] ?? '').split(',');
          expect(parts.reduce((sum, part) => sum + (part.includes(':') ? 2 : 1), 0)).toBeLessThanOrEqual(15);
        }
      }),
    );
  });

  it('holds exactly the ports that were meant', () => {
    fc.assert(
      fc.property(ports, list => {
        const meant = new Set<number>();
        for (const [first, last] of list) for (let one = first; one <= last; one++) meant.add(one);
        const held: number[] = [];
        for (const words of portMatches('tcp', list))
          for (const part of list.length === 0 ? [] : (words.at(-1) ?? '').split(',')) {
            const [first = 0, last = first] = part.split(':').map(Number);
            for (let one = first; one <= last; one++) held.push(one);
          }
        expect(held).toEqual([...meant].sort((one, other) => one - other));
      }),
    );
  });

  it('says single ports, ranges and all of them in the words of each filter', () => {
    expect(portMatches('udp', [])).toEqual([['-p', 'udp']]);
    expect(portMatches('tcp', [[80, 80]], 's')).toEqual([['-p', 'tcp', '--sport', '80']]);
    expect(portMatches('tcp', [[80, 90]])).toEqual([['-p', 'tcp', '--dport', '80:90']]);
    expect(nftPorts('tcp', [])).toBe('meta l4proto tcp');
    expect(nftPorts('sctp', [[80, 90]])).toBe('sctp dport 80-90');
    expect(nftPorts('tcp', marked[0]?.ports ?? [])).toBe('tcp dport { 80, 443 }');
    expect(portsWords([])).toBe('all ports');
    expect(portsWords([[80, 80]])).toBe('port 80');
    expect(portsWords([[80, 90]])).toBe('ports 80-90');
    expect(
      distinctPorts([
        [85, 100],
        [80, 90],
        [443, 443],
        [443, 443],
      ]),
    ).toEqual([
      [80, 100],
      [443, 443],
    ]);
  });
});

const both: readonly Marked[] = [
  ...marked,
  { mark: 17, address: at('fd00::200'), protocol: 'tcp', ports: [[80, 80]] },
  { mark: 4294967295, address: at('10.0.0.201'), protocol: 'udp', ports: [] },
];

describe('rules that set marks', () => {
  it('are one for each address and protocol in iptables, by the program of its family', () => {
    expect(lines(markItems(both, 'iptables'))).toEqual([
      'iptables -w -t mangle -A PREROUTING -d 10.0.0.200/32 -p tcp -m multiport --dports 80,443 -j MARK --set-mark 17',
      'ip6tables -w -t mangle -A PREROUTING -d fd00::200/128 -p tcp --dport 80 -j MARK --set-mark 17',
      'iptables -w -t mangle -A PREROUTING -d 10.0.0.201/32 -p udp -j MARK --set-mark 4294967295',
    ]);
    expect(markItems(both, 'ip6tables-legacy').map(item => addArgv(item)[0])).toEqual([
      'iptables-legacy',
      'ip6tables-legacy',
      'iptables-legacy',
    ]);
  });

  it('are a table of our own for each mark and family in nft', () => {
    expect(lines(markItems(both, 'nft'))).toEqual([
      'nft table ip lvsh_mark_17 { chain prerouting { type filter hook prerouting priority -150; ip daddr 10.0.0.200 tcp dport { 80, 443 } meta mark set 17; }; }',
      'nft table ip6 lvsh_mark_17 { chain prerouting { type filter hook prerouting priority -150; ip6 daddr fd00::200 tcp dport 80 meta mark set 17; }; }',
      'nft table ip lvsh_mark_4294967295 { chain prerouting { type filter hook prerouting priority -150; ip daddr 10.0.0.201 meta l4proto udp meta mark set 4294967295; }; }',
    ]);
  });

  it('come with routes for marks whose VIP is not held', () => {
    expect(lines(markRoutes([17, 18, 17], 4, 100))).toEqual([
      'ip rule add fwmark 17 lookup 100',
      'ip rule add fwmark 18 lookup 100',
      'ip route add local 0.0.0.0/0 dev lo table 100',
    ]);
    expect(markRoutes([], 4, 100)).toEqual([]);
    expect(lines(markRoutes([17], 6, 100))).toEqual([
      'ip -6 rule add fwmark 17 lookup 100',
      'ip -6 route add local ::/0 dev lo table 100',
    ]);
  });

  it('are parts of a script with a reason each; routes only where a table is given', () => {
    const without = markScriptItems(both, 'iptables');
    expect(without.map(item => item.do.what)).toEqual(['iptables', 'iptables', 'iptables']);
    const withTable = markScriptItems(both, 'iptables', 100);
    expect(withTable.map(item => item.do.what)).toEqual([
      'iptables',
      'iptables',
      'rule',
      'rule',
      'route',
      'iptables',
      'rule',
      'route',
    ]);
    for (const { why, without: harm } of withTable) expect(`${why} ${harm}`).toMatch(/10\.0|fd00|VIP/);
  });
});

const saved = `# Generated by iptables-save v1.8.9 (nf_tables)
*nat
:PREROUTING ACCEPT [0:0]
-A PREROUTING -d 10.0.0.9/32 -p tcp -m tcp --dport 80 -j MARK --set-xmark 0x63/0xffffffff
COMMIT
*mangle
:PREROUTING ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
-A PREROUTING -d 10.0.0.7/32 -p tcp -m multiport --dports 80,443,1000:1010 -j MARK --set-xmark 0x3/0xffffffff
-A PREROUTING -d 10.0.0.7/32 -i eth0 -p udp -m udp --dport 53 -m comment --comment "a \\"-j\\" $x" -j MARK --set-xmark 0x4/0xff
-A PREROUTING -d 10.0.0.7/32 -p sctp -j MARK --set-xmark 0x5/0x5
-A PREROUTING -d 10.0.0.7/32 -p 6 -j MARK --set-xmark 0xffffffff/0xffffffff
-A PREROUTING -d 10.0.0.0/24 -p tcp -m tcp --dport 80 -j MARK --set-xmark 0x6/0xffffffff
-A PREROUTING ! -d 10.0.0.7/32 -p tcp -j MARK --set-xmark 0x7/0xffffffff
-A PREROUTING -s 10.9.0.0/16 -d 10.0.0.7/32 -p tcp -j MARK --set-xmark 0x8/0xffffffff
-A PREROUTING -d 10.0.0.7/32 -p tcp -m set --match-set x dst -j MARK --set-xmark 0x9/0xffffffff
-A PREROUTING -d 10.0.0.7/32 -p tcp -j MARK --set-xmark 0x0/0xff
-A PREROUTING -d 10.0.0.7/32 -p tcp -j CONNMARK --restore-mark
-A OUTPUT -d 10.0.0.7/32 -p tcp -j MARK --set-xmark 0x21/0xffffffff
-A own -d 10.0.0.8/32 -p tcp -m tcp --dport 25 -j MARK --set-xmark 0xa/0xffffffff
COMMIT
`;

const ruleset = `table ip lvsh_mark_17 {
	chain prerouting {
		type filter hook prerouting priority mangle; policy accept;
		ip daddr 10.0.0.200 tcp dport { 80, 443, 8000-8010 } meta mark set 0x00000011
		ip daddr 10.0.0.201 meta l4proto udp counter packets 3 bytes 99 meta mark set 0x00000011 comment "x"
		iifname "eth0" ip daddr 10.0.0.202 sctp dport 80 meta mark set 0xffffffff accept
		ip daddr 10.0.0.203 ip protocol tcp meta mark set 0x00000012
		meta l4proto tcp ip daddr 10.0.0.204 tcp dport { 80, 443 } counter packets 0 bytes 0 meta mark set 0x3
		ip daddr 10.0.0.205 udp dport 53-60  counter packets 0 bytes 0 meta mark set mark and 0xffffff00 xor 0x4
		ip daddr 10.0.0.206 tcp dport 22 meta mark set meta mark | 0x00000007
		ip daddr @vips tcp dport 80 meta mark set 0x00000013
		ip daddr 10.0.0.0/24 tcp dport 80 meta mark set 0x00000014
		ip saddr 10.9.0.0/16 ip daddr 10.0.0.207 tcp dport 80 meta mark set 0x00000015
		ip daddr 10.0.0.208 tcp dport http meta mark set 0x00000016
		ip daddr 10.0.0.209 ct state new meta mark set ct mark
	}
	chain output {
		type route hook output priority mangle; policy accept;
		ip daddr 10.0.0.200 tcp dport 80 meta mark set 0x00000099
	}
}
table ip6 other {
	chain jumped {
		ip6 daddr fd00::200 tcp dport 80 meta mark set 0x00000018
	}
}
`;

describe('reading the marks that are set already', () => {
  it('finds in the text of iptables-save what can be said, and every number', () => {
    expect(readMarks(saved)).toEqual([
      {
        mark: 3,
        address: '10.0.0.7',
        protocol: 'tcp',
        ports: [
          [80, 80],
          [443, 443],
          [1000, 1010],
        ],
      },
      { mark: 4, address: '10.0.0.7', protocol: 'udp', ports: [[53, 53]] },
      { mark: 5, address: '10.0.0.7', protocol: 'sctp', ports: [] },
      { mark: 4294967295, address: '10.0.0.7', protocol: 'tcp', ports: [] },
      { mark: 10, address: '10.0.0.8', protocol: 'tcp', ports: [[25, 25]] },
    ]);
    expect(readMarkNumbers(saved)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 4294967295]);
  });

  it('takes lines without a table for those of mangle', () => {
    const line = '-A PREROUTING -d fd00::1/128 -p tcp -m tcp --dport 80 -j MARK --set-xmark 0x1/0xffffffff';
    expect(readMarks(`-P PREROUTING ACCEPT\n${line}\n${line}\n`)).toEqual([
      { mark: 1, address: 'fd00::1', protocol: 'tcp', ports: [[80, 80]] },
    ]);
  });

  it('finds in the text of nft list ruleset what can be said, and every number', () => {
    expect(readMarks(ruleset).map(({ mark, address }) => `${mark} ${address}`)).toEqual([
      '17 10.0.0.200',
      '17 10.0.0.201',
      '4294967295 10.0.0.202',
      '18 10.0.0.203',
      '3 10.0.0.204',
      '4 10.0.0.205',
      '7 10.0.0.206',
      '24 fd00::200',
    ]);
    expect(readMarks(ruleset)[0]?.ports).toEqual([
      [80, 80],
      [443, 443],
      [8000, 8010],
    ]);
    expect(readMarks(ruleset)[5]).toEqual({
      mark: 4,
      address: '10.0.0.205',
      protocol: 'udp',
      ports: [[53, 60]],
    });
    expect(readMarkNumbers(ruleset)).toEqual([3, 4, 7, 17, 18, 19, 20, 21, 22, 24, 4294967295]);
  });

  it('never fails, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        readMarks(text);
        readMarks(`-A PREROUTING ${text} -j MARK --set-xmark ${text}`);
        expect(readMarkNumbers(`ip daddr ${text} meta mark set ${text}`)).toBeDefined();
      }),
    );
  });
});

const sample: readonly Marked[] = [
  ...both,
  {
    mark: 9,
    address: at('10.0.0.210'),
    protocol: 'sctp',
    ports: Array.from({ length: 40 }, (_, one) => [1000 + 3 * one, 1000 + 3 * one + (one % 2)] as const),
  },
];

const tried = (marker: Marker, list: string): void => {
  const items = markItems(sample, marker);
  const removals = items.map(item => removeArgv(item) ?? []);
  const checks = items.flatMap(item => (item.what === 'iptables' ? [shell(filterArgv('-C', item))] : []));
  const { code, out, err } = inNamespace(
    [
      'set -e',
      `before=$(${list})`,
      ...items.map(item => shell(addArgv(item))),
      ...checks,
      list,
      ...removals.map(shell),
      `after=$(${list})`,
      '[ "$(echo "$before" | grep -v "^#\\|^:")" = "$(echo "$after" | grep -v "^#\\|^:")" ]',
    ].join('\n'),
  );
  expect(err.replace(/^# Warning.*\n/gm, '')).toBe('');
  expect(code).toBe(0);
  const together = (all: readonly Marked[]): readonly string[] =>
    [...new Set(all.map(({ mark, address, protocol }) => `${mark} ${address} ${protocol}`))].sort();
  expect(together(readMarks(out))).toEqual(together(sample));
  const held = readMarks(out)
    .filter(({ mark }) => mark === 9)
    .flatMap(one => one.ports);
  expect(distinctPorts(held)).toEqual(distinctPorts(sample.at(-1)?.ports ?? []));
};

describe.each([
  ['iptables', 'iptables-save -t mangle; ip6tables-save -t mangle', ['iptables', 'ip6tables']],
  ['nft', 'nft list ruleset', ['nft']],
] as const)('in a namespace, %s', (marker, list, programs) => {
  const reason = noNamespace(...programs);
  it.skipIf(reason !== undefined)(
    `takes all of them, prints what reads back as the same, and is as before without them${reason === undefined ? '' : ` (${reason})`}`,
    () => tried(marker, list),
  );
});
