/** One call of iptables taken apart. */
import { shown } from '../say.ts';

/** What iptables is told. */
export interface PacketRule {
  readonly table: string;
  /** The command letter: A, I, D, R, C, F, X, Z, N, P, E, L, S. */
  readonly command: string | undefined;
  readonly chain: string | undefined;
  readonly target: string | undefined;
  /** Options by their long name, the last one where one stands twice. */
  readonly options: ReadonlyMap<string, string>;
  /** Options that stand behind a `!`. */
  readonly negated: ReadonlySet<string>;
  readonly matches: readonly string[];
}

const commands: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '--append': 'A',
    '--insert': 'I',
    '--delete': 'D',
    '--replace': 'R',
    '--check': 'C',
    '--flush': 'F',
    '--delete-chain': 'X',
    '--zero': 'Z',
    '--new-chain': 'N',
    '--policy': 'P',
    '--rename-chain': 'E',
    '--list': 'L',
    '--list-rules': 'S',
  }),
);
/** Commands that need the name of a chain. */
const chained = 'AIDRCNPE';

const names: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '-s': 'source',
    '--src': 'source',
    '-d': 'destination',
    '--dst': 'destination',
    '-p': 'protocol',
    '-i': 'in-interface',
    '-o': 'out-interface',
    '-j': 'jump',
    '-g': 'goto',
    '-t': 'table',
    '--dports': 'destination-ports',
    '--destination-ports': 'destination-ports',
    '--dport': 'destination-port',
    '--sport': 'source-port',
    '--sports': 'source-ports',
    '--set-xmark': 'set-mark',
  }),
);
/** Options that stand alone. */
const bare = new Set([
  '-n',
  '-v',
  '-vv',
  '-w',
  '-4',
  '-6',
  '--line-numbers',
  '-x',
  '--exact',
  '--numeric',
  '--verbose',
  '--random',
  '--syn',
  '--wait',
]);

/** Takes the arguments of iptables apart. */
export const readPacketRule = (args: readonly string[]): PacketRule => {
  const options = new Map<string, string>();
  const negated = new Set<string>();
  const matches: string[] = [];
  let command: string | undefined;
  let chain: string | undefined;
  let not = false;
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    const next = args[at + 1];
    // Letters together, as in -nvL or -vnL INPUT.
    const bundle = /^-[nvxw0]*([AIDRCFXZNPELS])[nvx]*$/.exec(arg)?.[1] ?? commands.get(arg);
    if (arg === '!') not = true;
    else if (bundle !== undefined) {
      command = command === undefined || command === 'L' ? bundle : command;
      if (next !== undefined && !next.startsWith('-') && (chained.includes(bundle) || chain === undefined)) {
        chain = next;
        at++;
      }
    } else if (bare.has(arg) || !arg.startsWith('-')) continue;
    else if (arg === '-m' || arg === '--match') {
      if (next !== undefined) matches.push(next);
      at++;
    } else {
      const [name = '', inline] = arg.split('=', 2);
      const key = names.get(name) ?? name.replace(/^-+/, '');
      const reversed = next === '!';
      if (not || reversed) negated.add(key);
      not = false;
      const value = inline ?? args[at + (reversed ? 2 : 1)];
      options.set(key, value === undefined || value.startsWith('-') ? '' : value);
      if (inline === undefined && value !== undefined && !value.startsWith('-')) at += reversed ? 2 : 1;
    }
  }
  return {
    table: options.get('table') ?? 'filter',
    command,
    chain,
    target: options.get('jump') ?? options.get('goto'),
    options,
    negated,
    matches,
  };
};

/** Which packets, as a phrase: `TCP packets from 20.0.0.0/24 to port 80`. */
export const packets = ({ options, negated }: PacketRule): string => {
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
