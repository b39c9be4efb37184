/** Matches and targets of iptables that lvsh's rules use: their options, in the order in which `-S` prints them. */
import type { Family } from '../../model/address.ts';
import {
  complain,
  hex,
  protocolNumber,
  readComment,
  readHost,
  readPortList,
  readPorts,
  readSource,
  readStates,
  readUnsigned,
  type Value,
  value,
} from './iptables-values.ts';

/** An option of a match or target. */
export interface ExtensionOption {
  readonly name: string;
  /** Other names of it. */
  readonly also?: readonly string[];
  /** The name that `-S` prints instead. */
  readonly printed?: string;
  /** Absent: it takes no value. */
  readonly read?: (word: string, family: Family) => Value;
}

/** A match (`-m`) or a target (`-j`). */
export interface Extension {
  readonly options: readonly ExtensionOption[];
  /** What is said when none of its options is there; absent: it needs none. */
  readonly missing?: string;
}

const markOf = (word: string, complaint: string): readonly [number, number] | Value => {
  const [first = '', second] = word.split('/', 2);
  const [number, mask] = [readUnsigned(first), second === undefined ? 0xffff_ffff : readUnsigned(second)];
  return number === undefined || mask === undefined ? complain(complaint) : [number, mask];
};

const isPair = (read: readonly [number, number] | Value): read is readonly [number, number] =>
  Array.isArray(read);

const readMark = (word: string): Value => {
  const read = markOf(word, 'mark: bad mark value for option "--mark", or out of range.\n');
  if (!isPair(read)) return read;
  const [number, mask] = read;
  return value(mask === 0xffff_ffff ? hex(number) : `${hex(number)}/${hex(mask)}`);
};

/** What is set, and the bits that are cleared before: `--set-mark` clears those that it sets as well. */
const readSetMark =
  (option: '--set-mark' | '--set-xmark') =>
  (word: string): Value => {
    const read = markOf(word, `MARK: bad integer value for option "${option}", or out of range.\n`);
    if (!isPair(read)) return read;
    const [number, mask] = read;
    const cleared = option === '--set-mark' ? (number | mask) >>> 0 : mask;
    return value(`${hex(number)}/${hex(cleared)}`);
  };

const ports: readonly ExtensionOption[] = [
  { name: '--sport', also: ['--source-port'], read: readPorts },
  { name: '--dport', also: ['--destination-port'], read: readPorts },
];

const states = ['INVALID', 'NEW', 'RELATED', 'ESTABLISHED', 'UNTRACKED'];

const readVaddr = (word: string, family: Family): Value => {
  const read = readHost(family)(word);
  if (!read.ok) {
    const other = word.includes(':') === (family === 4);
    return complain(
      `getaddrinfo: ${other ? 'Address family for hostname not supported' : 'Name or service not known'}\n`,
    );
  }
  // A single address stands without its length, and the host bits of others stay as they are.
  return value(word.replace(family === 4 ? /\/32$/ : /\/128$/, ''));
};

const readVport = (word: string): Value => {
  const read = readPorts(word);
  return read.ok && !word.includes(':') ? read : complain(`Port "${word}" does not resolve to anything.\n`);
};

const readVproto = (word: string): Value => {
  const number = protocolNumber(word);
  return number === undefined ? complain(`Protocol "${word}" does not exist`) : value(String(number));
};

const noOption = (name: string, option: string): string => `${name}: option "${option}" must be specified\n`;

/** The matches, by name. */
export const matches: Readonly<Record<string, Extension>> = {
  tcp: { options: ports },
  udp: { options: ports },
  sctp: { options: ports },
  multiport: {
    options: [
      { name: '--sports', also: ['--source-ports'], read: readPortList },
      { name: '--dports', also: ['--destination-ports'], read: readPortList },
    ],
    missing: 'multiport expection an option',
  },
  mark: { options: [{ name: '--mark', read: readMark }], missing: noOption('mark', '--mark') },
  comment: {
    options: [{ name: '--comment', read: readComment }],
    missing: noOption('comment', '--comment'),
  },
  conntrack: { options: [{ name: '--ctstate', read: readStates(states, 'ctstate') }] },
  state: { options: [{ name: '--state', read: readStates(states, 'state') }] },
  ipvs: {
    options: [
      { name: '--ipvs' },
      { name: '--vproto', read: readVproto },
      { name: '--vaddr', read: readVaddr },
      { name: '--vport', read: readVport },
    ],
    missing: 'IPVS: At least one option is required',
  },
};

/** The targets that are more than a verdict, by name. */
export const targets: Readonly<Record<string, Extension>> = {
  MARK: {
    options: [
      { name: '--set-xmark', read: readSetMark('--set-xmark') },
      { name: '--set-mark', printed: '--set-xmark', read: readSetMark('--set-mark') },
    ],
    missing: 'MARK: One of the --set-xmark, --{and,or,xor,set}-mark options is required',
  },
  SNAT: {
    options: [{ name: '--to-source', read: (word, family) => readSource(family)(word) }],
    missing: noOption('SNAT', '--to-source'),
  },
  MASQUERADE: { options: [] },
};

/** Targets that are verdicts. */
export const verdicts: readonly string[] = ['ACCEPT', 'DROP', 'RETURN'];

/** Matches and targets that iptables has and the practice machine does not. */
export const otherExtensions: ReadonlySet<string> = new Set([
  ...['addrtype', 'ah', 'bpf', 'cgroup', 'cluster', 'connbytes', 'connlabel', 'connlimit', 'connmark', 'cpu'],
  ...[
    'dccp',
    'devgroup',
    'dscp',
    'ecn',
    'esp',
    'hashlimit',
    'helper',
    'icmp',
    'icmp6',
    'iprange',
    'length',
    'limit',
  ],
  ...[
    'mac',
    'nfacct',
    'osf',
    'owner',
    'physdev',
    'pkttype',
    'policy',
    'quota',
    'realm',
    'recent',
    'rpfilter',
  ],
  ...['set', 'socket', 'statistic', 'string', 'tcpmss', 'time', 'tos', 'ttl', 'u32', 'udplite'],
  ...[
    'AUDIT',
    'CHECKSUM',
    'CLASSIFY',
    'CLUSTERIP',
    'CONNMARK',
    'CONNSECMARK',
    'CT',
    'DNAT',
    'DNPT',
    'DSCP',
    'ECN',
  ],
  ...[
    'HL',
    'HMARK',
    'LOG',
    'NETMAP',
    'NFLOG',
    'NFQUEUE',
    'NOTRACK',
    'QUEUE',
    'RATEEST',
    'REDIRECT',
    'REJECT',
  ],
  ...['SECMARK', 'SET', 'SNPT', 'SYNPROXY', 'TCPMSS', 'TCPOPTSTRIP', 'TEE', 'TOS', 'TPROXY', 'TRACE', 'TTL'],
]);
