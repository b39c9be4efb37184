/** What `status` looks at on a real server besides its steps. */
import { fullLength } from '../model/address.ts';
import type { Protocol } from '../model/service.ts';
import type { Listening, ServerWant } from './real-server.types.ts';
import type { Flavour, Script } from './script.types.ts';

type Check = Script['checks'][number];

/**
 * A check by a line of sh about what a program lists; its words are $1, $2, …. Where the program is missing
 * the line ends with 127, as a shell does that does not find one.
 */
const listed = (program: readonly string[], line: string, words: readonly string[]): readonly string[] => [
  'sh',
  '-c',
  `list=$(${program.join(' ')}) && ${line}`,
  'sh',
  ...words,
];

const options: Readonly<Record<Protocol, string>> = { tcp: '-ltn', udp: '-lun', sctp: '-lSn' };

/**
 * The server's own side in the lists of `ss` and `netstat`: a NAT server is called by whatever address it
 * has, others by the VIP.
 */
const listeners = (want: ServerWant, port: number): string => {
  const any = ['\\*', '0\\.0\\.0\\.0', '::', '\\[::\\]'];
  const own = want.vips.map(vip => (want.family === 6 ? `\\[?${vip}\\]?` : vip.replaceAll('.', '\\.')));
  const address = called(want) === 'VIP' ? `(${[...any, ...own].join('|')})` : '[^ ]*';
  return ` ${address}:${port} `;
};

const called = ({ way }: ServerWant): 'RIP' | 'VIP' => (way === 'nat' || way === 'snat' ? 'RIP' : 'VIP');

const listening = (want: ServerWant, { protocol, port }: Listening, flavour: Flavour): Check => {
  const program = flavour === 'classic' ? 'netstat' : 'ss';
  const where = called(want) === 'VIP' ? ' on the VIP' : '';
  return {
    run: listed([program, options[protocol]], 'echo "$list" | grep -qE -e "$1"', [listeners(want, port)]),
    right: `${protocol} port ${port}: something listens${where}`,
    wrong: `${protocol} port ${port}: nothing listens${where}, so clients that come to this server are refused`,
  };
};

const gatewayCheck = ({ family, dip }: ServerWant): Check => ({
  run: listed(['ip', `-${family}`, 'route', 'show', 'default'], '! echo "$list" | grep -qF -e " via $1 "', [
    dip ?? '',
  ]),
  right: 'answers do not go through the director',
  wrong: `the default route leads through the director (${dip}), which drops answers from its own VIP: clients time out`,
});

const clientCheck = ({ family, client }: ServerWant): Check => ({
  run: ['ip', `-${family}`, 'route', 'get', client ?? ''],
  right: `there is a route to ${client}`,
  wrong: `there is no route to ${client}: answers to it never leave this server`,
});

const dummyCheck = (want: ServerWant, device: string): readonly Check[] =>
  want.vips.map(vip => ({
    run: [
      'sh',
      '-c',
      'ip -o addr show dev "$1" | grep -qF " $2 "',
      'sh',
      device,
      `${vip}/${fullLength(want.family)}`,
    ],
    right: `${vip} is on ${device}`,
    wrong: `${vip} is not on ${device}: packets for the VIP are not for this server, and clients time out`,
  }));

/**
 * The checks for a flavour; `dummy` is the device that holds the VIPs where a configuration and not a step
 * puts them there.
 */
export const serverChecks = (
  want: ServerWant,
  flavour: Flavour,
  dummy: string | undefined,
): readonly Check[] => [
  ...(dummy === undefined ? [] : dummyCheck(want, dummy)),
  ...(want.ports ?? []).map(port => listening(want, port, flavour)),
  // The old tools have no question for these two.
  ...(flavour === 'classic' || want.dip === undefined || want.way === 'nat' || want.way === 'snat'
    ? []
    : [gatewayCheck(want)]),
  ...(flavour === 'classic' || want.client === undefined ? [] : [clientCheck(want)]),
];
