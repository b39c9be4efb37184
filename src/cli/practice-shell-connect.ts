/** `connect` of the practice shell: opens connections as a client would and says who took them. */
import { connect, type Manner, type Request } from '../core/kernel/connect.ts';
import type { Kernel } from '../core/kernel/state.ts';
import { type Address, endpoint, familyOf, parseAddress } from '../core/model/address.ts';

/** How connect is written. */
const connectUsage =
  'usage: connect [-n N] [--hold] [--from CIP[:PORT]] tcp|udp VIP:PORT\n' +
  '       connect [-n N] [--hold] [--from CIP[:PORT]] [tcp|udp] mark N DST:PORT\n';

/** What a connect line asks for. */
interface Wish {
  readonly count: number;
  readonly hold: boolean;
  readonly client?: Address;
  readonly clientPort?: number;
  readonly protocol: 'tcp' | 'udp';
  readonly mark?: number;
  readonly virtual: Address;
  readonly virtualPort: number;
}

const numberIn = (text: string | undefined, least: number, most: number): number | undefined => {
  if (text === undefined || !/^\d{1,10}$/.test(text)) return undefined;
  const value = Number(text);
  return value >= least && value <= most ? value : undefined;
};

/** `10.0.0.1:80`, `[fd00::1]:80`; the port may be missing where `portless` is allowed. */
const readEndpoint = (text: string, portless: boolean): { address: Address; port?: number } | undefined => {
  if (portless) {
    const alone = parseAddress(text.replace(/^\[(.*)\]$/, '$1'));
    if (alone !== undefined) return { address: alone };
  }
  const match = /^(?:\[([^\]]*)\]|([^:]*)):(\d{1,5})$/.exec(text);
  const address = parseAddress(match?.[1] ?? match?.[2] ?? '');
  const port = numberIn(match?.[3], 0, 65535);
  return address === undefined || port === undefined ? undefined : { address, port };
};

/** Reads the words after `connect`; a string says what is wrong. */
const readWish = (words: readonly string[]): Wish | string => {
  let count = 1;
  let hold = false;
  let from: { address: Address; port?: number } | undefined;
  let protocol: 'tcp' | 'udp' | undefined;
  let mark: number | undefined;
  let target: { address: Address; port?: number } | undefined;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '-n') {
      const read = numberIn(words[++at], 1, 65_536);
      if (read === undefined) return '-n takes a number from 1 to 65536';
      count = read;
    } else if (word === '--hold') hold = true;
    else if (word === '--from') {
      from = readEndpoint(words[++at] ?? '', true);
      if (from === undefined) return '--from takes an address, or an address and a port';
    } else if ((word === 'tcp' || word === 'udp') && protocol === undefined && mark === undefined)
      protocol = word;
    else if (word === 'mark' && mark === undefined) {
      mark = numberIn(words[++at], 1, 4_294_967_295);
      if (mark === undefined) return 'mark takes a number from 1 to 4294967295';
    } else if (target === undefined && !word.startsWith('-')) {
      target = readEndpoint(word, false);
      if (target === undefined)
        return 'the destination is an address and a port: 10.1.0.200:80 or [fd00:1::200]:80';
    } else return 'this was not understood';
  }
  if (protocol === undefined && mark === undefined) return 'tcp, udp or mark is missing';
  if (target?.port === undefined) return 'the destination is missing';
  if (from !== undefined && familyOf(from.address) !== familyOf(target.address)) {
    return 'client and destination must be of one family';
  }
  return {
    count,
    hold,
    protocol: protocol ?? 'tcp',
    virtual: target.address,
    virtualPort: target.port,
    ...(mark === undefined ? {} : { mark }),
    ...(from === undefined ? {} : { client: from.address }),
    ...(from?.port === undefined ? {} : { clientPort: from.port }),
  };
};

/** Clients without `--from` come from this address, from ports that rise from 40000 with every connection. */
const usualClient = { 4: '10.1.0.1' as Address, 6: 'fd00:1::1' as Address } as const;
/** The first port that connect uses. */
const firstPort = 40_000;

const portAfter = (first: number, steps: number): number => {
  const port = first + steps;
  return port <= 65_535 ? port : 1024 + ((port - 65_536) % 64_512);
};

/** What a connect line leaves behind. */
export interface ConnectRun {
  readonly kernel: Kernel;
  /** How many connections were tried from the rising ports. */
  readonly portsUsed: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
}

/**
 * Runs `connect WORDS`: one line per connection with the real server that it reached, `refused` or `timeout`; exit
 * code 0 when all were answered, 1 when not, 2 for words that make no sense. `used`: connections made so far from
 * the rising ports. `manner`: how a real server answers.
 */
export const runConnect = (
  kernel: Kernel,
  words: readonly string[],
  used: number,
  manner: (server: { readonly address: Address }) => Manner,
): ConnectRun => {
  const wish = readWish(words);
  if (typeof wish === 'string') {
    return { kernel, portsUsed: 0, stdout: '', stderr: `connect: ${wish}\n${connectUsage}`, exit: 2 };
  }
  let next = kernel;
  let failures = 0;
  const lines: string[] = [];
  for (let index = 0; index < wish.count; index++) {
    const request: Request = {
      protocol: wish.protocol,
      client: wish.client ?? usualClient[familyOf(wish.virtual)],
      clientPort: portAfter(wish.clientPort ?? firstPort + used, index),
      virtual: wish.virtual,
      virtualPort: wish.virtualPort,
      ...(wish.mark === undefined ? {} : { mark: wish.mark }),
    };
    const came = connect(next, request, { hold: wish.hold, manner });
    next = came.kernel;
    const { outcome } = came;
    if (outcome.kind === 'connected') lines.push(endpoint(outcome.server.address, outcome.server.port));
    else {
      lines.push(outcome.kind);
      failures += 1;
    }
  }
  const portsUsed = wish.clientPort === undefined ? wish.count : 0;
  return { kernel: next, portsUsed, stdout: `${lines.join('\n')}\n`, stderr: '', exit: failures > 0 ? 1 : 0 };
};
