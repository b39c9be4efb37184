/** iptables and its kin: what a rule does to the packets of a cluster. */

import { nearestWithin } from '../../words/nearest.ts';
import type { Problem } from '../explain.types.ts';
import type { Call } from '../reading/piece.types.ts';
import { shown } from '../say.ts';
import type { Told } from '../told.types.ts';
import { type PacketRule, packets, readPacketRule } from './packetrule.ts';
import { packetTargets } from './packettargets.ts';
import type { ProgramRow } from './row.types.ts';
import { problem, told, toldWhy } from './told.ts';

const tables = ['filter', 'nat', 'mangle', 'raw', 'security'];

/** What iptables itself refuses [measured with 1.8.9]. */
const refusals = (rule: PacketRule, program: string): readonly Problem[] => {
  const { table, options, matches } = rule;
  const found: Problem[] = [];
  if (!tables.includes(table)) {
    const right = nearestWithin(table, tables, 2);
    found.push(
      problem(
        'wrong',
        `There is no table ${shown(table)}: iptables says "Table does not exist" and the rule is not made.`,
        right === undefined ? undefined : `${program} -t ${right} ...`,
      ),
    );
  }
  const ports = options.get('destination-port') ?? options.get('source-port');
  if (ports !== undefined && !options.has('protocol'))
    found.push(
      problem(
        'wrong',
        'A port needs its protocol before it, else iptables does not know the option.',
        '-p tcp --dport ...',
      ),
    );
  if (ports?.includes(',') === true && !matches.includes('multiport'))
    found.push(
      problem(
        'wrong',
        '--dport takes one port or a range. Several ports are a match of their own.',
        `-m multiport --dports ${shown(ports)}`,
      ),
    );
  return found;
};

const flush = ({ table, chain, command }: PacketRule): Told => {
  const of =
    chain === undefined
      ? `the table ${shown(table)}`
      : `the chain ${shown(chain)} of the table ${shown(table)}`;
  if (command === 'X') return told(`Removes the chains that were made in ${of}.`);
  const opens = table === 'filter' && (chain === undefined || chain === 'INPUT' || chain === 'FORWARD');
  const more =
    table === 'nat'
      ? 'Address translation that other things on this machine need ends as well. IPVS does not use this table.'
      : table === 'mangle'
        ? 'Firewall marks that were set there are gone: services by mark get no packets.'
        : undefined;
  return toldWhy(
    `Throws away all rules of ${of}.`,
    more === undefined ? [] : [more],
    [],
    opens ? [{ kind: 'firewall-off' }] : [],
  );
};

const policy = ({ chain = '', options }: PacketRule, args: readonly string[]): Told => {
  const to = args.find(arg => /^(?:ACCEPT|DROP|REJECT)$/.test(arg)) ?? options.get('jump') ?? '';
  const lets = to === 'ACCEPT';
  return told(
    `Packets in ${shown(chain)} that no rule decides are ${lets ? 'let through' : 'dropped'} from now on.`,
    lets || chain === 'OUTPUT'
      ? []
      : [problem('danger', 'A remote session is cut too, unless a rule before lets it through.')],
    lets && chain !== 'OUTPUT' ? [{ kind: 'firewall-off' }] : [],
  );
};

const explain = (call: Call): Told => {
  const rule = readPacketRule(call.args);
  const problems = refusals(rule, call.program);
  const said = tell(rule, call.args);
  // What is refused leaves nothing behind.
  return problems.length === 0
    ? said
    : { ...said, problems: [...problems, ...(said.problems ?? [])], facts: [] };
};

const tell = (rule: PacketRule, args: readonly string[]): Told => {
  const { command, chain, target, table } = rule;
  if (command === undefined || command === 'L' || command === 'S' || command === 'C')
    return told(`Shows the rules of the table ${shown(table)}.`);
  if (command === 'F' || command === 'X') return flush(rule);
  if (command === 'Z') return told('Sets the counters of the rules to zero.');
  if (command === 'P') return policy(rule, args);
  if (command === 'N') return told(`Makes the chain ${shown(chain ?? '')}.`);
  if (command === 'D')
    return told(`Removes a rule from ${shown(chain ?? '')}, in the table ${shown(table)}.`);
  const row = target === undefined ? undefined : packetTargets.get(target);
  return (
    row?.(rule) ??
    told(`Adds a rule to ${shown(chain ?? '')}, in the table ${shown(table)}, for ${packets(rule)}.`)
  );
};

/** iptables and ip6tables, with their save and restore. */
export const iptablesRows: readonly ProgramRow[] = [
  { programs: ['iptables', 'ip6tables', 'iptables-legacy', 'ip6tables-legacy', 'iptables-nft'], explain },
  {
    programs: ['iptables-save', 'ip6tables-save'],
    explain: () => told('Prints the rules of the packet filter.'),
  },
  {
    programs: ['iptables-restore', 'ip6tables-restore'],
    explain: () => told('Puts saved rules in the place of those of the packet filter.'),
  },
];
