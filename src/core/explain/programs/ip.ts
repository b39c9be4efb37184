/** ip(8): addresses, routes, links, neighbours, rules, tunnels. */
import { readNetwork } from '../networks.ts';
import type { Call } from '../reading/piece.types.ts';
import { shown } from '../say.ts';
import type { Told } from '../told.types.ts';
import { tellAddress, tellDefaultRoute, tellDown } from './addresses.ts';
import { has, valueAfter } from './options.ts';
import type { ProgramRow } from './row.types.ts';
import { told, toldWhy } from './told.ts';

/** What a verb does; ip takes any beginning of it. */
type Verb = 'add' | 'del' | 'show' | 'set' | 'replace' | 'flush' | 'get';
const verbs: readonly (readonly [word: string, verb: Verb])[] = [
  ['add', 'add'],
  ['append', 'add'],
  ['prepend', 'add'],
  ['change', 'replace'],
  ['delete', 'del'],
  ['flush', 'flush'],
  ['get', 'get'],
  ['list', 'show'],
  ['lst', 'show'],
  ['ls', 'show'],
  ['replace', 'replace'],
  ['set', 'set'],
  ['show', 'show'],
];
const verbOf = (word: string | undefined): Verb | undefined =>
  word === undefined ? 'show' : verbs.find(([name]) => word !== '' && name.startsWith(word))?.[1];

const address = (verb: Verb, args: readonly string[]): Told => {
  const face = valueAfter(args, 'dev') ?? '';
  const where = face === '' ? 'an interface' : shown(face);
  if (verb === 'flush') return tellDown(face, `Takes every address off ${where}.`);
  const text = args.find(arg => /^[\da-f:.]+(?:\/|$)/i.test(arg) && /[.:]/.test(arg)) ?? args[0] ?? '';
  if (verb === 'del') return told(`Takes the address ${shown(text)} off ${where}.`);
  if (verb === 'show' || verb === 'get') return told('Shows the addresses.');
  const network = readNetwork(text);
  return network === undefined
    ? told(`Gives ${where} the address ${shown(text)} until the next boot.`)
    : tellAddress(valueAfter(args, 'label') ?? face, network, false);
};

const route = (verb: Verb, args: readonly string[]): Told => {
  if (verb === 'get') return told('Asks which way a packet would take.');
  if (verb === 'show') return told('Shows the routes.');
  if (verb === 'flush')
    return told('Throws routes away.', [
      { level: 'danger', text: 'Without them nothing is reached any more.' },
    ]);
  const [first = ''] = args;
  const via = valueAfter(args, 'via');
  const face = valueAfter(args, 'dev');
  const way = [
    via === undefined ? '' : `through ${shown(via)}`,
    face === undefined ? '' : `by ${shown(face)}`,
  ]
    .filter(word => word !== '')
    .join(' ');
  const table = valueAfter(args, 'table');
  const inTable = table === undefined ? '' : ` in the table ${shown(table)}`;
  if (verb === 'del')
    return told(`Removes the route to ${first === 'default' ? 'everywhere else' : shown(first)}${inTable}.`);
  if (first === 'local')
    return toldWhy(`Takes packets for ${shown(args[1] ?? '')} as its own${inTable}.`, [
      'With a rule that sends a firewall mark to such a table, a director takes packets for a VIP that it does not hold.',
    ]);
  if (first === 'default' && table === undefined && via !== undefined) return tellDefaultRoute(via);
  return told(
    `Sends packets for ${first === 'default' || first === '0/0' ? 'everywhere else' : shown(first)} ${way === '' ? 'another way' : way}${inTable}.`,
  );
};

/** What a tunnel device on a real server is for. */
const unwraps = 'A tunnel device on a real server unwraps the packets that a director of TUN sends.';

const link = (verb: Verb, args: readonly string[]): Told => {
  if (verb === 'show') return told('Shows the interfaces.');
  const plain = args.filter(arg => arg !== 'dev');
  if (verb === 'add') {
    const type = valueAfter(args, 'type') ?? '';
    const name = valueAfter(args, 'name') ?? plain.find(arg => arg !== 'link') ?? '';
    return toldWhy(
      `Makes the interface ${shown(name)}${type === '' ? '' : ` of the type ${shown(type)}`}.`,
      /^(?:ipip|gre|fou)$/.test(type) ? [unwraps] : [],
    );
  }
  const [face = ''] = plain;
  if (verb === 'del') return tellDown(face, `Removes the interface ${shown(face)}.`);
  if (has(args, 'down')) return tellDown(face, `Takes ${shown(face)} down.`);
  if (valueAfter(args, 'arp') === 'off')
    return told(`${shown(face)} no longer takes part in ARP: it neither asks nor answers.`);
  const mtu = valueAfter(args, 'mtu');
  if (mtu !== undefined) return told(`Sets the largest packet of ${shown(face)} to ${shown(mtu)} bytes.`);
  if (has(args, 'up')) return told(`Brings ${shown(face)} up.`);
  return told(`Changes the interface ${shown(face)}.`);
};

const neighbour = (verb: Verb, args: readonly string[]): Told => {
  if (verb === 'show' || verb === 'get')
    return told('Shows which MAC address each neighbour has: who answers for a VIP is seen here.');
  if (verb === 'flush' || verb === 'del')
    return told('Forgets what was learned by ARP: neighbours are asked again.');
  const mac = valueAfter(args, 'lladdr');
  return told(
    `Writes down by hand that ${shown(args[0] ?? '')} has the MAC address ${shown(mac ?? '')}: on a router, one of the three cures for a VIP that several machines hold.`,
  );
};

const rule = (verb: Verb, args: readonly string[]): Told => {
  if (verb === 'show') return told('Shows which routing table is asked when.');
  const mark = valueAfter(args, 'fwmark');
  const table = valueAfter(args, 'lookup', 'table') ?? '';
  if (mark === undefined)
    return told(
      `${verb === 'del' ? 'No longer asks' : 'Asks'} the routing table ${shown(table)} for some packets.`,
    );
  return told(
    `${verb === 'del' ? 'No longer routes' : 'Routes'} packets with the firewall mark ${shown(mark)} by the table ${shown(table)}.`,
  );
};

const tunnel = (verb: Verb, args: readonly string[]): Told => {
  if (verb === 'show') return told('Shows the tunnels.');
  const name = args.find(arg => !/^(?:mode|dev|name)$/.test(arg)) ?? '';
  if (verb === 'del') return told(`Removes the tunnel ${shown(name)}.`);
  return toldWhy(`Makes the tunnel ${shown(name)} (${shown(valueAfter(args, 'mode') ?? 'ipip')}).`, [
    unwraps,
  ]);
};

const namespace = (verb: Verb, args: readonly string[]): Told =>
  verb === 'add'
    ? told(
        `Makes the network namespace ${shown(args[0] ?? '')}: a machine’s network of its own, on this machine.`,
      )
    : verb === 'del'
      ? told(`Removes the network namespace ${shown(args[0] ?? '')}, with all that is in it.`)
      : told('Shows the network namespaces.');

/** In the order in which ip itself looks for the beginning of a word. */
const objects: readonly (readonly [name: string, tell: (verb: Verb, args: readonly string[]) => Told])[] = [
  ['address', address],
  ['route', route],
  ['rule', rule],
  ['link', link],
  ['neighbour', neighbour],
  ['neighbor', neighbour],
  ['tunnel', tunnel],
  ['netns', namespace],
];

const explain = ({ args }: Call): Told => {
  let at = 0;
  while (args[at]?.startsWith('-') === true) at += args[at] === '-n' || args[at] === '-netns' ? 2 : 1;
  const name = args[at];
  const object = name === undefined ? undefined : objects.find(([full]) => full.startsWith(name));
  const verb = verbOf(args[at + 1]);
  if (object === undefined) return told('Shows or changes the network, in a way that lvsh does not know.');
  // `ip addr dev eth0`, `ip route 10.0.0.0/8`: shown.
  if (verb === undefined) return object[1]('show', args.slice(at + 1));
  return object[1](verb, args.slice(at + 2));
};

/** ip, with all of its objects that a cluster needs. */
export const ipRows: readonly ProgramRow[] = [{ programs: ['ip'], explain }];
