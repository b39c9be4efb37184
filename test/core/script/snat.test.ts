import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../src/core/cluster/cluster.types.ts';
import { quote } from '../../../src/core/ipvsadm/print.ts';
import type { NetItem } from '../../../src/core/model/net-item.ts';
import { addArgv, filterArgv, removeArgv } from '../../../src/core/net/argv.ts';
import { fullNatItems, outboundItem } from '../../../src/core/script/snat.ts';
import { at, hostileDevice, mark, nat6, snat } from './machine-clusters.ts';
import { inNamespace, installed, namespaceSuite, namespaces, suite } from './programs.ts';

const line = (item: NetItem): string => addArgv(item).join(' ');
const shell = (argv: readonly string[]): string => argv.map(quote).join(' ');

const network = { address: at('10.0.0.0'), prefix: 24 };
const markSnat: Cluster = { ...mark, way: 'snat' };
const snat6: Cluster = { ...nat6, way: 'snat' };

describe('the way of real servers to the outside', () => {
  test('by the address of the interface, or by one that is named', () => {
    expect(line(outboundItem({ network, device: 'eth1' }, 'iptables-legacy'))).toBe(
      'iptables-legacy -w -t nat -A POSTROUTING -s 10.0.0.0/24 -o eth1 -j MASQUERADE',
    );
    expect(line(outboundItem({ network, device: 'eth1', to: at('12.0.0.1') }, 'iptables'))).toBe(
      'iptables -w -t nat -A POSTROUTING -s 10.0.0.0/24 -o eth1 -j SNAT --to-source 12.0.0.1',
    );
    expect(line(outboundItem({ network, device: 'eth1', to: at('12.0.0.1') }, 'nft'))).toBe(
      'nft table ip lvsh_outbound { chain postrouting { type nat hook postrouting priority 100; ip saddr 10.0.0.0/24 oifname "eth1" snat to 12.0.0.1; }; }',
    );
    expect(
      line(outboundItem({ network: { address: at('fd01::'), prefix: 64 }, device: 'eth1' }, 'iptables')),
    ).toBe('ip6tables -w -t nat -A POSTROUTING -s fd01::/64 -o eth1 -j MASQUERADE');
  });

  test('a name that nft cannot quote stands in no rule of it', () => {
    const text = line(outboundItem({ network, device: hostileDevice }, 'nft'));
    expect(text).not.toContain(hostileDevice);
    expect(text).toContain('ip daddr != 10.0.0.0/24 masquerade;');
  });
});

describe('the substitute for full NAT', () => {
  test('goes by what is of IPVS, with the DIP as the sender', () => {
    expect(fullNatItems(snat, 'iptables').map(line)).toEqual([
      'iptables -w -t nat -A POSTROUTING -m ipvs --vaddr 10.0.0.200/32 --vport 80 --vproto 6 -j SNAT --to-source 10.0.0.2',
    ]);
    expect(fullNatItems({ ...snat, director: { name: 'lb' } }, 'iptables').map(line)).toEqual([
      'iptables -w -t nat -A POSTROUTING -m ipvs --vaddr 10.0.0.200/32 --vport 80 --vproto 6 -j MASQUERADE',
    ]);
  });

  test('has a rule for each port of a mark, and none for ranges', () => {
    const rules = fullNatItems(markSnat, 'iptables').map(line);
    expect(rules).toHaveLength(2);
    expect(rules[1]).toContain('--vport 443');
    const range: Cluster = {
      ...markSnat,
      marks: mark.marks.map(one => ({ ...one, ports: [[80, 90]] })),
    };
    expect(fullNatItems(range, 'iptables').map(line)).toEqual([
      'iptables -w -t nat -A POSTROUTING -m ipvs --vaddr 10.0.0.200/32 --vproto 6 -j SNAT --to-source 10.0.0.2',
    ]);
  });

  test('goes by the real servers in nft, which has no match for IPVS', () => {
    expect(fullNatItems(snat, 'nft').map(line)).toEqual([
      'nft table ip lvsh_full_nat { chain postrouting { type nat hook postrouting priority 100; ip daddr 10.0.0.7 tcp dport 8080 snat to 10.0.0.2; ip daddr 10.0.0.14 tcp dport 8080 snat to 10.0.0.2; }; }',
    ]);
    expect(fullNatItems({ ...snat, services: [] }, 'nft')).toEqual([]);
  });
});

/** Rules by `-m ipvs` need a kernel that has it; test/kernel plays them. */
const items: readonly NetItem[] = [
  outboundItem({ network, device: 'eth1' }, 'iptables'),
  outboundItem({ network, device: hostileDevice.slice(0, 15) }, 'iptables'),
  outboundItem({ network, device: 'eth1', to: at('12.0.0.1') }, 'nft'),
  ...fullNatItems(snat6, 'nft'),
];

test.skipIf(!namespaces || !installed('iptables', 'nft'))(
  namespaceSuite(suite('iptables and nft take the rules and lose them again', 'iptables', 'nft')),
  () => {
    const out = inNamespace(
      {},
      items
        .flatMap(item => [
          `${shell(addArgv(item))} || echo not added`,
          ...(item.what === 'iptables'
            ? [`${shell(filterArgv('-C', item))} || echo not found`]
            : [`nft list table ${item.what === 'nft' ? `${item.family} ${item.name}` : ''}`]),
          `${shell(removeArgv(item) ?? [])} || echo not removed`,
        ])
        .concat('iptables -t nat -S; nft list tables; echo end')
        .join('\n'),
    );
    expect(out).not.toMatch(/^not |rror/m);
    expect(out).toContain('snat to fd01::1');
    expect(out.match(/^-A/gm)).toBeNull();
    expect(out).not.toMatch(/^table .*lvsh.*[^{]$/m);
    expect(out).toMatch(/end\n$/);
  },
);
