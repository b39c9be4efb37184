/** The program `ip` of the practice machine: as much of iproute2 6.1 as lvsh runs. */
import type { Family } from '../../model/address.ts';
import { ipAddr } from './ip-addr.ts';
import { ipNeigh } from './ip-neigh.ts';
import { ipRoute } from './ip-route.ts';
import { ipRule } from './ip-rule.ts';
import { type IpObject, unabbreviated } from './ip-words.ts';
import type { KernelNetwork } from './network.types.ts';
import { fails, notModelled, type Said, says } from './said.ts';

/** Objects in the order in which the program looks for abbreviations; without a function they are not modelled. */
const objects: readonly (readonly [name: string, run?: IpObject])[] = [
  ['address', ipAddr],
  ['addrlabel'],
  ['maddress'],
  ['route', ipRoute],
  ['rule', ipRule],
  ['neighbor', ipNeigh],
  ['neighbour', ipNeigh],
  ['ntable'],
  ['link'],
  ['l2tp'],
  ['fou'],
  ['ila'],
  ['macsec'],
  ['tunnel'],
  ['tuntap'],
  ['token'],
  ['tcpmetrics'],
  ['monitor'],
  ['xfrm'],
  ['mroute'],
  ['mrule'],
  ['netns'],
  ['netconf'],
  ['vrf'],
  ['sr'],
  ['nexthop'],
  ['mptcp'],
  ['ioam'],
  ['stats'],
  ['help'],
];

/** How each object is called in complaints, and its verbs in the order of their abbreviations. */
const verbs: Readonly<Record<string, { readonly title: string; readonly all: readonly string[] }>> = {
  address: {
    title: 'address',
    all: [
      'add',
      'change',
      'chg',
      'replace',
      'delete',
      'show',
      'lst',
      'list',
      'flush',
      'save',
      'restore',
      'help',
    ],
  },
  route: {
    title: 'route',
    all: [
      'list',
      'show',
      'lst',
      'get',
      'add',
      'change',
      'replace',
      'prepend',
      'append',
      'test',
      'delete',
      'flush',
    ],
  },
  rule: {
    title: 'rule',
    all: ['list', 'lst', 'show', 'add', 'delete', 'flush', 'restore', 'save', 'help'],
  },
  neighbor: {
    title: 'neigh',
    all: ['add', 'change', 'chg', 'replace', 'delete', 'get', 'show', 'lst', 'list', 'flush', 'help'],
  },
};

/** Options that the program knows and the practice machine does not. */
const otherOptions: ReadonlySet<string> = new Set([
  ...[
    '-s',
    '-stats',
    '-statistics',
    '-r',
    '-resolve',
    '-h',
    '-human',
    '-iec',
    '-p',
    '-pretty',
    '-f',
    '-family',
  ],
  ...['-M', '-B', '-0', '-l', '-loops', '-br', '-brief', '-o', '-oneline', '-t', '-timestamp', '-ts', '-b'],
  ...['-batch', '-rc', '-n', '-netns', '-N', '-Numeric', '-a', '-all', '-c', '-color', '-force', '-help'],
]);

const version = 'ip utility, iproute2-6.1.0\n';

/** Runs `ip ARGS`. Exit codes: 0; 1 for a wrong line; 2 where the kernel refuses; 255 for a wrong line as well. */
export const ip = (network: KernelNetwork, args: readonly string[]): Said => {
  let family: Family | undefined;
  let [json, details, at] = [false, false, 0];
  for (; args[at]?.startsWith('-') === true; at++) {
    const word = (args[at] ?? '').replace(/^--/, '-');
    if (word === '-4' || word === '-6') family = word === '-4' ? 4 : 6;
    else if (word === '-j' || word === '-json') json = true;
    else if (word === '-d' || word === '-details') details = true;
    else if (word === '-V') return says(network, version);
    else if (otherOptions.has(word)) return notModelled(network, 'ip', `the option ${word}`);
    else return fails(network, 255, `Option "${args[at]}" is unknown, try "ip -help".\n`);
  }
  const [object, verb, ...words] = args.slice(at);
  if (object === undefined) return notModelled(network, 'ip', 'ip without an object');
  const name = unabbreviated(
    object,
    objects.map(([one]) => one),
  );
  if (name === undefined) return fails(network, 1, `Object "${object}" is unknown, try "ip help".\n`);
  const run = objects.find(([one]) => one === name)?.[1];
  const known = verbs[name === 'neighbour' ? 'neighbor' : name];
  if (run === undefined || known === undefined) return notModelled(network, 'ip', `ip ${name}`);
  const full = verb === undefined ? 'show' : unabbreviated(verb, known.all);
  if (full === undefined)
    return fails(network, 255, `Command "${verb}" is unknown, try "ip ${known.title} help".\n`);
  return run(network, full, words, { family, json, details });
};
