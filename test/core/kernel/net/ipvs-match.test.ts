/**
 * Rules by the match `ipvs`, which only a kernel with IPVS takes: what iptables-legacy 1.8.9 on Linux 6.1 made of these lines
 * [measured].
 */
import { expect, test } from 'vitest';
import { practiceInterfaces } from '../../../../src/core/kernel/interfaces.ts';
import { iptables } from '../../../../src/core/kernel/net/iptables.ts';
import { startNetwork } from '../../../../src/core/kernel/net/network.ts';

const network = startNetwork(practiceInterfaces);
const add = (family: 4 | 6, words: string) =>
  iptables(network, family, `-w -t nat -A POSTROUTING ${words}`.split(' '));

test.each<[4 | 6, string, string]>([
  [
    4,
    '-m ipvs --vaddr 10.0.0.200 --vport 80 --vproto tcp -j SNAT --to-source 10.0.0.254',
    '-m ipvs --vproto 6 --vaddr 10.0.0.200 --vport 80 -j SNAT --to-source 10.0.0.254',
  ],
  [
    4,
    '-m ipvs --vaddr 10.0.0.200/32 --vport 80 --vproto 17 -j MASQUERADE',
    '-m ipvs --vproto 17 --vaddr 10.0.0.200 --vport 80 -j MASQUERADE',
  ],
  [
    4,
    '-m ipvs --vproto tcp --vaddr 10.0.0.200/24 -j MASQUERADE',
    '-m ipvs --vproto 6 --vaddr 10.0.0.200/24 -j MASQUERADE',
  ],
  [4, '-m ipvs --vport 80 -j MASQUERADE', '-m ipvs --vport 80 -j MASQUERADE'],
  [4, '-m ipvs --ipvs -j MASQUERADE', '-m ipvs --ipvs -j MASQUERADE'],
  [
    4,
    '-p tcp -d 10.0.0.7 --dport 8080 -m ipvs --vaddr 10.0.0.200 --vport 80 --vproto tcp -j SNAT --to-source 10.0.0.254',
    '-d 10.0.0.7/32 -p tcp -m tcp --dport 8080 -m ipvs --vproto 6 --vaddr 10.0.0.200 --vport 80 -j SNAT --to-source 10.0.0.254',
  ],
  [
    6,
    '-m ipvs --vaddr fd00::200 --vport 80 --vproto tcp -j SNAT --to-source fd00::254',
    '-m ipvs --vproto 6 --vaddr fd00::200 --vport 80 -j SNAT --to-source fd00::254',
  ],
])('%i: %s', (family, words, listed) => {
  const added = add(family, words);
  expect(added.exit).toBe(0);
  expect(added.network.filter[family].map(rule => rule.words)).toEqual([listed]);
});

test.each([
  ['-m ipvs -j MASQUERADE', 'IPVS: At least one option is required\n'],
  ['-m ipvs --vaddr foo -j MASQUERADE', 'getaddrinfo: Name or service not known\n\n'],
  ['-m ipvs --vaddr fd00::1 -j MASQUERADE', 'getaddrinfo: Address family for hostname not supported\n\n'],
  ['-m ipvs --vport foo -j MASQUERADE', 'Port "foo" does not resolve to anything.\n\n'],
  ['-m ipvs --vmark 5 -j MASQUERADE', 'unknown option "--vmark"\n'],
])('refused: %s', (words, complaint) => {
  expect(add(4, words)).toMatchObject({
    network,
    exit: 2,
    stderr: `iptables v1.8.9 (legacy): ${complaint}Try \`iptables -h' or 'iptables --help' for more information.\n`,
  });
});
