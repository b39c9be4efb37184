/** Every rule that a wizard can put into a plan passes the gate before a program gets its arguments, both ways. */
import { expect, test } from 'vitest';
import { objection } from '../../../src/core/plan/action.ts';
import { markItems, markRoutes } from '../../../src/core/script/marks.ts';
import { fullNatItems, outboundItem } from '../../../src/core/script/snat.ts';
import { at, mark, marked, nat6, snat } from './machine-clusters.ts';

test.each(['nft', 'iptables', 'iptables-legacy'] as const)('by %s', marker => {
  const items = [
    outboundItem({ network: { address: at('10.0.0.0'), prefix: 24 }, device: 'eth1.5' }, marker),
    outboundItem(
      { network: { address: at('fd00::'), prefix: 64 }, device: 'eth1', to: at('fd01::1') },
      marker,
    ),
    ...markItems(marked, marker),
    ...markItems(nat6.marks, marker),
    ...markRoutes([17], 4, 10017),
    ...markRoutes([17], 6, 10017),
    ...fullNatItems(snat, marker),
    ...fullNatItems({ ...mark, way: 'snat' }, marker),
  ];
  for (const item of items)
    for (const add of [true, false])
      expect(objection({ kind: 'net', item, add }), JSON.stringify(item)).toBeUndefined();
});
