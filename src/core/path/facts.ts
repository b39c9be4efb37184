/** What the way of forwarding asks of a cluster and what it gives, in short sentences with the cluster's own addresses. */
import type { Cluster } from '../cluster/cluster.types.ts';
import { drFacts, tunFacts } from './facts-direct.ts';
import { natFacts, snatFacts } from './facts-nat.ts';
import { namedOf } from './named.ts';

const ways = { nat: natFacts, snat: snatFacts, dr: drFacts, tun: tunFacts } as const;

/**
 * What is to be known of the cluster’s way of forwarding: who answers, where the bottleneck is, what real servers run and
 * in which network they are, their gateway, ports, and why. Sentences with full stops, the weightiest first.
 */
export const pathFacts = (cluster: Cluster): readonly string[] => {
  const named = namedOf(cluster);
  const marked = cluster.marks.length > 0 ? ', or a local route takes in what is marked' : '';
  return [
    ...ways[cluster.way](named),
    `IPVS works where packets for the director itself come in (INPUT), so the director holds ${named.vip}${marked}.`,
  ];
};
