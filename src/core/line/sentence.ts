/** A command of ipvsadm in one sentence: what it does, with everything that it sets. */
import type { Command, ListOptions } from '../ipvsadm/command.ts';
import { flagOption } from '../ipvsadm/print.ts';
import { schedulerByName } from '../kernel/schedulers/table.ts';
import type { SyncDaemon, Timeouts } from '../model/observe.ts';
import {
  type ServerConfig,
  type ServiceConfig,
  type ServiceId,
  serverKey,
  serviceFamily,
  serviceKey,
  type Tunnel,
  wholeMask,
} from '../model/service.ts';
import { serviceLabel } from '../words/labels.ts';
import { count, durationWords, whole } from '../words/numbers.ts';

const label = (id: ServiceId): string => serviceLabel(serviceKey(id));

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;

const scheduler = (name: string): string => {
  const row = schedulerByName.get(name);
  return row === undefined ? `scheduler ${name}` : `${row.title} (${name})`;
};

const serviceParts = (config: ServiceConfig, id: ServiceId): readonly string[] => {
  const { persistence, pe, ops } = config;
  const flags = flagOption(config)[1];
  const grouped =
    persistence !== undefined && persistence.mask !== wholeMask(serviceFamily(id))
      ? [
          `clients grouped by ${typeof persistence.mask === 'number' ? `/${persistence.mask}` : persistence.mask}`,
        ]
      : [];
  return [
    scheduler(config.scheduler),
    ...(flags === undefined ? [] : [`flags ${flags}`]),
    ...(persistence === undefined ? [] : [`persistent for ${durationWords(persistence.timeout)}`]),
    ...grouped,
    ...(pe === undefined ? [] : [`persistence engine ${pe}`]),
    ...(ops ? ['every packet scheduled on its own'] : []),
  ];
};

const checksums: Readonly<Record<Tunnel['checksum'], string>> = {
  none: '',
  csum: ' with checksums',
  remcsum: ' with remote checksums',
};

const method = ({ method: by, tunnel }: ServerConfig): string => {
  switch (by) {
    case 'nat':
      return 'NAT';
    case 'dr':
      return 'DR';
    case 'local':
      return 'local delivery';
    case 'tun':
      return tunnel === undefined
        ? 'a tunnel'
        : `${tunnel.type === 'ipip' ? 'an' : 'a'} ${tunnel.type} tunnel${tunnel.type === 'gue' ? ` to port ${tunnel.port}` : ''}${checksums[tunnel.checksum]}`;
  }
};

const limits = ({ upper, lower }: ServerConfig): string => {
  const again = lower === 0 ? '' : `, taking new ones again below ${whole(lower)}`;
  return upper === 0 ? again : `, at most ${count(upper, 'connection')}${again}`;
};

const weight = ({ weight: share }: ServerConfig): string =>
  share === 0 ? 'weight 0 (no new connections)' : `weight ${share}`;

/** Which flags of -L add what to a listing. */
const extras: readonly (readonly [keyof ListOptions, string])[] = [
  ['stats', 'counters'],
  ['rate', 'rates'],
  ['thresholds', 'thresholds'],
  ['persistentConn', 'persistence templates'],
  ['tunInfo', 'tunnels'],
];

const listing = (command: Extract<Command, { readonly name: 'list' }>): string => {
  const shown = extras.flatMap(([key, words]) => (command.options[key] ? [words] : []));
  const what = {
    services: command.service === undefined ? 'the table' : label(command.service),
    connections: 'the connections',
    timeouts: 'the timeouts',
    daemons: 'the sync daemons',
  }[command.what];
  return `Shows ${what}${shown.length === 0 ? '' : ` with ${listed(shown)}`}`;
};

const timeouts = ({ tcp, tcpFin, udp }: Timeouts): string => {
  const parts = [
    ['TCP', tcp],
    ['TCP after FIN', tcpFin],
    ['UDP', udp],
  ] as const;
  const set = parts.filter(([, seconds]) => seconds !== 0);
  if (set.length === 0) return 'Keeps the three timeouts as they are';
  return `Sets the timeout of ${listed(set.map(([name, seconds]) => `${name} to ${durationWords(seconds)}`))}`;
};

const daemon = ({ role, interface: by, syncId, group, port, ttl, maxLen }: SyncDaemon): string =>
  [
    `Starts the ${role} sync daemon on ${by}, id ${syncId}`,
    `group ${group} port ${port}`,
    ...(ttl === 1 ? [] : [`across up to ${count(ttl, 'hop')}`]),
    ...(maxLen === 0 ? [] : [`messages of at most ${count(maxLen, 'byte')}`]),
  ].join(', ');

/** What a command does, one sentence without a full stop: `Puts 10.0.0.9:80 behind TCP 10.0.0.200:80 by NAT with weight 2`. */
export const commandSentence = (command: Command): string => {
  switch (command.name) {
    case 'add-service':
      return `Creates ${label(command.service)}: ${serviceParts(command.config, command.service).join(', ')}`;
    case 'edit-service':
      return `Sets ${label(command.service)} to ${serviceParts(command.config, command.service).join(', ')}`;
    case 'delete-service':
      return `Removes ${label(command.service)} and its real servers`;
    case 'add-server':
      return `Puts ${serverKey(command.server)} behind ${label(command.service)} by ${method(command.config)} with ${weight(command.config)}${limits(command.config)}`;
    case 'edit-server':
      return `Sets ${serverKey(command.server)} in ${label(command.service)} to ${method(command.config)}, ${weight(command.config)}${limits(command.config)}`;
    case 'delete-server':
      return `Takes ${serverKey(command.server)} out of ${label(command.service)}`;
    case 'flush':
      return 'Removes every virtual service with its real servers';
    case 'zero':
      return command.service === undefined
        ? 'Sets all counters to zero'
        : `Sets the counters of ${label(command.service)} to zero`;
    case 'list':
      return listing(command);
    case 'set':
      return timeouts(command.timeouts);
    case 'start-daemon':
      return daemon(command.daemon);
    case 'stop-daemon':
      return `Stops the ${command.role} sync daemon`;
    case 'restore':
      return 'Carries out command lines from standard input, one after the other';
    case 'save':
      return 'Prints the table as command lines';
    case 'help':
      return 'Prints the usage of ipvsadm';
    case 'version':
      return 'Prints the version of ipvsadm';
  }
};
