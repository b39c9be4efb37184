/**
 * What a plan means for the traffic, in a few sentences: who takes new connections afterwards, what becomes of the
 * open ones. What the kernel does was measured (kernel-lab.md, 28 to 36): a server without weight keeps what it has; a
 * removed one leaves its connections without answer, or resets them, as expire_nodest_conn says; persistence holds
 * clients on a server without weight unless expire_quiescent_template is 1.
 */
import type { Setup } from '../../model/setup.ts';
import { whole } from '../../words/numbers.ts';
import type { Loads } from '../loads.ts';
import { cut, held, stays } from './open.ts';
import { pairsOf } from './pair.ts';
import { newcomers, rescheduled, rewired, vanished } from './service.ts';
import { holes, shares, whoTakes } from './takers.ts';

/** What a plan means, the most important first. `all`: the setups hold the whole table. */
export const meaningOf = (before: Setup, after: Setup, loads: Loads, all: boolean): readonly string[] => {
  const pairs = pairsOf(before, after);
  const emptied = all && before.services.length > 0 && after.services.length === 0;
  const sentences = [
    ...vanished(pairs),
    ...whoTakes(pairs),
    ...shares(pairs),
    ...holes(pairs),
    ...cut(pairs, loads, before, emptied),
    ...stays(pairs, loads),
    ...held(pairs, loads, after),
    ...rewired(pairs),
    ...rescheduled(pairs),
    ...newcomers(pairs),
  ];
  return emptied && pairs.length > 1
    ? [
        `The table is empty afterwards: ${whole(pairs.length)} services refuse their clients.`,
        ...sentences.slice(1),
      ]
    : sentences;
};
