/** A service or a server in sentences: what was set, and what that does. */
import { serviceFamily } from '../../core/model/service.ts';
import type { SeenServer, SeenService } from '../../core/model/snapshot.ts';
import { serviceLabel } from '../../core/words/labels.ts';
import { count, durationWords, short, whole } from '../../core/words/numbers.ts';
import { factsOf, isFull } from '../facts.ts';
import { type Meaning, piece, type Rich } from '../rich.ts';
import { schedulingWords } from './schedulers.ts';
import { flagWords, groups, maskWord, methodWord, tunnelWord } from './settings.ts';

const sentence = (head: string, text: string, meaning?: Meaning): Rich => [
  piece(` ${head}  `, 'muted'),
  piece(text, meaning),
];

/** Persistence in words, empty when there is none. */
export const persistenceSentence = (service: SeenService): string => {
  const { persistence } = service;
  if (persistence === undefined) return 'not known';
  if (persistence === null) return '';
  const time =
    persistence.timeout === undefined
      ? 'for a time that could not be read'
      : `for ${durationWords(persistence.timeout)}`;
  const who = groups(persistence.mask)
    ? `all clients of a ${maskWord(persistence.mask)} network count as one client`
    : 'each client address by itself';
  const engine =
    typeof service.pe === 'string'
      ? `; told apart by ${service.pe === 'sip' ? 'the SIP Call-ID' : service.pe}`
      : '';
  return `a client stays on its server ${time} after its latest connection, ${who}${engine}`;
};

const flagSentences: Readonly<Record<string, string>> = {
  'sh-fallback': 'sh-fallback: clients of a server that cannot take them go to another one',
  'sh-port': 'sh-port: the client’s port is hashed too, so connections of one client spread',
  'mh-fallback': 'mh-fallback: clients of a server that cannot take them go to another one',
  'mh-port': 'mh-port: the client’s port is hashed too, so connections of one client spread',
};

/** How packets travel with the methods that the service's servers have. */
const pathSentence = (service: SeenService): string => {
  const methods = [...new Set(service.servers.map(server => server.method))];
  const texts: Readonly<Record<string, string>> = {
    dr: 'DR: the director changes the destination MAC only; servers answer the client themselves, so OUT is not seen here',
    nat: 'NAT: the director rewrites the destination; answers come back through it, so it must be the servers’ gateway',
    tun: 'TUN: the director wraps the packet in another; servers unwrap it and answer the client themselves',
    local: 'local: the director itself serves',
  };
  return methods
    .map(method => (method === undefined ? 'forwarding not known' : (texts[method] ?? method)))
    .join('. ');
};

/** A service in sentences. */
export const serviceWords = (service: SeenService): readonly Rich[] => {
  const { usable } = factsOf(service);
  const lines: Rich[] = [sentence('picks   ', schedulingWords(service), usable === 0 ? 'bad' : undefined)];
  const held = persistenceSentence(service);
  if (held !== '') lines.push(sentence('persists', held));
  if (service.ops === true)
    lines.push(
      sentence(
        'ops     ',
        'one-packet scheduling: every datagram is scheduled by itself and nothing is remembered, so there are no connections to count',
      ),
    );
  for (const flag of flagWords(service).split(','))
    if (flag !== '') lines.push(sentence('flag    ', flagSentences[flag] ?? flag));
  if (service.servers.length > 0) lines.push(sentence('forwards', pathSentence(service)));
  if (service.id?.kind === 'fwmark') {
    lines.push(
      sentence(
        'matches ',
        `packets that netfilter marked with ${service.id.mark} (IPv${serviceFamily(service.id)}), whatever their address and port`,
      ),
    );
  } else if (service.id?.port === 0) {
    lines.push(sentence('matches ', 'every port of the address, because its port is 0'));
  }
  return lines;
};

const weightWords = (service: SeenService, server: SeenServer): readonly [string, Meaning | undefined] => {
  const { weight } = server;
  if (weight === undefined) return ['not known', undefined];
  const left = (server.active ?? 0) + (server.inactive ?? 0);
  if (weight === 0) {
    const held =
      server.persistent === undefined || server.persistent === 0
        ? ''
        : `; persistence still holds ${count(server.persistent, 'client')} here, who keep coming`;
    return [
      left > 0
        ? `0: draining, ${whole(left)} connections left${held}`
        : `0: drained, takes no new connections${held}`,
      'warn',
    ];
  }
  if (isFull(server))
    return [`${weight}, but full: ${whole(left)} connections of at most ${server.upper ?? 0}`, 'warn'];
  const sum = service.servers.reduce((total, other) => total + (other.weight ?? 0), 0);
  const ignores = ['rr', 'lc', 'dh', 'none'].includes(service.scheduler ?? '');
  if (ignores) return [`${weight}; ${service.scheduler ?? ''} only looks whether it is 0`, undefined];
  return [
    `${weight} of ${sum} in all: ${Math.round((weight / sum) * 100)}% of what the scheduler gives out by weight`,
    undefined,
  ];
};

/** A server in sentences. */
export const serverWords = (service: SeenService, server: SeenServer): readonly Rich[] => {
  const [weight, meaning] = weightWords(service, server);
  const lines: Rich[] = [sentence('forwards', forwardWords(server)), sentence('weight  ', weight, meaning)];
  if (server.upper !== undefined && server.upper > 0) {
    const again =
      server.lower === undefined || server.lower === 0
        ? `${short(server.upper * 0.75)} (three quarters, as no lower one is set)`
        : String(server.lower);
    lines.push(
      sentence(
        'limits  ',
        `takes no new ones from ${server.upper} connections on, until there are fewer than ${again}`,
      ),
    );
  }
  if (server.persistent !== undefined && server.persistent > 0 && server.weight !== 0) {
    lines.push(sentence('persists', `${count(server.persistent, 'client')} held here by persistence`));
  }
  return lines;
};

/** The way of a packet through a server's method, drawn: to the server, and the answer's way back. */
export const pathDrawing = (service: SeenService, server: SeenServer): readonly Rich[] => {
  const mark = service.id?.kind === 'fwmark';
  const vip = mark
    ? `director (${serviceLabel(service.key)})`
    : `director ${service.key.slice(service.key.indexOf(':') + 1)}`;
  const there = ` client → ${vip}`;
  if (server.method === 'local') return [[piece(there, 'server')]];
  const whole = `${there} → ${server.key}`;
  if (server.method === 'nat') {
    return [[piece(whole, 'server')], [piece(` client ← ${vip} ← ${server.key}`, 'server')]];
  }
  if (server.method === undefined) return [[piece(whole, 'server')]];
  const middle = there.length + 3 + Math.floor(server.key.length / 2) - 5;
  const half = Math.floor((middle - 1) / 2);
  const answer = `    └${'─'.repeat(half)}←${'─'.repeat(Math.max(0, middle - 1 - half))}┘`;
  return [[piece(whole, 'server')], [piece(answer, 'border')]];
};

/** The same in words. */
const forwardWords = (server: SeenServer): string => {
  switch (server.method) {
    case 'dr':
      return 'DR: the director changes the destination MAC, nothing else; the answer does not pass it';
    case 'tun':
      return `TUN: the packet is wrapped in another one (${tunnelWord(server) || 'kind not known'}); the answer does not pass the director`;
    case 'nat':
      return 'NAT: destination address and port are rewritten, and the answer back again: the server’s gateway must be the director';
    case 'local':
      return 'local: the director itself answers';
    default:
      return 'the forwarding method could not be read';
  }
};

const counted = (seen: SeenService | SeenServer, direct: boolean): readonly Rich[] => {
  const { counters } = seen;
  if (counters === undefined) return [sentence('counted ', '? counters could not be read', 'muted')];
  const bytes = (value: number): string => `${short(value)}B`;
  const out = direct
    ? 'out – (does not pass the director)'
    : `out ${short(counters.outPkts)} packets ${bytes(counters.outBytes)}`;
  const text = `${whole(counters.conns)} connections, in ${short(counters.inPkts)} packets ${bytes(counters.inBytes)}, ${out}`;
  return [sentence('counted ', text)];
};

/** What was counted since the counters were zeroed. */
export const counterWords = (service: SeenService, server: SeenServer | undefined): readonly Rich[] => {
  const servers = server === undefined ? service.servers : [server];
  const direct = servers.length > 0 && servers.every(({ method }) => method === 'dr' || method === 'tun');
  return counted(server ?? service, direct);
};

/** The title of a detail: `10.0.0.7:80  DR  in TCP 10.0.0.200:80`. */
export const detailTitle = (service: SeenService, server: SeenServer | undefined): Rich =>
  server === undefined
    ? [
        piece(` ${serviceLabel(service.key)}`, 'service'),
        piece(`  ${service.scheduler ?? '?'}`),
        piece(`  ${count(service.servers.length, 'server')}`, 'muted'),
      ]
    : [
        piece(` ${server.key}`, 'service'),
        piece(`  ${server.method === undefined ? '?' : methodWord(server.method)}`),
        piece(`  in ${serviceLabel(service.key)}`, 'muted'),
      ];
