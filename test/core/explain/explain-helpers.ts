/** What the tests of explaining share. */

import { explainText } from '../../../src/core/explain/explain.ts';
import type { ExplainedLine, ExplainGround, Problem } from '../../../src/core/explain/explain.types.ts';
import { smallNames } from '../../../src/core/ipvsadm/names.ts';
import { printCommand } from '../../../src/core/ipvsadm/print.ts';
import type { Address } from '../../../src/core/model/address.ts';
import type { Network } from '../../../src/core/model/network.ts';
import type { Service } from '../../../src/core/model/service.ts';

/** A director with 192.168.31.10/24 outside and 10.0.0.100/24 inside. */
export const network: Network = {
  interfaces: [
    { name: 'lo', up: true, addresses: [{ address: '127.0.0.1' as Address, prefix: 8 }] },
    { name: 'eth0', up: true, addresses: [{ address: '192.168.31.10' as Address, prefix: 24 }] },
    { name: 'eth1', up: true, addresses: [{ address: '10.0.0.100' as Address, prefix: 24 }] },
  ],
  routes: [],
};

/** TCP 10.0.0.200:80 with one NAT server of weight 3, and UDP 10.0.0.200:53 without any. */
export const running: readonly Service[] = [
  {
    id: { kind: 'address', protocol: 'tcp', address: '10.0.0.200' as Address, port: 80 },
    config: {
      scheduler: 'wrr',
      ops: false,
      flags: [],
      persistence: { timeout: 600, mask: '255.255.255.255' as Address },
    },
    servers: [
      {
        id: { address: '10.0.0.7' as Address, port: 8080 },
        config: { method: 'nat', weight: 3, upper: 100, lower: 0 },
      },
    ],
  },
  {
    id: { kind: 'address', protocol: 'udp', address: '10.0.0.200' as Address, port: 53 },
    config: { scheduler: 'rr', ops: true, flags: [] },
    servers: [],
  },
];

/** The lines that say something. */
export const linesOf = (text: string, ground: Partial<ExplainGround> = {}): readonly ExplainedLine[] =>
  explainText(text, { names: smallNames, ...ground }).lines.filter(({ words }) => words.length > 0);

/** All words of a text as one. */
export const wordsOf = (text: string, ground: Partial<ExplainGround> = {}): string =>
  linesOf(text, ground)
    .flatMap(({ words }) => words)
    .join(' ');

/** All problems, with their lines. */
export const problemsOf = (
  text: string,
  ground: Partial<ExplainGround> = {},
): readonly (Problem & { readonly line: number })[] =>
  linesOf(text, ground).flatMap(({ problems, number }) =>
    problems.map(problem => ({ ...problem, line: number })),
  );

/** The commands that were read, as ipvsadm's arguments. */
export const commandsOf = (text: string): readonly string[] =>
  linesOf(text).flatMap(({ read }) => (read === undefined ? [] : [printCommand(read.command).join(' ')]));
