/** `--lines`: firewall openings and mark rules as lines that a person can type, instead of a script. */

import type { Cluster } from '../core/cluster/cluster.types.ts';
import { quote } from '../core/ipvsadm/print.ts';
import { addArgv } from '../core/net/argv.ts';
import { markItems, markRoutes } from '../core/script/marks.ts';
import { openings } from '../core/script/openings.ts';
import { openingLines } from '../core/script/openings-rules.ts';
import type { Flags } from './script-flags.ts';
import { openingRole } from './script-make-rules.ts';

const openingText = (cluster: Cluster, flags: Flags, explain: boolean): readonly string[] => {
  const { firewall = 'iptables' } = flags;
  const list = openings(cluster, openingRole(flags));
  const lines = openingLines(list, firewall);
  return explain ? [...new Set(list.map(({ why }) => `# ${why}`)), ...lines] : lines;
};

const markText = (cluster: Cluster, { marker = 'iptables', table }: Flags): readonly string[] => {
  const marks = [...new Set(cluster.marks.map(({ mark }) => mark))];
  return [
    ...(table === undefined ? [] : markRoutes(marks, cluster.family, table)),
    ...markItems(cluster.marks, marker),
  ].map(item => addArgv(item).map(quote).join(' '));
};

/** The lines; undefined where a role has no such form. */
export const linesOf = (
  role: string,
  cluster: Cluster,
  flags: Flags,
  explain: boolean,
): readonly string[] | undefined => {
  if (role === 'openings') return openingText(cluster, flags, explain);
  return role === 'marks' ? markText(cluster, flags) : undefined;
};
