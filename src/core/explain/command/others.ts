/** The commands of ipvsadm that are about no single service or server, and those that only show. */
import type { Command } from '../../ipvsadm/command.ts';
import { durationWords } from '../../words/numbers.ts';
import type { ReadCommand } from '../explain.types.ts';
import { listed, shown } from '../say.ts';
import { type Sentences, serviceName } from './service.ts';

type Of<N extends Command['name']> = Extract<Command, { readonly name: N }>;

/** The sentences for -L. */
export const list = ({ what, service, options }: Of<'list'>): Sentences => {
  const extras = [
    options.stats ? 'counters' : '',
    options.rate ? 'rates per second' : '',
    options.thresholds ? 'thresholds' : '',
    options.persistentConn && what === 'services' ? 'persistent clients' : '',
    options.tunInfo ? 'how tunnels wrap' : '',
  ].filter(word => word !== '');
  const of = service === undefined ? '' : ` of ${serviceName(service)}`;
  const shows = {
    services:
      service === undefined
        ? 'Shows all services with their servers'
        : `Shows ${serviceName(service)} with its servers`,
    connections: 'Shows the connections that the director knows',
    timeouts: 'Shows the timeouts of connections',
    daemons: 'Shows the sync daemons',
  }[what];
  return {
    words: [
      `${shows}${what === 'services' ? '' : of}${extras.length === 0 ? '' : `, with ${listed(extras)}`}. Nothing is changed.`,
    ],
    why:
      what === 'connections'
        ? ['With many connections -c takes long: the cost grows with the square of their number.']
        : [],
  };
};

/** The sentences for --set. */
export const set = ({ timeouts }: Of<'set'>): Sentences => {
  const said = (
    [
      ['an idle TCP connection', timeouts.tcp],
      ['a TCP connection after FIN', timeouts.tcpFin],
      ['UDP', timeouts.udp],
    ] as const
  ).map(([name, seconds]) => (seconds === 0 ? '' : `${durationWords(seconds)} for ${name}`));
  const words = said.filter(word => word !== '');
  return {
    words: [
      words.length === 0
        ? 'Sets no timeout: three zeros keep all of them.'
        : `Sets the timeouts: ${listed(words)}${words.length < 3 ? '; 0 keeps the others' : ''}.`,
    ],
    why: ['Timeouts hold until the next boot, and ipvsadm -S does not save them.'],
  };
};

/** The sentences for --start-daemon. */
export const startDaemon = ({ daemon }: Of<'start-daemon'>, given: ReadCommand['given']): Sentences => ({
  words: [
    daemon.role === 'master'
      ? 'Sends the connections of this director to the others, so that they live on if it fails.'
      : 'Takes the connections of the master director, to go on with them if it fails.',
    `It uses ${shown(daemon.interface)}${given.has('mcast-interface') ? '' : ', for none is named'}, and the sync ID ${daemon.syncId}.`,
  ],
  why: [
    'Both directors need the same sync ID. The daemon ends with the next boot, and ipvsadm -S does not save it.',
  ],
});

/** The sentences for the rest. */
export const rest = (
  command: Of<'flush' | 'zero' | 'restore' | 'save' | 'help' | 'version' | 'stop-daemon'>,
): Sentences => {
  switch (command.name) {
    case 'flush':
      return { words: ['Removes every service with all its servers, at once.'], why: [] };
    case 'zero':
      return {
        words: [
          `Sets the counters of ${command.service === undefined ? 'all services' : serviceName(command.service)} to zero.`,
        ],
        why: ['Connections stay when counters are set to zero; the former values are lost.'],
      };
    case 'restore':
      return {
        words: ['Carries out the lines that it reads, one by one. What is there before stays.'],
        why: [],
      };
    case 'save':
      return {
        words: [
          `Prints the table, a line for each service and server${command.numeric ? ', with numbers' : ''}.`,
        ],
        why: ['What is saved so lacks thresholds (-x, -y), timeouts and sync daemons.'],
      };
    case 'stop-daemon':
      return { words: [`Stops the sync daemon that is ${command.role}.`], why: [] };
    case 'help':
      return { words: ['Shows how ipvsadm is called.'], why: [] };
    case 'version':
      return { words: ['Shows the version of ipvsadm.'], why: [] };
  }
};
