/** What a person should know of a line that is right: what ipvsadm makes of it silently. Sentences without a full stop. */

import type { CommandLine } from '../intent/intent.types.ts';
import { portReplaced } from '../intent/keep.ts';
import { parseHostPort } from '../ipvsadm/addresses.ts';
import { defaultPersistence } from '../ipvsadm/options.ts';
import { printCommand } from '../ipvsadm/print.ts';
import { schedulerByName } from '../kernel/schedulers/table.ts';
import { endpoint, parseAddress } from '../model/address.ts';
import { serverKey, serviceKey } from '../model/service.ts';
import type { Change } from '../plan/action.ts';
import { didYouMean, nearestNames } from '../words/nearest.ts';
import { durationWords } from '../words/numbers.ts';
import { type Ground, namesOf } from './ground.ts';
import { printable } from './split.ts';
import { hasOption, isOption, optionValue, readTokens, spelling, type Tokens } from './tokens.ts';

/** A line that is right, and what it comes to. */
export interface Noted {
  readonly line: CommandLine;
  readonly tokens: Tokens;
  readonly ground: Ground;
  /** An edit with what it keeps; absent where the table is not known exactly. */
  readonly whole?: Change;
}

type Note = (noted: Noted) => readonly string[];

const place = ({ list }: Tokens, ...ids: readonly string[]): number =>
  list.findIndex(({ row }) => isOption(row) && ids.includes(row.id));

const replacedPort: Note = ({ line }) => {
  const { command, asked } = line;
  if (command.name !== 'add-server' || asked === undefined || !portReplaced(line)) return [];
  const by = command.config.method === 'tun' ? 'TUN' : 'DR';
  return [
    `ipvsadm puts port ${command.server.port} in place of ${asked.port}: ${by} cannot map ports, NAT (-m) can`,
  ];
};

const barePersistence: Note = ({ tokens }) =>
  hasOption(tokens, 'persistent') && optionValue(tokens, 'persistent') === undefined
    ? [`-p without a number: ${defaultPersistence} s (${durationWords(defaultPersistence)})`]
    : [];

const lostMask: Note = ({ tokens, line: { command }, whole }) => {
  if (!hasOption(tokens, 'netmask') || !('config' in command) || !('ops' in command.config)) return [];
  if (!hasOption(tokens, 'persistent')) {
    const persistent = whole?.name === 'edit-service' && whole.config.persistence !== undefined;
    return persistent ? [] : ['-M means nothing without -p: ipvsadm forgets it'];
  }
  const mask = command.config.persistence?.mask;
  const reset = Math.max(place(tokens, 'ipv6'), place(tokens, 'tcp-service', 'udp-service', 'sctp-service'));
  return mask === 128 && optionValue(tokens, 'netmask') !== '128' && place(tokens, 'netmask') < reset
    ? ['-M is forgotten, for it stands before the word that makes the service IPv6: put it behind']
    : [];
};

const earlyServer: Note = ({ tokens, line: { command } }) => {
  if (command.name !== 'add-server' || command.service.kind !== 'address') return [];
  const written = optionValue(tokens, 'real-server') ?? '';
  const early =
    place(tokens, 'real-server') < place(tokens, 'tcp-service', 'udp-service', 'sctp-service') &&
    command.server.port === 0 &&
    command.service.port !== 0;
  return early && !/:\+?0*$/.test(written)
    ? [
        '-r stands before the service and has no port: it becomes 0, the port that the client asked for; put it behind',
      ]
    : [];
};

/** What inet_aton and IPv6 make of addresses that are not written in full. */
const looseAddress: Note = ({ tokens, ground }) =>
  tokens.list.flatMap(({ row, value }) => {
    const { kind } = row.value;
    if (value === undefined || (kind !== 'service' && kind !== 'server')) return [];
    const protocol = row.value.kind === 'service' ? row.value.protocol : 'tcp';
    const read = parseHostPort(value, protocol, namesOf(ground));
    if (read === undefined) return [];
    const many = value.indexOf(':') !== value.lastIndexOf(':');
    const port = /^(.*[^:]):(\d+)$/.exec(value);
    if (!value.startsWith('[') && many && port?.[1] !== undefined && parseAddress(port[1]) !== undefined)
      return [`${value} is an address without a port; with one it is [${port[1]}]:${port[2] ?? ''}`];
    const host = value.startsWith('[')
      ? value.slice(1, value.indexOf(']'))
      : many
        ? value
        : (value.split(':', 1)[0] ?? '');
    if (parseAddress(host) !== undefined && !(value.startsWith('[') && !host.includes(':'))) return [];
    return [
      `${printable(value)} is read as ${read.port === undefined ? read.address : endpoint(read.address, read.port)}`,
    ];
  });

const scheduler: Note = ({ tokens, ground }) => {
  const name = optionValue(tokens, 'scheduler');
  if (name === undefined || name === '') return [];
  const state = ground.schedulers?.find(one => one.name === name)?.state;
  if (state === 'missing')
    return [`This kernel has no scheduler ${printable(name)} (ip_vs_${printable(name)}) and will refuse it`];
  if (schedulerByName.has(name) || state !== undefined) return [];
  const near = didYouMean(nearestNames(name, schedulerByName.keys(), 2));
  return [
    `No scheduler ${printable(name)} is known; the kernel refuses it unless it has one${near === '' ? '' : `. D${near.slice(1)}`}`,
  ];
};

const engine: Note = ({ tokens }) => {
  const token = tokens.list.find(({ row }) => isOption(row) && row.id === 'pe');
  const name = token?.value;
  if (name === undefined || name === '' || token?.row.value.kind !== 'text') return [];
  if (!token.row.value.known.includes(name))
    return [
      `No persistence engine ${printable(name)} is known but ${token.row.value.known.join(', ')}; the kernel refuses it unless it has one`,
    ];
  return hasOption(tokens, 'persistent') ? [] : ['--pe means nothing without -p'];
};

const everyPort: Note = ({ line: { command } }) =>
  command.name === 'add-service' && command.service.kind === 'address' && command.service.port === 0
    ? [`Port 0 takes every port of ${command.service.address} that has no service of its own`]
    : [];

const allCounters: Note = ({ line: { command } }) =>
  command.name === 'zero' && command.service !== undefined && serviceKey(command.service) === 'tcp:0.0.0.0:0'
    ? ['ipvsadm takes 0.0.0.0:0 for all services']
    : [];

/** An edit or removal of the only server with an address, named with a port that it has not. */
const meantServer: Note = ({ line, whole }) => {
  if (whole === undefined || !('server' in whole) || line.asked === undefined) return [];
  const asked = serverKey(line.asked);
  const meant = serverKey(whole.server);
  return asked === meant
    ? []
    : [`${asked} is not there: ${meant} is meant, the only server of the service with this address`];
};

/** What an edit does not mention and lvsh sends again, where ipvsadm by itself would go back to the defaults. */
const keeps: Note = ({ line, whole }) => {
  if (line.command.name !== 'edit-service' && line.command.name !== 'edit-server') return [];
  if (whole === undefined) return ['keeps what is not mentioned'];
  const kept = readTokens(printCommand(whole)).list.flatMap(({ row, value }) => {
    const own = !isOption(row) || row.name === undefined || row.name === 'service-address';
    if (own || row.name === 'real-server' || line.given.has(row.name)) return [];
    return [value === undefined ? spelling(row) : `${spelling(row)} ${value}`];
  });
  return kept.length === 0 ? [] : [`keeps: ${kept.join(' ')} (not mentioned)`];
};

const ofWords: readonly Note[] = [barePersistence, scheduler, looseAddress];
const ofCommand: readonly Note[] = [
  allCounters,
  meantServer,
  replacedPort,
  lostMask,
  earlyServer,
  engine,
  everyPort,
  keeps,
];

/** The notes of a line; of one that is not finished (`complete` false) only those that its words alone give. */
export const notesOf = (noted: Noted, complete: boolean): readonly string[] =>
  [...ofWords, ...(complete ? ofCommand : [])].flatMap(note => note(noted));
