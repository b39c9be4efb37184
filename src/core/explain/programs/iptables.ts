/** iptables and its kin: what a rule does to the packets of a cluster. */
import type { Problem } from '../explain.types.ts';
import { nearest } from '../nearest.ts';
import { readNetwork } from '../networks.ts';
import type { Call } from '../reading/piece.types.ts';
import { shown } from '../say.ts';
import type { Fact, Told } from '../told.types.ts';
import { type PacketRule, readPacketRule } from './packetrule.ts';
import type { ProgramRow } from './row.types.ts';
import { problem, told, toldWhy } from './told.ts';

const tables = ['filter', 'nat', 'mangle', 'raw', 'security'];

/** Which packets, as a phrase: `TCP packets from 20.0.0.0/24 to port 80`. */
const packets = ({ options, negated }: PacketRule): string => {
  const say = (key: string, word: string): string => {
    const value = options.get(key);
    return value === undefined || value === ''
      ? ''
      : ` ${word}${negated.has(key) ? ' anything but' : ''} ${shown(value)}`;
  };
  const protocol = options.get('protocol');
  const kind =
    protocol === undefined || protocol === 'all' ? 'packets' : `${shown(protocol).toUpperCase()} packets`;
  return [
    kind,
    say('source', 'from'),
    say('destination', 'to'),
    say('destination-port', 'for port'),
    say('destination-ports', 'for the ports'),
    say('source-port', 'from port'),
    say('in-interface', 'that come in by'),
    say('out-interface', 'that go out by'),
  ].join('');
};

/** What iptables itself refuses [measured with 1.8.9]. */
const refusals = (rule: PacketRule, program: string): readonly Problem[] => {
  const { table, options, matches } = rule;
  const found: Problem[] = [];
  if (!tables.includes(table)) {
    const right = nearest(table, tables, 2);
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

const snat = (rule: PacketRule): Told => {
  const { options, table, chain, matches, negated } = rule;
  const source = options.get('source');
  const to = options.get('to-source');
  const of = matches.includes('ipvs');
  const network = source === undefined ? undefined : readNetwork(source);
  const fact: Fact = { kind: 'snat', source: network };
  const wrongPlace =
    table !== 'nat' || (chain !== 'POSTROUTING' && chain !== 'INPUT' && /^[A-Z]+$/.test(chain ?? ''));
  return toldWhy(
    `Gives ${packets(rule)} ${to === undefined ? 'the address of the interface where they go out' : `the address ${shown(to)}`} as their sender.`,
    [
      of
        ? 'Connections of IPVS (-m ipvs) are seen there only with net.ipv4.vs.conntrack=1.'
        : 'SNAT lets machines of an inner network reach the outside. IPVS itself does not need it: it puts the VIP into the answers of NAT servers.',
    ],
    wrongPlace
      ? [
          problem(
            'wrong',
            'SNAT and MASQUERADE work in the table nat, in POSTROUTING.',
            'iptables -t nat -A POSTROUTING ...',
          ),
        ]
      : [],
    of || wrongPlace || negated.has('source') || (source !== undefined && network === undefined)
      ? []
      : [fact],
  );
};

const mark = (rule: PacketRule): Told => {
  const { options, table, chain } = rule;
  const text = options.get('set-mark') ?? '';
  const [value = ''] = text.split('/', 1);
  const number = /^(?:0[xX][\da-fA-F]{1,8}|\d{1,10})$/.test(value) ? Number(value) : undefined;
  const late = /^(?:OUTPUT|POSTROUTING|FORWARD)$/.test(chain ?? '');
  return toldWhy(
    `Gives ${packets(rule)} the firewall mark ${shown(value)}.`,
    [
      `A service by mark (-f ${number ?? shown(value)}) takes packets with the mark, whatever their address and port.`,
    ],
    [
      ...(table === 'filter'
        ? [problem('wrong', 'MARK works in the table mangle only.', 'iptables -t mangle -A PREROUTING ...')]
        : []),
      ...(late
        ? [
            problem(
              'wrong',
              `IPVS sees a packet before ${shown(chain ?? '')} does: the mark comes too late.`,
              'PREROUTING',
            ),
          ]
        : []),
    ],
    number === undefined || late ? [] : [{ kind: 'mark', mark: number }],
  );
};

const directions: ReadonlyMap<string, string> = new Map([
  ['INPUT', 'to this machine'],
  ['FORWARD', 'through this machine'],
  ['OUTPUT', 'from this machine'],
]);

const through = (rule: PacketRule): Told => {
  const { chain = '', target = '' } = rule;
  const where = directions.get(chain);
  const lets = target === 'ACCEPT';
  const eats = !lets && (chain === 'INPUT' || chain === 'FORWARD');
  return toldWhy(
    `${lets ? 'Lets' : target === 'DROP' ? 'Drops' : 'Refuses'} ${packets(rule)}${lets ? ' through' : ''}${where === undefined ? '' : `, ${where}`}.`,
    eats
      ? [
          chain === 'INPUT'
            ? 'IPVS comes after INPUT: what is dropped there never reaches a service.'
            : 'Answers of NAT servers go through FORWARD.',
        ]
      : [],
  );
};

const targets: ReadonlyMap<string, (rule: PacketRule) => Told> = new Map(
  Object.entries({
    SNAT: snat,
    MASQUERADE: snat,
    MARK: mark,
    ACCEPT: through,
    DROP: through,
    REJECT: through,
    DNAT: (rule: PacketRule) =>
      toldWhy(
        `Sends ${packets(rule)} to ${shown(rule.options.get('to-destination') ?? 'another address')}.`,
        ['DNAT comes before IPVS: a service for the former address does not get these packets.'],
      ),
    REDIRECT: (rule: PacketRule) => told(`Sends ${packets(rule)} to a port of this machine itself.`),
    TCPMSS: (rule: PacketRule) =>
      told(`Makes ${packets(rule)} agree on smaller segments, so that they fit into a tunnel.`),
    LOG: (rule: PacketRule) => told(`Writes ${packets(rule)} to the kernel’s log.`),
    NOTRACK: (rule: PacketRule) => told(`Keeps ${packets(rule)} out of connection tracking.`),
  }),
);

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
  const row = target === undefined ? undefined : targets.get(target);
  return (
    row?.(rule) ??
    told(`Adds a rule to ${shown(chain ?? '')}, in the table ${shown(table)}, for ${packets(rule)}.`)
  );
};

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
